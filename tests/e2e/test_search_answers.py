"""What the search page makes of each part of an answer."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.answers import answer, give, hit
from tests.e2e.printed_text import sheets_of
from tests.e2e.visits import Visitor, serious_violations, too_wide

CARD = {
    "symptom": "Nobody can log in",
    "fix": "Freed the disk",
    "step": "Look at the disk",
    "step_url": "runbooks/RB-ERP-DISK.html#step-look",
    "step_of": "RB-ERP-DISK",
    "manual": "Ship by hand",
    "manual_url": "runbooks/RB-ERP-DISK.html#manual",
}
FACETS = {
    "kind": [{"value": "sop", "label": "SOP", "count": 4}, {"value": "article", "label": "Article", "count": 2}],
    "system": [{"value": f"S{number}", "label": f"System {number}", "count": 20 - number} for number in range(12)],
    "audience": [{"value": "all", "label": "All", "count": 6}],
}


# Press the button for more as long as there is one; return how many hits there were after each time.
_UNFOLD = """
async () => {
  const more = document.querySelector(".fp-more");
  const count = () => document.querySelectorAll(".fp-hit").length;
  const counts = [];
  while (more.offsetParent) {
    const before = count();
    more.click();
    while (count() === before) await new Promise(requestAnimationFrame);
    counts.push(count());
  }
  return counts;
}
"""


def parameters(page: Page) -> dict[str, list[str]]:
    """Return what stands in the address."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("phone", [False, True])
def test_a_card_leads_from_the_symptom_to_the_step(visit: Visitor, served: str, phone: bool) -> None:
    """Each part has its name, the step and the manual procedure are links, and an obsolete document says so."""
    tab = visit(served, phone=phone)
    old = hit(2, kind="sop", obsolete=True, status="superseded", status_label="Superseded")
    give(tab.page, lambda _asked: answer([hit(1, card=CARD), old, {"id": "KB-3", "url": "index.html"}]))
    page = tab.go("search.html?q=login")
    card = page.locator(".fp-hit").first.locator(".fp-hit-card")
    card.wait_for()

    parts = card.locator("div").evaluate_all("rows => rows.map(row => row.dataset.part)")
    assert parts == ["symptom", "fix", "step", "manual"]
    assert all(card.locator("dt").all_text_contents())
    assert card.locator("a").nth(0).get_attribute("href") == f"./{CARD['step_url']}"
    assert card.locator("a").nth(1).get_attribute("href") == f"./{CARD['manual_url']}"
    expect(card.locator("code")).to_have_text("RB-ERP-DISK")
    expect(page.locator(".fp-hit").nth(1).locator(".fp-hit-obsolete")).to_have_text("Superseded")
    expect(page.locator(".fp-hit-obsolete")).to_have_count(1)
    expect(page.locator(".fp-hit").nth(2).locator(".fp-hit-title")).to_have_text("KB-3")
    assert too_wide(page) == 0
    assert serious_violations(page) == []
    tab.assert_no_complaint()


def test_texts_of_records_stay_texts(visit: Visitor, served: str) -> None:
    """Neither a title nor an excerpt, a card or a label becomes markup, and no address leaves the site."""
    evil = "<img src=x onerror=alert(1)>"
    tab = visit(served)
    card = CARD | {"symptom": evil, "step_url": "javascript:alert(1)"}
    bad = hit(1, title=evil, kind_label=evil, excerpt=f"\u0001{evil}\u0002{evil}", url="//elsewhere/", card=card)
    expansions = [{"typed": evil, "instead": [evil], "reason": evil}]
    give(
        tab.page,
        lambda _asked: answer([bad], expansions=expansions, facets={"kind": [{"value": evil, "count": 1}] * 2}),
    )
    page = tab.go("search.html?q=x")

    expect(page.locator(".fp-hit mark").first).to_have_text(evil)
    assert page.locator("#fupan-search img").count() == 0
    assert set(page.locator(".fp-hit a").evaluate_all("all => all.map(one => one.getAttribute('href'))")) == {
        "#",
        f"./{CARD['manual_url']}",
    }
    tab.assert_no_complaint()


