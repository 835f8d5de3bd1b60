"""`fupan explain`: what a code means, why it matters, and how to write it right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, close_to, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.diagnostics import Rule


@click.command(help=_(N_("Explain a code such as F001: what it finds, why, a bad and a good example.")))
@click.argument("code", required=False)
@click.option("--all", "all_codes", is_flag=True, help=_(N_("List all codes.")))
@common_options
def command(session: Session, code: str | None, all_codes: bool) -> int:
    """Exit 2 for a code that does not exist."""
    from generator.registry import rules as all_rules

    rules = all_rules()

    if all_codes or not code:
        _list(session, rules)
        return 0
    rule = find_rule(code, rules)
    if rule is None and _explain_gap(session, code):
        return 0
    if rule is None:
        words = [*rules, *(one.name for one in rules.values())]
        nearest = close_to(code, words)
        message = _(N_("There is no code {code}."), code=code)
        raise click.UsageError(f"{message} {nearest}".strip() + " " + _(N_("All codes: fupan explain --all")))
    if session.as_json:
        session.answer(_payload(rule))
    else:
        for line in _lines(rule, session):
            session.say(line)
    return 0


def _explain_gap(session: Session, code: str) -> bool:
    """Print what a gap of the trace means, if the code is one, and return whether it was."""
    from generator.tracing.rules import GAP_RULES

    gap = GAP_RULES.get(code.strip().upper())
    if gap is None:
        return False
    say = current().text
    weight, text = say(gap.weight.label), say(gap.text)
    if session.as_json:
        session.answer({"ok": True, "code": gap.code, "kind": "gap", "weight": gap.weight.value, "text": text})
    else:
        kind = _(N_("Gap of the trace"))
        session.say(f"{gap.code}  {kind} · {weight}")
        session.say(_PLACE.sub("…", text))
        session.say(_(N_("Where: fupan trace --gaps")))
    return True


def find_rule(text: str, rules: Mapping[str, Rule]) -> Rule | None:
    """Return the rule with this code or name, in any case; guards and warnings of CAPAs also by `G9` or `W4`."""
    wanted = text.strip().casefold().replace("_", "-")
    names = (wanted, f"capa-guard-{wanted}", f"capa-warning-{wanted}")
    return next((rule for rule in rules.values() if wanted == rule.code.casefold() or rule.name in names), None)


def _list(session: Session, rules: Mapping[str, Rule]) -> None:
    from generator.commands.terminal.table import table

    ordered = [rules[code] for code in sorted(rules)]
    if session.as_json:
        session.answer({"ok": True, "items": [_payload(rule) for rule in ordered]})
        return
    say = current().text
    rows = [(rule.code, say(_SEVERITIES[rule.severity.value]), rule.name, say(rule.what)) for rule in ordered]
    head = (_(N_("Code")), _(N_("Weight")), _(N_("Rule")), _(N_("What it finds")))
    for line in table(head, rows, most=76):
        session.say(line)


_PLACE = re.compile(r"\{\w+\}")
_SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}


def _payload(rule: Rule) -> dict[str, Any]:
    say = current().text
    return {
        "ok": True,
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.value,
        "message": say(rule.message),
        "hint": say(rule.hint),
        "what": say(rule.what),
        "why": say(rule.why),
        "example": say(rule.example),
        "instead": say(rule.instead),
    }


def _lines(rule: Rule, session: Session) -> Iterator[str]:
    say = current().text
    yield session.style(f"{rule.code} {rule.name}", bold=True) + f" ({say(_SEVERITIES[rule.severity.value])})"
    for title, text in (
        (N_("What it finds"), rule.what or rule.message),
        (N_("Why it matters"), rule.why),
        (N_("What to do"), rule.hint),
    ):
        if text:
            # The places of a message have no values here.
            yield f"\n{session.style(say(title), bold=True)}\n  {_PLACE.sub('…', say(text))}"
    for title, text, color in (
        (N_("Not like this"), rule.example, "red"),
        (N_("But like this"), rule.instead, "green"),
    ):
        if text:
            yield "\n" + session.style(say(title), bold=True, fg=color)
            yield from (f"    {line}" for line in say(text).rstrip("\n").split("\n"))
