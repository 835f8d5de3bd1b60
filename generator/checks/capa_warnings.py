"""C081 to C090: what looks weak about a CAPA; one rule a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.lifecycle.capa.warnings import WARNINGS, Warned
from generator.wording import N_


def _rule(number: int, warned: Warned) -> Rule:
    return Rule(
        code=f"C{80 + number:03}",
        name=f"capa-warning-{warned.code.lower()}",
        severity=Severity.WARNING,
        message=N_("{warning}, {field}: {why}"),
        hint=N_("See whether it can be mended; what happened stays as it was: fupan explain {warning_rule}"),
        what=warned.what,
        why=warned.why,
        example=warned.example,
        instead=warned.instead,
    )


WARNING_RULES: Mapping[str, Rule] = {warned.code: _rule(number, warned) for number, warned in enumerate(WARNINGS, 1)}
RULES = tuple(WARNING_RULES.values())


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield everything about CAPAs that is allowed and yet looks weak."""
    for capa in graph.of(Capa):
        for warned in WARNINGS:
            rule = WARNING_RULES[warned.code]
            for doubt in warned.find(capa, today):
                yield rule.at(
                    capa.span(*doubt.path),
                    field=doubt.field,
                    warning=warned.code,
                    why=doubt.why,
                    warning_rule=rule.code,
                )
