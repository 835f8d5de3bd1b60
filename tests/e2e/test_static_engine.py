"""The engine without a server, in a real browser: from a folder and from any web server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visits import Visitor

FOLDER = "assets/fupan/search/"
# What the page does when no server answers: the engine's scripts are loaded once, then it is asked.
ASK = """async (request) => {
    const ui = window.fupanSearchUi;
    if (!window.fupanStaticSearch) await ui.load("search-engine.js");
    return window.fupanStaticSearch.search(request);
}"""
UNREADABLE = "读不到这份副本的检索数据"


def answer(page: Page, **request: object) -> dict[str, Any]:
    """Return what the engine in the page answers."""
    found: dict[str, Any] = page.evaluate(ASK, request)
    return found


@pytest.mark.parametrize("way", ["site", "served"])
def test_nothing_is_loaded_before_somebody_searches(visit: Visitor, way: str, request: pytest.FixtureRequest) -> None:
    """Then the list of files, the table, and what the words and the hits need; nothing twice."""
    tab = visit(request.getfixturevalue(way))
    loaded: list[str] = []
    tab.page.on("request", lambda one: loaded.append(one.url.split(FOLDER)[-1]) if FOLDER in one.url else None)
    page = tab.go("search.html")
    page.wait_for_timeout(200)
    assert loaded == []

    # A code of the organization's own, which no list of words can know.
    assert answer(page, query="T_INV_ONHAND")["hits"][0]["id"] == "PM-2024-0007"
    kinds = [name.split("-")[0].split(".")[0] for name in loaded]
    assert (kinds.count("meta"), kinds.count("documents"), kinds.count("codes"), kinds.count("words")) == (1, 1, 0, 0)
    assert 1 <= kinds.count("terms") <= 2
    before = list(loaded)
    answer(page, query="t_inv_onhand")
    assert loaded == before
    tab.assert_no_complaint()


def test_filters_phrases_and_orders_work_from_a_folder(visit: Visitor, site: Path) -> None:
    """What the server's address takes, the engine in the page takes too."""
    page = visit(site).go("search.html")
    everything = answer(page, query="数据库", limit=50)
    narrowed = answer(page, query="数据库", filters={"kind": ["postmortem"]}, sort="newest", limit=50)
    exact = answer(page, query='"数据库"', limit=50)
    dates = [hit["date"] for hit in narrowed["hits"] if not hit["obsolete"]]

    assert 0 < narrowed["total"] < everything["total"]
    assert {hit["kind"] for hit in narrowed["hits"]} == {"postmortem"}
    assert dates == sorted(dates, reverse=True)
    assert 0 < exact["total"] <= everything["total"]
    assert (
        next(one["count"] for one in everything["facets"]["kind"] if one["value"] == "postmortem") == narrowed["total"]
    )


def test_a_copy_without_its_data_says_so(visit: Visitor, served: str) -> None:
    """No endless waiting and no empty page: a plain sentence, and the help below it."""
    tab = visit(served, expected=("api/search", FOLDER, "Failed to load resource"))
    tab.page.route("**/api/search*", lambda route: route.fulfill(status=404, body="no"))
    tab.page.route(f"**/{FOLDER}terms-*", lambda route: route.fulfill(status=404, body="no"))
    page = tab.go("search.html?q=ORA-01653")

    expect(page.locator(".fp-find-failure [role=status]")).to_contain_text(UNREADABLE)
    expect(page.locator(".fp-hit")).to_have_count(0)
    tab.assert_no_complaint()


def test_the_dialog_makes_suggestions_from_a_folder(visit: Visitor, site: Path) -> None:
    """Records and words are offered without a server, too; where nothing is found, words near what was typed."""
    tab = visit(site)
    page = tab.go("index.html")
    page.keyboard.press("Control+k")
    typed = page.locator("dialog input")
    lines = page.locator(".fp-dialog-line .fp-dialog-option")
    typed.fill("fahuo")
    expect(lines.filter(has_text=re.compile("^发货$"))).to_have_count(1)
    offered = page.evaluate("() => window.fupanStaticSearch.suggest('RB-ERP-LO', 8)")
    assert (offered[0]["id"], offered[0]["kind"]) == ("RB-ERP-LOGIN", "record")
    assert answer(page, query="printr", filters={"kind": ["vendor"]})["nearest"][0] == "print"
    tab.assert_no_complaint()
