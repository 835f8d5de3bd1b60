"""The reference of codes: every rule with what it finds, why, a bad and a good example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Rule, Severity
from generator.exporters.markdown_text import code, fence, heading, page, plain, table
from generator.i18n.catalogue import Catalogue
from generator.wording import N_

_SEVERITIES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning"), Severity.NOTE: N_("Note")}


def codes_page(rules: Iterable[Rule], catalogue: Catalogue) -> str:
    """Return the page of all rules, sorted by code."""
    say = catalogue.text
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = [
        (code(rule.code), code(rule.name), say(_SEVERITIES[rule.severity]), plain(say(rule.what or rule.message)))
        for rule in ordered
    ]
    head = [say(text) for text in (N_("Code"), N_("Rule"), N_("Weight"), N_("What it finds"))]
    note = N_(
        "An error stops the build, a warning stops it only with --strict, a note never. `fupan explain CODE` shows the same texts."
    )
    return page(
        (
            heading(1, say(N_("Codes of fupan check"))),
            plain(say(note)),
            table(head, rows),
            *(part for rule in ordered for part in _rule(rule, catalogue)),
        )
    )


def _rule(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    say = catalogue.text
    yield f"## {rule.code} {rule.name}"
    facts = (
        (N_("Weight"), say(_SEVERITIES[rule.severity])),
        (N_("Message"), say(rule.message)),
        (N_("What to do"), say(rule.hint)),
        (N_("What it finds"), say(rule.what)),
        (N_("Why it matters"), say(rule.why)),
    )
    yield "\n".join(f"- **{say(name)}**: {plain(text)}" for name, text in facts if text)
    for title, text in ((N_("Not like this"), rule.example), (N_("But like this"), rule.instead)):
        if text:
            yield f"{say(title)}:"
            yield fence(say(text), "yaml")
