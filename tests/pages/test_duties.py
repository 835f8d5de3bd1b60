"""The page of recurring duties and of the calendar."""

from __future__ import annotations

from generator.pages.duties import DutiesPage
from tests.pages.sites import markdown, plain, site_of

DUTIES = """\
duties:
  - {id: DUTY-B, title: Patch day, next_due_on: 2027-01-01}
  - {id: DUTY-A, title: Restore <all>, kind: restore_test, system: ERP, owner: it-lead, cycle: quarterly, last_on: 2026-08-10, result: two hours}
  - {id: DUTY-C, title: Never begun, cycle: yearly}
"""
CALENDAR = """\
id: calendar
holidays: [{from: 2026-02-15, to: 2026-02-23, title: Spring Festival}, {from: 2025-01-01}, {from: 2026-01-01}]
working_days: [{date: 2026-02-14, title: instead}]
sources: [Notice of the State Council]
"""


def _page(**files: str) -> str:
    paths = {f"kb/organization/{name}.yml": text for name, text in files.items()}
    return markdown(DutiesPage(), site_of(paths), "duties.md")


def test_the_next_duty_comes_first() -> None:
    """What was last done with which result, and how far off the next time is; one that is never due says so."""
    page = _page(duties=DUTIES)
    rows = [line for line in page.splitlines() if line.startswith('<tr id="DUTY-')]

    assert [plain(row).split(" ")[0] for row in rows] == ["DUTY-A", "DUTY-B", "DUTY-C"]
    assert 'class="fp-overdue"' in rows[0]
    assert "2026-08-10" in rows[0]
    assert "Restore &lt;all&gt;" in rows[0]
    assert "10 days overdue E2" in plain(rows[0])
    assert "yearly never" in plain(rows[2])
    assert "{#calendar}" not in page


def test_the_calendar_is_shown_by_year() -> None:
    """The latest year first, each with its holidays in order and the days worked instead."""
    text = plain(_page(calendar=CALENDAR))

    places = [
        text.index(word) for word in ("2026-01-01", "2026-02-15 – 2026-02-23 Spring Festival", "2026-02-14 instead")
    ]
    assert places == sorted(places)
    assert text.index("2026-02-14") < text.index("2025-01-01")
    assert "Saturday" in text
    assert "Notice of the State Council" in text


def test_without_both_there_is_no_page() -> None:
    """An empty page would promise something."""
    assert list(DutiesPage().compose(site_of({}))) == []
