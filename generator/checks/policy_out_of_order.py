"""C054: deadlines or escalation levels of the policy that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import RiskSeverity
from generator.kinds.policy import DeadlineItem, Policy
from generator.lifecycle.due.rules import DeadlineRules, deadline_rules
from generator.wording import N_

RULE = Rule(
    code="C054",
    name="policy-out-of-order",
    severity=Severity.WARNING,
    message=N_("{field}: {value} {why}"),
    hint=N_("Correct the days; rows that the policy leaves out are the built-in ones."),
    what=N_(
        "A graver case gets more time than a lighter one, a higher level is told sooner than a lower one, or the shortest watch is longer than the longest."
    ),
    why=N_("Lists would put the wrong things first."),
    example="escalation: [{level: E1, overdue_days: 14}, {level: E2, overdue_days: 7}]\n",
    instead="escalation: [{level: E1, overdue_days: 1}, {level: E2, overdue_days: 7}]\n",
)

_GRAVER = N_("gets more time than a lighter case.")
_SOONER = N_("is told sooner than the level below it.")
_WINDOW = N_("is shorter than the shortest watch.")
# The watch over the effect is no deadline: it may be as long as it likes.
_WINDOWS = (DeadlineItem.WINDOW_MIN, DeadlineItem.WINDOW_MAX)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield what in the policy, with the built-in rows, is out of order."""
    policy = next(iter(graph.of(Policy)), None)
    if policy is None:
        return
    rules = deadline_rules(graph)
    for place, row in enumerate(policy.deadlines):
        why = _wrong(row.item, row.severity, rules)
        if why:
            yield RULE.at(
                policy.span("deadlines", place, "days"), field=f"deadlines[{place}].days", value=row.days, why=why
            )
    days = {one.level: one.overdue_days for one in rules.levels if one.overdue_days}
    places = {row.level: place for place, row in enumerate(policy.escalation)}
    for lower, higher in pairwise(days):
        place = places.get(higher, places.get(lower, 0))
        if days[higher] < days[lower] and policy.escalation:
            span = policy.span("escalation", place, "overdue_days")
            yield RULE.at(span, field=f"escalation[{place}].overdue_days", value=higher, why=_SOONER)


def _wrong(item: DeadlineItem, severity: RiskSeverity, rules: DeadlineRules) -> str:
    """Return what is wrong with a row beside those for lighter cases, an empty text for nothing."""
    own = rules.allowance(item, severity)
    assert own is not None
    if item is DeadlineItem.WINDOW_MAX:
        shortest = rules.allowance(DeadlineItem.WINDOW_MIN, severity)
        return _WINDOW if shortest is not None and own.days < shortest.days else ""
    order = [*RiskSeverity]
    lighter = [rules.allowance(item, one) for one in order[order.index(severity) + 1 :]]
    graver = item not in _WINDOWS and any(one is not None and one.days < own.days for one in lighter)
    return _GRAVER if graver else ""
