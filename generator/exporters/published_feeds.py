"""The feeds and the calendar that stand beside the pages: new incidents, what is overdue, what is due when.

They are files of the static site: a feed reader, a phone's calendar or a job that sends mail fetches them like a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, tzinfo

from generator.exporters.due_calendar import DueEvent, calendar_bytes
from generator.exporters.feeds import Entry, Feed, atom_bytes, json_feed_bytes
from generator.exporters.tables import Say
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.lifecycle.due.items import DueItem
from generator.lifecycle.facts import Facts
from generator.wording import N_

FOLDER = "feeds"
INCIDENTS, OVERDUE, DUE = "incidents", "overdue", "due"
# Incidents of a feed: readers keep the older ones themselves.
MOST_INCIDENTS = 50


def feed_files(
    facts: Facts, items: Iterable[DueItem], say: Say, organization: str, zone: tzinfo, address: Callable[[str], str]
) -> Mapping[str, bytes]:
    """Return the files by their path below the site's root; `address` gives that of a record's page by its id."""
    items = tuple(items)
    names = {one.record: facts.graph.records[one.record].name for one in items}
    now = datetime.combine(facts.today, time(), zone)
    # Apart from the f-strings: texts within them are not found for the catalogues.
    new, late, due = say(N_("New incidents")), say(N_("Overdue")), say(N_("Things due"))
    incidents = Feed(
        INCIDENTS,
        f"{organization} · {new}",
        now,
        tuple(_incident(one, say, zone, address) for one in _newest(facts)),
    )
    overdue = Feed(
        OVERDUE,
        f"{organization} · {late}",
        now,
        tuple(_overdue(one, names[one.record], say, zone, address) for one in items if one.is_overdue),
    )
    events = [_event(one, names[one.record], say, address) for one in items]
    return {
        **{f"{FOLDER}/{feed.name}.atom": atom_bytes(feed) for feed in (incidents, overdue)},
        **{f"{FOLDER}/{feed.name}.json": json_feed_bytes(feed) for feed in (incidents, overdue)},
        f"{FOLDER}/{DUE}.ics": calendar_bytes(events, f"{organization} · {due}", now),
    }


def _newest(facts: Facts) -> list[Postmortem]:
    held = (one for one in facts.graph.of(Postmortem) if one.status is not PostmortemStatus.VOID)
    return sorted(held, key=lambda one: (one.started_at.order, one.id), reverse=True)[:MOST_INCIDENTS]


def _incident(record: Postmortem, say: Say, zone: tzinfo, address: Callable[[str], str]) -> Entry:
    at = record.started_at.moment or _morning(record.started_at.day, zone)
    title = f"{record.id} {record.severity} {record.title}"
    summary = record.summary or "; ".join(record.symptoms) or say(record.status.label)
    return Entry(record.id, title, address(record.id), at, summary.strip())


def _overdue(item: DueItem, name: str, say: Say, zone: tzinfo, address: Callable[[str], str]) -> Entry:
    title, at = _title(item, name, say), _morning(item.due, zone)
    return Entry(key_of(item), title, address(item.record), at, _details(item, say))


def _event(item: DueItem, name: str, say: Say, address: Callable[[str], str]) -> DueEvent:
    details = (f"{item.record} {name}", _details(item, say), address(item.record))
    return DueEvent(key_of(item), _title(item, name, say), item.due, "\n".join(details))


def key_of(item: DueItem) -> str:
    """Return what stays the same for a deadline however often it is moved."""
    return "/".join(filter(None, (item.record, str(item.kind), item.part)))


def _title(item: DueItem, name: str, say: Say) -> str:
    """Return one line that is understood without its page: which record, what is due of it, and what that is about."""
    subject = say(item.subject) if item.subject else ""
    about = "" if subject in name else subject
    parts = (f"{item.record} {name}", " ".join(filter(None, (say(item.part_name), say(item.what)))), about)
    return " · ".join(filter(None, parts))


def _details(item: DueItem, say: Say) -> str:
    rows = (
        (N_("Owner"), item.owner),
        (N_("Due"), item.due.isoformat()),
        (N_("Originally due"), item.original_due.isoformat() if item.original_due != item.due else ""),
        (N_("Level"), item.level),
    )
    return "\n".join(f"{say(name)}: {value}" for name, value in rows if value)


def _morning(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
