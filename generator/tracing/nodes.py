"""What the trace is made of: nodes, the links between them, and the gaps where a link is missing.

From the incident to the proof that what was done about it worked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.model.values import Choice
from generator.wording import N_


class NodeKind(Choice):
    """What a node is."""

    POSTMORTEM = "postmortem", N_("Incident")
    CAUSE = "cause", N_("Cause")
    CAPA = "capa", N_("CAPA")
    ACTION = "action", N_("Action")
    CHANGE = "change", N_("Change")
    STEP = "step", N_("Step")
    DOCUMENT = "document", N_("Document")
    REVISION = "revision", N_("Revision")
    DRILL = "drill", N_("Drill")
    VERIFICATION = "verification", N_("Verification")
    EFFECTIVENESS = "effectiveness", N_("Effectiveness check")
    TRAINING = "training", N_("Training")
    CLAUSE = "clause", N_("Clause")
    LOT = "lot", N_("Lot")
    SERIAL = "serial", N_("Serial number")
    INTERFACE = "interface", N_("Interface")
    VENDOR = "vendor", N_("Vendor")
    TICKET = "ticket", N_("Vendor ticket")
    SIGNAL = "signal", N_("Early sign")
    RECORD = "record", N_("Record")


class LinkName(Choice):
    """How one node leads to another; `BACKWARD` has the words for the other direction."""

    RAISES = "raises", N_("Raises")
    HAS_CAUSE = "has_cause", N_("Has the cause")
    HAS_ACTION = "has_action", N_("Has the action")
    ADDRESSED_BY = "addressed_by", N_("Addressed by")
    IMPLEMENTED_BY = "implemented_by", N_("Implemented by")
    CHANGES_STEP = "changes_step", N_("Changes the step")
    DERIVED_FROM = "derived_from", N_("Comes from")
    RELEASED_IN = "released_in", N_("Released in")
    VERIFIED_BY = "verified_by", N_("Verified by")
    EFFECTIVE_BY = "effective_by", N_("Shown effective by")
    EXERCISED_BY = "exercised_by", N_("Tried in")
    TRAINED_BY = "trained_by", N_("Trained in")
    CITES = "cites_clause", N_("Cites the clause")
    RECURS = "recurs", N_("Repeats")
    AFFECTS = "affects", N_("Touches")
    OPENED_WITH = "opened_with", N_("Opened with")
    ANNOUNCED_BY = "announced_by", N_("Announced by")


BACKWARD: Mapping[LinkName, str] = {
    LinkName.RAISES: N_("Raised by"),
    LinkName.HAS_CAUSE: N_("Cause of"),
    LinkName.HAS_ACTION: N_("Action of"),
    LinkName.ADDRESSED_BY: N_("Addresses"),
    LinkName.IMPLEMENTED_BY: N_("Implements"),
    LinkName.CHANGES_STEP: N_("Changed by"),
    LinkName.DERIVED_FROM: N_("Taught"),
    LinkName.RELEASED_IN: N_("Released with"),
    LinkName.VERIFIED_BY: N_("Verifies"),
    LinkName.EFFECTIVE_BY: N_("Judges"),
    LinkName.EXERCISED_BY: N_("Tries"),
    LinkName.TRAINED_BY: N_("Trains"),
    LinkName.CITES: N_("Cited by"),
    LinkName.RECURS: N_("Repeated by"),
    LinkName.AFFECTS: N_("Touched by"),
    LinkName.OPENED_WITH: N_("Was called with"),
    LinkName.ANNOUNCED_BY: N_("Announces"),
}


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One thing in the trace.

    `id` is that of its record, or leads on from it (`CAPA-2026-0003#A1`, `SOP-IT-001@A-1#check-disk`, `lot:0123`);
    `record` is the record that holds it, empty where many do. `state` is a word of the theme's badges, `label` what
    people read for it, both empty where nothing can be said.
    """

    id: str
    kind: NodeKind
    text: str
    record: str = ""
    title: str = ""
    state: str = ""
    label: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TraceLink:
    """A link between two nodes, by their ids."""

    name: LinkName
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A link that is missing: which rule of `tracing.rules` asks for it, at which node, since when, whose matter it is.

    `action` is the node of the action that it concerns, where it concerns one; `values` fill the rule's text.
    """

    code: str
    node: str
    record: str
    since: date | None = None
    who: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    action: str = ""

    def age(self, today: date) -> int | None:
        """Return for how many days the gap has been open, None where nobody knows since when."""
        return (today - self.since).days if self.since is not None else None


@dataclass(frozen=True)
class Trace:
    """All nodes by id, all links, all gaps (the oldest first); both directions can be asked."""

    nodes: Mapping[str, TraceNode]
    links: tuple[TraceLink, ...]
    gaps: tuple[Gap, ...]

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[TraceLink, ...]]:
        return _grouped(self.links, "source")

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[TraceLink, ...]]:
        return _grouped(self.links, "target")

    @cached_property
    def _nodes_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.nodes.values():
            found[node.record].append(node.id)
        return {record: tuple(nodes) for record, nodes in found.items()}

    @cached_property
    def _gaps_of(self) -> Mapping[str, tuple[Gap, ...]]:
        found: dict[str, list[Gap]] = defaultdict(list)
        for gap in self.gaps:
            found[gap.record].append(gap)
        return {record: tuple(gaps) for record, gaps in found.items()}

    def links_from(self, node: str, *names: LinkName) -> tuple[TraceLink, ...]:
        """Return the links that begin at a node, all or those with one of `names`."""
        links = self._outgoing.get(node, ())
        return tuple(link for link in links if link.name in names) if names else links

    def links_to(self, node: str, *names: LinkName) -> tuple[TraceLink, ...]:
        """Return the links that end at a node, all or those with one of `names`."""
        links = self._incoming.get(node, ())
        return tuple(link for link in links if link.name in names) if names else links

    def after(self, node: str, *names: LinkName) -> tuple[TraceNode, ...]:
        """Return the nodes to which links lead from a node, each once."""
        return tuple(self.nodes[one] for one in dict.fromkeys(link.target for link in self.links_from(node, *names)))

    def before(self, node: str, *names: LinkName) -> tuple[TraceNode, ...]:
        """Return the nodes from which links lead to a node, each once."""
        return tuple(self.nodes[one] for one in dict.fromkeys(link.source for link in self.links_to(node, *names)))

    def nodes_of(self, record: str) -> tuple[TraceNode, ...]:
        """Return the nodes that a record holds, itself included."""
        return tuple(self.nodes[one] for one in self._nodes_of.get(record, ()))

    def gaps_of(self, record: str) -> tuple[Gap, ...]:
        """Return the gaps of a record, the oldest first."""
        return self._gaps_of.get(record, ())

    def of(self, *kinds: NodeKind) -> tuple[TraceNode, ...]:
        """Return all nodes of some kinds, by id."""
        return tuple(sorted((one for one in self.nodes.values() if one.kind in kinds), key=lambda one: one.id))


def _grouped(links: Iterable[TraceLink], end: str) -> Mapping[str, tuple[TraceLink, ...]]:
    found: dict[str, list[TraceLink]] = defaultdict(list)
    for link in links:
        found[getattr(link, end)].append(link)
    return {node: tuple(group) for node, group in found.items()}
