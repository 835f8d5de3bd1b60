"""C040: a change that was begun without approval, or approved only afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import ChangeGap, begun_on, gaps_of
from generator.wording import N_

RULE = Rule(
    code="C040",
    name="change-not-approved-in-time",
    severity=Severity.ERROR,
    message=N_("{id} was begun on {begun}, but approved {approved}."),
    hint=N_("Correct a slipped date; where it is true, open a CAPA and say so in `reason`. Do not date back."),
    what=N_("A change to a system was begun before it was approved, or was never approved."),
    why=N_("Approval before the start is what keeps a change from becoming the next incident."),
    example="approved_on: 2026-07-10\nstarted_on: 2026-07-08\n",
    instead="approved_on: 2026-07-06\nstarted_on: 2026-07-08\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the changes that were begun without an approval of that day or before."""
    for change in graph.of(SystemChange):
        gaps = gaps_of(change)
        if ChangeGap.APPROVED_LATE in gaps or ChangeGap.NOT_APPROVED in gaps:
            yield RULE.at(
                change.span("approved_on"),
                field="approved_on",
                id=change.id,
                begun=str(begun_on(change)),
                approved=str(change.approved_on) if change.approved_on is not None else "–",
            )
