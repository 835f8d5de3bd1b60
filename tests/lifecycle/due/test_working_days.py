"""Working days: weekends, holidays, days worked instead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.calendar import Calendar
from generator.lifecycle.due.working_days import WorkingDays, working_days
from tests.libraries import library
from tests.lifecycle.deadline_cases import rules_named, table

_TABLE = table("working_days.yml")


def _calendar(text: str) -> WorkingDays:
    read = library({"kb/organization/calendar.yml": f"id: calendar\n{text}"})
    assert [str(one) for one in read.report] == []
    return working_days(read.graph.of(Calendar))


@pytest.mark.parametrize(("start", "days", "expected"), _TABLE["after"])
def test_working_days_are_added(start: str, days: str, expected: str) -> None:
    """Over weekends, holidays and days worked instead; 0 is the day itself or the next one that is worked."""
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}" for row in _TABLE["holidays"]]
    working = _calendar("holidays:\n" + "\n".join(lines) + f"\nworking_days: [{', '.join(_TABLE['working_days'])}]\n")

    assert working.after(date.fromisoformat(start), int(days)).isoformat() == expected


@given(start=st.dates(date(2024, 1, 1), date(2028, 12, 31)), length=st.integers(0, 400))
def test_counting_agrees_with_looking_at_each_day(start: date, length: int) -> None:
    """The count of working days is that of the days on which people work, and the same backwards with a minus."""
    working = rules_named("chinese").working
    end = start + timedelta(days=length)
    worked = sum(working.is_worked(start + timedelta(days=number)) for number in range(1, length + 1))

    assert working.between(start, end) == worked
    assert working.between(end, start) == -worked
    if worked:
        last = working.after(start, worked)
        assert (working.is_worked(last), working.between(start, last)) == (True, worked)


def test_the_calendar_knows_its_years() -> None:
    """A year without a holiday has not been entered."""
    working = rules_named("chinese").working

    assert [working.knows(year) for year in (2024, 2025, 2026, 2027)] == [False, True, True, False]
    assert not WorkingDays().knows(2026)


@pytest.mark.parametrize(
    "more", ["weekend: [mon, tue, wed, thu, fri, sat, sun]\n", "holidays: [{from: 2026-01-01, to: 9999-12-31}]\n"]
)
def test_a_nonsensical_calendar_does_not_stop_reckoning(more: str) -> None:
    """A check tells it; until it is mended something follows in reasonable time."""
    assert _calendar(more).after(date(2026, 1, 1), 3).year == 2026
