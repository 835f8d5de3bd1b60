"""Pages in Chromium: over HTTP with the security policy and from a folder, on a desk and on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.html_pages import pages_of
from tests.e2e.visits import NOW, Visitor, serious_violations, too_wide

PAGES = {
    "home": "index.html",
    "runbook": "runbooks/RB-ERP-DISK.html",
    "sop": "sop/SOP-WH-001.html",
    "postmortem": "postmortems/PM-2026-0007.html",
    "capa": "capa/CAPA-2026-0003.html",
    "register": "capa/index.html",
    "search": "search.html",
    "results": "search.html?q=%E6%95%B0%E6%8D%AE%E5%BA%93",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
both_ways = pytest.mark.parametrize("way", ["http", "file"])
_PHONE_WIDTH = 360
HEAVIEST = 5


@pytest.fixture
def home(way: str, request: pytest.FixtureRequest) -> str | Path:
    """Return where the site begins: at the server, or in its folder."""
    found = request.getfixturevalue("served" if way == "http" else "site")
    assert isinstance(found, (str, Path))
    return found


@both_ways
@every_page
def test_a_page_opens_without_complaint_and_is_accessible(visit: Visitor, home: str | Path, path: str) -> None:
    """On a desk: no console message, nothing from elsewhere, nothing serious for axe-core."""
    tab = visit(home)
    page = tab.go(path)
    if "?q=" in path:
        page.locator(".fp-hit").first.wait_for()

    expect(page.locator("h1")).to_be_visible()
    assert serious_violations(page) == []
    tab.assert_no_complaint()


@both_ways
@every_page
def test_a_page_fits_a_phone_and_is_accessible_there(visit: Visitor, home: str | Path, path: str) -> None:
    """At 360 px: no scrolling sideways, no console message, nothing serious for axe-core."""
    tab = visit(home, phone=True)
    page = tab.go(path)
    if "?q=" in path:
        page.locator(".fp-hit").first.wait_for()

    assert page.evaluate("() => document.documentElement.clientWidth") == _PHONE_WIDTH
    assert too_wide(page) == 0
    assert serious_violations(page) == []
    tab.assert_no_complaint()


@pytest.mark.parametrize("path", [PAGES[kind] for kind in ("home", "runbook", "postmortem", "results")])
def test_a_page_is_accessible_in_the_dark(visit: Visitor, served: str, path: str) -> None:
    """The dark colours have contrast enough too."""
    page = visit(served, dark=True).go(path)
    if "?q=" in path:
        page.locator(".fp-hit").first.wait_for()

    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 27)"
    assert serious_violations(page) == []


def some_of_every_kind(site: Path) -> list[str]:
    """Return every list, and from each folder of records the heaviest pages and each third of the others."""
    chosen = []
    for folder in sorted({page.path.parent for page in pages_of(site)}):
        pages = sorted(folder.glob("*.html"), key=lambda path: -path.stat().st_size)
        kept = [path for place, path in enumerate(pages) if place < HEAVIEST or place % 3 == 0]
        if folder.name == "rules":
            kept = kept[:HEAVIEST]  # made alike from the codes
        chosen += [path.relative_to(site).as_posix() for path in kept if path.name != "404.html"]
    return chosen


def test_pages_of_every_kind_open_on_a_phone(visit: Visitor, site: Path, served: str) -> None:
    """No console message, no request to elsewhere, no scrolling sideways at 360 px."""
    tab = visit(served, phone=True)
    paths = some_of_every_kind(site)
    assert len(paths) > 60
    wide = {}
    for path in paths:
        page = tab.go(path)
        if too_wide(page):
            wide[path] = too_wide(page)

    assert wide == {}
    tab.assert_no_complaint()


def test_an_unknown_address_has_a_page_of_its_own(visit: Visitor, served: str) -> None:
    """The page says so in the site's language, offers a search, and loads its styles from any depth."""
    tab = visit(served, expected=("/no/such/page", "404"))
    page = tab.go("no/such/page.html")

    expect(page.locator("h1")).to_have_text("没有这个页面")
    page.get_by_label("搜索知识库").last.fill("凭证")
    page.get_by_label("搜索知识库").last.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator(".fp-hit").first.wait_for()
    tab.assert_no_complaint()


