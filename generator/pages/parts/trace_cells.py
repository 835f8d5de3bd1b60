"""Nodes, gaps and whole chains of the trace as pages show them; record pages show theirs with `trace_of`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.kinds.revision import Revision
from generator.pages.base import FOLDERS, SHARED_PAGES, Site
from generator.pages.parts.paging import Excerpt, excerpt, leaf
from generator.tracing.gap_texts import gap_text
from generator.tracing.nodes import BACKWARD, Gap, NodeKind, TraceNode
from generator.tracing.rules import GAP_RULES

# Rows of one page of lots or tickets, which their places on these pages follow from.
NUMBERS_A_PAGE = 100
LOTS_PAGE, TICKETS_PAGE = "trace/lots.md", "trace/tickets.md"
PRODUCTS = (NodeKind.LOT, NodeKind.SERIAL)
# A cell of the matrix shows so much of a sentence; the whole stands on the record's page and in the tooltip.
_SHORT = 34


@dataclass(frozen=True, slots=True)
class NodeCell:
    """A node in a cell: what it is called, its page, its state in a word of the theme and in words."""

    text: str
    title: str
    path: str
    state: str
    label: str
    day: date | None

    @property
    def short(self) -> str:
        """The beginning of its title."""
        return self.title if len(self.title) <= _SHORT else f"{self.title[:_SHORT]}…"


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap in words: what is missing, where, since when, whose matter it is."""

    code: str
    text: str
    state: str
    label: str
    place: NodeCell
    record: str
    since: date | None
    days: int | None
    who: str


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """What a record is joined to, in both directions, and its gaps; `trace_parts.jinja` shows it."""

    groups: tuple[tuple[str, Excerpt[NodeCell]], ...]
    """Pairs of the link in words and what it leads to or comes from."""
    gaps: tuple[GapRow, ...]
    """What is missing, the oldest first."""


def trace_of(site: Site, record: str) -> RecordTrace:
    """Return what the record with this id is joined to; links inside the record itself are left out."""
    trace, say = site.trace, site.catalogue.text
    found: dict[str, dict[str, NodeCell]] = defaultdict(dict)
    for node in trace.nodes_of(record):
        for link in trace.links_from(node.id):
            other = trace.nodes[link.target]
            if other.record != record:
                found[say(link.name.label)][other.id] = node_cell(other, site)
        for link in trace.links_to(node.id):
            other = trace.nodes[link.source]
            if other.record != record:
                found[say(BACKWARD[link.name])][other.id] = node_cell(other, site)
    groups = tuple((label, excerpt([cells[one] for one in sorted(cells)])) for label, cells in found.items())
    return RecordTrace(groups, gap_rows(trace.gaps_of(record), site))


def node_cell(node: TraceNode, site: Site) -> NodeCell:
    """Return a node as a cell."""
    text, title = node.text, node.title
    if node.kind in (NodeKind.ACTION, NodeKind.CAUSE):
        text = f"{node.record}#{text}"
    if node.kind is NodeKind.STEP and title:
        # Nobody knows a step by its key: its words come first, the key after them.
        place, _, key = node.text.rpartition(" ")
        text, title = f"{place} {title}", key
    if node.kind is NodeKind.CLAUSE:
        title = next((one.titles[site.catalogue.language] for one in site.clause_sets if one.id == title), title)
    label = site.catalogue.text(node.label) if node.label else ""
    return NodeCell(text, title, path_of_node(node, site), node.state, label, node.day)


def cells(nodes: Iterable[TraceNode], site: Site) -> tuple[NodeCell, ...]:
    """Return several nodes as cells."""
    return tuple(node_cell(node, site) for node in nodes)


def gap_rows(gaps: Iterable[Gap], site: Site) -> tuple[GapRow, ...]:
    """Return gaps in words."""
    return tuple(_gap_row(gap, site) for gap in gaps)


def _gap_row(gap: Gap, site: Site) -> GapRow:
    rule, say = GAP_RULES[gap.code], site.catalogue.text
    must = rule.weight.value == "must"
    return GapRow(
        code=gap.code,
        text=gap_text(gap, say, site.trace.nodes),
        state="overdue" if must else "open",
        label=say(rule.weight.label),
        place=node_cell(site.trace.nodes[gap.node], site),
        record=gap.record,
        since=gap.since,
        days=gap.age(site.today),
        who=_name_of(gap.who, site),
    )


def _name_of(who: str, site: Site) -> str:
    record = site.graph.get(who)
    return record.name if record is not None else who


def path_of_node(node: TraceNode, site: Site) -> str:
    """Return the docs path of the place where a node is shown, empty where there is none."""
    if node.kind in PRODUCTS:
        return _numbered(node, LOTS_PAGE, site.trace_numbers(*PRODUCTS))
    if node.kind is NodeKind.TICKET:
        return _numbered(node, TICKETS_PAGE, site.trace_numbers(NodeKind.TICKET))
    if node.kind is NodeKind.CLAUSE:
        return f"trace/clauses.md#{anchor(node)}"
    record = site.graph.get(node.record)
    if record is None or not (record.kind in FOLDERS or record.kind in SHARED_PAGES or isinstance(record, Revision)):
        return ""
    path = site.path_of(record)
    if node.kind is NodeKind.STEP and "#" in node.id:
        key = node.id.rpartition("#")[2]
        shown = site.gathering.shown.get(node.record)
        return f"{path}#step-{key}" if shown is None or key in shown else path
    return path


def _numbered(node: TraceNode, first: str, places: dict[str, int]) -> str:
    return f"{leaf(first, places[node.id] // NUMBERS_A_PAGE + 1)}#{anchor(node)}"


def anchor(node: TraceNode) -> str:
    """Return the id of a node's row on the page that lists nodes of its kind."""
    return re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}", node.id)
