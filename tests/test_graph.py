"""References are resolved both ways, and what cannot be resolved is told at its place."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from generator.diagnostics import Severity
from generator.graph import link
from generator.kinds.failure_mode import FailureMode
from generator.kinds.postmortem import Postmortem
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.registry import KINDS
from tests.libraries import BASE, CAPA, POSTMORTEM, graph, library, shown

PM = "postmortems/2026/PM-2026-0001.yml"


@pytest.mark.parametrize("written", ["ERP", "erp", "ＥＲＰ", "企业资源计划", "企业 资源计划", "老系统"])
def test_a_system_is_found_by_id_name_or_alias(written: str) -> None:
    """However a system is written, the record holds its id afterwards."""
    read = library({PM: POSTMORTEM.replace("[ERP]", f"[{written}]")})

    assert list(read.report) == []
    assert read.graph.of(Postmortem)[0].systems == ("ERP",)


CASES = [
    ("capa: [CAPA-2026-0999]\n", [f"{PM}:6:8 G001"]),
    ("related:\n  - ERP\n  - KB-NOTHING\n", [f"{PM}:8:5 G001"]),
    ("capa: [ERP]\n", [f"{PM}:6:8 G002"]),
    ("failure_mode: ERP\n", [f"{PM}:6:15 G002"]),
    ("failure_mode: 数据库盘写滿\n", [f"{PM}:6:15 G001"]),
    ("vendor_tickets:\n  - vendor: 启航软件\n  - vendor: 起航\n", [f"{PM}:8:13 G001"]),
    ("recurs_from: [PM-2026-0001]\n", [f"{PM}:6:14 G004"]),
    ("failure_mode: db-full\nrelated: [erp, WMS]\n", []),
]


@pytest.mark.parametrize(
    ("more", "expected"), CASES, ids=lambda case: case.split(":")[0] if isinstance(case, str) else ""
)
def test_a_bad_reference_is_told_at_its_place(more: str, expected: list[str]) -> None:
    """Each bad reference gives one diagnostic with line and column of the value."""
    assert [shown(found) for found in library({PM: POSTMORTEM + more}).report] == expected


def test_the_nearest_ids_are_suggested() -> None:
    """A slip of one digit leads to the record that was meant."""
    read = library({PM: POSTMORTEM + "capa: [CAPA-2026-0010]\n", "postmortems/capa/CAPA-2026-0001.yml": CAPA})

    assert [found.values["suggestion"] for found in read.report] == ["CAPA-2026-0001"]


@pytest.mark.parametrize("other", ["PM-2026-0001", "pm-2026-0001", "ＰＭ-2026-0001"])
def test_an_id_belongs_to_one_record(other: str) -> None:
    """The same id in another file is an error, also in another case or width where the pattern lets it through."""
    read = library({PM: POSTMORTEM, "postmortems/2026/z.yml": POSTMORTEM.replace("PM-2026-0001", other)})
    errors = [shown(found) for found in read.report if found.severity is Severity.ERROR]

    assert errors == [f"postmortems/2026/z.yml:1:5 {'G003' if other == 'PM-2026-0001' else 'F015'}"]
    assert len(read.graph.of(Postmortem)) == 1


def test_ids_that_differ_only_in_case_are_the_same() -> None:
    """Windows would keep only one of the two files."""
    read = library({"kb/systems/erp2.yml": "id: erp\ntitle: 另一个\n"})

    assert "kb/systems/erp2.yml:1:5 G003" in [shown(found) for found in read.report]


def test_one_name_means_one_record() -> None:
    """Two systems with one alias are told, since a reference by it could mean either."""
    read = library({"kb/systems/MES.yml": "id: MES\ntitle: 制造执行\naliases: [老系统]\n"})

    assert [shown(found) for found in read.report] == ["kb/systems/MES.yml:3:10 G005"]


CIRCLES = [
    ("parent", "failure_modes:\n  - {id: a, title: A, parent: b}\n  - {id: b, title: B, parent: a}\n"),
    ("parent", "failure_modes:\n  - {id: a, title: A, parent: a}\n"),
    (
        "parent",
        "failure_modes:\n" + "".join(f"  - {{id: m{n}, title: M{n}, parent: m{(n + 1) % 5}}}\n" for n in range(5)),
    ),
]


@pytest.mark.parametrize(("field", "text"), CIRCLES)
def test_a_circle_is_told_once(field: str, text: str) -> None:
    """Nothing comes from itself, over however many records."""
    found = list(library({"kb/organization/failure_modes.yml": text}).report)

    assert [(one.rule.code, one.field) for one in found] == [("G004", field)]


def test_a_chain_is_no_circle() -> None:
    """A tree of failure modes and systems that need others are as they should be."""
    read = library({"kb/systems/MES.yml": "id: MES\ntitle: 制造执行\ndepends_on: [ERP, WMS]\n"})

    assert list(read.report) == []


def test_links_lead_both_ways() -> None:
    """What a record cites knows by whom it is cited, and in which field."""
    one = graph(
        pm=POSTMORTEM + "capa: [CAPA-2026-0001]\nvendor_tickets: [{vendor: qihang}]\nrelated: [ERP]\n",
        capa=CAPA + "systems: [ERP, WMS]\n",
    )

    assert [record.id for record in one.sources("ERP", Postmortem)] == ["PM-2026-0001"]
    assert [record.id for record in one.sources("CAPA-2026-0001", Postmortem, "capa")] == ["PM-2026-0001"]
    assert one.sources("CAPA-2026-0001", Postmortem, "related") == ()
    assert [record.id for record in one.targets("CAPA-2026-0001", System)] == ["ERP", "WMS"]
    assert [link.field for link in one.links_from("PM-2026-0001")] == ["systems", "vendor_tickets", "capa", "related"]
    assert [record.id for record in one.targets("PM-2026-0001", Vendor)] == ["qihang"]
    assert one.get("PM-2026-0099") is None


def test_the_order_of_the_files_does_not_matter() -> None:
    """The same records in any order make the same graph and the same diagnostics."""
    records = [*library({PM: POSTMORTEM + "capa: [CAPA-2026-0009]\n"}, base=BASE).graph.records.values()]
    results = set()
    for order in random.Random(7).sample([*permutations(records)], 24):
        sealed, found = link(order, KINDS)
        links = tuple((one.target, one.path) for one in sealed.links_from("PM-2026-0001"))
        results.add((links, tuple(map(shown, found)), tuple(record.id for record in sealed.of(FailureMode))))

    assert len(results) == 1


def test_a_sealed_graph_cannot_be_changed() -> None:
    """Nothing flows back: neither records nor their table can be written to."""
    one = graph(pm=POSTMORTEM)

    with pytest.raises(TypeError):
        one.records["X"] = one.records["ERP"]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        one.records["PM-2026-0001"].title = "x"  # type: ignore[attr-defined]


def test_a_record_that_cannot_be_read_excuses_those_that_cite_it() -> None:
    """One mistake is told once: not again at every reference to the record that it keeps out."""
    broken = CAPA + "mood: x\n"
    read = library({PM: POSTMORTEM + "capa: [CAPA-2026-0001]\n", "postmortems/capa/CAPA-2026-0001.yml": broken})

    assert [shown(found) for found in read.report] == ["postmortems/capa/CAPA-2026-0001.yml:4:1 F019"]
    assert (read.graph.knows("CAPA-2026-0001"), read.graph.knows("CAPA-2026-0002")) == (True, False)
    assert read.graph.links_from("PM-2026-0001", "capa") == ()


def test_a_graph_without_a_record_has_no_trace_of_it() -> None:
    """What is kept back is in no list and in no link, and the whole graph stays as it was."""
    whole = graph(pm=POSTMORTEM + "capa: [CAPA-2026-0001]\n", capa=CAPA + "related: [PM-2026-0001]\n")
    rest = whole.without({"CAPA-2026-0001"})

    assert rest.get("CAPA-2026-0001") is None
    assert [one.target for one in rest.links_from("PM-2026-0001")] == ["ERP"]
    assert (rest.links_to("PM-2026-0001"), rest.links_from("CAPA-2026-0001")) == ((), ())
    assert len(whole) == len(rest) + 1
    assert whole.links_to("PM-2026-0001", "related") != ()
