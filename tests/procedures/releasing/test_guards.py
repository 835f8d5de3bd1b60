"""A release and the CAPAs that wait for it: their gates do not stand in its way, their other faults do."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.capa_guards import find
from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.releasing.planning import Asked, plan_release
from tests.controlled import DEFINITION
from tests.libraries import library
from tests.lifecycle.capas import CLOSED, FILES, PATH, changed

TARGET = (
    "success: 收到告警",
    "success: 收到告警, sop_targets: [{doc: SOP-IT-001, step_key: check-disk, op: add, text: 先看磁盘, phase: triage}]",
)
NO_LESSONS = ("lessons: [先看盘]\n", "")


def refused(*changes: tuple[str, str], day: str) -> tuple[list[str], list[str]]:
    """Return the guards that check tells of the CAPA on a day, and those for which a release is refused then."""
    files = {path: text for path, text in FILES.items() if "released" not in path}
    files |= {"sop/SOP-IT-001.yml": DEFINITION.replace("disk-full", "db-full"), PATH: changed(CLOSED, TARGET, *changes)}
    graph = library(files).graph
    today = date.fromisoformat(day)
    (document,) = graph.of(Sop)
    candidates, _found = merge_all(graph, today)
    told = list(find(graph, today))
    plan = plan_release(document, graph, candidates[document.id], told, Asked(), today)
    assert "check-disk" in {step.key for step in candidates[document.id].steps}
    return (
        [str(one.values["guard"]) for one in told if "guard" in one.values],
        [str(one.values["guard"]) for one in plan.problems if "guard" in one.values],
    )


CASES = [
    ("the gate that waits for the release", (), "2026-11-20", {"G9"}, set()),
    ("another guard", (NO_LESSONS,), "2026-11-20", {"G9", "G12"}, {"G12"}),
    ("a guard that is passed later only", (NO_LESSONS,), "2026-06-28", {"G9", "G12"}, set()),
    ("a guard that is passed on the day", (NO_LESSONS,), "2026-10-08", {"G9", "G12"}, {"G12"}),
]


@pytest.mark.parametrize(
    ("changes", "day", "told", "against"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_a_release_is_refused_for_guards_that_it_does_not_open(
    changes: tuple[tuple[str, str], ...], day: str, told: set[str], against: set[str]
) -> None:
    """The document gate waits for this very release, and an entry of a later day was not made by then."""
    found, problems = refused(*changes, day=day)

    assert told <= set(found)
    assert set(problems) == against
