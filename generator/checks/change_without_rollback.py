"""C043: a change that was begun without a way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import ChangeGap, gaps_of
from generator.wording import N_

RULE = Rule(
    code="C043",
    name="change-without-rollback",
    severity=Severity.ERROR,
    message=N_("{id} was begun without a way back."),
    hint=N_("Add `rollback:` with the plan and the day it was tried; where there truly is none, write so as the plan."),
    what=N_("A change to a system was begun and nothing says how it is undone."),
    why=N_("When it goes wrong at night, nobody has the time to invent the way back."),
    example="started_on: 2026-07-08   # and no rollback\n",
    instead="rollback: {plan: 换回 3.1 安装包并还原配置表, tested_on: 2026-07-05, result: 十分钟退回}\nstarted_on: 2026-07-08\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the changes that were begun without `rollback`; those of documents need none."""
    for change in graph.of(SystemChange):
        if ChangeGap.WITHOUT_ROLLBACK in gaps_of(change):
            yield RULE.at(change.span("rollback"), field="rollback", id=change.id)
