"""Who was trained on which revision."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.sop import Sop
from generator.lifecycle.documents.trainings import RoleTraining, is_revision, roles_trained, trainings_of
from tests.libraries import library

SOP = """\
id: SOP-IT-001
title: Plan
applies: {systems: [ERP]}
training: {audience: [Head of IT, clerk]}
"""
ROLES = """\
roles:
  - {id: it-lead, title: Head of IT}
  - {id: clerk, title: Clerk}
  - {id: buyer, title: Buyer}
"""
FIRST = """\
id: TR-2026-01
title: First
held_on: 2026-06-10
documents: [{doc: SOP-IT-001, revision: A/1}]
attendance: [{role: clerk, planned: 4, trained: 3, passed: 2}, {role: buyer, trained: 1}]
"""
SECOND = (
    FIRST.replace("01\n", "02\n").replace("2026-06-10", "2026-12-10").replace("trained: 3, passed: 2", "trained: 1")
)
FILES = {
    "sop/SOP-IT-001.yml": SOP,
    "kb/organization/roles.yml": ROLES,
    "kb/training/TR-2026-01.yml": FIRST,
    "kb/training/TR-2026-02.yml": SECOND,
    "kb/training/TR-2026-03.yml": "id: TR-2026-03\ntitle: Other\nheld_on: 2026-06-10\n"
    "documents: [{doc: SOP-IT-001, revision: A/0}]\nattendance: [{role: it-lead, planned: 1, trained: 1}]\n",
}


def by_role(day: date) -> dict[str, RoleTraining]:
    """Return how far each role is trained on A/1."""
    graph = library(FILES).graph
    return {row.role: row for row in roles_trained(graph.of(Sop)[0], "A/1", graph, day)}


def test_each_role_is_counted_by_itself() -> None:
    """The audience first, also by name; who passed counts where there was a test; a training still to come does not."""
    rows = by_role(date(2026, 11, 20))

    assert [*rows] == ["it-lead", "clerk", "buyer"]
    assert (rows["it-lead"].planned, rows["it-lead"].percent, rows["it-lead"].records) == (None, 0, ())
    clerk = rows["clerk"]
    assert (clerk.planned, clerk.trained, clerk.passed, clerk.percent, clerk.last_on) == (
        4,
        3,
        2,
        50,
        date(2026, 6, 10),
    )
    assert (rows["buyer"].is_audience, rows["buyer"].percent) == (False, 100)


def test_sessions_add_up() -> None:
    """Several sessions name the same people as planned, but each trains others; nobody counts twice."""
    clerk = by_role(date(2026, 12, 31))["clerk"]

    assert (clerk.planned, clerk.trained, clerk.learned, clerk.percent) == (4, 4, 3, 75)
    assert by_role(date(2026, 12, 31))["buyer"].percent == 100


def test_trainings_of_a_revision_come_in_order() -> None:
    """Those of another revision are not among them."""
    graph = library(FILES).graph

    assert [one.id for one in trainings_of("SOP-IT-001", "A/1", graph)] == ["TR-2026-01", "TR-2026-02"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("A/1", True), ("a-1", True), (" A/1 ", True), ("A/10", False), ("A/0", False), (None, False)],
)
def test_a_number_is_known_however_it_is_written(written: str | None, meant: bool) -> None:
    """As the file name has it, in small letters, with blanks."""
    assert is_revision(written, "A/1") is meant
