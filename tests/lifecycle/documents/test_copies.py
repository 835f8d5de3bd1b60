"""Paper copies that should not be out, and those that are missing."""

from __future__ import annotations

from datetime import date

import pytest

from generator.graph import Graph
from generator.kinds.sop import Distribution, Sop
from generator.lifecycle.documents.copies import copies_on_paper, missing_copies, stray_copies
from tests.libraries import library
from tests.locks import lock, lock_path

SOP = """\
id: SOP-IT-001
title: Plan
applies: {systems: [ERP]}
distribution: [{dept: Store, copies: 2, kind: paper}, {dept: Sales, copies: 1, kind: Electronic}]
"""
TODAY = date(2026, 11, 20)


def copy(number: int, revision: str, more: str = "", dept: str = "Store") -> str:
    """Return an entry of the register."""
    return f"  - {{id: PC-2026-{number:02}, doc: SOP-IT-001, revision: {revision}, dept: {dept}, issued_on: 2025-03-20{more}}}\n"


def graph(*copies: str, sop: str = SOP) -> Graph:
    """Return a graph with revision A/0, which A/1 superseded on 2026-06-15, and paper copies."""
    files = {
        "sop/SOP-IT-001.yml": sop,
        lock_path("SOP-IT-001", "A/0"): lock("SOP-IT-001", "A/0", "2025-03-20"),
        lock_path("SOP-IT-001", "A/1"): lock("SOP-IT-001", "A/1", "2026-06-15"),
        lock_path("SOP-IT-001", "A/2"): lock("SOP-IT-001", "A/2", "2026-07-15", approved=False),
        "kb/document_control/copies.yml": "paper_copies:\n" + "".join(copies),
    }
    return library(files).graph


def test_a_copy_of_what_no_longer_holds_is_astray() -> None:
    """Until it comes back, is destroyed or is reported as lost; from the day on which its successor holds."""
    whole = graph(
        copy(1, "A/0"),
        copy(2, "A/0", ", recalled_on: 2026-06-15"),
        copy(3, "A/0", ", destroyed_on: 2026-06-15"),
        copy(4, "A/0", ", lost_on: 2026-06-15"),
        copy(5, "A/1"),
        copy(6, "B/0"),
    )
    (row,) = stray_copies(whole, TODAY)

    assert (row.copy.id, row.since, row.status.value) == ("PC-2026-01", date(2026, 6, 15), "superseded")
    assert row.now is not None
    assert row.now.revision == "A/1"
    assert stray_copies(whole, date(2026, 6, 14)) == ()


def test_a_withdrawn_document_calls_back_all_copies() -> None:
    """From the day of the withdrawal."""
    whole = graph(
        copy(1, "A/1"),
        sop=SOP + "withdrawal: {date: 2026-09-01, reason: Merged, approved_by: Zhao}\n",
    )
    (row,) = stray_copies(whole, TODAY)

    assert (row.status.value, row.since, row.now) == ("withdrawn", date(2026, 9, 1), None)


def test_a_department_may_have_too_few() -> None:
    """Only copies of the revision in force count, and only those that are out."""
    whole = graph(copy(1, "A/1"), copy(2, "A/0"), copy(3, "A/1", ", lost_on: 2026-07-01"), copy(4, "A/1", dept="Sales"))
    (row,) = missing_copies(whole, TODAY, whole.of(Sop))

    assert (row.dept, row.wanted, row.held, row.revision.revision) == ("Store", 2, 1, "A/1")
    assert missing_copies(graph(copy(1, "A-1"), copy(2, "a/1")), TODAY, whole.of(Sop)) == ()


@pytest.mark.parametrize(
    ("kind", "copies", "wanted"),
    [
        ("纸质，一、二车间", 2, 2),
        ("Paper", None, 1),
        ("电子", 1, 0),
        ("纸质与电子", 2, 1),
        (None, 3, 0),
    ],
)
def test_the_medium_says_how_many_are_paper(kind: str | None, copies: int | None, wanted: int) -> None:
    """Of paper and screen together one at least is paper; where nothing is said, nothing is asked for."""
    assert copies_on_paper(Distribution(dept="Store", kind=kind, copies=copies)) == wanted
