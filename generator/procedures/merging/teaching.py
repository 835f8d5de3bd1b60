"""Which steps each record teaches: the words of one record, as contributions that any document may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Span
from generator.graph import Graph
from generator.kinds.base import ApprovalMeaning, Step, StepOperation
from generator.kinds.capa import Capa, CapaAction, CapaState, SopTarget
from generator.kinds.drill import Drill, DrillStatus
from generator.kinds.library_step import LibraryStep
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.sop import Document
from generator.lifecycle.capa.state import STATE_ORDER, has_reached
from generator.model.node import Node
from generator.model.record import Record, span_of
from generator.procedures.merging.contributions import Contribution, set_fields, written_at

_VERIFYING_OR_LATER = STATE_ORDER[STATE_ORDER.index(CapaState.VERIFYING) :]


@dataclass(frozen=True, slots=True)
class Taught:
    """A contribution and the documents that it is for; none means all that are for incidents of this kind."""

    part: Contribution
    docs: tuple[str, ...]


def own_steps(document: Document) -> Iterator[Contribution]:
    """Yield the steps that the owner of a document wrote."""
    for position, step in enumerate(document.static_steps):
        node = written_at(document, ("static_steps", position))
        yield Contribution(
            key=step.key,
            source=document.id,
            day=date.min,
            position=position,
            span=_place(document, node, "key"),
            op=StepOperation.ADD,
            values=set_fields(step),
            before=step.before,
            after=step.after,
            why=step.basis,
            own=True,
            node=node,
        )


def shared_step(step: LibraryStep) -> Contribution:
    """Return the defaults that a step of the shared library gives to every document that uses its key."""
    return Contribution(
        key=step.id,
        source=step.id,
        day=date.min,
        position=0,
        span=step.span("id"),
        op=StepOperation.ADD,
        values=set_fields(step),
        shared=True,
        node=step.node,
    )


def taught_by_postmortem(postmortem: Postmortem) -> Iterator[Taught]:
    """Yield what a post-mortem teaches from its approval on; a draft or a void one teaches nothing (4.3 R1, R11)."""
    if postmortem.status in (PostmortemStatus.APPROVED, PostmortemStatus.CLOSED):
        day, used_on = _approved_on(postmortem), postmortem.started_at.day
        for position, step in enumerate(postmortem.steps):
            yield Taught(_from_step(postmortem, position, step, day, used_on), step.docs)


def taught_by_drill(drill: Drill) -> Iterator[Taught]:
    """Yield what a drill teaches from the day on which it was held; one that names documents tried only those."""
    if drill.status is DrillStatus.HELD and drill.held_on is not None:
        for position, step in enumerate(drill.steps):
            part = _from_step(drill, position, step, drill.held_on, drill.held_on, drilled=True)
            yield Taught(part, step.docs or drill.docs)


def taught_by_capa(capa: Capa, graph: Graph) -> Iterator[Taught]:
    """Yield the steps that the actions of a CAPA change, from verification on; a waived action changes none."""
    if not has_reached(capa, CapaState.VERIFYING):
        return
    follows = frozenset(
        (*(one.ref for one in capa.sources if one.ref), *(link.source for link in graph.links_to(capa.id, "capa")))
    )
    for position, (number, place, action, target) in enumerate(targets_of(capa), 1):
        node = written_at(capa, ("actions", number, "sop_targets", place))
        part = Contribution(
            key=target.step_key,
            source=capa.id,
            day=carried_out_on(capa, action),
            position=position,
            span=_place(capa, node, "step_key"),
            op=target.op,
            values=_values_of(action, target),
            before=target.before,
            after=target.after,
            why=target.why or (action.text if target.op is StepOperation.RETIRE else None),
            follows=follows,
            node=node,
        )
        yield Taught(part, (target.doc,))


def targets_of(capa: Capa) -> Iterator[tuple[int, int, CapaAction, SopTarget]]:
    """Yield every change of a step that the actions of a CAPA are to bring, with its place; not of waived actions."""
    for number, action in enumerate(capa.actions):
        if action.waived is None:
            for place, target in enumerate(action.sop_targets):
                yield number, place, action, target


def carried_out_on(capa: Capa, action: CapaAction) -> date:
    """Return the day from which an action counts: verified, else done, else when the CAPA came to verification."""
    if action.verified is not None and action.verified.date is not None:
        return action.verified.date
    if action.done_on is not None:
        return action.done_on
    return next((entry.at.day for entry in capa.log if entry.to in _VERIFYING_OR_LATER), capa.opened_on)


def _values_of(action: CapaAction, target: SopTarget) -> dict[str, object]:
    """Return the fields that a target sets; the action's text stands for the text of a step that it adds or rewords.

    Where the target changes another field, or the order alone, the action's text says how, not what to do.
    """
    values = set_fields(target)
    rewords = target.op is StepOperation.ADD or not values.keys() - {"phase"}
    if rewords and target.op not in (StepOperation.RETIRE, StepOperation.REORDER, StepOperation.CONFIRM):
        values.setdefault("text", action.text)
    return values


def _from_step(
    record: Record, position: int, step: Step, day: date, used_on: date, *, drilled: bool = False
) -> Contribution:
    node = written_at(record, ("steps", position))
    return Contribution(
        key=step.key,
        source=record.id,
        day=day,
        position=position,
        span=_place(record, node, "key"),
        op=step.op,
        values=set_fields(step),
        before=step.before,
        after=step.after,
        why=step.why,
        outcome=step.outcome,
        drilled=drilled,
        used_on=used_on,
        node=node,
    )


def _place(record: Record, node: Node | None, name: str) -> Span:
    return span_of(record.source_path, node, (name,)) if node is not None else record.span("id")


def _approved_on(postmortem: Postmortem) -> date:
    days = [row.date for row in postmortem.approvals if row.meaning is ApprovalMeaning.APPROVED and row.date]
    if days:
        return max(days)
    return (postmortem.reviewed_at or postmortem.started_at).day
