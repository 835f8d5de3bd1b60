"""What the page of the past says, and that its script reckons the same."""

from datetime import date

from generator.kinds.sop import Sop
from generator.lifecycle.documents.standing import standing_of
from generator.pages.as_of import AsOfPage, intervals_of, turns_of
from tests.pages.locks import released
from tests.pages.sites import TODAY, markdown, section, site_of
from tests.pages.test_sop import FILES, FIRST, SOP

GONE = SOP + "withdrawal: {date: 2026-10-01, reason: Merged, approved_by: Zhao}\n"
TWO = released(FIRST, "A/1", "2026-06-01", "2026-06-15")


def page(files: dict[str, str]) -> str:
    """Return the page."""
    return markdown(AsOfPage(), site_of(files), "documents-as-of.md")


def test_each_revision_has_its_first_and_last_day() -> None:
    """One revision ends on the day before the next begins; the last one is open."""
    text = page(TWO)

    assert "SOP-IT-001 ERP down A/1 2026-06-15 until further notice" in section(text, "by-document")
    assert "SOP-IT-001 ERP down A/0 2026-03-01 2026-06-14" in section(text, "by-document")
    assert 'data-doc="SOP-IT-001" data-since="2026-03-01" data-until="2026-06-14"' in text


def test_days_of_change_say_from_what_to_what() -> None:
    """The newest day comes first; each has an anchor that chooses it."""
    text = page(TWO)

    assert section(text, "days").startswith("2026-06-15 SOP-IT-001 A/0 → A/1 2026-03-01 SOP-IT-001 – → A/0")
    assert '<li id="on-2026-06-15"><a href="#on-2026-06-15">' in text


def test_a_withdrawal_ends_the_last_revision() -> None:
    """From the day of the withdrawal on nothing is in force."""
    text = page({**TWO, "sop/SOP-IT-001.yml": GONE})

    assert "A/1 2026-06-15 2026-09-30" in section(text, "by-document")
    assert "2026-10-01 SOP-IT-001 A/1 → none" in section(text, "days")


def test_a_revision_to_come_is_marked_as_planned() -> None:
    """What is approved for a later day is told, but not as a fact."""
    assert "A/1 2026-12-01 planned until further notice" in section(
        page(released(FIRST, "A/1", "2026-11-01", "2026-12-01")), "by-document"
    )


def test_what_was_never_approved_is_in_no_interval() -> None:
    """A revision in review was in force on no day; a document without any stands below."""
    files = released(FILES, "A/0", "2026-02-01", "2026-03-01", ("prepared",))

    assert "Never released." in section(page(files), "by-document")
    assert section(page(files), "without").startswith("SOP-IT-001")


def test_intervals_agree_with_the_standing_of_every_day() -> None:
    """For each day of two years the table says what the lifecycle says."""
    graph = site_of({**TWO, "sop/SOP-IT-001.yml": GONE}).graph
    (sop,) = graph.of(Sop)
    rows = tuple(intervals_of(turns_of(sop, graph), TODAY))
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 6, 1).toordinal())]

    for day in days:
        found = [row.revision for row in rows if row.since <= day and (row.until is None or day <= row.until)]
        assert found == [one for one in [standing_of(sop, graph, day).effective] if one is not None], day
