"""How late something is, and who is told: the table of cases."""

from __future__ import annotations

import pytest

from generator.lifecycle.due.escalation import bucket, buckets, lateness
from tests.lifecycle.deadline_cases import Case, cases, rules_named


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_clock_says_what_the_table_says(case: Case) -> None:
    """Days left and late, working days, the first deadline, level and group."""
    found = lateness(case.clock, rules_named(case.rules), case.today)
    said = (found.days_left, found.days_overdue, found.days_overdue_original, found.level, found.bucket)

    assert " ".join(str(value) for value in said if value != "") == case.expected


def test_groups_of_ages_follow_each_other() -> None:
    """Every number of days belongs to one group; without limits there are none."""
    assert buckets((30, 60, 90)) == ("0–30", "31–60", "61–90", ">90")
    assert [bucket(days, (30, 60, 90)) for days in (0, 30, 31, 90, 91)] == ["0–30", "0–30", "31–60", "61–90", ">90"]
    assert buckets(()) == ()
    assert bucket(5, ()) == ""


def test_a_clock_is_plain_in_json() -> None:
    """What says nothing is left out, dates are texts."""
    clock = next(case.clock for case in cases() if case.clock.extensions == 2)

    assert clock.payload() == {"due": "2027-06-30", "original_due": "2026-06-30", "extensions": 2}
