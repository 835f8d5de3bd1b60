"""Show diagnostics: for people, as JSON, as annotations of a pull request."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session
from generator.diagnostics import Diagnostic, Report, Severity
from generator.i18n.catalogue import LANGUAGES, Catalogue, catalogue
from generator.model.source import Source
from generator.wording import N_

_NAMES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning"), Severity.NOTE: N_("Note")}
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def message(found: Diagnostic, texts: Catalogue) -> str:
    """Return what is wrong, in one sentence on one line."""
    return _one_line(texts.text(found.rule.message, **found.values))


def hint(found: Diagnostic, texts: Catalogue) -> str:
    """Return how to mend it, in one sentence on one line."""
    return _one_line(texts.text(found.rule.hint, **found.values))


def _one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def lines(found: Diagnostic, sources: Mapping[str, Source], session: Session) -> Iterator[str]:
    """Yield the lines that show one diagnostic: place, code, sentence, the author's own line, a caret, the remedy."""
    texts = current()
    path = _one_line(repr(found.span.path)[1:-1] if "\n" in found.span.path else found.span.path)
    place = f"{path}:{found.span.line}:{found.span.column}"
    label = session.style(
        f"{texts.text(_NAMES[found.severity])} {found.rule.code}", fg=_COLORS[found.severity], bold=True
    )
    yield f"{place} {label} {message(found, texts)} [{found.rule.name}]"
    source = sources.get(found.span.path)
    written = source.line(found.span.line) if source else ""
    if written.strip():
        shown = written.replace("\t", "→")[:160]
        yield f"    {_one_line_kept(shown)}"
        yield "    " + " " * _width(written[: found.span.column - 1]) + session.style("^", fg=_COLORS[found.severity])
    remedy = hint(found, texts)
    if remedy:
        yield "    " + texts.text(N_("Hint: {text}"), text=remedy)
    if session.verbose and found.values.get("raw"):
        yield f"    {_one_line(found.values['raw'])}"


def _one_line_kept(text: str) -> str:
    return "".join("·" if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def show(report: Report, sources: Mapping[str, Source], session: Session, most: int = 100) -> None:
    """Print a report for people; notes only with `-v`, so that errors are not lost among them."""
    shown = [found for found in report if session.verbose or found.severity is not Severity.NOTE]
    for found in shown[:most]:
        for line in lines(found, sources, session):
            session.complain(line)
    if len(shown) > most:
        session.complain(_(N_("… and {number} more; `--json` gives them all."), number=len(shown) - most))


def payload(report: Report, files: int, *, strict: bool) -> dict[str, Any]:
    """Return the JSON answer of `fupan check`: `{ok, summary, items}`; each item has its texts in every language."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    ok = not report.has_errors and not (strict and counts["warnings"])
    return {"ok": ok, "summary": {**counts, "files": files}, "items": [_item(found) for found in report]}


def _item(found: Diagnostic) -> dict[str, Any]:
    texts = {language: catalogue(language) for language in LANGUAGES}
    return {
        "file": found.span.path,
        "line": found.span.line,
        "col": found.span.column,
        "code": found.rule.code,
        "rule": found.rule.name,
        "severity": found.severity.value,
        "message": message(found, current()),
        "hint": hint(found, current()),
        "field": found.field,
        "texts": {
            language: {"message": message(found, one), "hint": hint(found, one)} for language, one in texts.items()
        },
    }


def github_annotations(report: Report) -> Iterator[str]:
    """Yield GitHub workflow commands, one a diagnostic."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    for found in report:
        text = message(found, current()).replace("%", "%25")
        place = f"file={found.span.path},line={found.span.line},col={found.span.column}"
        yield f"::{words[found.severity]} {place},title={found.rule.code}::{text}"
