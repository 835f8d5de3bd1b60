"""The recurring duties with what came of them, and the calendar of working days by which deadlines are reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.calendar import Calendar, Holiday, WorkingDay
from generator.kinds.duty import Duty
from generator.lifecycle.due.items import DueItem
from generator.pages.base import Page, Site
from generator.wording import N_

DUTIES = "duties.md"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A recurring duty; `due` is None while nothing says when it is due."""

    record: Duty
    due: DueItem | None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What the calendar says of one year."""

    year: int
    holidays: tuple[Holiday, ...]
    worked: tuple[WorkingDay, ...]


@dataclass(frozen=True, slots=True)
class DutiesContext:
    """What the template `duties.md.jinja` can show."""

    rows: tuple[DutyRow, ...]
    """The duties, what is due first at the top."""
    calendar: Calendar | None
    """The calendar of working days, None where there is none."""
    years: tuple[CalendarYear, ...]
    """Holidays and days worked instead by year, the latest first."""


class DutiesPage:
    """The page of recurring duties and of the calendar."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page, or none where an organization keeps neither duties nor a calendar."""
        calendar = next(iter(site.graph.of(Calendar)), None)
        due = {item.record: item for item in site.due.items if item.record_kind == "duty"}
        rows = [DutyRow(duty, due.get(duty.id)) for duty in site.graph.of(Duty)]
        if not rows and calendar is None:
            return
        title = site.catalogue.text(N_("Recurring duties"))
        yield Page(
            path=DUTIES,
            title=title,
            kind="register",
            template="duties.md.jinja",
            context=DutiesContext(tuple(sorted(rows, key=_order)), calendar, _years(calendar)),
            breadcrumb=((title, DUTIES),),
            front={"wide": True, "print": "landscape"},
        )


def _order(row: DutyRow) -> tuple[date, str]:
    return (row.due.due if row.due is not None else date.max), row.record.id


def _years(calendar: Calendar | None) -> tuple[CalendarYear, ...]:
    if calendar is None:
        return ()
    days = [*(one.from_ for one in calendar.holidays), *(one.date for one in calendar.working_days)]
    return tuple(
        CalendarYear(
            year,
            tuple(sorted((one for one in calendar.holidays if one.from_.year == year), key=lambda one: one.from_)),
            tuple(sorted((one for one in calendar.working_days if one.date.year == year), key=lambda one: one.date)),
        )
        for year in sorted({day.year for day in days}, reverse=True)
    )
