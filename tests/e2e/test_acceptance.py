"""The two acceptance cases that need a browser: deadlines on the reader's day, and a controlled document on paper."""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.cli import run
from tests.acceptance.offices import SITE_SETTINGS, pages_of
from tests.controlled import LATER, files
from tests.e2e.printed_text import sheets_of
from tests.e2e.visits import Visitor
from tests.organizations import lay_out

BUILT = "2026-09-29"
CAPA = "CAPA-2026-0009"
# National Day and Mid-Autumn 2026 as published: three days off, seven days off, and two days worked instead.
CALENDAR = """\
id: calendar
holidays: [{from: 2026-09-25, to: 2026-09-27}, {from: 2026-10-01, to: 2026-10-07}]
working_days: [2026-09-20, 2026-10-10]
"""
# A draft must be taken up within five working days: 29 and 30 September, 8 and 9 October, and the Saturday after.
DRAFT = f"id: {CAPA}\ntitle: 加容量告警\nopened_on: 2026-09-28\nowner: 李四\nrisk: {{severity: minor}}\n"
SOP = "SOP-IT-001"


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small organization with a released SOP at A/1 and a draft CAPA, built on 2026-09-29."""
    more = {
        "mkdocs.yml": SITE_SETTINGS,
        "kb/organization/calendar.yml": CALENDAR,
        f"postmortems/capa/{CAPA}.yml": DRAFT,
    }
    root = lay_out(tmp_path_factory.mktemp("works") / "organization", {**files(), **more})

    def fupan(*arguments: str, day: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # MkDocs and Material bring warnings of their own
            assert run([*arguments, "-C", str(root), "--lang", "en", "-q", "--today", day]) == 0

    def released(number: str, release: str, *days: str) -> None:
        fupan("sop", "release", SOP, "--effective-on", days[-1], "--by", "it-lead", day=release)
        people = (("prepared", "张三"), ("reviewed", "李四"), ("approved", "王五"))
        for (meaning, name), day in zip(people, days, strict=True):
            who = ("--meaning", meaning, "--name", name, "--role", "qa-head", "--ref", "档-1", "--rev", number)
            fupan("sop", "approve", SOP, *who, day=day)

    released("A/0", "2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04")
    (root / "postmortems/2026/PM-2026-0009.yml").write_text(LATER, encoding="utf-8")
    released("A/1", "2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04")
    fupan("build", day=BUILT)
    return root


# What a build of that day and a browser of that day say of the CAPA's acceptance: days to go, or days late.
DAYS = {"2026-09-30": 3, "2026-10-05": 3, "2026-10-09": 1, "2026-10-10": 0, "2026-10-11": 0, "2026-10-12": -1, "2026-10-19": -6}  # fmt: skip
_SPAN = re.compile(r'class="fp-due"[^>]*>([^<]*)<')


def reckoned(words: str) -> tuple[int, bool, bool]:
    """Return the days of a remark such as `6 working days overdue`, whether it is late, and whether in working days."""
    number = re.search(r"\d+", words)
    return int(number[0]) if number else 0, "overdue" in words, "working" in words


@pytest.mark.parametrize("day", DAYS)
def test_case_13_the_browser_reckons_as_the_build_does(works: Path, visit: Visitor, day: str) -> None:
    """Case 13: a page of September, read on a later day, says what a build of that day says, by the calendar of 调休."""
    tab = visit(works / "site", now=datetime.fromisoformat(f"{day}T09:00:00+08:00"))
    page = tab.go("overdue.html")
    expect(page.locator(".fp-as-of").first).to_have_text(f"as of {day}")
    found = [reckoned(words) for words in page.locator(".fp-due").all_text_contents()]
    built = [reckoned(words) for words in _SPAN.findall(pages_of(works, day, "overdue.md")["overdue.md"])]

    assert len(built) >= 3
    assert sorted(found) == sorted(built)
    row = page.locator("tr", has_text=CAPA).filter(has_text="Acceptance")
    left = DAYS[day]
    assert reckoned(row.locator(".fp-due").text_content() or "")[:2] == (abs(left), left < 0)
    tab.assert_no_complaint()


def test_case_19_every_sheet_of_a_printed_sop_says_what_it_is(works: Path, visit: Visitor) -> None:
    """Case 19: number, revision and "x of y" on each sheet; approvals, history and the origin of steps on the paper."""
    page = visit(works / "site").go(f"sop/{SOP}.html")
    sheets = sheets_of(page.pdf(prefer_css_page_size=True))
    whole = "".join(sheets)

    assert len(sheets) >= 2
    for number, sheet in enumerate(sheets, 1):
        head = f"TestDocumentno.{SOP}RevisionA/1·Effective2026-07-04Page{number}of{len(sheets)}Printedcopiesareuncontrolled"
        assert sheet.startswith(head), sheet[:120]
    for meaning, name, day in (("Preparation", "张三", "02"), ("Review", "李四", "03"), ("Approval", "王五", "04")):
        assert f"{meaning}质量负责人{name}2026-07-{day}Signedonpaper档-1" in whole
    assert all(
        words in whole for words in ("A/1✓Effectiveeffectivefrom2026-07-04", "A/0✕Supersededeffectivefrom2026-06-04")
    )
    assert "先导出日志到移动硬盘" in whole
    assert "save-logsPM-2026-0007Added2026-05-20PM-2026-0009Revised2026-06-25" in whole
    assert "17Wherethestepscomefrom" in whole
