"""C044: a way back that nobody had tried when the change was begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import ChangeGap, begun_on, gaps_of
from generator.wording import N_

RULE = Rule(
    code="C044",
    name="rollback-not-tried",
    severity=Severity.WARNING,
    message=N_("{id} was begun on {begun}; its way back had not been tried."),
    hint=N_("Try the way back in the test environment before the start and add `rollback.tested_on` and `result`."),
    what=N_("A change to a system was begun, and its way back was tried later or never."),
    why=N_("A way back that nobody has walked often ends halfway: the package is gone, a column too many is there."),
    example="rollback: {plan: 退回 3.1}\nstarted_on: 2026-07-08\n",
    instead="rollback: {plan: 退回 3.1, tested_on: 2026-07-05, result: 十分钟退回}\nstarted_on: 2026-07-08\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the changes whose way back was not tried by the day on which they were begun."""
    for change in graph.of(SystemChange):
        if ChangeGap.ROLLBACK_NOT_TRIED in gaps_of(change):
            span = change.span("rollback", "tested_on")
            yield RULE.at(span, field="rollback.tested_on", id=change.id, begun=str(begun_on(change)))
