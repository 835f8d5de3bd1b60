"""What is due when, and how late it is."""

from __future__ import annotations

from datetime import date

import pytest

from generator.lifecycle.deadlines import days_overdue, extensions, next_due, open_actions, settled
from tests.libraries import capa

ACTIONS = """\
actions:
  - {id: A2, text: 扩容, due: [2026-06-30]}
  - {id: A1, text: 告警, due: [2026-05-31, {due: 2026-06-15, reason: 缺货}, {due: 2026-06-30, reason: 缺货}]}
  - {id: A3, text: 巡检, due: [2026-05-20], done_on: 2026-05-19}
  - {id: A4, text: 培训, due: [2026-05-21], waived: {reason: 不需要}}
  - {id: A5, text: 以后}
  - {id: A6, text: 复核, due: [2026-05-22], verified: {by: QA, date: 2026-05-22}}
"""
PLAN = "effectiveness:\n  plan: {due: 2026-09-30}\n"
CHECKED = f"{PLAN}  checks: [{{conclusion: effective}}]\n"


def _log(state: str) -> str:
    return f"log: [{{at: 2026-05-12, to: {state}}}]\n"


def test_open_actions_are_those_with_something_left_to_do() -> None:
    """Neither done nor verified nor waived, with a deadline; the earliest first, equals by number."""
    rows = open_actions(capa(ACTIONS))

    assert [(row.action.id, row.due) for row in rows] == [("A1", date(2026, 6, 30)), ("A2", date(2026, 6, 30))]


def test_an_action_is_settled_by_any_of_three_ends() -> None:
    """Done, waived, or verified even though nobody wrote down when it was done."""
    actions = capa(ACTIONS).actions

    assert [action.id for action in actions if settled(action)] == ["A3", "A4", "A6"]


def test_extensions_are_counted_over_all_actions() -> None:
    """Each deadline after the first is one extension, also of actions that are settled by now."""
    assert extensions(capa(ACTIONS)) == 2
    assert (
        extensions(capa("actions:\n  - {id: A1, text: x, due: [2026-06-01, 2026-06-02], done_on: 2026-06-02}\n")) == 1
    )
    assert extensions(capa()) == 0


NEXT = [
    ("", None),
    (ACTIONS, date(2026, 6, 30)),
    (PLAN, date(2026, 9, 30)),
    (ACTIONS + PLAN, date(2026, 6, 30)),
    (CHECKED, None),
    (ACTIONS + PLAN + _log("closed"), None),
    (ACTIONS + PLAN + _log("cancelled"), None),
    (ACTIONS + _log("monitoring"), date(2026, 6, 30)),
    ("effectiveness: {plan: {window_days: 90}}\n", None),
]


@pytest.mark.parametrize(("more", "expected"), NEXT)
def test_the_next_deadline_is_the_earliest_that_is_open(more: str, expected: date | None) -> None:
    """An action's or the effectiveness check's; none once the CAPA has ended."""
    assert next_due(capa(more)) == expected


@pytest.mark.parametrize(("today", "days"), [(date(2026, 6, 1), 0), (date(2026, 6, 30), 0), (date(2026, 7, 30), 30)])
def test_overdue_is_never_negative(today: date, days: int) -> None:
    """Time that is left is not lateness, and a CAPA without deadlines is not late."""
    assert days_overdue(capa(ACTIONS), today) == days
    assert days_overdue(capa(), today) == 0
