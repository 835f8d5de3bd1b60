"""C051: a calendar in which a day is free and worked, or a holiday ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.calendar import Calendar
from generator.lifecycle.due.working_days import LONGEST_HOLIDAY, days_of, working_days
from generator.wording import N_

RULE = Rule(
    code="C051",
    name="calendar-contradicts-itself",
    severity=Severity.ERROR,
    message=N_("{field} ({value}) cannot be: {why}"),
    hint=N_("Compare it with the published schedule of holidays."),
    what=N_("The calendar says two things of one day, or something that is no holiday and no day worked instead."),
    why=N_("Every deadline in working days is reckoned from it."),
    example="holidays: [{from: 2026-02-15, to: 2026-02-23}]\nworking_days: [2026-02-16]\n",
    instead="holidays: [{from: 2026-02-15, to: 2026-02-23}]\nworking_days: [2026-02-14, 2026-02-28]\n",
)

_BACKWARDS = N_("it ends before it begins.")
_TOO_LONG = N_("it is longer than any holiday.")
_FREE = N_("a holiday covers the same day.")
_WORKED_ANYWAY = N_("the day is worked in any case, as it lies in the week.")
_NO_WORK = N_("no day of the week is left to work on.")


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every entry of the calendar that contradicts another one or itself."""
    for calendar in graph.of(Calendar):
        if len(set(calendar.weekend)) == 7:
            yield RULE.at(calendar.span("weekend"), field="weekend", value=len(calendar.weekend), why=_NO_WORK)
        for place, holiday in enumerate(calendar.holidays):
            length = ((holiday.to or holiday.from_) - holiday.from_).days + 1
            if length < 1 or length > LONGEST_HOLIDAY:
                why = _BACKWARDS if length < 1 else _TOO_LONG
                span = calendar.span("holidays", place, "to")
                yield RULE.at(span, field=f"holidays[{place}].to", value=holiday.to, why=why)
        free = {day for holiday in calendar.holidays for day in days_of(holiday.from_, holiday.to)}
        weekend = working_days([calendar]).weekend
        for place, row in enumerate(calendar.working_days):
            if row.date in free or row.date.weekday() not in weekend:
                why = _FREE if row.date in free else _WORKED_ANYWAY
                span = calendar.span("working_days", place, "date")
                yield RULE.at(span, field=f"working_days[{place}].date", value=row.date, why=why)
