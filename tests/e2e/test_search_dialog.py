"""The search dialog: opened over any page by key or click, used by keyboard, gone without a trace."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.answers import answer, give, hit, suggest
from tests.e2e.organizations import Organization
from tests.e2e.visits import NOW, Visitor, serious_violations, too_wide

PAGE = "systems/index.html"
PAUSE = 150
LATER = NOW + timedelta(minutes=1)


def box(page: Page) -> Locator:
    """Return the dialog's input."""
    return page.locator("#fp-dialog-q")


def options(page: Page) -> Locator:
    """Return everything that can be chosen."""
    return page.locator(".fp-dialog [role=option]")


def open_dialog(page: Page) -> None:
    """Open the dialog by its key."""
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()


def rest(page: Page) -> None:
    """Let the hands rest, and no more time go by: where the clock stands still, no answer comes too late."""
    page.clock.run_for(PAUSE)


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_closes_it(visit: Visitor, served: str, key: str) -> None:
    """What it needs is loaded by the first opening; afterwards the focus is back where it was."""
    tab = visit(served)
    loaded: list[str] = []
    tab.page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page = tab.go(PAGE)
    link = page.locator("main a").first
    link.focus()
    before = len(loaded)
    assert not [one for one in loaded if "dialog" in one or "search-ask" in one]
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    assert not [one for one in loaded[before:] if "/api/" in one or "static-search" in one]
    assert serious_violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".fp-dialog")).to_be_hidden()
    expect(link).to_be_focused()
    before = len(loaded)
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    assert len(loaded) == before
    tab.assert_no_complaint()


def test_letters_typed_while_it_is_loaded_are_kept(visit: Visitor, served: str) -> None:
    """On a slow network nobody waits for a dialog: the box of the top bar takes the letters and hands them over."""
    tab = visit(served)
    waiting: list[Route] = []
    tab.page.route("**/search-dialog.js*", lambda route: waiting.append(route))
    page = tab.go(PAGE)
    link = page.locator("main a").first
    link.focus()
    with page.expect_request("**/search-dialog.js*"):
        page.keyboard.press("/")
        page.keyboard.type("ER")
    page.keyboard.press("Control+k")
    page.keyboard.press("End")
    page.keyboard.type("P")
    expect(page.locator("#fp-q")).to_have_value("ERP")
    waiting[0].continue_()
    expect(box(page)).to_have_value("ERP")
    expect(page.locator("#fp-q")).to_have_value("")
    page.keyboard.type(" T_INV_ONHAND")
    expect(box(page)).to_have_value("ERP T_INV_ONHAND")
    options(page).first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".fp-dialog")).to_be_hidden()
    expect(link).to_be_focused()
    tab.assert_no_complaint()


def test_a_click_into_the_box_of_the_top_bar_opens_it(visit: Visitor, served: str) -> None:
    """What already stands there goes along; a click beside the dialog closes it."""
    page = visit(served).go(PAGE)
    page.locator("#fp-q").fill("死锁")
    page.locator("#fp-q").click()
    expect(box(page)).to_have_value("死锁")
    options(page).first.wait_for()
    page.mouse.click(5, 400)
    expect(page.locator(".fp-dialog")).to_be_hidden()


def test_it_searches_as_one_types_on_file_and_http(visit: Visitor, served: str, site: object) -> None:
    """Six results at most and a link to all of them, from the server or from the saved index."""
    for home in (served, site):
        tab = visit(home)  # type: ignore[arg-type]
        page = tab.go(PAGE)
        open_dialog(page)
        page.keyboard.type("ERP")
        options(page).first.wait_for()
        hits = page.locator(".fp-dialog-option[data-kind]")
        expect(hits).to_have_count(6)
        page.locator(".fp-dialog-all").click()
        page.wait_for_url("**/search.html?q=ERP")
        tab.assert_no_complaint()


def test_arrows_choose_and_enter_opens(visit: Visitor, served: str) -> None:
    """The focus stays in the box, the chosen one is told to screen readers; past the ends one is back in the box."""
    tab = visit(served)
    give(tab.page, lambda _now: answer([hit(1), hit(2, url="about.html")]))
    page = tab.go(PAGE)
    open_dialog(page)
    page.keyboard.type("disk")
    expect(options(page)).to_have_count(2)
    for expected in ("KB-1", "KB-2", None, "KB-1"):
        page.keyboard.press("ArrowDown")
        chosen = page.locator(".fp-dialog [aria-selected=true]")
        expect(box(page)).to_be_focused()
        if expected is None:
            expect(chosen).to_have_count(0)
            assert box(page).get_attribute("aria-activedescendant") is None
        else:
            expect(chosen).to_contain_text(expected)
            assert box(page).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/about.html")
    tab.assert_no_complaint()


def test_enter_alone_leads_to_all_results_or_to_the_named_record(visit: Visitor, served: str) -> None:
    """Words go to the search page; a whole identifier goes to its record."""
    page = visit(served).go(PAGE)
    open_dialog(page)
    page.keyboard.type("ORA-01653")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=ORA-01653")
    page.goto(f"{served}{PAGE}")
    open_dialog(page)
    page.keyboard.type("pm-2026-0007")
    page.keyboard.press("Enter")
    page.wait_for_url("**/postmortems/PM-2026-0007.html")


