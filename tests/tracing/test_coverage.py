"""Which clauses are cited or shown, and which nothing speaks of."""

from __future__ import annotations

from generator.tracing.coverage import ClauseRow, Coverage, coverage
from tests.tracing.traces import CAPA, organization

ISO = "iso_13485_2016"
SOP = """\
id: SOP-IT-001
title: Plan
applies: {failure_modes: [down]}
external_refs: [ISO 13485:2016 第8.5.2条, "ISO 13485:2016 7.5.9"]
static_steps: [{key: call, text: Call, basis: ISO 13485:2016 4.2.4}]
"""


def of(*changed: str, profiles: str = ISO) -> Coverage:
    """Return the coverage of ISO 13485 in an organization."""
    site = organization(*changed, profiles=profiles)
    (found,) = [one for one in coverage(site.trace, site.gathering, site.clause_sets) if one.set.id == ISO]
    return found


def row(found: Coverage, number: str) -> ClauseRow:
    """Return the row of one clause."""
    (one,) = [one for one in found.rows if one.clause.number == number]
    return one


def test_a_citation_covers_the_parts_of_a_clause() -> None:
    """Who cites 8.5.2 cites 8.5.2(a) to (f) as well."""
    found = of(SOP)

    assert [node.id for node in row(found, "8.5.2(e)").cited_by] == ["SOP-IT-001"]
    assert [node.id for node in row(found, "4.2.4").cited_by] == ["SOP-IT-001"]
    assert [(node.text, [one.id for one in citing]) for node, citing in found.beyond] == [("7.5.9", ["SOP-IT-001"])]


def test_records_show_something_of_a_clause() -> None:
    """A CAPA whose effectiveness was judged is where an auditor looks for 8.5.2(f)."""
    found = of()

    assert row(found, "8.5.2(f)").shown_by == ("CAPA-2026-0001",)
    assert row(found, "8.5.2(e)").is_uncovered
    assert not row(of(CAPA + "adverse_effect: {date: 2026-08-30}\n"), "8.5.2(e)").is_uncovered


def test_uncovered_clauses_of_the_chosen_sets_are_gaps() -> None:
    """Acceptance case 20: the gaps list the uncovered clauses of the selected profile, and of no other."""
    site = organization(profiles=ISO)
    listed = {gap.node.partition("/")[2] for gap in site.trace.gaps if gap.code == "T18"}

    assert listed == {one.clause.number for one in of().uncovered}
    assert "4.2.4" in listed
    assert [gap for gap in organization().trace.gaps if gap.code == "T18"] == []
    assert [gap for gap in organization(profiles="cfr_820_qsr").trace.gaps if gap.code == "T18"] == []


def test_chosen_sets_come_first_and_historical_ones_last() -> None:
    """The page begins with what the organization has chosen."""
    site = organization(profiles="iso_13485_2016")
    found = coverage(site.trace, site.gathering, site.clause_sets)

    assert found[0].set.id == ISO
    assert [one.set.is_historical for one in found] == sorted(one.set.is_historical for one in found)
