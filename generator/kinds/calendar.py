"""The calendar of working days: the weekend, public holidays, and days worked instead (调休). One file, one record."""

from __future__ import annotations

from typing import ClassVar

from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class Weekday(Choice):
    """A day of the week, in the order of `date.weekday()`."""

    MON = "mon", N_("Monday")
    TUE = "tue", N_("Tuesday")
    WED = "wed", N_("Wednesday")
    THU = "thu", N_("Thursday")
    FRI = "fri", N_("Friday")
    SAT = "sat", N_("Saturday")
    SUN = "sun", N_("Sunday")


class Holiday(Part):
    """Days on which nobody works, from the first to the last."""

    from_: Day = required(N_("From"), N_("The first day."), alias="from")
    to: Day | None = optional(N_("To"), N_("The last day; none means one day only."))
    title: Text | None = optional(N_("Name"), N_("Name of the holiday."))


class WorkingDay(Part):
    """A day of the weekend that is worked instead of a holiday."""

    shorthand: ClassVar[str] = "date"
    date: Day = required(N_("Date"), N_("Which day."))
    title: Text | None = optional(N_("Name"), N_("For which holiday."))


class Calendar(Record):
    """Which days are worked; copied each year from the published holiday schedule."""

    kind: ClassVar[str] = "calendar"

    id: Text = required(N_("Calendar"), N_("The word calendar."))
    title: Text | None = optional(N_("Name"), N_("As people call it."))
    weekend: tuple[Weekday, ...] = optional(
        N_("Weekend"), N_("Days of the week on which nobody works."), (Weekday.SAT, Weekday.SUN)
    )
    holidays: tuple[Holiday, ...] = several(N_("Holidays"), N_("Public holidays and days on which the works is shut."))
    working_days: tuple[WorkingDay, ...] = several(
        N_("Days worked instead"), N_("Days of the weekend that are worked.")
    )
    sources: tuple[Text, ...] = several(N_("Sources"), N_("The notices from which it was copied."))


KIND = Kind(
    name="calendar",
    plural="calendars",
    label=N_("Calendar"),
    plural_label=N_("Calendars"),
    model=Calendar,
    folder="kb/organization",
    file="calendar.yml",
    id_pattern=r"calendar",
    id_example="calendar",
)
