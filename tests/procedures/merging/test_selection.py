"""Which drills, included records and shared steps reach a document."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.merging.selection import Teachings, contributions
from tests.libraries import CAPA, POSTMORTEM, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP], failure_modes: [database]}\n"
OTHER = "id: SOP-IT-002\ntitle: 别的规程\napplies: {systems: [WMS], failure_modes: [network]}\n"
STEPS = "steps: [{key: check-disk, text: 看磁盘}]\n"
DRILL = "id: DR-2026-01\ntitle: 演练\nstatus: held\nheld_on: 2026-06-01\n"


def taught(document: str = "SOP-IT-001", **files: str) -> list[str]:
    """Return `source key` of everything that records teach a document."""
    paths = {"sop": "sop/SOP-IT-001.yml", "other": "sop/SOP-IT-002.yml", "pm": "postmortems/PM-2026-0001.yml"}
    paths |= {"drill": "kb/drills/DR-2026-01.yml", "capa": "postmortems/capa/CAPA-2026-0001.yml"}
    read = library({paths[name]: text for name, text in {"sop": SOP, "other": OTHER, **files}.items()})
    assert list(map(shown, read.report)) == []
    record = next(one for one in read.graph.of(Sop) if one.id == document)
    return [f"{one.source} {one.key}" for one in contributions(record, read.graph)]


HELD = ["DR-2026-01 check-disk"]
DRILLS = [
    ("systems: [ERP]\nfailure_modes: [db-full]\n", HELD, []),
    ("systems: [ERP]\nfailure_modes: [db-full, network]\n", HELD, []),
    ("systems: [ERP]\nfailure_modes: [network]\n", [], []),
    ("systems: [WMS]\nfailure_modes: [network]\n", [], HELD),
    ("docs: [SOP-IT-002]\nsystems: [ERP]\nfailure_modes: [db-full]\n", [], HELD),
    ("docs: [SOP-IT-001, SOP-IT-002]\n", HELD, HELD),
    ("", [], []),
]


@pytest.mark.parametrize(("more", "first", "second"), DRILLS)
def test_a_drill_teaches_what_it_tried(more: str, first: list[str], second: list[str]) -> None:
    """A drill reaches the documents that it names, or else those for its systems and failure modes."""
    drill = DRILL + more + STEPS

    assert (taught(drill=drill), taught("SOP-IT-002", drill=drill)) == (first, second)


@pytest.mark.parametrize(
    "change", [("status: held", "status: planned"), ("status: held", "status: cancelled"), ("held_on", "planned_on")]
)
def test_only_a_drill_that_was_held_teaches(change: tuple[str, str]) -> None:
    """A plan teaches nothing, nor does a drill of which nobody knows the day."""
    drill = DRILL.replace(*change) + "docs: [SOP-IT-001]\n" + STEPS

    assert taught(drill=drill) == []


def test_a_step_of_a_drill_may_name_its_documents() -> None:
    """The step's own list is narrower than the drill's."""
    drill = DRILL + "docs: [SOP-IT-001]\nsteps: [{key: a, text: x, docs: [SOP-IT-002]}, {key: b, text: y}]\n"

    assert (taught(drill=drill), taught("SOP-IT-002", drill=drill)) == (["DR-2026-01 b"], ["DR-2026-01 a"])


PM = POSTMORTEM + "failure_mode: network\n" + STEPS


def test_an_included_record_teaches_although_it_does_not_match() -> None:
    """The owner may take in a record of another kind, as soon as it teaches at all; excluding wins over including."""
    include = SOP + "include: [PM-2026-0001]\n"
    approved = PM + "status: approved\n"

    assert taught(pm=approved) == []
    assert taught(sop=include, pm=approved) == ["PM-2026-0001 check-disk"]
    assert taught(sop=include, pm=PM) == []
    assert taught(sop=include + "exclude: [{record: PM-2026-0001, reason: 误报}]\n", pm=approved) == []


def test_a_record_of_two_systems_teaches_once() -> None:
    """A document and an incident may share more than one system."""
    sop = SOP.replace("[ERP]", "[ERP, WMS]").replace("[database]", "[database, network]")
    pm = PM.replace("[ERP]", "[ERP, WMS]") + "status: approved\n"

    assert taught(sop=sop, pm=pm) == ["PM-2026-0001 check-disk"]


ACTION = (
    "actions:\n  - {{id: A1, text: 装告警, {more}sop_targets: [{{doc: SOP-IT-001, step_key: set-alarm, {target}}}]}}\n"
)
STATES = "log: [{at: 2026-06-01, to: implementing}, {at: 2026-06-20, to: verifying}, {at: 2026-07-01, to: closed}]\n"
DAYS = [
    ("done_on: 2026-06-10, verified: {by: 甲, date: 2026-06-25}, ", "2026-06-25"),
    ("done_on: 2026-06-10, ", "2026-06-10"),
    ("", "2026-06-20"),
]


def capa_part(more: str, target: str) -> list[tuple[str, dict[str, object]]]:
    """Return day and values of what a CAPA with one action teaches."""
    text = CAPA + ACTION.format(more=more, target=target) + STATES
    graph = library({"sop/SOP-IT-001.yml": SOP, "postmortems/capa/CAPA-2026-0001.yml": text}).graph
    return [(str(one.day), one.values) for one in Teachings(graph).to(graph.of(Sop)[0])]


@pytest.mark.parametrize(("more", "day"), DAYS)
def test_an_action_counts_from_its_verification(more: str, day: str) -> None:
    """Verified, else done, else the day on which the CAPA came to be verified; never before that."""
    assert [one[0] for one in capa_part(more, "op: add")] == [day]


def test_a_waived_action_teaches_nothing() -> None:
    """What is not done changes no procedure."""
    assert capa_part("waived: {reason: 停用, by: 甲}, ", "op: add") == []


TEXTS = [
    ("op: add", {"text": "装告警"}),
    ("op: add, role: 甲", {"text": "装告警", "role": "甲"}),
    ("op: revise", {"text": "装告警"}),
    ("op: revise, timebox: 5 分钟", {"timebox": "5 分钟"}),
    ("timebox: 5 分钟", {"timebox": "5 分钟"}),
    ("op: confirm", {}),
    ("op: reorder, before: [other]", {}),
    ("op: retire", {}),
]


@pytest.mark.parametrize(("target", "values"), TEXTS)
def test_the_action_stands_for_a_missing_text(target: str, values: dict[str, object]) -> None:
    """It tells what to do where a step is added or reworded; it is no text for a step whose time box changes."""
    assert [one[1] for one in capa_part("", target)] == [values]


def test_what_came_later_does_not_count() -> None:
    """As of a day only what was approved, verified or held by then has taught anything."""
    files = {
        "sop/SOP-IT-001.yml": SOP,
        "postmortems/PM-2026-0001.yml": POSTMORTEM + "failure_mode: database\nstatus: approved\n" + STEPS,
        "kb/drills/DR-2026-01.yml": DRILL + "docs: [SOP-IT-001]\nsteps: [{key: check-disk, outcome: worked}]\n",
    }
    graph = library(files).graph
    sources = {
        day: [one.source for one in Teachings(graph).to(graph.of(Sop)[0], date.fromisoformat(day))]
        for day in ("2026-05-10", "2026-05-11", "2026-06-01")
    }

    assert [len(rows) for rows in sources.values()] == [0, 1, 2]


LIBRARY = "steps:\n  - {id: call-vendor, text: 打热线，报客户编号, role: 厂商联络人}\n  - {id: unused, text: 没人用}\n"


def test_a_shared_step_needs_no_words_of_its_own() -> None:
    """A document takes a shared step by its key; a record that only uses it neither adds words nor lacks them (R14)."""
    files = {
        "kb/steps/common.yml": LIBRARY,
        "sop/SOP-IT-001.yml": SOP + "static_steps: [{key: call-vendor, phase: escalate}]\n",
        "sop/SOP-IT-002.yml": OTHER.replace("WMS", "ERP").replace("[network]", "[database]"),
        "postmortems/PM-2026-0001.yml": POSTMORTEM
        + "status: approved\nfailure_mode: database\nsteps: [{key: call-vendor, outcome: worked}]\n",
    }
    read = library(files)
    procedures, found = merge_all(read.graph)
    steps = [step for one in procedures.values() for step in one.steps]

    assert (list(map(shown, read.report)), found) == ([], ())
    assert [(step.key, step.text, step.values["role"]) for step in steps] == [
        ("call-vendor", "打热线，报客户编号", "厂商联络人")
    ] * 2
    assert [[f"{row.source} {row.op.value}" for row in step.provenance] for step in steps] == [
        ["call-vendor add", "SOP-IT-001 revise", "PM-2026-0001 confirm"],
        ["call-vendor add", "PM-2026-0001 confirm"],
    ]


@pytest.mark.parametrize(
    ("document", "incident", "learns"),
    [
        ("internal", "restricted", False),
        ("public", "internal", False),
        ("restricted", "restricted", True),
        ("internal", "public", True),
    ],
)
def test_what_fewer_may_read_teaches_nothing(document: str, incident: str, learns: bool) -> None:
    """A step on a page for many must not tell what a record for few says."""
    pm = POSTMORTEM + f"status: approved\nfailure_mode: db-full\naudience: {incident}\n" + STEPS

    assert taught(sop=SOP + f"audience: {document}\n", pm=pm) == (["PM-2026-0001 check-disk"] if learns else [])
