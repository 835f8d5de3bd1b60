"""The search page, as a person with a Chinese input method, a keyboard and a bad night uses it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.answers import answer, give, hit
from tests.e2e.organizations import SITE_DAY, Organization
from tests.e2e.visits import NOW, Visitor, serious_violations, too_wide

SERVER = "服务器检索"
OFFLINE = "离线检索"
NOTHING = "饕餮貔貅"


@pytest.fixture(params=["http", "file"])
def way(request: pytest.FixtureRequest) -> str:
    """Return how the site is opened: from the server, or from its folder."""
    return str(request.param)


@pytest.fixture
def home(way: str, request: pytest.FixtureRequest) -> str | Path:
    """Return where the site begins."""
    found = request.getfixturevalue("served" if way == "http" else "site")
    assert isinstance(found, (str, Path))
    return found


def box(page: Page) -> Locator:
    """Return the input of the search page."""
    return page.locator("#fupan-search-input")


def first_hit(page: Page) -> Locator:
    """Return the identifier of the first result."""
    return page.locator(".fp-hit").first.locator(".fp-hit-top code")


def status(page: Page) -> Locator:
    """Return the line with number of results, time, and who searched."""
    return page.locator(".fp-find-status")


def asked(page: Page) -> dict[str, list[str]]:
    """Return the parameters in the address."""
    return parse_qs(urlsplit(page.url).query)


def test_chinese_is_searched_when_the_input_method_is_done(visit: Visitor, home: str | Path, way: str) -> None:
    """Letters in composition search nothing; the chosen words do, without another key."""
    tab = visit(home)
    page = tab.go("search.html")
    questions: list[str] = []
    page.on("request", lambda request: questions.append(request.url) if "api/search" in request.url else None)
    box(page).click()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("s", "shu", "shu'ju", "shu'ju'ku"):
        keyboard.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    page.wait_for_timeout(400)
    assert box(page).input_value() == "shu'ju'ku"
    assert (status(page).text_content(), questions, asked(page)) == ("", [], {})

    keyboard.send("Input.insertText", {"text": "数据库"})
    page.locator(".fp-hit").first.wait_for()
    assert box(page).input_value() == "数据库"
    expect(status(page)).to_contain_text(SERVER if way == "http" else OFFLINE)
    expect(page.locator(".fp-hit mark", has_text="数据库").first).to_be_visible()
    assert asked(page)["q"] == ["数据库"]
    assert [parse_qs(urlsplit(address).query)["q"] for address in questions] == ([["数据库"]] if way == "http" else [])
    tab.assert_no_complaint()


def test_enter_belongs_to_the_input_method_while_it_works(visit: Visitor, served: str) -> None:
    """The Enter that ends a composition neither searches nor leaves the page; the next one does."""
    page = visit(served).go("search.html")
    box(page).click()
    keyboard = page.context.new_cdp_session(page)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
    keyboard.send("Input.imeSetComposition", {"text": "PM-2026-0007", "selectionStart": 12, "selectionEnd": 12})
    page.evaluate("() => document.querySelector('.fp-find').requestSubmit()")
    box(page).dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
    page.wait_for_timeout(400)
    assert urlsplit(page.url).path == "/search.html"
    assert asked(page) == {}
    expect(page.locator(".fp-hit")).to_have_count(0)

    keyboard.send("Input.insertText", {"text": "PM-2026-0007"})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **enter})
    page.wait_for_url("**/postmortems/PM-2026-0007.html")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("PM-2026-0007", {"PM-2026-0007"}),
        ("pm-2026-0007", {"PM-2026-0007"}),
        ("ＰＭ－２０２６－０００７", {"PM-2026-0007"}),
        ("ORA-01653", {"PM-2026-0007", "RB-ERP-DISK"}),
        ("0012345", {"PM-2026-0007"}),
        ("SOP-WH-001", {"SOP-WH-001"}),
    ],
)
def test_an_exact_identifier_comes_first(visit: Visitor, home: str | Path, words: str, expected: set[str]) -> None:
    """Numbers of records, error codes and vendors' tickets, however they are typed."""
    page = visit(home).go(f"search.html?q={quote(words)}")
    page.locator(".fp-hit").first.wait_for()

    assert first_hit(page).text_content() in expected
    assert box(page).input_value() == words


def test_enter_on_a_whole_identifier_goes_there(visit: Visitor, home: str | Path) -> None:
    """Typing a number and Enter opens the record itself."""
    page = visit(home).go("search.html")
    box(page).fill("pm-2026-0007")
    box(page).press("Enter")

    page.wait_for_url("**/postmortems/PM-2026-0007.html")
    expect(page.locator("h1")).to_be_visible()


