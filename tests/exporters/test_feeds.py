"""Feeds and calendars: what programs read of news and deadlines."""

import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from generator.exporters.due_calendar import DueEvent, calendar_bytes
from generator.exporters.feeds import Entry, Feed, atom_bytes, json_feed_bytes

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ENTRY = Entry("PM-2026-0001", "盘满 <b> & \x01", "postmortems/PM-2026-0001.html", NOW, "全员登不进去")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("site", "url"),
    [("", "../postmortems/PM-2026-0001.html"), ("http://kb.local/", "http://kb.local/postmortems/PM-2026-0001.html")],
)
def test_both_feeds_say_the_same(site: str, url: str) -> None:
    """Signs of markup and control signs do no harm; the address is the site's where it has one."""
    feed = Feed("incidents", "故障", NOW, (ENTRY,), site)
    atom = ElementTree.fromstring(atom_bytes(feed))
    entry = atom.find(f"{ATOM}entry")
    (item,) = json.loads(json_feed_bytes(feed))["items"]

    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert (entry.findtext(f"{ATOM}title"), link.get("href")) == ("盘满 <b> & ", url)
    assert (item["url"], item["content_text"], item["date_published"]) == (url, "全员登不进去", NOW.isoformat())


def test_an_empty_feed_is_a_feed() -> None:
    """No news is what most days bring."""
    assert json.loads(json_feed_bytes(Feed("overdue", "逾期", NOW, ())))["items"] == []
    assert ElementTree.fromstring(atom_bytes(Feed("overdue", "逾期", NOW, ()))).find(f"{ATOM}entry") is None


def test_a_deadline_is_a_day_with_an_alarm() -> None:
    """The identity stays when the day moves, commas and long Chinese titles survive, order does not matter."""
    rows = [
        DueEvent("CAPA-2026-0001/A1", "两级告警，80%, 90%；" * 8, date(2026, 12, 1), "张三"),
        DueEvent("DR-2026-01", "演练", date(2026, 11, 30)),
    ]
    data = calendar_bytes(rows, "到期", NOW, remind_days=3)
    first, second = Calendar.from_ical(data).walk("VEVENT")

    assert (str(first["uid"]), first.decoded("dtstart")) == ("DR-2026-01@fupan", date(2026, 11, 30))
    assert str(second["summary"]) == "两级告警，80%, 90%；" * 8
    assert len(second.walk("VALARM")) == 1
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert calendar_bytes(reversed(rows), "到期", NOW, remind_days=3) == data


def test_a_deadline_on_the_last_day_of_the_calendar_is_an_entry_too() -> None:
    """A slip in the year breaks no file that others subscribe to."""
    (event,) = Calendar.from_ical(calendar_bytes([DueEvent("DR-2026-01", "演练", date.max)], "到期", NOW)).walk(
        "VEVENT"
    )

    assert event.decoded("dtstart") == date.max
