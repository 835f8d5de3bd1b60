"""How often something comes round."""

from __future__ import annotations

from datetime import date

import pytest

from generator.lifecycle.due.cycles import Cycle, cycle_of

UNDERSTOOD = [
    ("3 months", Cycle(3)),
    ("12 个月", Cycle(12)),
    ("１２个月", Cycle(12)),
    ("每季度", Cycle(3)),
    ("每半年", Cycle(6)),
    ("半年一次", Cycle(6)),
    ("P1Y", Cycle(12)),
    ("每两周", Cycle(0, 14)),
    ("Every 2 Weeks", Cycle(0, 14)),
    ("yearly", Cycle(12)),
    ("每天", Cycle(0, 1)),
    ("7d", Cycle(0, 7)),
    ("视情况", None),
    ("A", None),
    ("0 个月", None),
    ("9999 年", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD)
def test_people_write_cycles_in_many_ways(text: str, expected: Cycle | None) -> None:
    """A number and a unit, in Chinese or English; what cannot be understood is not guessed."""
    assert cycle_of(text) == expected


@pytest.mark.parametrize(
    ("start", "cycle", "expected"),
    [
        ("2028-02-29", Cycle(12), "2029-02-28"),
        ("2026-08-31", Cycle(6), "2027-02-28"),
        ("2027-08-31", Cycle(6), "2028-02-29"),
        ("2026-11-30", Cycle(3), "2027-02-28"),
        ("2026-12-31", Cycle(0, 1), "2027-01-01"),
        ("2026-05-11", Cycle(36), "2029-05-11"),
        ("9998-05-11", Cycle(36), "9999-12-31"),
    ],
)
def test_a_month_ends_with_its_last_day(start: str, cycle: Cycle, expected: str) -> None:
    """The 31st of a month that has none is its last day; nothing runs over the end of the calendar."""
    assert cycle.after(date.fromisoformat(start)).isoformat() == expected
