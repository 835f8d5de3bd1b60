"""The trace for other programs: everything as JSON, the main matrix and the gaps as tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from generator.exporters.tables import Cell, Column, Table
from generator.tracing.gap_texts import gap_text
from generator.tracing.matrix import MatrixRow
from generator.tracing.nodes import Gap, Trace, TraceNode
from generator.tracing.rules import GAP_RULES
from generator.wording import N_

# Where the site has it.
TRACE_FILE = "trace.json"
Texts = Callable[..., str]
Nodes = Mapping[str, TraceNode]

_MATRIX = (
    Column("day", N_("Date")),
    Column("incident", N_("Incident")),
    Column("incident_title", N_("Title"), 40),
    Column("causes", N_("Cause"), 40),
    Column("capa", N_("CAPA")),
    Column("capa_state", N_("Status")),
    Column("action", N_("Action")),
    Column("action_text", N_("Action text"), 40),
    Column("action_state", N_("State of the action")),
    Column("changes", N_("Change"), 20),
    Column("steps", N_("Step at revision"), 30),
    Column("verifications", N_("Verification"), 20),
    Column("drills", N_("Drill"), 20),
    Column("checks", N_("Effectiveness"), 20),
    Column("trainings", N_("Training"), 20),
    Column("reason", N_("Why no CAPA"), 30),
    Column("gaps", N_("Gap"), 40),
)
_GAPS = (
    Column("code", N_("Gap no.")),
    Column("record", N_("Record")),
    Column("node", N_("Where it is missing"), 24),
    Column("missing", N_("What is missing"), 50),
    Column("since", N_("Since")),
    Column("days", N_("Days")),
    Column("who", N_("Who")),
)


def trace_payload(trace: Trace, today: date, version: str) -> dict[str, Any]:
    """Return all nodes, links and gaps as JSON holds them, in a lasting order."""
    return {
        "format": 1,
        "as_of": today.isoformat(),
        "made_by": f"fupan {version}",
        "nodes": [_node(trace.nodes[one]) for one in sorted(trace.nodes)],
        "links": [
            {"link": name, "from": source, "to": target}
            for name, source, target in sorted((link.name.value, link.source, link.target) for link in trace.links)
        ],
        "gaps": [_gap(gap, today) for gap in trace.gaps],
    }


def trace_bytes(trace: Trace, today: date, version: str) -> bytes:
    """Return the payload as a JSON file."""
    text = json.dumps(trace_payload(trace, today, version), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _node(node: TraceNode) -> dict[str, Any]:
    values = {
        "id": node.id,
        "kind": node.kind.value,
        "record": node.record,
        "text": node.text,
        "title": node.title,
        "state": node.state,
        "day": node.day.isoformat() if node.day else "",
    }
    return {name: value for name, value in values.items() if value}


def _gap(gap: Gap, today: date) -> dict[str, Any]:
    rule = GAP_RULES[gap.code]
    return {
        "code": gap.code,
        "link": rule.link.value if rule.link is not None else None,
        "weight": rule.weight.value,
        "record": gap.record or None,
        "node": gap.node,
        "values": dict(gap.values),
        "since": gap.since.isoformat() if gap.since else None,
        "days": gap.age(today),
        "who": gap.who or None,
    }


def matrix_table(rows: Iterable[MatrixRow], texts: Texts, nodes: Nodes) -> Table:
    """Return the main matrix; many values of a cell are parted by `; `."""
    return Table("trace", N_("Traceability matrix"), _MATRIX, tuple(_cells(row, texts, nodes) for row in rows))


def _cells(row: MatrixRow, texts: Texts, nodes: Nodes) -> tuple[Cell, ...]:
    return (
        row.day,
        row.incident.text if row.incident else ", ".join(texts(source) for source in row.sources),
        row.incident.title if row.incident else None,
        "; ".join(f"{node.text} {node.title}" for node in row.causes),
        row.capa.text if row.capa else None,
        texts(row.capa.label) if row.capa else None,
        row.action.text if row.action else None,
        row.action.title if row.action else None,
        texts(row.action.label) if row.action and row.action.label else None,
        _joined(row.changes, texts),
        _joined(row.steps, texts),
        _joined(row.verifications, texts),
        _joined(row.drills, texts),
        _joined(row.checks, texts),
        _joined(row.trainings, texts),
        row.reason,
        "; ".join(f"{gap.code} {gap_text(gap, texts, nodes)}" for gap in row.gaps),
    )


def _joined(nodes: Iterable[TraceNode], texts: Texts) -> str:
    parts = (
        (node.text, texts(node.label) if node.label else "", node.day.isoformat() if node.day else "") for node in nodes
    )
    return "; ".join(" ".join(part for part in words if part) for words in parts)


def gaps_table(
    gaps: Iterable[Gap], today: date, texts: Texts, nodes: Nodes, names: Callable[[str], str] = str
) -> Table:
    """Return the gaps, the oldest first; `nodes` are those of the trace, `names` says what the id of a person is called."""
    rows = tuple(
        (gap.code, gap.record, gap.node, gap_text(gap, texts, nodes), gap.since, gap.age(today), names(gap.who))
        for gap in gaps
    )
    return Table("gaps", N_("Gaps of the trace"), _GAPS, rows)
