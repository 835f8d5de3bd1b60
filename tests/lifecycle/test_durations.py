"""Durations of an incident: computed from its times, unknown where a time is unknown."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from generator.kinds.postmortem import Postmortem
from generator.lifecycle.durations import durations, off_hours
from generator.settings import Settings
from tests.libraries import POSTMORTEM, library, postmortem

# Start, more lines, duration, expected.
CASES = [
    (
        "2026-05-11T22:10+08:00",
        "restored_at: 2026-05-12T01:30+08:00",
        "time_to_restore",
        timedelta(hours=3, minutes=20),
    ),
    ("2026-05-11T14:35+08:00", "detected_at: 2026-05-11T07:41+01:00", "time_to_detect", timedelta(minutes=6)),
    ("2026-12-31T23:59+08:00", "declared_at: 2027-01-01T00:01+08:00", "time_to_declare", timedelta(minutes=2)),
    ("2026-05-11T14:35+08:00", "mitigated_at: 2026-05-11T14:35+08:00", "time_to_mitigate", timedelta(0)),
    ("2024-02-28T12:00+08:00", "reconciled_at: 2024-03-01T12:00+08:00", "time_to_reconcile", timedelta(days=2)),
    (
        "2026-05-11T15:00+08:00",
        "backup: {last_good_at: 2026-05-11T02:00+08:00}",
        "data_loss_window",
        timedelta(hours=13),
    ),
    (
        "2026-05-11T02:00+08:00",
        "backup: {last_good_at: 2026-05-10T19:30+01:00}",
        "data_loss_window",
        timedelta(minutes=-30),
    ),
    ("2026-05-11", "restored_at: 2026-05-12T01:30+08:00", "time_to_restore", None),
    ("2026-05-11T22:10+08:00", "restored_at: 2026-05-12", "time_to_restore", None),
    ("2026-05-11T22:10+08:00", "", "time_to_restore", None),
    ("2026-05-11T22:10+08:00", "backup: {location: NAS}", "data_loss_window", None),
    ("2026-05-11T22:10+08:00", "", "data_loss_window", None),
]


@pytest.mark.parametrize(("start", "more", "name", "expected"), CASES)
def test_a_duration_is_the_time_between_two_moments(
    start: str, more: str, name: str, expected: timedelta | None
) -> None:
    """Across midnight, year and offset; an unknown hour makes it unknown, never zero."""
    assert getattr(durations(postmortem(f"{more}\n", start)), name) == expected


# Site's zone, start, end, and the length that a stopwatch would show.
CHANGES_OF_CLOCK = [
    ("Europe/Berlin", "2026-03-29T01:30", "2026-03-29T03:30", timedelta(hours=1)),
    ("Europe/Berlin", "2026-10-25T01:30", "2026-10-25T03:30", timedelta(hours=3)),
    ("America/New_York", "2026-03-07T12:00", "2026-03-08T12:00", timedelta(hours=23)),
    ("Asia/Shanghai", "2026-03-29T01:30", "2026-03-29T03:30", timedelta(hours=2)),
]


@pytest.mark.parametrize(("zone", "start", "end", "expected"), CHANGES_OF_CLOCK)
def test_a_change_of_the_clock_is_reckoned(zone: str, start: str, end: str, expected: timedelta) -> None:
    """Summer time begins or ends during an incident, and the offset is that of the site's zone."""
    text = POSTMORTEM.replace("2026-05-11T14:35+08:00", start) + f"restored_at: {end}\n"
    read = library({"postmortems/PM-2026-0001.yml": text}, Settings(timezone=zone))

    assert durations(read.graph.of(Postmortem)[0]).time_to_restore == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-05-11T14:35+08:00", False),
        ("2026-05-11T19:59+08:00", False),
        ("2026-05-11T20:00+08:00", True),
        ("2026-05-12T06:59+08:00", True),
        ("2026-05-12T07:00+08:00", False),
        ("2026-05-16T10:00+08:00", True),
        ("2026-05-11", None),
    ],
)
def test_off_hours_are_night_and_weekend(start: str, expected: bool | None) -> None:
    """From eight in the evening to seven in the morning, and on Saturday and Sunday."""
    assert off_hours(postmortem(start=start)) is expected


def test_the_clock_of_the_site_is_a_zone() -> None:
    """A time without offset carries the zone itself, so that later reckoning knows about summer time."""
    read = library({"postmortems/PM-2026-0001.yml": POSTMORTEM.replace("+08:00", "")})
    moment = read.graph.of(Postmortem)[0].started_at.moment

    assert moment is not None
    assert moment.tzinfo == ZoneInfo("Asia/Shanghai")
