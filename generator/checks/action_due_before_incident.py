"""C004: an action that was due before its incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.wording import N_

RULE = Rule(
    code="C004",
    name="action-due-before-incident",
    severity=Severity.WARNING,
    message=N_("{field} ({value}) lies before the beginning ({other})."),
    hint=N_("Check the year of the due date."),
    what=N_("A deadline lies before the incident began or before the CAPA was opened."),
    why=N_("It would be overdue from its first day; most often the year is wrong."),
    example="started_at: 2026-05-11\nactions: [{text: 增加告警, due: 2025-05-31}]\n",
    instead="started_at: 2026-05-11\nactions: [{text: 增加告警, due: 2026-05-31}]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every deadline of an action that lies before its record begins."""
    for postmortem in graph.of(Postmortem):
        start = postmortem.started_at.day
        for place, action in enumerate(postmortem.actions):
            if action.due is not None and action.due < start:
                yield RULE.at(
                    postmortem.span("actions", place, "due"),
                    field=f"actions[{place}].due",
                    value=action.due,
                    other=start,
                )
    for capa in graph.of(Capa):
        for place, row in enumerate(capa.actions):
            for number, due in enumerate(row.due):
                if due.due < capa.opened_on:
                    span = capa.span("actions", place, "due", number)
                    yield RULE.at(span, field=f"actions[{place}].due", value=due.due, other=capa.opened_on)
