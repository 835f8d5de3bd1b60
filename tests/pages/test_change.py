"""What the pages of changes say."""

from __future__ import annotations

from generator.pages.change import CHANGES_A_PAGE, ChangePages
from tests.locks import lock, lock_path
from tests.pages.sites import markdown, plain, section, site_of

WHOLE = """\
id: CHG-2026-031
title: Alarm
systems: [ERP]
reviews: [{by: A, date: 2026-05-20}, {by: B, date: 2026-05-20}]
approved_on: 2026-05-20
implemented_by: C
started_on: 2026-05-22
done_on: 2026-05-28
result: worked
rollback: {plan: Switch it off, tested_on: 2026-05-21}
"""
POOR = "id: CHG-2025-033\ntitle: Upgrade\nstarted_on: 2025-10-13\nimplemented_by: C\nreviews: [{by: A}, {by: C}]\n"
PLANNED = "id: CHG-2026-053\ntitle: Import page\nrequested_on: 2026-11-05\n"
CAPA = (
    "id: CAPA-2026-0003\ntitle: Watch\nopened_on: 2026-05-12\n"
    "actions: [{id: A1, text: Alarm, change_refs: [CHG-2026-031]}]\n"
)
INCIDENT = (
    "id: PM-2026-0007\ntitle: Disk full\nseverity: S1\nsystems: [ERP]\nstarted_at: 2026-05-11T14:00+08:00\n"
    "triage: {last_change: {what: Upgrade, ref: CHG-2025-033}}\n"
)
FILES = {
    "kb/changes/CHG-2026-031.yml": WHOLE,
    "kb/changes/CHG-2025-033.yml": POOR,
    "kb/changes/CHG-2026-053.yml": PLANNED,
    "postmortems/capa/CAPA-2026-0003.yml": CAPA,
    "postmortems/2026/PM-2026-0007.yml": INCIDENT,
    "sop/SOP-IT-001.yml": "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\n",
    lock_path("SOP-IT-001", "A/0"): lock("SOP-IT-001", "A/0", "2026-06-15", "change_refs: [CHG-2026-031]\n"),
}


def page(name: str) -> str:
    """Return a page of changes."""
    return markdown(ChangePages(), site_of(FILES), f"changes/{name}.md")


def test_a_whole_change_shows_no_gap() -> None:
    """It leads to the CAPA whose action names it and to the revision that it caused."""
    text = page("CHG-2026-031")

    assert 'data-level="error"' not in text
    assert "CAPA-2026-0003 Watch" in section(text, "related")
    assert "SOP-IT-001 A/0 released because of it" in section(text, "related")
    assert "Switch it off Tried on 2026-05-21" in section(text, "rollback")


def test_a_poor_change_says_what_it_lacks() -> None:
    """Each gap in words; a review by whoever carries it out does not count; the incident after it is linked."""
    text = page("CHG-2025-033")
    said = plain(text)

    assert (
        "begun without approval fewer than two reviews before it was begun "
        "reviewed by whoever carried it out no way back"
    ) in said
    assert "A – – yes C – – no" in section(text, "reviews")
    assert "PM-2026-0007 Disk full names it as the last change before it" in section(text, "related")


def test_the_register_puts_what_is_not_done_first_and_marks_gaps() -> None:
    """A change that is only planned lacks nothing yet."""
    text = page("index")
    places = [text.index(number) for number in ("CHG-2026-053", "CHG-2025-033", "CHG-2026-031")]

    assert places == sorted(places)
    assert text.count('class="fp-gap"') == 1
    assert "1 change lacks something" in plain(text)
    assert "2 / 2" in plain(text)


def test_a_long_register_has_several_pages() -> None:
    """It weighs the same however many changes there are."""
    many = {
        f"kb/changes/CHG-2024-{number}.yml": f"id: CHG-2024-{number}\ntitle: Change {number}\n"
        for number in range(100, 101 + CHANGES_A_PAGE)
    }
    second = markdown(ChangePages(), site_of({**FILES, **many}), "changes/index-page-2.md")

    assert second.count("<tr") == 1 + len(many) + 3 - CHANGES_A_PAGE


def test_without_changes_the_register_says_so() -> None:
    """An empty register is not an empty page."""
    assert "No changes yet." in markdown(ChangePages(), site_of({}), "changes/index.md")
