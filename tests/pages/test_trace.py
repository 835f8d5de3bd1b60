"""What the pages of the trace show."""

from __future__ import annotations

import re

import pytest

from generator.pages.base import Site, render
from generator.pages.parts.fragments import FUNCTIONS
from generator.pages.parts.trace_cells import NUMBERS_A_PAGE, trace_of
from generator.pages.trace import GAPS_A_PAGE, ROWS_A_PAGE, TracePages
from generator.pages.trace_views import TraceViews
from generator.rendering.environment import Renderer
from tests.pages.sites import TEMPLATES, markdown, plain, section
from tests.tracing.traces import CAPA, INCIDENT, RUNBOOK, organization


def page(site: Site, path: str) -> str:
    """Return the Markdown of a page of the trace."""
    kind = TracePages() if path.startswith(("trace/index", "trace/year", "trace/gaps")) else TraceViews()
    return markdown(kind, site, path)


def test_the_matrix_shows_links_with_states() -> None:
    """Each cell leads to its record and says in words how far it is."""
    text = page(organization(), "trace/year-2026.md")
    shown = plain(text)

    assert 'href="../capa/CAPA-2026-0001.html"' in text
    assert 'href="../runbooks/RB-ERP-DISK.html#step-check-disk"' in text
    assert "PM-2026-0001 Approved Disk full 2026-05-11" in shown
    assert "CAPA-2026-0001 Closed A1 Verified Raise an alarm" in shown
    assert "QA Verified 2026-05-29 DR-2026-01 Passed 2026-10-01 1 Was effective 2026-08-30" in shown
    assert 'data-filter="#matrix"' in text


def test_a_gap_is_marked_in_its_row() -> None:
    """Not by colour alone: the row says what is missing, and for how long."""
    text = page(organization(without="drills"), "trace/year-2026.md")

    assert '<tr class="fp-gap">' in text
    assert "To be looked at T15 No drill has tried the changed steps since. (176 days)" in plain(text)
    assert "fp-gap" not in page(organization(), "trace/year-2026.md")


def test_years_have_pages_of_their_own() -> None:
    """A long year has several; together they hold every row."""
    extra = [
        INCIDENT.replace("0001", f"{number:04}").replace("disk-full", "down") + "no_capa_reason: Once\n"
        for number in range(2, ROWS_A_PAGE + 4)
    ]
    earlier = INCIDENT.replace("PM-2026-0001", "PM-2026-0900").replace("2026-05-11", "2025-05-11")
    site = organization(*extra, earlier + "no_capa_reason: Once\n")
    pages = [page(site, path) for path in ("trace/year-2026.md", "trace/year-2026-page-2.md", "trace/year-2025.md")]

    assert [text.count('data-label="Incident"') for text in pages] == [ROWS_A_PAGE, 3, 1]
    assert "2026 63 0 2025 1 0" in section(page(site, "trace/index.md"), "years")


def test_the_gaps_are_listed_by_age() -> None:
    """The whole list, with links to the record and the place."""
    steps = ", ".join(f"{{key: k-{number}, risk: high, text: Do}}" for number in range(GAPS_A_PAGE + 1))
    site = organization(RUNBOOK.replace("}]", f"}}, {steps}]"), without="drills")
    first, second = page(site, "trace/gaps.md"), page(site, "trace/gaps-page-2.md")

    assert first.count("<tr><td") == GAPS_A_PAGE
    assert first.count("<tr><td") + second.count("<tr><td") == len(site.trace.gaps)
    assert plain(first).index("T15") < plain(first).index("T11")
    assert 'href="../runbooks/RB-ERP-DISK.html#step-k-0"' in first + second


def test_the_way_in_counts_gaps_by_kind() -> None:
    """An auditor sees first what is missing most."""
    text = section(page(organization(without="drills"), "trace/index.md"), "gaps")

    assert "1 gap" in text
    assert "T15 To be looked at No drill has tried the changed steps since. 1" in text
    assert "Nothing is missing." in section(page(organization(), "trace/index.md"), "gaps")


def test_a_step_leads_back_to_all_that_speaks_of_it() -> None:
    """Records, the action that changed it, drills."""
    text = plain(page(organization(), "trace/steps-RB-ERP-DISK.md"))

    assert "check-disk Lives with its records" in text
    assert "CAPA-2026-0001 DR-2026-01 CAPA-2026-0001#A1 DR-2026-01 Passed" in text
    assert "RB-ERP-DISK Disk full 1 2 0" in plain(page(organization(), "trace/steps.md"))


