"""The feeds of a whole organization."""

import json
from datetime import date

from icalendar import Calendar

from generator.exporters.published_feeds import feed_files
from generator.lifecycle.due.items import due_items
from generator.lifecycle.facts import Facts
from generator.settings import Settings
from tests.libraries import CAPA, POSTMORTEM, TODAY, graph

ACTION = """\
owner: 李工
log: [{at: 2026-05-13, to: open}, {at: 2026-05-14, to: investigating}, {at: 2026-05-20, to: planned}, {at: 2026-05-21, to: implementing}]
actions: [{id: A1, text: 两级告警, owner: 李工, due: [{due: 2026-06-30}, {due: DAY, reason: 等备件}]}]
"""
OLDER = POSTMORTEM.replace("PM-2026-0001", "PM-2025-0009").replace("2026-05-11T14:35", "2025-01-02T08:00")
VOID = POSTMORTEM.replace("PM-2026-0001", "PM-2026-0002") + "status: void\n"


def files(day: str) -> dict[str, bytes]:
    """Return the feeds of a small organization whose action is due on `day`."""
    facts = Facts(graph(pm=POSTMORTEM, older=OLDER, void=VOID, capa=CAPA + ACTION.replace("DAY", day)), TODAY)
    return dict(feed_files(facts, due_items(facts), str, "青穗", Settings().zone, lambda one: f"pages/{one}.html"))


def test_incidents_come_newest_first_without_void_ones() -> None:
    """A record that was withdrawn is no news."""
    items = json.loads(files("2026-12-31")["feeds/incidents.json"])["items"]

    assert [one["id"] for one in items] == ["PM-2026-0001", "PM-2025-0009"]
    assert (items[0]["url"], items[0]["date_published"]) == (
        "../pages/PM-2026-0001.html",
        "2026-05-11T14:35:00+08:00",
    )


def test_only_what_is_late_is_overdue_and_everything_is_in_the_calendar() -> None:
    """An action that is moved keeps its entry, with the new day and the first one in its details."""
    late, later = files("2026-07-31"), files("2026-12-31")

    def overdue(made: dict[str, bytes]) -> list[str]:
        return [one["id"] for one in json.loads(made["feeds/overdue.json"])["items"]]

    def days(made: dict[str, bytes]) -> dict[str, date]:
        return {
            str(one["uid"]): one.decoded("dtstart") for one in Calendar.from_ical(made["feeds/due.ics"]).walk("VEVENT")
        }

    key = "CAPA-2026-0001/action/A1"
    assert (key in overdue(late), key in overdue(later)) == (True, False)
    assert (days(late)[f"{key}@fupan"], days(later)[f"{key}@fupan"]) == (date(2026, 7, 31), date(2026, 12, 31))
    assert "Originally due: 2026-06-30" in late["feeds/overdue.atom"].decode()


def test_a_deadline_says_which_record_it_is_of_before_anything_else() -> None:
    """A calendar shows one line, and a reader there has no page to look at."""
    events = {str(one["uid"]): one for one in Calendar.from_ical(files("2026-12-31")["feeds/due.ics"]).walk("VEVENT")}
    event = events["CAPA-2026-0001/action/A1@fupan"]
    name = "CAPA-2026-0001 磁盘告警"

    assert str(event["summary"]).startswith(f"{name} · A1 ")
    assert str(event["description"]).splitlines()[0] == name


def test_the_same_day_gives_the_same_bytes() -> None:
    """A nightly job that compares files has nothing to do when nothing changed."""
    assert files("2026-07-31") == files("2026-07-31")