def test_what_else_was_looked_for_is_said_and_can_be_refused(visit: Visitor, served: str) -> None:
    """A few words in one line, many folded; the button asks for the typed words alone."""
    few = [{"typed": "down", "instead": ["outage"], "reason": "another word"}]
    many = few + [{"typed": f"t{number}", "instead": ["one", "two"], "reason": "another word"} for number in range(9)]
    tab = visit(served)
    asked = give(tab.page, lambda now: answer([hit(1)], expansions=many if "many" in now["q"][0] else few))
    page = tab.go("search.html?q=erp+down+kind:sop+-test")
    also = page.locator(".fp-find-also")
    expect(also.locator("p")).to_contain_text("outage")
    assert also.locator("details").count() == 0
    also.get_by_role("button").click()
    expect(page.locator("#fupan-search-input")).to_have_value('"erp" "down" kind:sop -test')
    expect(also.locator("p, details")).to_have_count(0)
    assert asked[-1]["q"] == ['"erp" "down" kind:sop -test']
    also.get_by_role("button", name="按意思搜").click()
    expect(page.locator("#fupan-search-input")).to_have_value("erp down kind:sop -test")

    page.locator("#fupan-search-input").fill("many")
    also.locator("summary").click()
    expect(also.locator("li")).to_have_count(10)
    expect(also.locator("li").last).to_be_visible()


def test_an_answer_that_was_cut_says_so(visit: Visitor, served: str) -> None:
    """Where the engine stopped early, the page does not claim to show everything."""
    tab = visit(served)
    give(tab.page, lambda now: answer([hit(1)], truncated=now["q"] == ["cut"]))
    page = tab.go("search.html?q=whole")
    page.locator(".fp-hit").wait_for()
    expect(page.locator(".fp-find-note:visible")).to_have_count(0)
    page.locator("#fupan-search-input").fill("cut")
    expect(page.locator(".fp-find-note:visible")).to_have_count(1)


def test_where_nothing_is_found_the_nearest_words_are_offered(visit: Visitor, served: str) -> None:
    """Each is a button that searches for it."""
    tab = visit(served)
    give(tab.page, lambda now: answer([hit(1)]) if now["q"] == ["login"] else answer([], nearest=["login", "logout"]))
    page = tab.go("search.html?q=lgoin")
    offers = page.locator(".fp-find-aside .fp-find-chip")
    expect(offers).to_have_text(["login", "logout"])
    offers.first.click()
    expect(page.locator(".fp-hit")).to_have_count(1)
    assert parameters(page) == {"q": ["login"]}
    page.go_back()
    expect(page.locator("#fupan-search-input")).to_have_value("lgoin")
    expect(offers).to_have_count(2)


def test_more_results_come_page_by_page_up_to_the_limit(visit: Visitor, served: str) -> None:
    """Ten at a time, told how many of how many; the address of a page that one left brings as many back."""
    total = 1100
    tab = visit(served)

    def part(now: dict[str, list[str]]) -> dict[str, object]:
        begin, limit = int(now["offset"][0]), int(now["limit"][0])
        return answer([hit(number) for number in range(begin, min(begin + limit, total))], total=total)

    asked = give(tab.page, part)
    page = tab.go("search.html?q=many")
    hits, more, count = page.locator(".fp-hit"), page.locator(".fp-more"), page.locator(".fp-find-count")
    for shown in (10, 20, 30):
        expect(hits).to_have_count(shown)
        expect(count).to_contain_text(str(shown))
        expect(count).to_contain_text(str(total))
        if shown < 30:
            more.click()
    expect(hits.nth(20).locator("a").first).to_be_focused()
    page.reload()
    expect(hits).to_have_count(30)
    assert page.evaluate(_UNFOLD) == [*range(40, 1011, 10)]
    assert max(int(one["offset"][0]) for one in asked) == 1000
    assert {one["limit"][0] for one in asked} == {"10"}


