"""Incidents in the order in which people look for them, and the ones that count."""

from __future__ import annotations

from collections.abc import Iterable

from generator.graph import Graph
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.system import System
from generator.kinds.vendor import Vendor


def in_order(incidents: Iterable[Postmortem]) -> tuple[Postmortem, ...]:
    """Return the incidents, the newest first; of those that began together the one with the higher number."""
    return tuple(sorted(incidents, key=lambda one: (one.started_at.order, one.id), reverse=True))


def newest_first(incidents: Iterable[Postmortem]) -> tuple[Postmortem, ...]:
    """Return the incidents without the void ones, the newest first."""
    return in_order(one for one in incidents if one.status is not PostmortemStatus.VOID)


def incidents_of(record: System | Vendor, graph: Graph) -> tuple[Postmortem, ...]:
    """Return the incidents of a system, or of a vendor's systems and those with a ticket with it, the newest first."""
    if isinstance(record, System):
        return newest_first(graph.sources(record.id, Postmortem, "systems"))
    supplied = graph.sources(record.id, System, "vendor")
    found = {one.id: one for system in supplied for one in graph.sources(system.id, Postmortem, "systems")}
    called = {one.id: one for one in graph.sources(record.id, Postmortem, "vendor_tickets")}
    return newest_first((found | called).values())


def list_of(record: System | Vendor) -> str:
    """Return the docs path of the list with all incidents of a system or a vendor."""
    return f"postmortems/{record.kind}-{record.id}.md"
