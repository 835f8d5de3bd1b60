"""Working with a page: ticks, copying, printing."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.printed_text import sheets_of
from tests.e2e.visits import NOW, Visitor

RUNBOOK = "runbooks/RB-ERP-DISK.html"
SOP = "sop/SOP-WH-001.html"
A4 = (595, 842)
MOST_SHEETS = 16
_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


def printed(page: Page, path: Path) -> list[tuple[int, int]]:
    """Print the page as the browser's own dialogue would, and return the size of each sheet in points."""
    path.write_bytes(page.pdf(prefer_css_page_size=True))
    return [(round(float(box[1])), round(float(box[2]))) for box in _MEDIA_BOX.finditer(path.read_bytes())]


def text_of(path: Path) -> str:
    """Return the text of a printed file; skips where poppler-utils are missing."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("There is no pdftotext on this machine; the package poppler-utils brings it.")
    return subprocess.run([program, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("way", ["served", "site"])
def test_ticks_survive_a_reload_and_are_cleared_with_two_presses(
    visit: Visitor, request: pytest.FixtureRequest, way: str
) -> None:
    """Ticks of all phases are counted together, kept with their time, and not lost by one slip of the thumb."""
    tab = visit(request.getfixturevalue(way), phone=True)
    page = tab.go(RUNBOOK)
    steps = page.locator(".fp-steps").first
    boxes = steps.locator("input[type=checkbox]")
    last = page.locator(".fp-steps").last.locator("input[type=checkbox]").last
    total = page.locator(".fp-steps input[type=checkbox]").count()
    assert total >= 5
    assert page.locator(".fp-steps").count() >= 2
    expect(page.locator(".fp-steps-bar")).to_have_count(1)
    bar = page.locator(".fp-steps-bar")
    steps.locator("label").first.tap()
    expect(boxes.first).to_be_checked()
    page.locator(".fp-steps").last.locator("label").last.tap()
    expect(bar.locator("b")).to_have_text(re.compile(rf"\b2\b.*\b{total}\b|\b{total}\b.*\b2\b"))

    page.reload()
    expect(boxes.first).to_be_checked()
    expect(last).to_be_checked()
    expect(page.locator(".fp-steps input:checked")).to_have_count(2)
    expect(bar.locator(".fp-steps-time")).to_contain_text("2026-11-20 10:00")
    tab.go("runbooks/RB-NET-DOWN.html")
    expect(page.locator(".fp-steps input:checked")).to_have_count(0)

    tab.go(RUNBOOK)
    clear = bar.get_by_role("button")
    clear.tap()
    expect(boxes.first).to_be_checked()
    clear.tap()
    expect(page.locator(".fp-steps input:checked")).to_have_count(0)
    page.reload()
    expect(page.locator(".fp-steps input:checked")).to_have_count(0)
    tab.assert_no_complaint()


def test_ticks_of_another_night_are_called_old(visit: Visitor, served: str) -> None:
    """Whoever opens the runbook the next day is told that the ticks are not of this incident."""
    page = visit(served).go(RUNBOOK)
    page.locator(".fp-steps label").first.click()
    bar = page.locator(".fp-steps-bar")
    expect(bar.locator(".fp-steps-old")).to_be_hidden()
    page.clock.set_fixed_time(NOW.replace(day=21))
    page.reload()

    expect(bar.locator(".fp-steps-old")).to_be_visible()


def test_error_codes_are_copied_whole(visit: Visitor, served: str) -> None:
    """The copy button takes exactly the code, says so, and becomes itself again."""
    tab = visit(served)
    page = tab.go("postmortems/PM-2026-0007.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = page.locator("code[data-copy]", has_text="ORA-01653").first
    button = code.locator("xpath=following-sibling::button[1]")
    before = button.text_content()
    button.click()

    expect(button).to_have_text("已复制")
    assert page.evaluate("() => navigator.clipboard.readText()") == code.text_content()
    expect(button).to_have_text(before or "")
    tab.assert_no_complaint()


def test_copying_works_where_the_browser_has_no_clipboard(visit: Visitor, served: str) -> None:
    """An intranet host over http is no secure context: the old command copies there."""
    tab = visit(served)
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = tab.go("postmortems/PM-2026-0007.html")
    page.evaluate(
        "() => document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); })"
    )
    page.locator("code[data-copy]", has_text="ORA-01653").first.locator("xpath=following-sibling::button[1]").click()

    expect(page.get_by_role("button", name="ORA-01653").first).to_have_text("已复制")
    assert page.evaluate("() => window.copied") == "ORA-01653"


def test_two_tabs_tick_the_same_list(visit: Visitor, served: str) -> None:
    """The phone of the clerk and her second window show the same; the later tick takes none of the earlier away."""
    tab = visit(served)
    first = tab.go(RUNBOOK)
    second = first.context.new_page()
    second.goto(f"{served}{RUNBOOK}")
    for page, number in ((second, 0), (first, 1), (second, 2)):
        page.locator(".fp-steps input[type=checkbox]").nth(number).check()
    for page in (first, second):
        expect(page.locator(".fp-steps input:checked")).to_have_count(3)
    first.reload()
    expect(first.locator(".fp-steps input:checked")).to_have_count(3)
    tab.assert_no_complaint()


REGISTER = "capa/index.html"
# Of more CAPAs than stand on one page, one of another page.
ELSEWHERE = "CAPA-2025-0002"


def test_a_table_is_sorted_over_all_its_pages(visit: Visitor, served: str) -> None:
    """A press on a heading sorts the whole list, graver ones and earlier days first, also after Back."""
    tab = visit(served)
    page = tab.go(REGISTER)
    cells = page.locator("#capas tbody tr > :first-child")
    before = cells.count()
    page.get_by_role("button", name="编号").click()
    expect(page.locator("nav[data-pages]")).to_be_hidden()
    ascending = cells.all_text_contents()
    assert ascending == sorted(ascending)
    assert len(ascending) > before
    page.get_by_role("button", name="编号").click()
    expect(cells).to_have_text(list(reversed(ascending)))
    page.get_by_role("button", name="严重程度").click()
    expect(page.locator("#capas tbody tr").first.locator("td").nth(2)).to_have_text("严重")
    severities = page.locator("#capas tbody tr > :nth-child(3)")
    graded = severities.all_text_contents()
    assert graded == sorted(graded, key=["严重", "主要", "一般", ""].index)
    page.locator("#capas tbody a").first.click()
    page.wait_for_url("**/CAPA-*.html")
    page.go_back()
    expect(severities).to_have_text(graded)
    tab.assert_no_complaint()


def test_a_filter_reaches_all_pages_and_stays_after_back(visit: Visitor, served: str) -> None:
    """What stands in the box is what is shown, wherever one comes from."""
    tab = visit(served)
    page = tab.go(REGISTER)
    rows = page.locator("#capas tbody tr:visible")
    expect(rows.filter(has_text=ELSEWHERE)).to_have_count(0)
    page.locator("#filter").fill(ELSEWHERE)
    expect(rows).to_have_count(1)
    expect(page.locator(".fp-filter-count")).to_have_text(re.compile(r"1 / 2\d"))
    rows.locator("a").first.click()
    page.wait_for_url(f"**/{ELSEWHERE}.html")
    page.go_back()
    expect(page.locator("#filter")).to_have_value(ELSEWHERE)
    expect(rows).to_have_count(1)
    page.locator("#filter").fill("")
    expect(page.locator("#capas tbody tr:visible").nth(20)).to_be_visible()
    tab.assert_no_complaint()


def test_a_list_in_a_folder_says_how_far_its_filter_reaches(visit: Visitor, site: Path) -> None:
    """A browser reads no other page of a folder: nobody must take an empty table for an answer."""
    tab = visit(site)
    page = tab.go(REGISTER)
    page.locator("#filter").fill(ELSEWHERE)
    expect(page.locator(".fp-list-note")).to_have_text(re.compile("只排序和筛选了这一页"))
    expect(page.locator("nav[data-pages]")).to_be_visible()
    tab.assert_no_complaint()


def test_an_sop_prints_on_a4_with_its_number_on_every_sheet(visit: Visitor, site: Path, tmp_path: Path) -> None:
    """Document number, revision, page marks, boxes to tick and lines to sign are on the paper."""
    path = tmp_path / "sop.pdf"
    sheets = printed(visit(site).go(SOP), path)

    assert set(sheets) == {A4}
    text = text_of(path)
    assert text.count("SOP-WH-001") >= len(sheets)
    for number in range(1, len(sheets) + 1):
        assert re.search(rf"第\s*{number}\s*/\s*{len(sheets)}\s*页", text)
    assert "________" in text
    assert "搜索" not in text.splitlines()[0]


def test_the_register_prints_across(visit: Visitor, site: Path, tmp_path: Path) -> None:
    """The wide table is on A4 landscape, and every sheet repeats its head."""
    path = tmp_path / "register.pdf"
    page = visit(site).go("capa/index.html")
    head = (page.locator("table thead th").first.text_content() or "").strip()
    sheets = printed(page, path)

    assert set(sheets) == {A4[::-1]}
    assert head
    assert text_of(path).count("\f") == len(sheets)


@pytest.mark.parametrize("path", ["trace/year-2026.html", "capa/index.html", "overdue.html"])
def test_every_sheet_of_a_table_repeats_its_head(visit: Visitor, site: Path, path: str) -> None:
    """Words of a head that can be sorted stand on the later sheets too; no cell is one letter wide; no lone label."""
    page = visit(site).go(path)
    heads = page.locator("table[data-sortable] thead th").all_text_contents()
    sheets = [sheet for sheet in sheets_of(page.pdf(prefer_css_page_size=True)) if heads[0].strip() in sheet]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1001, "height": 650})  # A4 across within its margins

    assert len(sheets) >= 2
    assert [sheet for sheet in sheets[1:] if heads[-1].strip() not in sheet] == []
    widths = page.eval_on_selector_all("table[data-sortable] thead th", "cells => cells.map(cell => cell.offsetWidth)")
    assert min(widths) >= 30
    assert page.eval_on_selector("table[data-sortable]", "table => table.offsetWidth") <= 1001
    expect(page.locator("label[for=filter]:visible")).to_have_count(0)


@pytest.mark.parametrize("path", ["index.html", "contacts.html", RUNBOOK])
def test_a_telephone_number_stays_on_one_line(visit: Visitor, site: Path, path: str) -> None:
    """Half a number at the end of a line is dialled wrongly."""
    page = visit(site, phone=True).go(path)

    broken = """() => [...document.querySelectorAll("main a[href^='tel:'], main a[href^='tel:'] *")].flatMap(link =>
      [...link.childNodes].filter(node => node.nodeType === 3).flatMap(node =>
        [...node.data.matchAll(/[0-9]{3,4}-[0-9-]+/g)].filter(found => {
          const range = document.createRange();
          range.setStart(node, found.index);
          range.setEnd(node, found.index + found[0].length);
          return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size !== 1;
        }).map(found => found[0])))"""
    assert page.locator("main a[href^='tel:']").count() >= 1
    assert page.evaluate(broken) == []


def test_a_runbook_prints_on_few_sheets(visit: Visitor, site: Path, tmp_path: Path) -> None:
    """Even the longest one, with diagnosis, five forms to fill in, approvals and revision history, fits on sixteen sheets."""
    runbooks = sorted((site / "runbooks").glob("RB-*.html"), key=lambda path: -path.stat().st_size)
    sizes = {}
    for file in runbooks[:3]:
        sheets = printed(visit(site).go(f"runbooks/{file.name}"), tmp_path / "runbook.pdf")
        assert set(sheets) == {A4}
        sizes[file.stem] = len(sheets)

    assert len(sizes) == 3
    assert {name: number for name, number in sizes.items() if number > MOST_SHEETS} == {}


def test_paper_holds_what_is_folded_away_on_the_screen(visit: Visitor, site: Path) -> None:
    """A decision tree that was folded on the screen is drawn on paper, once; tables keep their columns there."""
    page = visit(site).go(RUNBOOK)
    tree = page.locator("details#tree svg:visible")
    expect(tree).to_have_count(1)
    page.locator("details#tree summary").click()
    expect(tree).to_have_count(0)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 952})  # A4 within its margins

    expect(tree).to_have_count(1)
    expect(page.locator("table[data-stack] thead").first).to_be_visible()
    expect(page.locator("header.fp-header")).to_be_hidden()