def test_the_tests_see_what_they_look_for(visit: Visitor, served: str) -> None:
    """The security policy stops a script in the page and a request to elsewhere, and the tab notes both."""
    tab = visit(served)
    page = tab.go("systems/index.html")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'alive'";
            document.body.append(script);
            const picture = new Image();
            picture.src = "http://192.0.2.1/x.png";
            document.body.append(picture);
            const wide = document.createElement("div");
            wide.style.width = "3000px";
            wide.innerHTML = "<input>";
            document.body.append(wide);
            document.querySelector(".fp-footer p").style.cssText = "color: #999; background: #aaa";
        }"""
    )
    refused = 0
    for _moment in range(100):
        page.wait_for_timeout(50)
        refused = sum("Content Security Policy" in complaint for complaint in tab.complaints)
        if refused >= 2:
            break

    assert page.title() != "alive"
    assert refused >= 2
    assert too_wide(page) > 1000
    assert {line.split()[0] for line in serious_violations(page)} >= {"label", "color-contrast"}


@both_ways
def test_without_scripts_everything_reads(visit: Visitor, home: str | Path) -> None:
    """Headings, steps, boxes to tick, tables, the menu and the way to the runbooks are there without JavaScript."""
    tab = visit(home, scripts=False, phone=True)
    page = tab.go(PAGES["home"])
    expect(page.locator("h1")).to_be_visible()
    page.locator(".fp-menu summary").tap()
    expect(page.locator(".fp-menu nav a").first).to_be_visible()
    page.locator(".fp-menu summary").tap()
    page.locator(".fp-now nav a").first.tap()
    page.wait_for_url("**/sop/SOP-WH-001.html")
    steps = page.locator(".fp-steps > li")
    assert steps.count() >= 5
    expect(steps.first.locator(".fp-step-text")).to_be_visible()
    expect(steps.first.locator("input[type=checkbox]")).to_be_visible()
    expect(page.locator(".fp-steps-bar")).to_have_count(0)

    for kind in ("sop", "postmortem", "capa", "register"):
        tab.go(PAGES[kind])
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("article table").first).to_be_visible()
        assert page.locator("article table tbody tr").count() >= 3
    tab.go(PAGES["search"])
    expect(page.locator("noscript li a").first).to_be_visible()
    tab.assert_no_complaint()


def test_an_old_copy_says_so(visit: Visitor, site: Path) -> None:
    """A page read long after it was made shows from when it is; a fresh one does not."""
    fresh = visit(site).go(PAGES["runbook"])
    expect(fresh.locator(".fp-stale")).to_have_count(0)
    old = visit(site, now=NOW.replace(year=2027)).go(PAGES["runbook"])
    expect(old.locator(".fp-stale")).to_contain_text("2026-11-20")
    expect(old.locator(".fp-stale")).to_contain_text("365")


def test_the_register_counts_days_from_the_readers_day(visit: Visitor, site: Path) -> None:
    """What was due in some days when the site was made is overdue when it is read much later."""
    due = ".fp-due[data-due='{day}']"
    page = visit(site).go(PAGES["register"])
    later = page.evaluate(
        "() => [...document.querySelectorAll('.fp-due')].map(e => e.dataset.due).filter(d => d > '2026-11-20').sort()[0]"
    )
    assert later
    expect(page.locator(due.format(day=later)).first).not_to_contain_text("逾期")
    page = visit(site, now=NOW.replace(year=2028)).go(PAGES["register"])
    expect(page.locator(due.format(day=later)).first).to_contain_text("逾期")


def test_the_phone_number_can_be_dialled(visit: Visitor, served: str) -> None:
    """Home, runbook and search offer a number to tap."""
    tab = visit(served, phone=True)
    for path in (PAGES["home"], PAGES["runbook"], PAGES["search"]):
        link = tab.go(path).locator("header.fp-header a[href^='tel:']")
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 48


def test_every_phone_link_dials_a_number(site: Path) -> None:
    """A telephone gets digits, not the words around them."""
    numbers = {link for page in pages_of(site) for link in page.links if link.startswith("tel:")}

    assert len(numbers) >= 3
    assert {link for link in numbers if not re.fullmatch(r"tel:\+?[0-9#*]{3,}(,[0-9]+)?", link)} == set()
