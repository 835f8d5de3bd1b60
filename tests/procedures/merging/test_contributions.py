"""Which records teach which documents."""

from __future__ import annotations

import pytest

from generator.kinds.base import StepOperation
from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import documents_of, merge_all
from generator.procedures.merging.contributions import lineage
from generator.procedures.merging.selection import contributions
from tests.libraries import CAPA, POSTMORTEM, graph, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP], failure_modes: [database]}\n"
STEPS = "steps: [{key: check-disk, text: 看磁盘}]\n"


def taught(sop: str, **records: str) -> list[str]:
    """Return `source key` of everything that records teach the SOP."""
    sealed = graph(sop=sop, **records)
    return [f"{one.source} {one.key}" for one in contributions(sealed.of(Sop)[0], sealed)]


FITS = [
    ("status: approved\nfailure_mode: db-full\n", True),
    ("status: approved\nfailure_mode: database\n", True),
    ("status: closed\nfailure_mode: db-full\n", True),
    ("status: approved\nfailure_mode: network\n", False),
    ("status: approved\n", False),
    ("status: draft\nfailure_mode: db-full\n", False),
    ("status: in_review\nfailure_mode: db-full\n", False),
    ("status: void\nfailure_mode: db-full\n", False),
]


@pytest.mark.parametrize(("more", "expected"), FITS)
def test_an_approved_incident_of_the_kind_teaches(more: str, expected: bool) -> None:
    """A document learns from its systems and failure modes with all below them, from approval on."""
    assert taught(SOP, pm=POSTMORTEM + more + STEPS) == (["PM-2026-0001 check-disk"] if expected else [])


def test_another_system_does_not_teach() -> None:
    """What broke elsewhere is not this document's business."""
    pm = POSTMORTEM.replace("[ERP]", "[WMS]") + "status: approved\nfailure_mode: db-full\n"

    assert taught(SOP, pm=pm + STEPS) == []
    assert taught(SOP.replace("[ERP]", "[]"), pm=pm + STEPS) == ["PM-2026-0001 check-disk"]


def test_a_step_may_name_its_documents() -> None:
    """With `docs` a step reaches only those, whether the incident fits or not."""
    named = POSTMORTEM + "status: approved\nsteps:\n  - {key: check-disk, text: 看磁盘, docs: [SOP-IT-001]}\n"
    other = (
        POSTMORTEM
        + "status: approved\nfailure_mode: db-full\nsteps:\n  - {key: check-disk, text: 看, docs: [SOP-IT-002]}\n"
    )

    assert taught(SOP, pm=named) == ["PM-2026-0001 check-disk"]
    assert taught(SOP, pm=other, second=SOP.replace("001", "002").replace("ERP", "WMS")) == []


def test_an_excluded_record_does_not_teach() -> None:
    """The owner may leave a record out, with a reason."""
    sop = SOP + "exclude: [{record: PM-2026-0001, reason: 误报}]\n"

    assert taught(sop, pm=POSTMORTEM + "status: approved\nfailure_mode: db-full\n" + STEPS) == []


ACTION = "actions:\n  - id: A1\n    text: 装告警\n    sop_targets: [{doc: SOP-IT-001, step_key: set-alarm, op: add}]\n"


@pytest.mark.parametrize(
    ("state", "expected"),
    [("implementing", []), ("verifying", ["set-alarm"]), ("closed", ["set-alarm"]), ("cancelled", [])],
)
def test_a_capa_teaches_from_verification_on(state: str, expected: list[str]) -> None:
    """What is only planned is not yet a procedure; the action's text stands for the step's."""
    sealed = graph(sop=SOP, capa=f"{CAPA}{ACTION}log: [{{at: 2026-06-01, to: {state}}}]\n")
    found = contributions(sealed.of(Sop)[0], sealed)

    assert [(one.key, one.values["text"], one.op) for one in found] == [
        (key, "装告警", StepOperation.ADD) for key in expected
    ]


def test_the_day_is_that_of_the_approval() -> None:
    """The last approval counts, then the review, then the incident itself."""
    base = POSTMORTEM + "status: approved\nfailure_mode: db-full\n" + STEPS
    approvals = "approvals: [{meaning: approved, date: 2026-06-02}, {meaning: reviewed, date: 2026-07-01}]\n"
    days = []
    for more in ("", "reviewed_at: 2026-05-20\n", f"reviewed_at: 2026-05-20\n{approvals}"):
        sealed = graph(sop=SOP, pm=base + more)
        days.append(str(contributions(sealed.of(Sop)[0], sealed)[0].day))

    assert days == ["2026-05-11", "2026-05-20", "2026-06-02"]


def test_a_failure_mode_belongs_to_those_above_it() -> None:
    """The trail goes from the special to the general; an unknown mode is alone."""
    sealed = graph(pm=POSTMORTEM)

    assert lineage("db-full", sealed) == ("db-full", "database")
    assert lineage("nothing", sealed) == ("nothing",)


def test_a_circle_of_failure_modes_ends() -> None:
    """What the graph tells as an error must not hang the merge."""
    modes = "failure_modes:\n  - {id: a, title: A, parent: b}\n  - {id: b, title: B, parent: a}\n"

    assert lineage("a", library({"kb/organization/failure_modes.yml": modes}).graph) == ("a", "b")


def test_a_step_that_is_never_added_is_told_once() -> None:
    """A slip in a key has its place and the nearest key; a step that another document words is known."""
    approved = POSTMORTEM + "status: approved\nfailure_mode: db-full\n"
    sealed = graph(
        sop=SOP + "static_steps: [{key: check-disk, text: 看磁盘}]\n",
        second=SOP.replace("001", "002") + "static_steps: [{key: ring-vendor, text: 致电}]\n",
        pm=approved + "steps:\n  - {key: chek-disk, op: confirm}\n  - {key: ring-vendor, op: confirm}\n",
    )
    procedures, found = merge_all(sealed)

    assert [(shown(one), one.values["suggestion"]) for one in found] == [
        ("postmortems/PM-2026-0001.yml:9:11 P003", "check-disk")
    ]
    assert [step.key for step in procedures["SOP-IT-001"].steps] == ["check-disk"]


def test_every_document_is_merged() -> None:
    """SOPs come first, then runbooks, each by its id."""
    runbook = "id: RB-ERP-DISK\ntitle: 手册\nsystem: ERP\nfailure_mode: db-full\n"
    sealed = graph(
        b=SOP.replace("001", "002"),
        a=SOP,
        rb=runbook,
        pm=POSTMORTEM + "status: approved\nfailure_mode: db-full\n" + STEPS,
    )

    assert [one.id for one in documents_of(sealed)] == ["SOP-IT-001", "SOP-IT-002", "RB-ERP-DISK"]
    assert {name: [step.key for step in one.steps] for name, one in merge_all(sealed)[0].items()} == {
        "SOP-IT-001": ["check-disk"],
        "SOP-IT-002": ["check-disk"],
        "RB-ERP-DISK": ["check-disk"],
    }
