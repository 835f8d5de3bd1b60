"""Controlled documents and CAPAs in Chromium: revisions, candidate, what was in force on a day, board, overdue list."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.cli import run
from generator.files.samples import sample_files
from tests.controlled import LATER, files
from tests.e2e.test_using import text_of
from tests.e2e.visits import Visitor, serious_violations, too_wide
from tests.organizations import lay_out

SOP = "SOP-IT-001"
BUILT = "2026-11-20"
PAGES = {
    "sop": f"sop/{SOP}.html",
    "superseded": f"sop/{SOP}/rev/A-0.html",
    "in force": f"sop/{SOP}/rev/A-1.html",
    "candidate": f"sop/{SOP}/candidate.html",
    "documents": "documents.html",
    "as of": "documents-as-of.html",
    "board": "capa/index.html",
    "capa": "capa/CAPA-2026-0003.html",
    "overdue": "overdue.html",
    "trace": "trace/index.html",
    "trace of a year": "trace/year-2026.html",
    "management review": "management-review/index.html",
    "management review of a year": "management-review/2026.html",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
# What the candidate holds beyond the revision in force.
LAST = (
    LATER.replace("0009", "0010")
    .replace("2026-06", "2026-10")
    .replace("先导出日志到移动硬盘", "先导出日志到保险柜里的移动硬盘")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of an organization whose SOP was released twice and has a change waiting."""
    settings = sample_files("en")["mkdocs.yml"].decode("utf-8").replace("America/New_York", "Asia/Shanghai")
    root = lay_out(tmp_path_factory.mktemp("controlled") / "organization", files(**{"mkdocs.yml": settings}))

    def fupan(*arguments: str, day: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # MkDocs and Material bring warnings of their own
            assert run([*arguments, "-C", str(root), "--lang", "en", "-q", "--today", day]) == 0

    def released(number: str, day: str, *days: str) -> None:
        fupan("sop", "release", SOP, "--effective-on", days[-1], day=day)
        people = (("prepared", "张三"), ("reviewed", "李四"), ("approved", "王五"))
        for (meaning, name), approved in zip(people, days, strict=True):
            who = ("--meaning", meaning, "--name", name, "--role", "qa-head", "--rev", number)
            fupan("sop", "approve", SOP, *who, day=approved)

    released("A/0", "2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04")
    (root / "postmortems/2026/PM-2026-0009.yml").write_text(LATER, encoding="utf-8")
    released("A/1", "2026-07-01", "2026-07-02", "2026-07-03", "2026-07-10")
    (root / "postmortems/2026/PM-2026-0010.yml").write_text(LAST, encoding="utf-8")
    fupan("build", day=BUILT)
    return root / "site"


@every_page
def test_a_page_opens_without_complaint_and_is_accessible(visit: Visitor, site: Path, path: str) -> None:
    """On a desk: no console message, nothing from elsewhere, nothing serious for axe-core."""
    tab = visit(site)
    page = tab.go(path)

    expect(page.locator("h1")).to_be_visible()
    assert serious_violations(page) == []
    tab.assert_no_complaint()


@every_page
def test_a_page_fits_a_phone(visit: Visitor, site: Path, path: str) -> None:
    """At 360 px: no scrolling sideways, nothing serious for axe-core."""
    tab = visit(site, phone=True)
    page = tab.go(path)

    assert too_wide(page) == 0
    assert serious_violations(page) == []
    tab.assert_no_complaint()


# A row that stands on the page for those who have no script.
ROWS = {
    "sop": (PAGES["sop"], "main tr.fp-revision-row", "A/0"),
    "superseded": (PAGES["superseded"], "main", "先导出日志"),
    "candidate": (PAGES["candidate"], "main", "保险柜"),
    "documents": (PAGES["documents"], "main tbody tr", SOP),
    "as of": (PAGES["as of"], "#intervals tbody tr", "A/0"),
    "board": (PAGES["board"], "#capas tbody tr", "CAPA-2026-0003"),
    "overdue": (PAGES["overdue"], "main tbody tr", "CAPA-2026-0003"),
    "trace": (PAGES["trace"], "main tbody tr", "T02"),
    "trace of a year": (PAGES["trace of a year"], "main tbody tr", "PM-2026-0007"),
    "management review": (PAGES["management review"], "main tbody tr", "2026-Q4"),
    "management review of a year": (PAGES["management review of a year"], "main", SOP),
}


@pytest.mark.parametrize(("path", "rows", "text"), ROWS.values(), ids=ROWS.keys())
def test_a_page_reads_without_scripts(visit: Visitor, site: Path, path: str, rows: str, text: str) -> None:
    """What matters stands in the page itself: nothing has to be reckoned or fetched first."""
    page = visit(site, scripts=False).go(path)

    expect(page.locator(rows).filter(has_text=text).first).to_be_visible()


def shown(page: Page) -> list[str]:
    """Return the revisions in the rows that are to be seen of the table of intervals."""
    rows = page.locator("#intervals tbody tr:visible")
    return [row.split("\t")[2].strip() for row in rows.all_inner_texts()]


CHOSEN = [
    ("2026-06-03", []),
    ("2026-06-04", ["A/0"]),
    ("2026-07-09", ["A/0"]),
    ("2026-07-10", ["A/1"]),
    ("2027-01-01", ["A/1"]),
]


@pytest.mark.parametrize(("day", "expected"), CHOSEN)
def test_a_chosen_day_shows_what_was_in_force(visit: Visitor, site: Path, day: str, expected: list[str]) -> None:
    """By the field and by an address that somebody sent; the first and the last day of a revision belong to it."""
    tab = visit(site)
    page = tab.go(PAGES["as of"])
    assert shown(page) == ["A/1"]
    page.locator("#day-chosen").fill(day)
    assert shown(page) == expected
    expect(page.locator("#day-count")).to_contain_text(f"{day}: {len(expected)} documents in force")
    page.locator("#day-all").click()
    assert sorted(shown(page)) == ["A/0", "A/1"]

    other = tab.go(f"{PAGES['as of']}#on-{day}")
    other.reload()
    assert shown(other) == expected
    tab.assert_no_complaint()


def test_ticks_survive_a_reload_and_belong_to_one_revision(visit: Visitor, site: Path) -> None:
    """Whoever works by the SOP finds the place again; the ticks are not those of the superseded text."""
    tab = visit(site)
    page = tab.go(PAGES["sop"])
    boxes = page.locator(".fp-steps input[type=checkbox]")
    assert boxes.count() >= 2
    page.locator(".fp-steps label").first.click()
    expect(boxes.first).to_be_checked()
    page.reload()
    expect(page.locator(".fp-steps input:checked")).to_have_count(1)
    expect(boxes.first).to_be_checked()
    tab.go(PAGES["superseded"])
    expect(page.locator(".fp-steps input:checked")).to_have_count(0)
    tab.assert_no_complaint()


# The investigation of the CAPA was due on 2026-06-11, its alarm on 2026-06-30: days late by the day of the reader.
LATENESS = {"2026-11-20": (162, 143), "2026-11-21": (163, 144), "2027-06-30": (384, 365)}
later_days = pytest.mark.parametrize(("day", "late"), LATENESS.items())


@later_days
@pytest.mark.parametrize("path", [PAGES["overdue"], PAGES["capa"]])
def test_days_are_those_of_the_reader(visit: Visitor, site: Path, path: str, day: str, late: tuple[int, int]) -> None:
    """A page that was built in November says in June how late it is in June."""
    tab = visit(site, now=datetime.fromisoformat(f"{day}T08:00:00+08:00"))
    page = tab.go(path)

    for days in late:
        expect(page.locator(".fp-due").filter(has_text=f"{days} days overdue").first).to_be_visible()
    tab.assert_no_complaint()


@later_days
def test_the_register_counts_all_its_days_again(visit: Visitor, site: Path, day: str, late: tuple[int, int]) -> None:
    """Card, days, days against the first deadline and age agree with each other on the reader's day."""
    tab = visit(site, now=datetime.fromisoformat(f"{day}T08:00:00+08:00"))
    page = tab.go(PAGES["board"])
    row = page.locator("#capas tbody tr").filter(has_text="CAPA-2026-0003")
    age = (date.fromisoformat(day) - date(2026, 5, 12)).days

    expect(page.locator(".fp-board-item .fp-due")).to_have_text(f"{late[0]} days overdue")
    expect(row.locator('[data-label="Days"]')).to_have_text(f"{late[0]} days overdue")
    expect(row.locator('[data-label="Late against the first deadline"]')).to_have_text(str(late[0]))
    expect(row.locator('[data-label="Age in days"]')).to_have_text(str(age))
    tab.assert_no_complaint()


def test_a_superseded_revision_says_so_on_screen_and_on_every_sheet(visit: Visitor, site: Path, tmp_path: Path) -> None:
    """Across the page, and at the head of each sheet, so that no sheet of it is taken for the one in force."""
    page = visit(site).go(PAGES["superseded"])
    mark = page.locator(".fp-watermark")
    expect(mark).to_have_attribute("data-watermark", "Superseded")
    page.emulate_media(media="print")
    expect(mark).to_be_visible()
    target = tmp_path / "superseded.pdf"
    target.write_bytes(page.pdf(prefer_css_page_size=True))
    sheets = text_of(target).split("\f")[:-1]

    assert sheets
    assert [number for number, sheet in enumerate(sheets, 1) if not {"A/0", "Superseded"} <= set(sheet.split())] == []

    expect(visit(site).go(PAGES["sop"]).locator(".fp-watermark")).to_have_count(0)


def test_the_document_says_how_many_changes_wait(visit: Visitor, site: Path) -> None:
    """From the text in force one step leads to what would change, word by word."""
    page = visit(site).go(PAGES["sop"])
    page.locator(f'main a[href*="{SOP}/candidate.html"]').first.click()

    expect(page).to_have_url(re.compile(r"candidate\.html"))
    expect(page.locator("main ins").filter(has_text="保险柜").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("PM-2026-0010")
