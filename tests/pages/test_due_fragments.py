"""What pages show of things that are due: text, clock for the browser, level, day."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any

from generator.exporters.deadline_script import DEADLINE_SCRIPT, deadline_script
from generator.lifecycle.due.items import DueItem, due_items
from generator.pages.parts.fragments import (
    FUNCTIONS,
    age_in_days,
    as_of,
    days_late_at_first,
    due_first,
    due_item,
    due_level,
)
from tests.pages.sites import site_of

CAPA = (
    "id: CAPA-2026-0001\ntitle: Watch the disk\nopened_on: 2026-10-01\nreportability: {recall: na}\n"
    "log: [{at: 2026-10-01, to: implementing}]\n"
    "actions: [{id: A1, text: Alarm, due: [2026-10-31, 2026-11-19]}, {id: A2, text: Enlarge, due: [2026-11-20]}]\n"
)
DRAFT = "id: CAPA-2026-0002\ntitle: Draft\nopened_on: 2026-11-13\nreportability: {recall: na}\n"
SITE = site_of({"postmortems/capa/CAPA-2026-0001.yml": CAPA, "postmortems/capa/CAPA-2026-0002.yml": DRAFT})
CONTEXT: Any = {"site": SITE, "here": "capa/index.md"}
ITEMS = {item.part or str(item.kind): item for item in due_items(SITE.facts)}


def _text(markup: str) -> str:
    return re.sub("<[^>]*>", "", markup)


def _clock(markup: str) -> dict[str, Any]:
    found = re.search('data-clock="([^"]*)"', markup)
    assert found is not None
    values: dict[str, Any] = json.loads(html.unescape(found[1]))
    return values


def _shown(item: DueItem) -> str:
    return str(due_item(CONTEXT, item))


def test_how_far_off_something_is() -> None:
    """In days, or in working days where it counts in them."""
    assert [_text(_shown(ITEMS[name])) for name in ("A1", "A2", "implementation", "triage")] == [
        "1 day overdue",
        "due today",
        "10 days left",
        "2 working days overdue",
    ]


def test_the_clock_goes_with_it() -> None:
    """All that the browser needs to go on reckoning."""
    assert _clock(_shown(ITEMS["A1"])) == {
        "due": "2026-11-19",
        "original_due": "2026-10-31",
        "severity": "major",
        "extensions": 1,
    }
    assert _clock(_shown(ITEMS["triage"]))["working_days"] is True


def test_the_first_deadline_is_shown_where_it_was_moved() -> None:
    """It never makes its row red, and nothing stands there for the others."""
    assert _text(due_first(CONTEXT, ITEMS["A1"])) == "20 days overdue"
    assert "data-first" in due_first(CONTEXT, ITEMS["A1"])
    assert _clock(due_first(CONTEXT, ITEMS["A1"]))["due"] == "2026-10-31"
    assert due_first(CONTEXT, ITEMS["A2"]) == ""


def test_figures_are_bare_and_carry_what_the_browser_needs() -> None:
    """A column of figures is sorted as such; what is in time is an empty cell, not nought."""
    assert _text(days_late_at_first(ITEMS["A1"])) == "20"
    assert _clock(days_late_at_first(ITEMS["A1"]))["due"] == "2026-10-31"
    assert "data-first data-figure" in days_late_at_first(ITEMS["A2"])
    assert age_in_days(date(2026, 5, 12), 192) == '<span class="fp-age" data-since="2026-05-12">192</span>'


def test_level_and_day() -> None:
    """The level of a row, and the day for which all is reckoned."""
    assert due_level(ITEMS["A1"]) == '<span class="fp-due-level" data-level="E1">E1</span>'
    assert _text(as_of(CONTEXT)) == "as of 2026-11-20"
    assert {"due", "due_item", "due_first", "due_level", "as_of"} <= {*FUNCTIONS}


def test_the_rules_lie_in_a_script() -> None:
    """It sets one name and nothing else; a name out of a policy cannot end it."""
    policy = "id: policy\ntitle: Test\nescalation: [{level: E1, title: '</script>', to: ['*/']}]\n"
    text = deadline_script(site_of({"kb/organization/policy.yml": policy}).graph).decode()

    assert DEADLINE_SCRIPT.startswith("assets/fupan/")
    assert json.loads(text.removeprefix("window.fupanDeadlineRules=").removesuffix(";\n"))["reminder_days"] == 10
    assert "script>" not in text