def test_an_input_method_is_left_alone(visit: Visitor, served: str) -> None:
    """Nothing is asked while it composes, and neither its Enter nor its Escape does anything here."""
    tab = visit(served)
    asked = give(tab.page, lambda _now: answer([hit(1)]))
    page = tab.go(PAGE)
    open_dialog(page)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "shu'ju", "selectionStart": 6, "selectionEnd": 6})
    for key in ("Enter", "Escape", "ArrowDown"):
        box(page).dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True, "cancelable": True})
    page.evaluate("() => document.querySelector('.fp-dialog').dispatchEvent(new Event('cancel', {cancelable: true}))")
    page.evaluate("() => document.querySelector('.fp-dialog-form').requestSubmit()")
    page.wait_for_timeout(300)
    assert asked == []
    expect(page.locator(".fp-dialog")).to_be_visible()
    assert urlsplit(page.url).path == f"/{PAGE}"
    keyboard.send("Input.insertText", {"text": "数据"})
    expect(options(page)).to_have_count(1)
    assert [one["q"] for one in asked] == [["数据"]]


def test_suggestions_complete_and_lead(visit: Visitor, served: str) -> None:
    """A word is searched for, a record is opened; what already is a result is not suggested."""
    tab = visit(served)
    give(tab.page, lambda _now: answer([hit(1)]))
    word, known = (
        {"text": "发货单", "kind": "word"},
        {"text": "Article 1", "kind": "record", "id": "KB-1", "url": "x.html"},
    )
    suggest(tab.page, word, known, {"text": "About", "kind": "record", "id": "KB-9", "url": "about.html"})
    page = tab.go(PAGE)
    open_dialog(page)
    page.clock.pause_at(LATER)
    page.keyboard.type("fahuo")
    rest(page)
    expect(page.locator(".fp-dialog-word")).to_have_text(["发货单", "KB-9 About"])
    page.locator(".fp-dialog-word").first.click()
    expect(box(page)).to_have_value("发货单")
    expect(box(page)).to_be_focused()
    page.get_by_role("option", name="KB-9 About").click()
    page.wait_for_url("**/about.html")


def test_recent_searches_are_offered_and_forgotten(visit: Visitor, served: str) -> None:
    """They stand in this browser only, the same for dialog and search page."""
    page = visit(served).go(f"search.html?q={quote('死锁')}")
    page.locator("#fupan-search-input").press("Enter")
    page.goto(f"{served}{PAGE}")
    open_dialog(page)
    expect(options(page)).to_have_text(["死锁"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("死锁")
    page.locator(".fp-dialog-option[data-kind]").first.wait_for()
    box(page).fill("")
    page.locator(".fp-dialog-link").click()
    expect(options(page)).to_have_count(0)
    assert page.evaluate("() => localStorage.getItem('fupan.recent')") is None


def test_tab_stays_inside(visit: Visitor, served: str) -> None:
    """The page behind cannot be reached by keyboard while the dialog is open."""
    page = visit(served).go(PAGE)
    open_dialog(page)
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        assert page.evaluate("() => document.querySelector('.fp-dialog').contains(document.activeElement)"), key


def test_nothing_found_names_help_also_on_a_phone(visit: Visitor, served: str) -> None:
    """The way to the documents by what one cannot do, and the phone; all targets large enough."""
    tab = visit(served, phone=True)
    give(tab.page, lambda _now: answer([], nearest=["登录"]))
    page = tab.go(PAGE)
    open_dialog(page)
    page.keyboard.type("饕餮")
    expect(options(page)).to_have_text(["登录"])
    expect(page.locator(".fp-dialog a[href^='tel:']")).to_be_visible()
    small = page.locator(".fp-dialog :is(a, button)").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 48).map(one => one.outerHTML)"
    )
    assert small == []
    assert too_wide(page) == 0
    assert serious_violations(page) == []
    page.locator(".fp-dialog-help").tap()
    page.wait_for_url("**/search.html?q=*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["饕餮"]}


def test_a_server_that_went_away_takes_no_page_away(visit: Visitor, organization: Organization) -> None:
    """Where the dialog cannot be loaded, the page stays and says so; the next press tries again."""
    server = organization.serve()
    try:
        tab = visit(server.address, expected=("assets/fupan/", "ERR_FAILED"))
        page = tab.go(PAGE)
        page.route(re.compile("/search-(elements|recent)"), lambda route: route.abort())
        page.keyboard.press("/")
        failure = page.locator(".fp-search-failure")
        expect(failure).to_contain_text("搜索没能打开")
        assert urlsplit(page.url).path == f"/{PAGE}"
        assert serious_violations(page) == []
        assert too_wide(page) == 0

        page.unroute_all()
        open_dialog(page)
        expect(page.locator(".fp-dialog")).to_have_count(1)
        expect(failure).to_be_empty()
        page.keyboard.type("ERP")
        options(page).first.wait_for()

        page.keyboard.press("Escape")
        server.stop()
        page.keyboard.press("/")
        page.keyboard.type("ORA-01653")
        expect(page.locator(".fp-dialog-status")).to_contain_text("连不上服务器")
        tab.expected += ("api/", "ERR_CONNECTION_REFUSED")
    finally:
        server.stop()


@pytest.mark.parametrize(("typed", "first"), [("ORA-01653", "KB-1"), ("0012345", "KB-1"), ("fahuo", "发货单")])
def test_a_code_means_itself(visit: Visitor, served: str, typed: str, first: str) -> None:
    """The first step down reaches what has the code, not what is said instead of it."""
    tab = visit(served)
    give(tab.page, lambda _now: answer([hit(1)]))
    suggest(tab.page, {"text": "发货单", "kind": "word"})
    page = tab.go(PAGE)
    open_dialog(page)
    page.clock.pause_at(LATER)
    page.keyboard.type(typed)
    rest(page)
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".fp-dialog [aria-selected=true]")).to_contain_text(first)