def test_filters_narrow_stay_in_the_address_and_survive_a_reload(visit: Visitor, home: str | Path) -> None:
    """Two filters; each is a tick, a chip and a parameter, and can be taken away again."""
    tab = visit(home)
    page = tab.go(f"search.html?q={quote('数据库')}")
    page.locator(".fp-hit").first.wait_for()
    everything = status(page).text_content()
    kind = page.get_by_role("group", name="类型").get_by_role("checkbox", name="复盘")
    kind.check()
    expect(page.locator(".fp-find-chip")).to_have_count(1)
    year = page.get_by_role("group", name="年份").get_by_role("checkbox", name="2026")
    year.check()
    expect(page.locator(".fp-find-chip")).to_have_count(2)
    found = page.locator(".fp-hit-top code").all_text_contents()
    assert found
    assert all(re.fullmatch(r"PM-2026-\d{4}", one) for one in found)
    assert asked(page) == {"q": ["数据库"], "kind": ["postmortem"], "year": ["2026"]}

    page.reload()
    page.locator(".fp-hit").first.wait_for()
    assert page.locator(".fp-hit-top code").all_text_contents() == found
    expect(kind).to_be_checked()
    expect(year).to_be_checked()
    assert box(page).input_value() == "数据库"

    page.locator(".fp-find-chip").first.click()
    expect(page.locator(".fp-find-chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".fp-find-chip")).to_have_count(2)
    page.get_by_role("button", name="清除全部筛选").click()
    expect(page.locator(".fp-find-chip")).to_have_count(0)
    assert (status(page).text_content() or "").split(" · ")[0] == (everything or "").split(" · ")[0]
    tab.assert_no_complaint()


def test_the_keyboard_is_enough(visit: Visitor, home: str | Path) -> None:
    """Slash, words, arrows, Enter; Escape empties."""
    page = visit(home).go("search.html?q=ORA-01653")
    links = page.locator(".fp-hit-title a")
    links.nth(1).wait_for()
    links.nth(1).focus()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    links.nth(1).focus()
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = links.nth(0).get_attribute("href") or ""
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    assert box(page).input_value() == "ORA-01653"
    page.keyboard.press("Escape")
    assert box(page).input_value() == ""
    expect(page.locator(".fp-hit")).to_have_count(0)
    assert asked(page) == {}

    box(page).fill("ORA-01653")
    links.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.rpartition('/')[2]}")
    expect(page.locator("h1")).to_be_visible()


def test_nothing_found_helps_on(visit: Visitor, home: str | Path) -> None:
    """Other ways to write it, the buttons of what one cannot do, and the number of the person on call."""
    tab = visit(home, phone=True)
    page = tab.go(f"search.html?q={quote(NOTHING)}")
    aside = page.locator(".fp-find-aside")

    expect(aside.get_by_role("heading").first).to_contain_text(NOTHING)
    assert aside.locator(".fp-find-tips li").count() == 3
    assert 1 <= aside.locator(".fp-help a").count() <= 6
    expect(aside.locator("a[href^='tel:']")).to_contain_text("8119")
    assert too_wide(page) == 0
    assert serious_violations(page) == []
    aside.locator(".fp-help a").first.tap()
    page.wait_for_url("**/sop/SOP-WH-001.html")
    tab.assert_no_complaint()


def test_recent_searches_come_back(visit: Visitor, served: str) -> None:
    """What was opened from results is offered on the empty page, until it is forgotten."""
    page = visit(served).go(f"search.html?q={quote('死锁')}")
    page.locator(".fp-hit-title a").first.click()
    page.wait_for_url(re.compile(r"/(?!search)[\w-]+/[\w-]+\.html"))
    page.goto(f"{served}search.html")
    expect(page.locator(".fp-recent-chip")).to_have_text("死锁")
    page.locator(".fp-recent-chip").click()
    page.locator(".fp-hit").first.wait_for()
    box(page).fill("")
    page.get_by_role("button", name="清除最近搜索").click()
    expect(page.locator(".fp-recent-chip")).to_have_count(0)


def test_nothing_is_loaded_before_somebody_searches(visit: Visitor, home: str | Path, way: str) -> None:
    """Neither the server nor the saved index is asked by opening a page; a folder says that it searches itself."""
    tab = visit(home)
    asked_for: list[str] = []
    tab.page.on("request", lambda request: asked_for.append(urlsplit(request.url).path))
    page = tab.go("search.html")
    page.wait_for_timeout(300)
    assert asked_for
    assert not [one for one in asked_for if "/api/" in one or "/search/" in one or "static-search" in one]
    assert page.evaluate("() => window.fupanStaticSearch === undefined")
    box(page).fill("凭证")

    page.locator(".fp-hit").first.wait_for()
    expect(page.locator("#fupan-search")).to_have_attribute("data-from", "server" if way == "http" else "offline")
    expect(status(page)).to_contain_text(SERVER if way == "http" else OFFLINE)
    note = page.locator(".fp-find-note").first
    if way == "http":
        expect(note).to_be_hidden()
    else:
        expect(note).to_contain_text(SITE_DAY)
    tab.assert_no_complaint()


@pytest.mark.parametrize("code", [404, 429, 500, 502])
def test_the_saved_index_answers_where_the_server_does_not(visit: Visitor, served: str, code: int) -> None:
    """Where the address of the search is missing, busy or broken, the page searches itself, and says so."""
    tab = visit(served, expected=("api/search", f"status of {code}"))
    tab.page.route("**/api/search*", lambda route: route.fulfill(status=code, body="no"))
    page = tab.go(f"search.html?q={quote('凭证')}")
    expect(status(page)).to_contain_text(OFFLINE)
    expect(page.locator(".fp-find-note").first).to_be_visible()
    assert page.locator(".fp-hit").count() > 0
    tab.assert_no_complaint()


def test_a_slow_server_is_not_waited_for_and_asked_again_later(visit: Visitor, served: str) -> None:
    """After four seconds the saved index answers; half a minute later the server is asked again."""
    tab = visit(served, expected=("api/search",))
    page = tab.page
    page.clock.install(time=NOW)
    tab.go("search.html")
    page.route("**/api/search*", lambda _route: None)
    with page.expect_request("**/api/search*"):
        box(page).fill("凭证")
        page.clock.run_for(200)
    page.clock.run_for(4000)
    expect(status(page)).to_contain_text(OFFLINE)
    page.unroute("**/api/search*")
    box(page).fill("数据库")
    page.clock.run_for(200)
    expect(page.locator(".fp-hit mark", has_text="数据库").first).to_be_visible()
    expect(status(page)).to_contain_text(OFFLINE)

    page.clock.run_for(30_000)
    box(page).fill("凭证")
    page.clock.run_for(200)
    expect(status(page)).to_contain_text(SERVER)
    tab.assert_no_complaint()


@pytest.mark.parametrize("begins_with", ["", "?q=ORA-01653"])
def test_a_server_that_went_away_leaves_what_was_found(
    visit: Visitor, organization: Organization, begins_with: str
) -> None:
    """Where not even the saved index can be loaded, the page says so, keeps what it has, and asks again when told."""
    server = organization.serve()
    try:
        tab = visit(server.address, expected=("api/search", "assets/fupan/", "ERR_CONNECTION_REFUSED"))
        page = tab.go(f"search.html{begins_with}")
        if begins_with:
            expect(status(page)).to_contain_text(SERVER)
        before = page.locator(".fp-hit-title").all_text_contents()
        assert bool(before) == bool(begins_with)
        server.stop()
        box(page).fill("凭证")
        failure = page.locator(".fp-find-failure")
        expect(failure.get_by_role("status")).to_contain_text("连不上服务器")
        expect(page.locator(".fp-find-column a[href^='tel:']:visible")).to_have_count(1)
        assert page.locator(".fp-hit-title").all_text_contents() == before
        assert page.get_by_role("group", name="类型").is_visible() == bool(begins_with)
        assert begins_with or page.locator(".fp-help a").count() >= 1
        assert serious_violations(page) == []

        page.route("**/api/search?*", lambda route: route.fulfill(json=answer([hit(1)])))
        failure.get_by_role("button").click()
        expect(page.locator(".fp-hit-title")).to_have_text(["Article 1"])
        expect(failure.get_by_role("button")).to_be_hidden()
        expect(failure.get_by_role("status")).to_be_empty()
        tab.assert_no_complaint()
    finally:
        server.stop()


def test_more_results_that_do_not_come_can_be_asked_for_again(visit: Visitor, organization: Organization) -> None:
    """What is shown stays, also where it is not the first page; trying again brings the rest."""
    server = organization.serve()
    try:
        tab = visit(server.address, expected=("api/search", "assets/fupan/", "ERR_CONNECTION_REFUSED"))
        page = tab.page
        many = [hit(number) for number in range(30)]
        give(page, lambda now: answer(many[int(now["offset"][0]) :][:10], total=30))
        tab.go("search.html?q=many")
        hits = page.locator(".fp-hit")
        expect(hits).to_have_count(10)
        server.stop()
        page.unroute_all()
        page.locator(".fp-more").click()
        again = page.locator(".fp-find-failure").get_by_role("button")
        expect(again).to_be_focused()
        expect(hits).to_have_count(10)
        give(page, lambda now: answer(many[int(now["offset"][0]) :][:10], total=30))
        again.click()
        expect(hits).to_have_count(20)
        tab.assert_no_complaint()
    finally:
        server.stop()


def test_the_page_explains_itself_without_scripts(visit: Visitor, served: str) -> None:
    """The form leads to this page, which says what it needs and where help is."""
    page = visit(served, scripts=False, phone=True).go("index.html")
    page.goto(f"{served}search.html")
    box(page).fill("凭证")
    page.locator(".fp-find-go").click()
    page.wait_for_url("**/search.html?q=*")
    assert "JavaScript" in page.locator(".fp-article").inner_text()
    assert page.locator(".fp-article li a").count() >= 1
    assert too_wide(page) == 0
