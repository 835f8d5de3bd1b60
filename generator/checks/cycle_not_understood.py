"""C052: a cycle that cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.duty import Duty
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.lifecycle.due.rules import deadline_rules
from generator.wording import N_

RULE = Rule(
    code="C052",
    name="cycle-not-understood",
    severity=Severity.WARNING,
    message=N_("{field}: “{value}” cannot be understood as a cycle."),
    hint=N_(
        "Write a number and a unit such as 3 months, 1 year, 2 weeks, quarterly, or a class of the policy such as A."
    ),
    what=N_(
        "The text that says how often something comes round is neither a class of the policy nor a number with a unit."
    ),
    why=N_("Nothing would ever become due."),
    example="cycle: 视情况\n",
    instead="cycle: 3 个月\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every cycle of a duty or a document that cannot be understood."""
    rules = deadline_rules(graph)
    for duty in graph.of(Duty):
        if duty.cycle and rules.cycle(duty.cycle) is None:
            yield RULE.at(duty.span("cycle"), field="cycle", value=duty.cycle)
    for document in (*graph.of(Sop), *graph.of(Runbook)):
        if document.review_cycle and rules.cycle(document.review_cycle) is None:
            yield RULE.at(document.span("review_cycle"), field="review_cycle", value=document.review_cycle)
