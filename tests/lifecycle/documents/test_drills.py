"""When the next drill is due."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.drill import Drill
from generator.lifecycle.documents.drills import due_on, newest_drills
from tests.libraries import library

SOP = "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\n"
HELD = "status: held\nheld_on: 2026-06-26\nnext_due_on: 2026-12-26\n"
LATER = "status: held\nheld_on: 2026-09-01\n"
CASES = [
    ("planned_on: 2026-12-12\n", "", date(2026, 12, 12)),
    ("status: cancelled\nplanned_on: 2026-12-12\n", "", None),
    (HELD + "docs: [SOP-IT-001]\n", "", date(2026, 12, 26)),
    (HELD + "docs: [SOP-IT-001]\n", LATER + "docs: [SOP-IT-001]\n", None),
    (HELD + "docs: [SOP-IT-001]\n", LATER + "systems: [ERP]\n", date(2026, 12, 26)),
    (HELD + "docs: [SOP-IT-001]\n", "planned_on: 2026-12-12\ndocs: [SOP-IT-001]\n", date(2026, 12, 26)),
    (HELD + "systems: [ERP]\ntype: restore\n", LATER + "systems: [ERP, WMS]\ntype: restore\n", None),
    (HELD + "systems: [ERP]\ntype: restore\n", LATER + "systems: [ERP]\ntype: tabletop\n", date(2026, 12, 26)),
    (HELD, LATER, date(2026, 12, 26)),
]


def drills(*texts: str) -> dict[str, str]:
    """Return the files of drills, numbered from 1."""
    return {
        f"kb/drills/DR-2026-{number:02}.yml": f"id: DR-2026-{number:02}\ntitle: Drill {number}\n{text}"
        for number, text in enumerate(texts, 1)
    }


@pytest.mark.parametrize(("first", "second", "due"), CASES)
def test_a_drill_is_due_until_a_later_one_repeats_it(first: str, second: str, due: date | None) -> None:
    """A planned one on its day; a held one asks for the next until all that it tried was tried again."""
    texts = [first, second] if second else [first]
    graph = library({"sop/SOP-IT-001.yml": SOP, **drills(*texts)}).graph

    assert due_on(graph.of(Drill)[0], graph) == due


def test_drills_of_a_document_come_the_latest_first() -> None:
    """By the day on which they were held or are planned."""
    graph = library(
        {
            "sop/SOP-IT-001.yml": SOP,
            **drills(HELD + "docs: [SOP-IT-001]\n", "planned_on: 2026-12-12\ndocs: [SOP-IT-001]\n", LATER),
        }
    ).graph

    assert [one.id for one in newest_drills(graph, "SOP-IT-001")] == ["DR-2026-02", "DR-2026-01"]
    assert len(newest_drills(graph)) == 3
