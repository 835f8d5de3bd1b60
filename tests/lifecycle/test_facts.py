"""What every record says of itself in the same words."""

import pytest

from generator.lifecycle.facts import day_of, is_in_force, is_obsolete, status_of, systems_of
from generator.model.record import Record
from tests.libraries import CAPA, POSTMORTEM, graph

SOP = "id: SOP-IT-001\ntitle: 应急\nstatus: effective\neffective_on: 2026-03-01\napplies: {systems: [ERP, WMS]}\n"
RUNBOOK = "id: RB-ERP-DB\ntitle: 数据库\nsystem: ERP\nfailure_mode: database\n"
SYSTEM = "id: MES\ntitle: 生产执行\n"


def record(text: str) -> Record:
    """Return the record that a text describes."""
    return graph(it=text).records[text.partition("\n")[0].removeprefix("id: ")]


FACTS = [
    (POSTMORTEM, ("ERP",), "2026-05-11", "draft"),
    (CAPA + "systems: [WMS]\nlog: [{at: 2026-05-13, to: open}]\n", ("WMS",), "2026-05-12", "open"),
    (SOP, ("ERP", "WMS"), "2026-03-01", "effective"),
    (RUNBOOK, ("ERP",), "None", "effective"),
    (SYSTEM, (), "None", "None"),
]


@pytest.mark.parametrize(("text", "systems", "day", "status"), FACTS, ids=[row[0][4:12] for row in FACTS])
def test_the_facts_of_each_kind(text: str, systems: tuple[str, ...], day: str, status: str) -> None:
    """The field differs from kind to kind, the question does not."""
    one = record(text)

    assert (systems_of(one), str(day_of(one)), str(status_of(one))) == (systems, day, status)


OBSOLETE = [
    (POSTMORTEM + "status: void\n", True),
    (POSTMORTEM, False),
    (CAPA + "log: [{at: 2026-05-13, to: cancelled}]\n", True),
    (CAPA, False),
    (SOP.replace("effective\n", "superseded\n"), True),
    (RUNBOOK + "status: withdrawn\n", True),
    (RUNBOOK, False),
    (SYSTEM, False),
]


@pytest.mark.parametrize(("text", "obsolete"), OBSOLETE)
def test_what_nobody_should_act_on(text: str, obsolete: bool) -> None:
    """Void, cancelled, superseded and withdrawn are one thing to a reader."""
    assert is_obsolete(record(text)) is obsolete


@pytest.mark.parametrize(("text", "in_force"), [(SOP, True), (RUNBOOK + "status: draft\n", False), (POSTMORTEM, False)])
def test_only_procedures_are_in_force(text: str, in_force: bool) -> None:
    """A draft is nothing to follow, and an incident never was."""
    assert is_in_force(record(text)) is in_force
