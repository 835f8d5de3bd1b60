"""Instants, days and choices: what a text becomes when a field types it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.model.values import Choice, Instant, day_from_text, elapsed

CHINA = timezone(timedelta(hours=8))

INSTANTS = [
    ("2026-05-11T14:35+08:00", "2026-05-11T14:35+08:00"),
    ("2026-05-11 14:35+0800", "2026-05-11T14:35+08:00"),
    ("2026-05-11T14:35:59 +08:00", "2026-05-11T14:35+08:00"),
    ("2026-05-11T6:35Z", "2026-05-11T06:35+00:00"),
    ("2026-05-11 9:05", "2026-05-11T09:05+08:00"),
    ("  2026-05-11 ", "2026-05-11"),
    ("2024-02-29T23:59-11:30", "2024-02-29T23:59-11:30"),
]


@pytest.mark.parametrize(("text", "shown"), INSTANTS)
def test_an_instant_keeps_what_was_written(text: str, shown: str) -> None:
    """The day, and the moment with its own offset or the site's."""
    assert str(Instant.parse(text, CHINA)) == shown


BAD_INSTANTS = [
    ("14:35", "instant_format"),
    ("2026-5-11", "instant_format"),
    ("2026-05-11T14", "instant_format"),
    ("2026-05-11T14:35+8", "instant_format"),
    ("昨晚", "instant_format"),
    ("", "instant_format"),
    ("2026-11-31", "no_such_date"),
    ("2025-02-29T10:00", "no_such_date"),
    ("2026-05-11T24:10", "no_such_date"),
    ("2026-05-11T14:60", "no_such_date"),
    ("2026-05-11T14:35+25:00", "no_such_date"),
    ("0000-01-01", "no_such_date"),
    ("0001-01-01T00:00+14:00", "no_such_date"),
    ("9999-12-31T23:59-12:00", "no_such_date"),
]


@pytest.mark.parametrize(("text", "reason"), BAD_INSTANTS)
def test_what_is_no_instant_is_refused_with_its_reason(text: str, reason: str) -> None:
    """A form that is not ISO 8601 and a date that does not exist are told apart."""
    with pytest.raises(PydanticCustomError) as refused:
        Instant.parse(text, CHINA)

    assert refused.value.type == reason


def test_an_unknown_hour_is_not_midnight() -> None:
    """A date alone has no moment, sorts before the day's moments and gives no durations."""
    day, midnight = Instant.parse("2026-05-11"), Instant.parse("2026-05-11T00:00")

    assert day.moment is None
    assert day != midnight
    assert sorted([midnight, day], key=lambda one: one.order) == [day, midnight]
    assert elapsed(day, midnight) is None


def test_another_zone_shows_another_day() -> None:
    """The same moment falls on the next day further east; an unknown hour stays on its day."""
    late = Instant.parse("2026-05-11T22:00-08:00")

    assert late.in_zone(ZoneInfo("Asia/Shanghai")) == Instant.parse("2026-05-12T14:00+08:00")
    assert Instant.parse("2026-05-11").in_zone(CHINA) == Instant(date(2026, 5, 11))


moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0))
offsets = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(moments, offsets, offsets)
def test_a_written_instant_reads_back(moment: datetime, offset: timezone, zone: timezone) -> None:
    """What is shown reads back as the same instant, whatever the site's zone."""
    instant = Instant(moment.date(), moment.replace(tzinfo=offset))

    assert Instant.parse(str(instant), zone) == instant


@given(moments, offsets, offsets, st.integers(-10_000, 10_000))
def test_durations_do_not_depend_on_offsets(moment: datetime, one: timezone, other: timezone, minutes: int) -> None:
    """The time between two instants is the same in whatever offsets they are written."""
    start, length = moment.replace(tzinfo=UTC), timedelta(minutes=minutes)
    first = Instant.parse(start.astimezone(one).isoformat(timespec="minutes"))
    second = Instant.parse((start + length).astimezone(other).isoformat(timespec="minutes"))

    assert elapsed(first, second) == length
    assert elapsed(second, first) == -length
    assert elapsed(None, first) is None


DAYS = [
    ("2026-12-01", True),
    ("2026/12/1", False),
    ("2026.12.01", False),
    ("2026年12月1日", False),
    ("2026 年 12 月 1 日", False),
    ("2026-12-01T08:00", False),
]


@pytest.mark.parametrize(("text", "iso"), DAYS)
def test_a_day_is_read_in_the_forms_that_people_write(text: str, iso: bool) -> None:
    """There is one way to read each of them; only one is ISO."""
    assert day_from_text(text) == (date(2026, 12, 1), iso)


@pytest.mark.parametrize(
    ("text", "reason"), [("12/1/2026", "day_format"), ("12.1", "day_format"), ("2026-11-31", "no_such_date")]
)
def test_what_could_be_several_days_is_refused(text: str, reason: str) -> None:
    """A date without a clear year is not guessed at, and November has thirty days."""
    with pytest.raises(PydanticCustomError) as refused:
        day_from_text(text)

    assert refused.value.type == reason


@given(
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["{0:%Y}/{0.month}/{0.day}", "{0:%Y}年{0.month}月{0.day}日", "{0:%Y}-{0:%m}-{0:%d}"]),
)
def test_every_day_reads_back_from_every_form(day: date, form: str) -> None:
    """No day is lost or moved by the form in which it is written."""
    assert day_from_text(form.format(day))[0] == day


def test_a_choice_is_its_value_with_a_label() -> None:
    """YAML holds the value, people see the label."""

    class Color(Choice):
        """Two colours."""

        RED = "red", "Red"
        BLUE = "blue", "Blue"

    assert (str(Color.RED), Color("blue").label) == ("red", "Blue")
