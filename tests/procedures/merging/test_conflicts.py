"""Records that contradict each other within one release cycle."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.base import StepOperation
from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import Procedure, merge
from tests.contributions import says
from tests.libraries import POSTMORTEM, graph, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP]}\n"
REVISE, ADD, RETIRE = StepOperation.REVISE, StepOperation.ADD, StepOperation.RETIRE
CONFIRM, RESTORE = StepOperation.CONFIRM, StepOperation.RESTORE


def merged(parts: list[Contribution], more: str = "", released: tuple[tuple[str, str], ...] = ()) -> Procedure:
    """Return the procedure of a controlled SOP with `more` lines of YAML."""
    return merge(graph(sop=SOP + more).of(Sop)[0], parts, released=released)


def told(procedure: Procedure) -> list[str]:
    """Return each contradiction as `field: earlier later`."""
    return [f"{one.field}: {one.earlier.source[-1]} {one.later.source[-1]}" for one in procedure.conflicts]


OWN = {"text": "打热线", "own": True}
CASES: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    ("two records word it differently", [{"text": "x"}, {"text": "y"}], ["text: 0 1"]),
    ("spacing and width are no difference", [{"text": "先拍照,再停"}, {"text": "先拍照， 再停"}], []),
    ("different fields", [{"text": "x"}, {"role": "甲"}], []),
    ("every field counts", [{"text": "x", "role": "甲"}, {"text": "y", "role": "乙"}], ["text: 0 1", "role: 0 1"]),
    ("only against the owner", [OWN, {"text": "x"}], []),
    ("back to what the owner said", [OWN, {"text": "x"}, {"text": "打热线"}], ["text: 1 2"]),
    ("repeating the owner first", [OWN, {"text": "打热线"}, {"text": "x"}], []),
    ("who revises has seen what was added", [{"text": "x"}, {"op": REVISE, "text": "y"}], []),
    ("two that revise", [{"text": "x"}, {"op": REVISE, "text": "y"}, {"op": REVISE, "text": "z"}], ["text: 1 2"]),
    ("two that revise the owner", [OWN, {"op": REVISE, "text": "y"}, {"op": REVISE, "text": "z"}], ["text: 1 2"]),
    ("two that add", [{"op": ADD, "text": "x"}, {"op": ADD, "text": "y"}], ["text: 0 1"]),
    ("confirming claims nothing", [{"text": "x"}, {"op": CONFIRM, "text": "y"}], []),
    ("three opinions", [{"text": "x"}, {"text": "y"}, {"text": "z"}], ["text: 0 1", "text: 1 2"]),
    ("one record has one opinion", [{"text": "x"}, {"text": "y", "source": "PM-2026-0000"}], []),
    ("a CAPA carries on its incident", [{"text": "x"}, {"text": "y", "follows": frozenset(["PM-2026-0000"])}], []),
    ("added and dropped", [{"text": "x"}, {"op": RETIRE, "why": "坏"}], ["retire: 0 1"]),
    ("dropped and revised", [OWN, {"op": RETIRE, "why": "坏"}, {"text": "x"}], ["retire: 1 2"]),
    ("the owner's step dropped", [OWN, {"op": RETIRE, "why": "坏"}], []),
    ("dropped and confirmed", [OWN, {"op": RETIRE, "why": "坏"}, {"op": CONFIRM}], []),
    ("dropped and answered", [OWN, {"op": RETIRE, "why": "坏"}, {"op": RESTORE, "why": "修好了"}], []),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_contradictions(rows: list[dict[str, Any]], expected: list[str]) -> None:
    """What contradicts what, in the order of the records."""
    assert told(merged([says("a", day, **dict(facts)) for day, facts in enumerate(rows)])) == expected


def test_a_release_settles_what_it_holds() -> None:
    """What the newest revision holds contradicts nothing any more; two records after it may contradict each other."""
    parts = [says("a", 0, text="x"), says("a", 1, text="y"), says("a", 2, text="z"), says("a", 3, text="u")]
    released = (("a", "PM-2026-0000"), ("a", "PM-2026-0001"))

    assert told(merged(parts[:3], released=released)) == []
    assert told(merged(parts, released=released)) == ["text: 2 3"]
    assert told(merged(parts[:2], released=(("b", "PM-2026-0000"),))) == ["text: 0 1"]


@pytest.mark.parametrize(
    "more", ["control: reference\n", "withdrawal: {date: 2026-01-01, reason: 停用, approved_by: 甲}\n"]
)
def test_nobody_decides_about_these(more: str) -> None:
    """In a document for reference the later record wins, and a withdrawn one is not followed."""
    procedure = merged([says("a", 0, text="x"), says("a", 1, text="y")], more)

    assert (procedure.conflicts, procedure.diagnostics, procedure.steps[0].text) == ((), (), "y")


def test_the_error_names_both_records() -> None:
    """One error for two records, at the place of the later one, with file and line of both."""
    rows = [says("a", 0, text="x", role="甲"), says("a", 1, text="y", role="乙")]
    errors = merged(rows).diagnostics
    values = {name: errors[0].values[name] for name in ("document", "key", "fields", "sources")}

    assert list(map(shown, errors)) == ["PM-2026-0001.yml:2:1 P007"]
    assert values == {
        "document": "SOP-IT-001",
        "key": "a",
        "fields": "text, role",
        "sources": "PM-2026-0000 (PM-2026-0000.yml:1), PM-2026-0001 (PM-2026-0001.yml:2)",
    }


def test_the_place_is_that_of_the_field() -> None:
    """In a file the error stands at the very words, and names the lines of both."""
    approved = POSTMORTEM + "status: approved\nsteps:\n  - key: ring\n    role: 甲\n"
    first, second = (
        approved + "    text: 打热线\n",
        approved.replace("PM-2026-0001", "PM-2026-0002") + "    text: 短信\n",
    )
    files = {"sop/SOP-IT-001.yml": SOP, "postmortems/PM-2026-0001.yml": first, "postmortems/PM-2026-0002.yml": second}
    _, found = merge_all(library(files).graph)

    assert list(map(shown, found)) == ["postmortems/PM-2026-0002.yml:10:11 P007"]
    assert found[0].values["sources"] == (
        "PM-2026-0001 (postmortems/PM-2026-0001.yml:10), PM-2026-0002 (postmortems/PM-2026-0002.yml:10)"
    )


def test_a_step_is_told_once() -> None:
    """However many records quarrel about a step, one line names them, the oldest first, and stands at the newest."""
    rows = [says("a", day, text=f"第 {day} 说", role=f"第 {day} 人") for day in range(9)]
    errors = merged(rows).diagnostics

    assert list(map(shown, errors)) == ["PM-2026-0008.yml:9:1 P007"]
    assert errors[0].values["sources"].startswith("PM-2026-0000 (PM-2026-0000.yml:1), PM-2026-0001")
    assert (errors[0].values["sources"].count("PM-2026-") // 2, errors[0].values["sources"][-1]) == (3, "…")


SETTLED = [
    ("overrides: [{step: a, text: z, reason: 试过, by: 甲}]\n", ["text"], ["role"]),
    ("overrides: [{step: a, text: z, role: 丙, reason: 试过, by: 甲}]\n", ["text", "role"], []),
    ("overrides: [{step: a, retire: true, reason: 太险, by: 甲}]\n", ["text", "role"], []),
    ("overrides: [{step: a, retire: false, reason: 要做, by: 甲}]\n", [], ["text", "role"]),
    ("overrides: [{step: b, text: z, reason: 试过, by: 甲}]\n", [], ["text", "role"]),
]


@pytest.mark.parametrize(("more", "settled", "left"), SETTLED)
def test_an_override_settles_the_fields_that_it_sets(more: str, settled: list[str], left: list[str]) -> None:
    """What somebody decided stays visible with reason and name, and is no error."""
    rows = [says("a", 0, text="x", role="甲"), says("a", 1, text="y", role="乙"), says("b", 0, text="w")]
    procedure = merged(rows, more)

    assert [one.field for one in procedure.conflicts if one.is_settled] == settled
    assert [one.field for one in procedure.open_conflicts] == left
    assert [one.rule.code for one in procedure.diagnostics] == ["P007"] * bool(left)
    assert all(
        one.settled and (one.settled.by, bool(one.settled.reason)) == ("甲", True)
        for one in procedure.conflicts
        if one.is_settled
    )


@pytest.mark.parametrize(("choice", "live"), [("true", []), ("false", ["a"])])
def test_an_override_decides_whether_a_step_is_done(choice: str, live: list[str]) -> None:
    """`retire` settles what one record keeps and another drops; without it that is an error naming both."""
    rows = [says("a", 0, text="x"), says("a", 1, op=RETIRE, why="坏")]
    override = f"overrides: [{{step: a, retire: {choice}, reason: 议定, by: 甲}}]\n"
    procedure = merged(rows, override)

    assert ([step.key for step in procedure.steps], procedure.diagnostics) == (live, ())
    assert [(one.field, one.is_settled) for one in procedure.conflicts] == [("retire", True)]
    assert [(shown(one), one.values["first"], one.values["second"]) for one in merged(rows).diagnostics] == [
        ("PM-2026-0001.yml:2:1 P008", "PM-2026-0000 (PM-2026-0000.yml:1)", "PM-2026-0001 (PM-2026-0001.yml:2)")
    ]
