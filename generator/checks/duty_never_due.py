"""C053: a recurring duty that never becomes due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.duty import Duty
from generator.lifecycle.due.of_systems import next_due_of_duty
from generator.lifecycle.due.rules import deadline_rules
from generator.wording import N_

RULE = Rule(
    code="C053",
    name="duty-never-due",
    severity=Severity.WARNING,
    message=N_("{value} never becomes due: there is neither a next day nor a last day with a cycle after it."),
    hint=N_("Add `next_due_on:`, or `last_on:` and `cycle:`."),
    what=N_("Nothing says when the duty is due; or its next day is not later than the last one, and it has no cycle."),
    why=N_("It would be forgotten, and nobody would be told."),
    example="- {id: DUTY-ERP-RESTORE, title: ERP 恢复测试, cycle: 6 个月}\n",
    instead="- {id: DUTY-ERP-RESTORE, title: ERP 恢复测试, cycle: 6 个月, last_on: 2026-11-07}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every duty for which no day follows; a cycle that cannot be understood has a rule of its own."""
    rules = deadline_rules(graph)
    for duty in graph.of(Duty):
        misread = duty.cycle is not None and rules.cycle(duty.cycle) is None
        if not misread and next_due_of_duty(duty, rules) is None:
            yield RULE.at(duty.span("id"), field="next_due_on", value=duty.id)
