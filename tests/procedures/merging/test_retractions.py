"""Steps in force that rest on a record which is void by now."""

from __future__ import annotations

from datetime import date

import pytest

from generator.graph import Graph
from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import merge_all, released_by
from generator.procedures.merging.retractions import retractions
from tests.libraries import CAPA, POSTMORTEM, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP]}\n"
LOCK = """\
id: SOP-IT-001@A-0
doc: SOP-IT-001
revision: A/0
change_class: first
released_on: 2026-06-01
effective_on: 2026-06-10
steps:
  - key: check-disk
    text: 看磁盘
    origins:
      - {source: SOP-IT-001, op: add}
      - {source: PM-2026-0001, date: 2026-05-20, op: revise}
  - {key: set-alarm, text: 装告警, origins: [{source: CAPA-2026-0001, date: 2026-05-20, op: add}]}
retired:
  - key: reboot
    retired_why: 坏
    origins: [{source: PM-2026-0001, date: 2026-05-20, op: retire}, {source: DR-2026-01, date: 2026-05-21, op: confirm}]
fingerprint: 0123456789abcdef
markdown: {file: A-0.md, sha256: "0"}
seal: "0"
approvals:
  - {meaning: prepared, name: 甲, role: 信息, date: 2026-06-01, method: wet_ink, fingerprint: 0123456789abcdef}
  - {meaning: reviewed, name: 乙, role: 信息, date: 2026-06-02, method: wet_ink, fingerprint: 0123456789abcdef}
  - {meaning: approved, name: 丙, role: 质量, date: 2026-06-03, method: wet_ink, fingerprint: 0123456789abcdef}
"""
DRILL = "id: DR-2026-01\ntitle: 演练\nheld_on: 2026-05-21\n"
AFTER = date(2026, 7, 1)


def sealed(pm: str = "approved", capa: str = "closed", drill: str = "held") -> Graph:
    """Return a released SOP and the records that taught it, in these states."""
    files = {
        "sop/SOP-IT-001.yml": SOP,
        "sop/released/SOP-IT-001/A-0.lock.yml": LOCK,
        "postmortems/PM-2026-0001.yml": POSTMORTEM + f"status: {pm}\n",
        "postmortems/capa/CAPA-2026-0001.yml": CAPA + f"log: [{{at: 2026-06-01, to: {capa}}}]\n",
        "kb/drills/DR-2026-01.yml": DRILL + f"status: {drill}\n",
    }
    read = library(files)
    assert list(map(shown, read.report)) == []
    return read.graph


CASES = [
    ({}, []),
    ({"pm": "void"}, ["check-disk PM-2026-0001", "reboot PM-2026-0001"]),
    ({"capa": "cancelled"}, ["set-alarm CAPA-2026-0001"]),
    ({"drill": "cancelled"}, ["reboot DR-2026-01"]),
]


@pytest.mark.parametrize(("states", "expected"), CASES)
def test_void_records_are_listed(states: dict[str, str], expected: list[str]) -> None:
    """Each step of the revision in force with each void record that taught it; only once it is in force."""
    graph = sealed(**states)
    document = graph.of(Sop)[0]

    assert [f"{row.step.key} {row.record.id}" for row in retractions(document, graph, AFTER)] == expected
    assert retractions(document, graph, date(2026, 6, 9)) == ()


def test_a_void_record_is_told_once() -> None:
    """The warning stands at the status of the void record and names the steps; the candidate has lost them."""
    procedures, found = merge_all(sealed(pm="void"), AFTER)
    told = [(shown(one), one.values["revision"], one.values["keys"]) for one in found]

    assert told == [("postmortems/PM-2026-0001.yml:6:9 P014", "A/0", "check-disk, reboot")]
    assert procedures["SOP-IT-001"].steps == ()


def test_what_a_revision_holds() -> None:
    """Step and source of everything that the newest released revision holds, from the day of its release on."""
    graph = sealed()
    document = graph.of(Sop)[0]

    assert released_by(document, graph, date(2026, 5, 31)) == frozenset()
    assert released_by(document, graph, date(2026, 6, 1)) == {
        ("check-disk", "SOP-IT-001"),
        ("check-disk", "PM-2026-0001"),
        ("set-alarm", "CAPA-2026-0001"),
        ("reboot", "PM-2026-0001"),
        ("reboot", "DR-2026-01"),
    }
