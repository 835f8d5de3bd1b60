"""C095: the effect of a CAPA is watched for fewer days than the policy asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.lifecycle.capa.guards import terms_of
from generator.lifecycle.capa.state import has_reached
from generator.lifecycle.due.of_capas import severity_of
from generator.wording import N_, Wording

RULE = Rule(
    code="C095",
    name="watch-too-short",
    severity=Severity.WARNING,
    message=N_("The effect is watched for {days} days; for the severity {severity} the policy asks for {shortest}."),
    hint=N_("Watch longer while it still runs; what is closed stays as it was."),
    what=N_("The window of a CAPA that was planned is shorter than the policy's window_min for its severity."),
    why=N_("What did not come back within a week may come back within a month."),
    example="window_days: 7   # window_min for major: 60\n",
    instead="window_days: 60\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every planned CAPA whose window is shorter than the policy asks for at its severity."""
    terms = terms_of(graph)
    for capa in graph.of(Capa):
        days = capa.effectiveness.plan.window_days if capa.effectiveness and capa.effectiveness.plan else None
        severity = severity_of(capa, terms.rules)
        shortest = terms.shortest_window(severity)
        if days is not None and days < shortest and has_reached(capa, CapaState.PLANNED):
            yield RULE.at(
                capa.span("effectiveness", "plan", "window_days"),
                field="effectiveness.plan.window_days",
                days=days,
                severity=Wording(severity.label),
                shortest=shortest,
            )
