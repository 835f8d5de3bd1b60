"""What every record says of itself in the same words."""

import pytest

from generator.lifecycle.facts import Facts, systems_of
from generator.model.record import Record
from tests.libraries import CAPA, POSTMORTEM, TODAY, graph

SOP = "id: SOP-IT-001\ntitle: 应急\napplies: {systems: [ERP, WMS]}\n"
RUNBOOK = "id: RB-ERP-DB\ntitle: 数据库\nsystem: ERP\nfailure_mode: database\n"
SYSTEM = "id: MES\ntitle: 生产执行\n"


GONE = "withdrawal: {date: 2026-06-01, reason: 并入总规程, approved_by: 质量负责人}\n"


def record(text: str) -> tuple[Record, Facts]:
    """Return the record that a text describes, and what knows the facts of it."""
    facts = Facts(graph(it=text), TODAY)
    return facts.graph.records[text.partition("\n")[0].removeprefix("id: ")], facts


FACTS = [
    (POSTMORTEM, ("ERP",), "2026-05-11", "draft"),
    (CAPA + "systems: [WMS]\nlog: [{at: 2026-05-13, to: open}]\n", ("WMS",), "2026-05-12", "open"),
    (SOP, ("ERP", "WMS"), "None", "draft"),
    (RUNBOOK, ("ERP",), "None", "effective"),
    (SYSTEM, (), "None", "None"),
]


@pytest.mark.parametrize(("text", "systems", "day", "status"), FACTS, ids=[row[0][4:12] for row in FACTS])
def test_the_facts_of_each_kind(text: str, systems: tuple[str, ...], day: str, status: str) -> None:
    """The field differs from kind to kind, the question does not."""
    one, facts = record(text)

    assert (systems_of(one), str(facts.day_of(one)), str(facts.status_of(one))) == (systems, day, status)


OBSOLETE = [
    (POSTMORTEM + "status: void\n", True),
    (POSTMORTEM, False),
    (CAPA + "log: [{at: 2026-05-13, to: cancelled}]\n", True),
    (CAPA, False),
    (SOP + GONE, True),
    (RUNBOOK + GONE, True),
    (RUNBOOK, False),
    (SYSTEM, False),
]


@pytest.mark.parametrize(("text", "obsolete"), OBSOLETE)
def test_what_nobody_should_act_on(text: str, obsolete: bool) -> None:
    """Void, cancelled, superseded and withdrawn are one thing to a reader."""
    one, facts = record(text)

    assert facts.is_obsolete(one) is obsolete


@pytest.mark.parametrize(
    ("text", "in_force"),
    [(RUNBOOK, True), (SOP, False), (RUNBOOK + "control: controlled\n", False), (POSTMORTEM, False)],
)
def test_only_procedures_are_in_force(text: str, in_force: bool) -> None:
    """A draft is nothing to follow, and an incident never was."""
    one, facts = record(text)

    assert facts.is_in_force(one) is in_force
