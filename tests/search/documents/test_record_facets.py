"""The facets of each kind of record, and what people read for them."""

from datetime import date

import pytest

from generator.i18n.catalogue import catalogue
from generator.lifecycle.facts import Facts
from generator.registry import KINDS
from generator.search.documents.facet_table import FACET_NAMES
from generator.search.documents.record_facets import facets_of, labels_of, names_of_values
from tests.libraries import CAPA, POSTMORTEM, graph

TODAY = date(2026, 11, 20)
INCIDENT = POSTMORTEM + (
    "modules: [登录]\nfailure_mode: db-full\nprocesses: [shipping]\n"
    "causes: [{text: 没人看, category: capacity}, {text: 没规程, category: capacity}]\n"
    "impact: {processes: [{process: receiving, state: stopped}, {process: reporting, state: ok}]}\n"
    'vendor_tickets: [{vendor: qihang, ticket_no: "0012"}]\n'
)
CASES = [
    (
        INCIDENT,
        {
            "kind": ("postmortem",),
            "system": ("ERP",),
            "module": ("登录",),
            "severity": ("S1",),
            "cause": ("capacity",),
            "failure_mode": ("db-full",),
            "process": ("shipping", "receiving"),
            "year": ("2026",),
            "vendor": ("qihang",),
            "status": ("draft",),
            "audience": ("internal",),
        },
    ),
    (CAPA, {"kind": ("capa",), "year": ("2026",), "status": ("draft",), "audience": ("internal",)}),
    (
        "id: SOP-IT-001\ntitle: 应急\napplies: {systems: [WMS], failure_modes: [network]}\n",
        {
            "kind": ("sop",),
            "system": ("WMS",),
            "failure_mode": ("network",),
            "status": ("draft",),
            "audience": ("internal",),
        },
    ),
    (
        "id: RB-ERP-DB\ntitle: 数据库\nsystem: ERP\nfailure_mode: db-full\nprocesses: [shipping]\n",
        {
            "kind": ("runbook",),
            "system": ("ERP",),
            "failure_mode": ("db-full",),
            "process": ("shipping",),
            "status": ("effective",),
            "audience": ("internal",),
        },
    ),
    ("id: MES\ntitle: 生产执行\nvendor: qihang\n", {"kind": ("system",), "system": ("MES",), "vendor": ("qihang",)}),
]


@pytest.mark.parametrize(("text", "facets"), CASES, ids=[next(iter(row[1]["kind"])) for row in CASES])
def test_a_record_has_the_facets_that_it_says(text: str, facets: dict[str, tuple[str, ...]]) -> None:
    """Each value once, in the order of the table, and nothing inherited from a system or an incident."""
    facts = Facts(graph(it=text), TODAY)
    found = facets_of(facts.graph.records[text.partition("\n")[0].removeprefix("id: ")], facts)

    assert found == facets
    assert list(found) == [name for name in FACET_NAMES if name in found]


def test_every_value_can_be_read() -> None:
    """Labels come from vocabularies, from other records and from closed lists, in the site's language."""
    linked = graph(it=INCIDENT)
    labels = labels_of(linked.records.values(), Facts(linked, TODAY), KINDS.values(), catalogue("zh").text)

    assert tuple(labels) == FACET_NAMES
    assert labels["kind"]["postmortem"] == "复盘"
    assert labels["severity"]["S1"].startswith("S1 ")
    assert labels["system"]["ERP"] == "企业资源计划"
    assert labels["failure_mode"]["db-full"] == "数据库盘写满"
    assert labels["vendor"]["qihang"] == "启航软件"
    assert (labels["module"], labels["year"]) == ({}, {})
    assert {"capacity"} == set(labels["cause"])


def test_people_find_a_record_by_what_its_values_are_called() -> None:
    """A record holds ids; people type names and nicknames."""
    facts = Facts(graph(it=INCIDENT), TODAY)
    linked = facts.graph
    names = list(names_of_values(linked.records["PM-2026-0001"], facts, catalogue("zh").text))

    assert {"ERP", "企业资源计划", "老系统", "数据库盘写满", "启航软件", "发货", "入库"} <= set(names)
    assert list(names_of_values(linked.records["ERP"], facts, catalogue("zh").text)) == []
