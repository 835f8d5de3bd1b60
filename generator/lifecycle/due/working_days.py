"""Which days are worked: weekends, holidays, and days worked instead; counting and adding such days.

The browser reckons the same in `site/theme/assets/fupan/deadlines.js`; `tests/cases/deadlines` holds both to one table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.kinds.calendar import Calendar, Weekday

_ONE_DAY = timedelta(days=1)
_LAST_DAY = date.max - _ONE_DAY
_WEEKEND = frozenset({5, 6})
_NUMBERS = {weekday: number for number, weekday in enumerate(Weekday)}
# Longest holiday that is believed; a slip in the year must not make a list of a million days.
LONGEST_HOLIDAY = 100
# Ten years of work: whoever writes more has slipped, and would wait for each day to be counted.
MOST_WORKING_DAYS = 2600


@dataclass(frozen=True)
class WorkingDays:
    """The days that are worked; without a calendar every day but Saturday and Sunday.

    `weekend` are numbers of `date.weekday()`, `years` those for which the calendar names a holiday.
    """

    weekend: frozenset[int] = _WEEKEND
    holidays: frozenset[date] = frozenset()
    worked_instead: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def knows(self, year: int) -> bool:
        """Whether the calendar holds the holidays of that year."""
        return year in self.years

    def is_worked(self, day: date) -> bool:
        """Whether people work on that day; a day worked instead wins over weekend and holiday."""
        return day in self.worked_instead or (day.weekday() not in self.weekend and day not in self.holidays)

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and with `end`, less than 0 where `end` is earlier."""
        return self._until(end) - self._until(start)

    def after(self, start: date, days: int) -> date:
        """Return the working day that many working days after `start`; 0 is `start` itself or the next one."""
        day = start if days else self._worked_from(start)
        for _ in range(min(days, MOST_WORKING_DAYS)):
            day = self._worked_from(min(day, _LAST_DAY) + _ONE_DAY)
        return day

    def _worked_from(self, day: date) -> date:
        while not self.is_worked(day) and day < date.max:
            day += _ONE_DAY
        return day

    def _until(self, day: date) -> int:
        """Return the number of working days from the beginning of reckoning, so that differences are counts."""
        weeks, rest = divmod(day.toordinal(), 7)
        # The first day of reckoning was a Monday.
        number = weeks * (7 - len(self.weekend)) + sum(
            (place - 1) % 7 not in self.weekend for place in range(1, rest + 1)
        )
        return number - bisect_right(self._lost, day) + bisect_right(self._gained, day)

    @cached_property
    def _lost(self) -> list[date]:
        return sorted(day for day in self.holidays - self.worked_instead if day.weekday() not in self.weekend)

    @cached_property
    def _gained(self) -> list[date]:
        return sorted(day for day in self.worked_instead if day.weekday() in self.weekend)


def working_days(calendars: Iterable[Calendar]) -> WorkingDays:
    """Return the working days of an organization's calendar, the usual ones where there is none."""
    calendar = next(iter(calendars), None)
    if calendar is None:
        return WorkingDays()
    holidays = frozenset(day for holiday in calendar.holidays for day in days_of(holiday.from_, holiday.to))
    weekend = frozenset(_NUMBERS[one] for one in calendar.weekend)
    if len(weekend) == 7:
        # A week without a working day would never end; a check tells it.
        weekend = _WEEKEND
    return WorkingDays(
        weekend,
        holidays,
        frozenset(one.date for one in calendar.working_days),
        frozenset(day.year for day in holidays),
    )


def days_of(first: date, last: date | None) -> Iterable[date]:
    """Return the days from `first` to `last`, no more than a holiday can have."""
    length = ((last or first) - first).days + 1
    return (first + timedelta(days=number) for number in range(min(length, LONGEST_HOLIDAY)))