def test_back_twice_shows_one_answer_only(visit: Visitor, served: str) -> None:
    """What follows from a question that was passed by is not asked: no second part of another list."""
    tab = visit(served)

    def part(now: dict[str, list[str]]) -> dict[str, object]:
        begin = int(now["offset"][0])
        return answer([hit(n, title=f"{now['q'][0]} {n}") for n in range(begin, begin + 10)], total=40)

    give(tab.page, part)
    page = tab.go("search.html")
    titles, words = page.locator(".fp-hit-title"), page.locator("#fupan-search-input")
    for query in ("left", "passed", "last"):
        words.fill(query)
        words.press("Enter")
        expect(titles.last).to_have_text(f"{query} 9")
        if query != "last":
            page.locator(".fp-more").click()
            expect(titles.last).to_have_text(f"{query} 19")
    page.route("**/api/search?q=passed&*", lambda _never: None)
    with page.expect_request("**/api/search?q=passed&*"):
        page.go_back()
    page.go_back()
    expect(titles).to_have_text([f"left {number}" for number in range(20)])
    tab.assert_no_complaint()


def test_sort_dates_and_filters_stand_in_the_address(visit: Visitor, served: str) -> None:
    """All of it is asked for, comes back with a copied link, and goes away step by step."""
    tab = visit(served)
    asked = give(tab.page, lambda _now: answer([hit(1), hit(2)], facets=FACETS))
    page = tab.go("search.html?q=disk")
    page.locator(".fp-hit").first.wait_for()
    page.locator(".fp-find-sort select").select_option("newest")
    page.locator(".fp-facet summary").last.click()
    page.locator("#fp-facet-since").fill("2026-01-31")
    expect(page.locator(".fp-find-chip")).to_have_count(1)
    page.get_by_role("checkbox", name="SOP").check()
    expect(page.locator(".fp-find-chip")).to_have_count(2)
    expected = {"q": ["disk"], "sort": ["newest"], "since": ["2026-01-31"], "kind": ["sop"]}
    assert parameters(page) == expected
    assert asked[-1] == expected | {"limit": ["10"], "offset": ["0"]}

    copy = tab.page.context.new_page()
    give(copy, lambda _now: answer([hit(1), hit(2)], facets=FACETS))
    copy.goto(page.url)
    expect(copy.locator(".fp-find-chip")).to_have_count(2)
    expect(copy.locator(".fp-find-sort select")).to_have_value("newest")
    expect(copy.get_by_role("checkbox", name="SOP")).to_be_checked()
    copy.close()

    page.go_back()
    expect(page.locator(".fp-find-chip")).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.locator(".fp-find-sort select")).to_have_value("relevance")
    assert parameters(page) == {"q": ["disk"]}
    page.go_forward()
    expect(page.locator(".fp-find-sort select")).to_have_value("newest")


def test_nonsense_in_the_address_is_left_out(visit: Visitor, served: str) -> None:
    """A date that is none, a sort that nobody knows and an unknown facet are not asked for."""
    tab = visit(served)
    asked = give(tab.page, lambda _now: answer([hit(1)]))
    tab.go("search.html?q=x&since=yesterday&until=2026-13&sort=loudest&colour=red").locator(".fp-hit").wait_for()
    assert asked == [{"q": ["x"], "limit": ["10"], "offset": ["0"]}]


def test_long_facets_fold_and_single_ones_are_not_offered(visit: Visitor, served: str) -> None:
    """Eight values and the rest under "more", which stays open; one value alone filters nothing."""
    tab = visit(served)
    give(tab.page, lambda _now: answer([hit(1)], facets=FACETS))
    page = tab.go("search.html?q=x")
    group = page.get_by_role("group", name="系统")
    expect(group.get_by_role("checkbox")).to_have_count(8)
    group.locator("summary").click()
    expect(group.get_by_role("checkbox")).to_have_count(12)
    group.get_by_role("checkbox", name="System 11").check()
    expect(page.locator(".fp-find-chip")).to_contain_text("System 11")
    expect(group.get_by_role("checkbox", name="System 11")).to_be_focused()
    expect(group.get_by_role("checkbox")).to_have_count(12)
    assert page.get_by_role("checkbox", name="All").count() == 0


