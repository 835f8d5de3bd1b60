"""Incidents in the trace: their causes, what they raised, what they touched, and what nobody noticed in time."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.base import Cause
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.tracing import states
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import LinkName, NodeKind

GRAVE = ("S1", "S2")


def draw_incidents(draft: Draft, gathering: Gathering) -> None:
    """Put every incident in; a void one is none."""
    for incident in gathering.graph.of(Postmortem):
        if incident.status is not PostmortemStatus.VOID:
            _draw(draft, incident, gathering)


def _draw(draft: Draft, incident: Postmortem, gathering: Gathering) -> None:
    day = incident.started_at.day
    own = draft.node(
        incident.id,
        NodeKind.POSTMORTEM,
        incident.id,
        incident.id,
        incident.title,
        states.of_postmortem(incident),
        day,
    )
    raised = gathering.capas_of.get(incident.id, ())
    for capa in raised:
        draft.link(LinkName.RAISES, own, capa)
    for earlier in incident.recurs_from:
        draft.link(LinkName.RECURS, own, earlier)
    draw_causes(draft, incident.id, incident.causes)
    for place, action in enumerate(incident.actions, 1):
        number = action.id or str(place)
        status = (action.status.value, action.status.label) if action.status else states.NOTHING
        node = draft.node(f"{own}#{number}", NodeKind.ACTION, number, own, action.text, status, action.due)
        draft.link(LinkName.HAS_ACTION, own, node)
    _touched(draft, incident, gathering)
    _signals(draft, incident)
    _gaps(draft, incident, raised, gathering)


def draw_causes(draft: Draft, record: str, causes: Iterable[Cause]) -> None:
    """Put the causes of a record in; one without a number gets its place."""
    for place, cause in enumerate(causes, 1):
        number = cause.id or str(place)
        node = draft.node(f"{record}#{number}", NodeKind.CAUSE, number, record, cause.text, states.of_cause(cause))
        draft.link(LinkName.HAS_CAUSE, record, node)


def draw_products(draft: Draft, record: str, lots: Iterable[str], serials: Iterable[str]) -> None:
    """Put lots and serial numbers that a record names in, zeros kept."""
    for kind, numbers in ((NodeKind.LOT, lots), (NodeKind.SERIAL, serials)):
        for number in numbers:
            draft.link(LinkName.AFFECTS, record, draft.node(f"{kind.value}:{number}", kind, number))


def _touched(draft: Draft, incident: Postmortem, gathering: Gathering) -> None:
    impact = incident.quality_impact
    if impact is not None:
        draw_products(draft, incident.id, impact.lots, impact.serials)
        if (impact.lots or impact.serials) and impact.decision is None:
            draft.gap("T20", incident.id, incident.id, incident.started_at.day, impact.decided_by)
    for interface in incident.hot_review.fragile_interfaces if incident.hot_review else ():
        draft.link(LinkName.AFFECTS, incident.id, draft.node(f"interface:{interface}", NodeKind.INTERFACE, interface))
    for ticket in incident.vendor_tickets:
        known = gathering.graph.get(ticket.vendor)
        name = known.name if known is not None else ticket.vendor
        vendor = draft.node(ticket.vendor, NodeKind.VENDOR, name, ticket.vendor)
        if ticket.ticket_no is None:
            opened = ticket.opened_at.day if ticket.opened_at else incident.started_at.day
            draft.gap("T19", vendor, incident.id, opened, value=name)
            continue
        closed = ("closed", PostmortemStatus.CLOSED.label) if ticket.closed_at else states.NOTHING
        node = draft.node(
            f"ticket:{ticket.ticket_no}",
            NodeKind.TICKET,
            ticket.ticket_no,
            title=name,
            state=closed,
            day=ticket.opened_at.day if ticket.opened_at else None,
        )
        draft.link(LinkName.AFFECTS, incident.id, node)
        draft.link(LinkName.OPENED_WITH, node, vendor)


def _signals(draft: Draft, incident: Postmortem) -> None:
    for place, sign in enumerate(incident.detection.missed_signals if incident.detection else (), 1):
        node = draft.node(f"{incident.id}#sign-{place}", NodeKind.SIGNAL, str(place), incident.id, sign)
        draft.link(LinkName.ANNOUNCED_BY, incident.id, node)


def _gaps(draft: Draft, incident: Postmortem, raised: tuple[str, ...], gathering: Gathering) -> None:
    who = incident.team.commander if incident.team else None
    day = incident.started_at.day
    if not raised and not incident.actions and incident.no_capa_reason is None:
        grave = incident.severity in GRAVE and not incident.near_miss
        draft.gap("T02" if grave else "T01", incident.id, incident.id, day, who)
    if not incident.causes and not any(_has_causes(capa, gathering) for capa in raised):
        draft.gap("T03", incident.id, incident.id, day, who)


def _has_causes(capa: str, gathering: Gathering) -> bool:
    return bool(getattr(gathering.graph.get(capa), "causes", ()))