def test_a_step_without_an_origin_says_so_in_its_own_row() -> None:
    """The list of gaps has one row for the document; here each step has its own."""
    steps = "}, {key: shout, text: Shout}, {key: run, text: Run}]"
    text = plain(page(organization(RUNBOOK.replace("}]", steps)), "trace/steps-RB-ERP-DISK.md"))

    assert "T11 Steps without a record or a basis: Shout [shout]." in text
    assert "T11 Steps without a record or a basis: Run [run]." in text


def test_a_lot_leads_to_incidents_and_capas() -> None:
    """A recall begins from the number; zeros are kept, links lead to the row."""
    site = organization(INCIDENT + 'quality_impact: {lots: ["0123"], decision: Held}\n')
    text = page(site, "trace/lots.md")

    assert '<tr id="lot_3a0123">' in text
    assert "0123 Lot PM-2026-0001 Approved CAPA-2026-0001 Closed" in plain(text)
    assert dict(trace_of(site, "PM-2026-0001").groups)["Touches"].rows[0].path == "trace/lots.md#lot_3a0123"


def test_a_lot_far_down_the_list_is_linked_on_its_own_page() -> None:
    """The list is cut into pages; a link goes to the right one."""
    numbers = ", ".join(f'"{number:04}"' for number in range(NUMBERS_A_PAGE + 1))
    site = organization(INCIDENT + f"quality_impact: {{lots: [{numbers}], decision: Held}}\n")

    assert '<tr id="lot_3a0100">' in page(site, "trace/lots-page-2.md")
    assert '<tr id="lot_3a0099">' in page(site, "trace/lots.md")


def test_a_ticket_leads_to_its_incident_and_vendor() -> None:
    """As the vendor gave it."""
    site = organization(INCIDENT + 'vendor_tickets: [{vendor: maker, ticket_no: "0012345"}]\n')

    assert "0012345 Vendor ticket PM-2026-0001 Approved The maker" in plain(page(site, "trace/tickets.md"))


def test_clauses_say_where_to_look_and_what_is_uncovered() -> None:
    """Own words, both languages, and never a claim."""
    site = organization(profiles="iso_13485_2016")
    text = section(page(site, "trace/clauses.md"), "set-iso_13485_2016")
    chinese = plain(page(organization(profiles="iso_13485_2016", language="zh"), "trace/clauses.md"))

    assert "8.5.2(f) Effectiveness reviewed CAPA-2026-0001" in text
    assert "No adverse effect on regulation, safety and performance verified Nothing" in text
    assert "评审措施的有效性" in chinese
    assert "Historical" in plain(page(site, "trace/clauses.md"))


def test_a_record_page_can_show_its_trace() -> None:
    """Both directions, and what is missing; the macro is for the pages of all kinds."""
    site = organization(without="drills")
    found = trace_of(site, "CAPA-2026-0001")
    groups = {label: [cell.text for cell in list_.rows] for label, list_ in found.groups}

    assert groups["Raised by"] == ["PM-2026-0001"]
    assert groups["Implemented by"] == ["CHG-2026-01"]
    assert groups["Changes the step"] == ["RB-ERP-DISK Read the disk's free space"]
    assert [row.code for row in found.gaps] == ["T15"]
    assert trace_of(site, "ERP").groups == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_pages_are_rendered_and_their_links_lead_somewhere(language: str) -> None:
    """No template misses a value; links within the trace end at pages and rows that exist."""
    site = organization(
        CAPA + 'affected: {products: [{name: Set, lots: ["A/1"]}]}\n', profiles="nmpa_gmp_2025", language=language
    )
    renderer = Renderer(TEMPLATES, site.catalogue)
    renderer.add(FUNCTIONS)
    pages = {
        one.path: render(one, site, renderer) for kind in (TracePages(), TraceViews()) for one in kind.compose(site)
    }
    targets = {link for text in pages.values() for link in re.findall(r'href="((?!\.\./|#|http)[^"]+)"', text)}

    for target in targets - {"trace.json"}:
        name, _, anchor = target.partition("#")
        text = pages["trace/" + name.replace(".html", ".md")]
        assert not anchor or f'id="{anchor}"' in text