def test_an_answer_that_a_later_letter_overtook_is_dropped(visit: Visitor, served: str) -> None:
    """The slow answer to the first letters never replaces the answer to the last."""
    tab = visit(served)
    page = tab.page
    waiting: list[Route] = []
    give(page, lambda now: answer([hit(1, title=now["q"][0])]))
    page.route("**/api/search?q=slow&*", lambda route: waiting.append(route))
    tab.go("search.html")
    with page.expect_request("**/api/search?q=slow&*"):
        page.locator("#fupan-search-input").fill("slow")
    page.locator("#fupan-search-input").fill("fast")
    expect(page.locator(".fp-hit-title")).to_have_text("fast")
    assert len(waiting) == 1
    page.wait_for_timeout(200)
    expect(page.locator(".fp-hit-title")).to_have_text("fast")
    assert "offline" not in (page.locator("#fupan-search").get_attribute("data-from") or "")
    tab.assert_no_complaint()


def test_a_phone_has_large_targets_and_filters_that_fold_away(visit: Visitor, served: str) -> None:
    """Everything to tap is at least 48 pixels high, and nothing scrolls sideways."""
    tab = visit(served, phone=True)
    expansions = [{"typed": "down", "instead": ["outage"], "reason": "another word"}]
    long = "长" * 60
    give(
        tab.page,
        lambda _now: answer([hit(1, card=CARD, title=long), hit(2)], total=30, facets=FACETS, expansions=expansions),
    )
    page = tab.go("search.html?q=x&system=S1&since=2026-01-01")
    page.locator(".fp-hit").first.wait_for()
    expect(page.locator(".fp-facet-list")).to_be_hidden()
    page.locator(".fp-facets > summary").tap()
    expect(page.get_by_role("checkbox", name="System 1 19")).to_be_checked()
    small = page.locator("#fupan-search :is(a, button, summary, select, label:not(.fp-hidden))").evaluate_all(
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 48).map(one => one.outerHTML)"
    )
    assert small == []
    assert too_wide(page) == 0
    assert serious_violations(page) == []


def test_exact_words_that_nobody_wrote_lead_back_to_the_question(visit: Visitor, served: str) -> None:
    """A sentence without blanks stands nowhere as it is: its meaning is offered, not the same dead end once more."""
    tab = visit(served)
    also = [{"typed": "单子", "instead": ["单据"], "reason": "另一种说法"}]
    give(tab.page, lambda now: answer([] if '"' in now["q"][0] else [hit(1)], expansions=also))
    page = tab.go(f"search.html?q={quote('单子存不上')}")
    page.get_by_role("button", name="只搜我输入的原话").click()
    expect(page.locator("#fupan-search-input")).to_have_value('"单子存不上"')
    aside = page.locator(".fp-find-aside")
    expect(aside.get_by_role("heading").first).to_have_text("没有找到“单子存不上”")
    expect(page.locator(".fp-find-also")).to_be_hidden()
    expect(page.get_by_role("button", name="只搜我输入的原话")).to_have_count(0)
    assert serious_violations(page) == []
    aside.get_by_role("button", name="按意思搜").click()
    expect(page.locator("#fupan-search-input")).to_have_value("单子存不上")
    expect(page.locator(".fp-hit")).to_have_count(1)
    tab.assert_no_complaint()


@pytest.mark.parametrize(
    ("typed", "exact", "back"),
    [
        ("库存不准，盘点差 ORA-01653", '"库存不准" "盘点差" "ORA-01653"', "库存不准 盘点差 ORA-01653"),
        ("「发货单」 打印 -测试 kind:sop", '「发货单」 "打印" -测试 kind:sop', "发货单 打印 -测试 kind:sop"),
        ('+"发货 单" 打印*', '+"发货 单" "打印"', '+"发货 单" 打印'),
    ],
)
def test_each_word_is_quoted_by_itself(visit: Visitor, served: str, typed: str, exact: str, back: str) -> None:
    """Whatever parts words parts them here too; signs and filters stay as they are."""
    page = visit(served).go("search.html")
    ask = "typed => [fupanSearchUi.quoted(typed), fupanSearchUi.unquoted(fupanSearchUi.quoted(typed))]"
    assert page.evaluate(ask, typed) == [exact, back]
    assert page.evaluate("typed => fupanSearchUi.isQuoted(typed)", exact)


