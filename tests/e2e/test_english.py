"""An English organization from `fupan init` to a search in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.html_pages import pages_of
from tests.e2e.organizations import Organization
from tests.e2e.visits import Visitor, serious_violations, too_wide


@pytest.fixture(scope="module")
def address(english: Organization) -> Iterator[str]:
    """Return the address of the English site."""
    server = english.serve()
    yield server.address
    server.stop()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_english_pages_open_and_are_accessible(
    visit: Visitor, english: Organization, address: str, phone: bool
) -> None:
    """Home, the first runbook, SOP, incident and CAPA: English, light of complaints, within the width of the screen."""
    tab = visit(address, phone=phone)
    seen = 0
    for folder in ("", "runbooks", "sop", "postmortems", "capa"):
        names = sorted(
            page.path.name for page in pages_of(english.site / folder) if page.path.parent.name == (folder or "site")
        )
        page = tab.go(f"{folder}/{names[0]}" if folder else "index.html")
        assert page.evaluate("() => document.documentElement.lang") == "en"
        expect(page.locator("h1")).to_be_visible()
        assert too_wide(page) == 0
        assert serious_violations(page) == []
        seen += 1
    assert seen == 5
    tab.assert_no_complaint()


def test_english_is_searched(visit: Visitor, english: Organization, address: str) -> None:
    """A word in another form finds, filters carry English names, a number comes first; also from the folder."""
    incident = sorted(path.stem for path in (english.site / "postmortems").glob("PM-*.html"))[0]
    for home, label in ((address, "server search"), (english.site, "offline search")):
        tab = visit(home)
        page = tab.go("search.html")
        page.locator("#fupan-search-input").press_sequentially("order", delay=20)
        page.locator(".fp-hit").first.wait_for()
        expect(page.locator(".fp-find-status")).to_contain_text(label)
        expect(page.get_by_role("group", name="Kind")).to_be_visible()
        expect(page.locator(".fp-hit mark").first).to_be_visible()
        tab.go(f"search.html?q={incident}")
        expect(page.locator(".fp-hit .fp-hit-top code").first).to_have_text(incident)
        tab.assert_no_complaint()


def test_english_words_are_found_in_another_form(visit: Visitor, address: str) -> None:
    """The server knows that orders are an order."""
    page = visit(address).go("search.html?q=orders")
    one = page.locator(".fp-find-status")
    expect(one).to_contain_text("server search")
    many = (one.text_content() or "").split()[0]
    page.goto(f"{address}search.html?q=order")
    expect(one).to_contain_text("server search")

    assert (one.text_content() or "").split()[0] == many != "0"
