"""A browser reckons deadlines as the build does: the same table of cases, run by Chromium."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape

from playwright.sync_api import Browser, Page, expect

from generator.exporters.deadline_script import DEADLINE_SCRIPT
from generator.lifecycle.due.escalation import Clock
from generator.lifecycle.due.rules import DeadlineRules
from generator.site.words import COUNTED, WORDS
from tests.e2e.organizations import Organization
from tests.e2e.visits import Visitor
from tests.lifecycle.deadline_cases import cases, rules_named
from tests.search.static.runner import ASSETS

_ALL = """
([clocks, rules]) => clocks.map(([clock, name, today]) => {
  const found = window.fupanDeadlines.lateness(clock, rules[name], today);
  return [found.days_left, found.days_overdue, found.days_overdue_original, found.level, found.bucket]
    .filter((value) => value !== "").join(" ");
})
"""
_REFRESH = """
(words) => window.fupanDeadlines.refresh((key, values) =>
  Object.entries(values || {}).reduce((text, [name, value]) => text.replace("{" + name + "}", value), words[key]))
"""

# The words as a page hands them over: one text for one thing, another for more.
_WORDS = {
    **WORDS,
    **{f"{key}_one": one for key, (one, _) in COUNTED.items()},
    **{key: more for key, (_, more) in COUNTED.items()},
}


def _page(browser: Browser, content: str = "", today: str = "2026-11-20", rules: DeadlineRules | None = None) -> Page:
    """Return a bare page with the script; its clock stands at noon of `today`."""
    page = browser.new_page(timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(datetime.fromisoformat(f"{today}T12:00:00+08:00"))
    page.set_content(content)
    if rules is not None:
        page.evaluate("(rules) => { window.fupanDeadlineRules = rules; }", rules.payload())
    page.add_script_tag(path=ASSETS / "deadlines.js")
    return page


def test_the_browser_says_what_the_table_says(browser: Browser) -> None:
    """Every clock on every day, with the rules that the build hands over as JSON."""
    table = cases()
    page = _page(browser)
    clocks = [[case.clock.payload(), case.rules, case.today.isoformat()] for case in table]
    rules = {case.rules: rules_named(case.rules).payload() for case in table}
    found = page.evaluate(_ALL, [clocks, json.loads(json.dumps(rules))])
    page.close()

    assert len(table) > 80
    assert [(case.name, said) for case, said in zip(table, found, strict=True) if said != case.expected] == []


def _row(clock: Clock, level: str = "", more: str = "") -> str:
    text = escape(json.dumps(clock.payload()))
    return (
        f'<table><tr><td><span class="fp-due" data-due="{clock.due}" data-clock="{text}">old</span></td>'
        f'<td><span class="fp-due-level" data-level="{level}">{level}</span></td>'
        f'<td><span class="fp-due-bucket"></span></td><td>{more}</td></tr></table>'
    )


def test_a_row_goes_on_living(browser: Browser) -> None:
    """Text, level, group and colour of a row are those of the reader's day, in working days where it counts so."""
    clock = next(case.clock for case in cases() if case.name.startswith("Spring Festival"))
    first = '<span class="fp-due" data-first data-due="2026-02-01">old</span>'
    content = _row(clock, more=first) + '<p><span class="fp-as-of">old</span></p>'
    page = _page(browser, content, "2026-03-02", rules_named("chinese"))
    page.evaluate(_REFRESH, _WORDS)

    expect(page.locator(".fp-due").first).to_have_text("7 working days overdue")
    expect(page.locator(".fp-due[data-first]")).to_have_text("29 days overdue")
    expect(page.locator(".fp-due-level")).to_have_text("E2")
    expect(page.locator(".fp-due-level")).to_have_attribute("data-level", "E2")
    expect(page.locator(".fp-due-bucket")).to_have_text("0–30")
    expect(page.locator(".fp-as-of")).to_have_text("as of 2026-03-02")
    expect(page.locator("tr")).to_have_class("fp-overdue")
    page.close()


def test_figures_go_on_living(browser: Browser) -> None:
    """Columns that are sorted as figures hold the bare number of the reader's day, nothing for what is in time."""
    content = '<p><span class="fp-age" data-since="2026-02-01">old</span></p>'
    for due in ("2026-02-28", "2026-03-02"):
        content += f'<p><span class="fp-due" data-first data-figure data-due="{due}">old</span></p>'
    page = _page(browser, content, "2026-03-02")
    page.evaluate(_REFRESH, _WORDS)

    expect(page.locator(".fp-age")).to_have_text("29")
    expect(page.locator(".fp-due")).to_have_text(["2", ""])
    page.close()


def test_what_is_no_longer_due_by_the_weekend_is_not_late(browser: Browser) -> None:
    """On the Saturday after a Friday nothing is late in working days; a first deadline alone makes no row red."""
    clock = next(case.clock for case in cases() if case.name.startswith("working days leave out"))
    first = '<span class="fp-due" data-first data-due="2026-02-01">old</span>'
    page = _page(browser, _row(clock, "E3", first), "2026-05-16", rules_named("usual"))
    page.evaluate(_REFRESH, _WORDS)

    expect(page.locator(".fp-due").first).to_have_text("due on the last working day")
    expect(page.locator(".fp-due-level")).to_have_text("E0")
    expect(page.locator("tr")).not_to_have_class("fp-overdue")
    page.close()


def test_a_page_without_rules_counts_plain_days(browser: Browser) -> None:
    """The rules may be missing in a copy; a broken clock is replaced by the day beside it."""
    content = '<ul><li><span class="fp-due" data-due="2026-11-22">old</span></li><li id="broken">'
    content += '<span class="fp-due" data-due="2026-11-18" data-clock="{">old</span></li></ul>'
    page = _page(browser, content)
    page.evaluate(_REFRESH, _WORDS)

    expect(page.locator(".fp-due").first).to_have_text("2 days left")
    expect(page.locator("#broken .fp-due")).to_have_text("2 days overdue")
    page.close()


def test_the_site_brings_its_rules(organization: Organization, visit: Visitor) -> None:
    """The script with the organization's rules lies beside the pages, and the register loads it without complaint."""
    assert (organization.site / DEADLINE_SCRIPT).read_text(encoding="utf-8").startswith("window.fupanDeadlineRules={")
    tab = visit(organization.site)
    page = tab.go("capa/index.html")
    page.wait_for_function("() => window.fupanDeadlines && window.fupanDeadlineRules")

    codes = page.evaluate("() => window.fupanDeadlineRules.levels.map((one) => one.code)")
    assert codes == ["E0", "E1", "E2", "E3", "E4"]
    tab.assert_no_complaint()
