"""The built-in table of deadlines and levels, and what a policy puts in its place."""

from __future__ import annotations

import json
from datetime import date

import pytest

from generator.kinds.capa import RiskSeverity
from generator.kinds.policy import DeadlineItem
from generator.lifecycle.due.cycles import Cycle
from generator.lifecycle.due.rules import Allowance, DeadlineRules, deadline_rules
from tests.libraries import library

POLICY = """\
id: policy
title: 示例
deadlines: [{item: triage, severity: major, days: 4}, {item: closing, severity: minor, days: 5, working_days: true}]
escalation: [{level: E2, to: [质量部]}, {level: E3, management_review: false},
  {level: E7, title: 董事会, overdue_days: 300, management_review: true}]
review_cycles: [{name: A, months: 3}, {name: 甲, months: 24}]
"""


def _rules(policy: str = "") -> DeadlineRules:
    read = library({"kb/organization/policy.yml": policy} if policy else {})
    assert [str(one) for one in read.report] == []
    return deadline_rules(read.graph)


TABLE = [
    (DeadlineItem.TRIAGE, (1, 3, 5)),
    (DeadlineItem.REPORTABILITY, (1, 3, 10)),
    (DeadlineItem.INVESTIGATION, (10, 20, 30)),
    (DeadlineItem.IMPLEMENTATION, (30, 60, 90)),
    (DeadlineItem.WINDOW_MIN, (30, 60, 90)),
    (DeadlineItem.WINDOW_MAX, (90, 180, 365)),
]


@pytest.mark.parametrize(("item", "days"), TABLE)
def test_without_a_policy_the_table_of_the_specification_holds(item: DeadlineItem, days: tuple[int, ...]) -> None:
    """Only acceptance counts in working days."""
    found = [_rules().allowance(item, severity) for severity in RiskSeverity]

    assert found == [Allowance(number, item is DeadlineItem.TRIAGE) for number in days]


def test_a_row_of_the_policy_replaces_one_row() -> None:
    """With its own way of counting; all others stay, and what was not assessed counts as the policy says."""
    rules = _rules(POLICY)

    assert rules.allowance(DeadlineItem.TRIAGE, None) == Allowance(4)
    assert rules.allowance(DeadlineItem.TRIAGE, RiskSeverity.MINOR) == Allowance(5, in_working_days=True)
    assert rules.ends(date(2026, 11, 20), Allowance(5, in_working_days=True)) == date(2026, 11, 27)
    assert rules.allowance(DeadlineItem.HOT_REVIEW, RiskSeverity.MINOR) is None


def test_a_level_of_the_policy_replaces_what_it_says() -> None:
    """Who is told changes, the days stay; a new level comes after the others."""
    rules = _rules(POLICY)
    second, last = rules.level("E2"), rules.level("E7")

    assert [one.level for one in rules.levels] == ["E0", "E1", "E2", "E3", "E4", "E7"]
    assert second is not None
    assert (second.to, second.overdue_days, second.extensions) == (("质量部",), 7, 2)
    assert last is not None
    assert (last.title, last.overdue_days) == ("董事会", 300)
    assert rules.level("E9") is None
    assert rules.for_management() == {"E4", "E7"}
    assert _rules().for_management() == {"E3", "E4"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", Cycle(3)), ("甲", Cycle(24)), ("B", Cycle(12)), ("2 周", Cycle(0, 14)), ("丙", None), (None, Cycle(6))],
)
def test_cycles_have_names(text: str | None, expected: Cycle | None) -> None:
    """Those of the policy, the built-in ones, and any number with a unit; none written means the usual one."""
    assert _rules(POLICY).cycle(text, "restore_test") == expected


def test_the_browser_gets_plain_values() -> None:
    """JSON holds all that the rules are, so that nothing is reckoned from something else."""
    payload = json.loads(json.dumps(_rules().payload()))

    assert [one["code"] for one in payload["levels"]] == ["E0", "E1", "E2", "E3", "E4"]
    assert payload["levels"][3]["by_severity"] == {"critical": 3}
    assert (payload["reminder_days"], payload["ageing"], payload["weekend"]) == (10, [30, 60, 90], [5, 6])
