"""Due dates as an iCalendar file (RFC 5545) that Outlook, WeCom and phones subscribe to.

All-day events; the same deadlines give the same bytes, and a deadline that moves keeps its identity, so that the entry
in somebody's calendar moves with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from generator.lifecycle.due.cycles import Cycle


@dataclass(frozen=True, slots=True)
class DueEvent:
    """One deadline: a lasting id, what is due, on which day, details, and where its page lies."""

    id: str
    title: str
    day: date
    details: str = ""
    address: str = ""


def calendar_bytes(events: Iterable[DueEvent], title: str, stamp: datetime, remind_days: int = 0) -> bytes:
    """Return a calendar of `events`; `stamp` is the day of the build, `remind_days` before each an alarm."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fupan//Fupan//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for row in sorted(events, key=lambda one: (one.day, one.id)):
        event = Event()
        event.add("uid", f"{row.id}@fupan")
        event.add("dtstamp", stamp)
        event.add("dtstart", row.day)
        event.add("dtend", Cycle(days=1).after(row.day))
        event.add("summary", row.title)
        if row.details:
            event.add("description", row.details)
        if row.address:
            event.add("url", row.address)
        event.add("transp", "TRANSPARENT")
        if remind_days:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", row.title)
            alarm.add("trigger", -timedelta(days=remind_days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