@pytest.mark.parametrize("way", ["served", "site"])
def test_back_leads_to_the_place_that_one_left(visit: Visitor, way: str, request: pytest.FixtureRequest) -> None:
    """From a record opened far below, also of the second page, and from the filters chosen after it."""
    tab = visit(request.getfixturevalue(way))
    page = tab.go("search.html?q=ERP")
    hits = page.locator(".fp-hit-title a")
    expect(hits).to_have_count(10)
    page.locator(".fp-more").click()
    expect(hits).to_have_count(20)
    hits.nth(16).scroll_into_view_if_needed()
    hits.nth(16).focus()
    page.wait_for_timeout(100)
    before = page.evaluate("() => scrollY")
    assert before > 1000
    hits.nth(16).press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*search\.html)"))
    page.go_back()
    expect(hits).to_have_count(20)
    page.wait_for_function("before => Math.abs(scrollY - before) < 50", arg=before)

    page.evaluate("() => document.querySelector('.fp-facets input').click()")
    page.locator(".fp-find-chip").wait_for()
    page.evaluate("() => scrollTo(0, 0)")
    page.wait_for_function("() => history.state && history.state.top === 0")
    page.go_back()
    expect(hits).to_have_count(20)
    page.wait_for_function("before => Math.abs(scrollY - before) < 50", arg=before)
    page.go_forward()
    expect(page.locator(".fp-find-chip")).to_have_count(1)
    page.wait_for_function("() => scrollY === 0")
    tab.assert_no_complaint()


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-01", "2026-06", ["2026-01-01", "2026-06-30"]),
        ("2025", "2025", ["2025-01-01", "2025-12-31"]),
        ("2024/2", "2024年2月", ["2024-02-01", "2024-02-29"]),
        ("2024-02-30", "2024-13", []),
    ],
)
def test_a_month_or_a_year_in_the_address_is_its_first_and_last_day(
    visit: Visitor, served: str, since: str, until: str, expected: list[str]
) -> None:
    """As on the command line: a copied address means the same, and its chips say what it was taken for."""
    tab = visit(served)
    asked = give(tab.page, lambda _now: answer([hit(1)]))
    page = tab.go(f"search.html?q=x&since={quote(since)}&until={quote(until)}")
    page.locator(".fp-hit").wait_for()
    chips = page.locator(".fp-find-chip")
    expect(chips).to_have_count(len(expected))
    for number, day in enumerate(expected):
        expect(chips.nth(number)).to_contain_text(day)
    assert [value for name in ("since", "until") for value in asked[0].get(name, [])] == expected


def test_on_paper_stands_what_was_asked_and_no_control(visit: Visitor, served: str) -> None:
    """The question, the filters in words, how they are sorted and how many there are; nothing to press."""
    tab = visit(served)
    also = [{"typed": "down", "instead": ["outage"], "reason": "another word"}]
    give(tab.page, lambda _now: answer([hit(n) for n in range(10)], total=30, facets=FACETS, expansions=also))
    page = tab.go("search.html?q=disk+full&kind=sop&system=S1&since=2026-01&sort=newest")
    page.locator(".fp-hit").first.wait_for()
    expect(page.locator(".fp-find-asked")).to_be_hidden()
    printed = "".join(sheets_of(page.pdf(prefer_css_page_size=True)))
    for text in ("搜索:diskfull", "类型:SOP", "系统:System1", "2026-01-01", "排序:最新的在前", "30条", "Article9"):
        assert text in printed, text
    for text in ("清除全部筛选", "只搜我输入的原话", "✕", "最相关", "显示更多"):
        assert text not in printed, text


