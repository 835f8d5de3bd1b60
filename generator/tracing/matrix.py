"""The main matrix: one row for each action on the way from an incident to its proof; what is missing is a row too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import Gap, LinkName, NodeKind, Trace, TraceNode


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: incident, causes, CAPA, action, changes, steps, proof, effectiveness, training, gaps.

    `sources` are what a CAPA comes from where no incident raised it, `reason` why an incident raised no CAPA.
    """

    day: date
    incident: TraceNode | None
    sources: tuple[str, ...]
    causes: tuple[TraceNode, ...]
    capa: TraceNode | None
    action: TraceNode | None
    changes: tuple[TraceNode, ...]
    steps: tuple[TraceNode, ...]
    verifications: tuple[TraceNode, ...]
    drills: tuple[TraceNode, ...]
    checks: tuple[TraceNode, ...]
    trainings: tuple[TraceNode, ...]
    gaps: tuple[Gap, ...]
    reason: str = ""


def matrix(trace: Trace, gathering: Gathering) -> tuple[MatrixRow, ...]:
    """Return all rows, the newest incident first; every incident that is not void and every CAPA has one at least."""
    rows = [*_from_incidents(trace, gathering), *_without_incident(trace, gathering)]
    rows.sort(key=_order, reverse=True)
    return tuple(rows)


def _order(row: MatrixRow) -> tuple[date, str, str, int]:
    first = row.incident or row.capa
    # The actions of one CAPA stay in their order although the rest is turned round.
    place = int("".join(sign for sign in row.action.text if sign.isdigit())[:9] or 0) if row.action else 0
    return row.day, first.id if first else "", row.capa.id if row.capa else "", -place


def _from_incidents(trace: Trace, gathering: Gathering) -> Iterator[MatrixRow]:
    for incident in gathering.graph.of(Postmortem):
        if incident.status is PostmortemStatus.VOID:
            continue
        node, day = trace.nodes[incident.id], incident.started_at.day
        causes = trace.after(incident.id, LinkName.HAS_CAUSE)
        gaps = trace.gaps_of(incident.id)
        capas = [one for one in gathering.capas_of.get(incident.id, ()) if one in trace.nodes]
        for place, capa in enumerate(capas):
            yield from _rows(trace, day, node, (), causes, capa, () if place else gaps)
        if not capas:
            reason = incident.no_capa_reason or ""
            actions: tuple[TraceNode | None, ...] = trace.after(incident.id, LinkName.HAS_ACTION) or (None,)
            for place, action in enumerate(actions):
                yield _row(trace, day, node, (), causes, None, action, () if place else gaps, reason)


def _without_incident(trace: Trace, gathering: Gathering) -> Iterator[MatrixRow]:
    for capa in gathering.graph.of(Capa):
        if not any(one in trace.nodes for one in gathering.incidents_of.get(capa.id, ())):
            sources = tuple(dict.fromkeys(source.type.label for source in capa.sources))
            yield from _rows(trace, capa.opened_on, None, sources, (), capa.id, ())


def _rows(
    trace: Trace,
    day: date,
    incident: TraceNode | None,
    sources: tuple[str, ...],
    causes: tuple[TraceNode, ...],
    capa: str,
    gaps: tuple[Gap, ...],
) -> Iterator[MatrixRow]:
    node = trace.nodes[capa]
    # The CAPA looked deeper than the incident's own review where it has causes of its own.
    causes = trace.after(capa, LinkName.HAS_CAUSE) or causes
    own = trace.gaps_of(capa)
    actions: tuple[TraceNode | None, ...] = trace.after(capa, LinkName.HAS_ACTION) or (None,)
    for place, action in enumerate(actions):
        of_action = tuple(gap for gap in own if action is not None and gap.action == action.id)
        of_whole = () if place else (*gaps, *(gap for gap in own if not gap.action))
        addressed = trace.before(action.id, LinkName.ADDRESSED_BY) if action is not None else ()
        yield _row(trace, day, incident, sources, addressed or causes, node, action, (*of_whole, *of_action))


def _row(
    trace: Trace,
    day: date,
    incident: TraceNode | None,
    sources: tuple[str, ...],
    causes: tuple[TraceNode, ...],
    capa: TraceNode | None,
    action: TraceNode | None,
    gaps: tuple[Gap, ...],
    reason: str = "",
) -> MatrixRow:
    steps = trace.after(action.id, LinkName.CHANGES_STEP) if action is not None else ()
    living = [one for step in steps for one in (step, *trace.before(step.id, LinkName.RELEASED_IN))]
    drills = {
        one.id: one
        for step in living
        if step.kind is NodeKind.STEP
        for one in trace.after(step.id, LinkName.EXERCISED_BY)
    }
    revisions = [one for step in steps for one in trace.after(step.record) if one.kind is NodeKind.TRAINING]
    asked = trace.after(capa.id, LinkName.TRAINED_BY) if capa is not None else ()
    return MatrixRow(
        day=day,
        incident=incident,
        sources=sources,
        causes=causes,
        capa=capa,
        action=action,
        changes=trace.after(action.id, LinkName.IMPLEMENTED_BY) if action is not None else (),
        steps=steps,
        verifications=trace.after(action.id, LinkName.VERIFIED_BY) if action is not None else (),
        drills=tuple(drills.values()),
        checks=trace.after(capa.id, LinkName.EFFECTIVE_BY) if capa is not None else (),
        trainings=tuple({one.id: one for one in (*asked, *revisions)}.values()),
        gaps=gaps,
        reason=reason,
    )
