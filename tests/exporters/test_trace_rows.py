"""The trace as JSON and as tables."""

from __future__ import annotations

import json

from generator.exporters.csv_text import csv_bytes
from generator.exporters.trace_rows import gaps_table, matrix_table, trace_bytes
from generator.i18n.catalogue import Catalogue
from generator.tracing.matrix import matrix
from generator.tracing.nodes import Gap, NodeKind, TraceNode
from tests.pages.sites import TODAY
from tests.tracing.traces import organization


def test_json_holds_everything_in_a_lasting_order() -> None:
    """Nodes, links and gaps; every end of a link is a node; the same records give the same bytes."""
    site = organization(without="drills")
    data = trace_bytes(site.trace, TODAY, "1.0")
    payload = json.loads(data)
    ids = [node["id"] for node in payload["nodes"]]

    assert ids == sorted(site.trace.nodes)
    assert {end for link in payload["links"] for end in (link["from"], link["to"])} <= set(ids)
    assert [(gap["code"], gap["node"], gap["days"]) for gap in payload["gaps"]] == [("T15", "CAPA-2026-0001", 176)]
    assert (payload["as_of"], payload["made_by"]) == ("2026-11-20", "fupan 1.0")
    assert data == trace_bytes(organization(without="drills").trace, TODAY, "1.0")


def test_a_row_of_the_matrix_has_the_words_of_its_language() -> None:
    """What people read is translated, ids are not."""
    site = organization(without="drills")
    table = matrix_table(matrix(site.trace, site.gathering), site.catalogue.text, site.trace.nodes)
    (row,) = table.records()

    assert row["incident"] == "PM-2026-0001"
    assert row["steps"] == "RB-ERP-DISK check-disk Lives with its records"
    assert row["verifications"] == "QA Verified 2026-05-29"
    assert row["checks"] == "1 Was effective 2026-08-30"
    assert row["gaps"] == "T15 No drill has tried the changed steps since."


def test_gaps_become_csv() -> None:
    """A gap has its code, its age and whose matter it is."""
    site = organization(without="drills")
    table = gaps_table(site.trace.gaps, TODAY, site.catalogue.text, site.trace.nodes)
    text = csv_bytes(table, site.catalogue.text).decode("utf-8-sig")

    assert "T15,CAPA-2026-0001,CAPA-2026-0001,No drill has tried the changed steps since.,2026-05-28,176" in text


def test_steps_of_a_gap_are_called_by_their_texts() -> None:
    """A clerk knows a step by what it says; the key stands after it, and who has a role is named."""
    nodes = {"SOP-IT-001#look": TraceNode("SOP-IT-001#look", NodeKind.STEP, "SOP-IT-001 look", title="Look at it")}
    gap = Gap("T11", "SOP-IT-001", "SOP-IT-001", who="it-lead", values={"value": "look, gone"})
    table = gaps_table([gap], TODAY, Catalogue("en").text, nodes, {"it-lead": "Head of IT"}.__getitem__)
    (row,) = table.records()

    assert (row["missing"], row["who"]) == ("Steps without a record or a basis: Look at it [look]; gone.", "Head of IT")