@pytest.mark.parametrize("way", ["served", "site"])
def test_a_question_that_is_too_long_is_told_so(visit: Visitor, way: str, request: pytest.FixtureRequest) -> None:
    """Not another word makes it exact, but fewer."""
    tab = visit(request.getfixturevalue(way))
    page = tab.go(f"search.html?q={quote('数据库' * 66 + '备份')}")
    note = page.locator(".fp-find-column > .fp-find-note:visible", has_text="200")
    page.locator(".fp-find-column h2").first.wait_for()
    expect(note).to_have_count(0)
    page.locator("#fupan-search-input").fill("数据库" * 66 + "备份 够了")
    expect(note).to_have_text("问题太长，只搜了前 200 个字。")
    tab.assert_no_complaint()


@pytest.mark.parametrize("way", ["served", "site"])
def test_a_filter_that_does_not_exist_is_told(visit: Visitor, way: str, request: pytest.FixtureRequest) -> None:
    """It was searched for as words, which nobody has to guess."""
    tab = visit(request.getfixturevalue(way))
    page = tab.go("search.html?q=ERP+kind:sopp+sev:high")
    note = page.locator(".fp-find-column > .fp-find-note:visible", has_text="不是这里有的筛选条件")
    expect(note).to_have_text("kind:sopp；sev:high 不是这里有的筛选条件，已按普通文字搜索。")
    page.locator("#fupan-search-input").fill("ERP kind:sop sev:S1")
    expect(note).to_have_count(0)
    tab.assert_no_complaint()


@pytest.mark.parametrize("way", ["served", "site"])
def test_days_the_wrong_way_round_are_called_that(visit: Visitor, way: str, request: pytest.FixtureRequest) -> None:
    """The page does not look as if nobody had written anything."""
    tab = visit(request.getfixturevalue(way))
    page = tab.go("search.html?q=ERP&since=2026-06-01&until=2026-01-31")
    heading = page.locator(".fp-find-aside h2").first
    expect(heading).to_have_text("开始日期 2026-06-01 晚于结束日期 2026-01-31，这段时间不存在。")
    expect(page.locator(".fp-find-chip")).to_have_count(2)
    page.locator(".fp-find-aside").get_by_role("button").first.click()
    expect(page.locator(".fp-hit")).to_have_count(10)
    tab.assert_no_complaint()


def test_open_filters_on_a_phone_lead_on_to_the_results(visit: Visitor, served: str) -> None:
    """How many results are left is in sight while one chooses; pressing it folds the filters and shows them."""
    tab = visit(served, phone=True)
    give(
        tab.page,
        lambda now: answer([hit(n) for n in range(4)], total=4 if "kind" in now else 30, facets=FACETS),
    )
    page = tab.go("search.html?q=x")
    page.locator(".fp-hit").first.wait_for()
    done = page.locator(".fp-facets-done")
    expect(done).to_be_hidden()
    page.locator(".fp-facets > summary").tap()
    for summary in page.locator(".fp-facet > summary").all():
        summary.click()
    expect(done).to_have_text("显示 30 条结果")
    expect(done).to_be_in_viewport(ratio=1)
    page.locator("#fp-facet-kind-sop").evaluate("box => box.click()")
    expect(page.get_by_role("checkbox", name="SOP")).to_be_checked()
    expect(done).to_have_text("显示 4 条结果")
    expect(done).to_be_in_viewport(ratio=1)
    assert serious_violations(page) == []
    done.tap()
    expect(page.locator(".fp-facet-list")).to_be_hidden()
    expect(page.locator(".fp-find-status")).to_be_in_viewport(ratio=1)
    expect(page.locator(".fp-find-status")).to_be_focused()
    expect(page.locator(".fp-hit").first).to_be_in_viewport()
    tab.assert_no_complaint()


def test_a_wide_screen_needs_no_way_from_the_filters_to_the_results(visit: Visitor, served: str) -> None:
    """There they stand side by side."""
    tab = visit(served)
    give(tab.page, lambda _now: answer([hit(1)], facets=FACETS))
    page = tab.go("search.html?q=x")
    page.locator(".fp-facet-list").wait_for()
    expect(page.locator(".fp-facets-done")).to_be_hidden()
