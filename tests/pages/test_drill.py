"""What the pages of drills say."""

from __future__ import annotations

from generator.pages.drill import DRILLS_A_PAGE, DrillPages
from tests.pages.sites import markdown, plain, section, site_of

SOP = (
    "id: SOP-IT-001\ntitle: Plan\ncontrol: reference\napplies: {systems: [ERP]}\n"
    "static_steps: [{key: keep-calm, text: Hands off}]\n"
)
RUNBOOK = "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n"
HELD = """\
id: DR-2026-01
title: Table top
status: held
held_on: 2026-07-15
next_due_on: 2026-11-06
result: partly
docs: [SOP-IT-001]
led_by: it-lead
observed_by: Quality
steps: [{key: keep-calm, outcome: worked}, {key: own-step, text: Fetch the forms, outcome: harmful}]
findings: [{text: One key only, capa: CAPA-2026-0003}]
"""
BARE = "id: DR-2026-02\ntitle: Restore\nstatus: held\n"
PLANNED = "id: DR-2026-03\ntitle: At night\nplanned_on: 2026-12-12\n"
FILES = {
    "sop/SOP-IT-001.yml": SOP,
    "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    "postmortems/capa/CAPA-2026-0003.yml": "id: CAPA-2026-0003\ntitle: Second key\nopened_on: 2026-07-16\n",
    "kb/drills/DR-2026-01.yml": HELD,
    "kb/drills/DR-2026-02.yml": BARE,
    "kb/drills/DR-2026-03.yml": PLANNED,
}


def page(name: str) -> str:
    """Return a page of drills."""
    return markdown(DrillPages(), site_of(FILES), f"drills/{name}.md")


def test_a_drill_shows_what_came_of_each_step() -> None:
    """A step has the text of its document, or its own; the record that takes a finding up is linked."""
    text = page("DR-2026-01")

    assert "Hands off Worked" in section(text, "steps")
    assert "Fetch the forms Made it worse" in section(text, "steps")
    assert 'href="../sop/SOP-IT-001.html#step-keep-calm"' in text
    assert "One key only – CAPA-2026-0003" in section(text, "findings")
    assert "CAPA-2026-0003 Second key" in section(text, "related")
    assert "Head of IT" in plain(text)
    assert 'data-due="2026-11-06"' in text


def test_a_drill_without_result_is_said_to_lack_it() -> None:
    """A drill that was held and tells nothing proves nothing."""
    said = plain(page("DR-2026-02"))

    assert (
        "This drill was held, but something is missing the day · the result · who judged it · steps or findings" in said
    )
    assert "something is missing" not in page("DR-2026-03")


def test_the_list_shows_what_was_never_tried_and_what_is_late() -> None:
    """Documents first, the overdue on top; then all drills, the latest first."""
    text = page("index")
    documents = section(text, "documents")

    assert documents.index("SOP-IT-001") < documents.index("RB-ERP-DISK")
    assert "14 days overdue" in documents
    assert "never tried" in documents
    assert text.count('class="fp-overdue"') == 2
    everything = section(text, "all")
    places = [everything.index(number) for number in ("DR-2026-03", "DR-2026-01", "DR-2026-02")]
    assert places == sorted(places)
    assert "missing: the day" in everything


def test_a_long_list_has_several_pages() -> None:
    """The list weighs the same however many drills there are; the documents stand on the first page only."""
    many = {
        f"kb/drills/DR-2026-{number}.yml": f"id: DR-2026-{number}\ntitle: Drill {number}\n"
        for number in range(100, 101 + DRILLS_A_PAGE)
    }
    site = site_of({**FILES, **many})
    second = markdown(DrillPages(), site, "drills/index-page-2.md")

    assert second.count("<tr") == 1 + len(many) + 3 - DRILLS_A_PAGE
    assert "{#documents}" not in second


def test_without_drills_the_list_says_so() -> None:
    """An empty register is not an empty page."""
    assert "No drills yet." in markdown(DrillPages(), site_of({}), "drills/index.md")
