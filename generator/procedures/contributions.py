"""Which steps each record teaches to which document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Span
from generator.graph import Graph
from generator.kinds.base import ApprovalMeaning, StepFields, StepOperation, StepOutcome
from generator.kinds.capa import Capa, CapaState
from generator.kinds.failure_mode import FailureMode
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.lifecycle.capa_state import has_reached

STEP_FIELDS = tuple(StepFields.model_fields)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one record says about one step of one document.

    `values` holds only the fields that the record sets. `day` and `source` and `position` order contributions;
    the steps of the document's own definition come first.
    """

    key: str
    source: str
    day: date
    position: int
    span: Span
    op: StepOperation | None
    values: dict[str, object]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    why: str | None = None
    outcome: StepOutcome | None = None
    own: bool = False

    @property
    def order(self) -> tuple[bool, date, str, int, str]:
        """The key that orders contributions whatever the order of the files: own first, then day, id, place."""
        return not self.own, self.day, self.source, self.position, self.key


def contributions(document: Document, graph: Graph) -> tuple[Contribution, ...]:
    """Return everything that the records say about the steps of `document`, in order.

    Post-mortems count from approval on, CAPAs from verification on; excluded records do not count.
    """
    excluded = {row.record for row in document.exclude}
    found = [*_own(document)]
    for postmortem in graph.of(Postmortem):
        if postmortem.id not in excluded:
            found.extend(_from_postmortem(postmortem, document, graph))
    for capa in graph.of(Capa):
        if capa.id not in excluded and has_reached(capa, CapaState.VERIFYING):
            found.extend(_from_capa(capa, document))
    return tuple(sorted(found, key=lambda one: one.order))


def applies(document: Document, postmortem: Postmortem, graph: Graph) -> bool:
    """Whether the incident is of the kind that the document is for; a failure mode includes all below it."""
    systems, modes = scope_of(document)
    if systems and not set(systems) & set(postmortem.systems):
        return False
    return not modes or (
        postmortem.failure_mode is not None and bool(set(lineage(postmortem.failure_mode, graph)) & set(modes))
    )


def scope_of(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the systems and failure modes that a document covers."""
    if isinstance(document, Sop):
        return document.applies.systems, document.applies.failure_modes
    if isinstance(document, Runbook):
        return (document.system,), (document.failure_mode,)
    return (), ()


def lineage(mode: str, graph: Graph) -> tuple[str, ...]:
    """Return a failure mode and all that it belongs to, from the special to the general."""
    trail: list[str] = []
    current: str | None = mode
    while current is not None and current not in trail:
        trail.append(current)
        record = graph.get(current)
        current = record.parent if isinstance(record, FailureMode) else None
    return tuple(trail)


def _own(document: Document) -> Iterator[Contribution]:
    for position, step in enumerate(document.static_steps):
        yield Contribution(
            key=step.key,
            source=document.id,
            day=date.min,
            position=position,
            span=document.span("static_steps", position, "key"),
            op=StepOperation.ADD,
            values=_values(step),
            before=step.before,
            after=step.after,
            why=step.basis,
            own=True,
        )


def _from_postmortem(postmortem: Postmortem, document: Document, graph: Graph) -> Iterator[Contribution]:
    if postmortem.status not in (PostmortemStatus.APPROVED, PostmortemStatus.CLOSED):
        return
    fits = applies(document, postmortem, graph)
    for position, step in enumerate(postmortem.steps):
        if document.id in step.docs if step.docs else fits:
            yield Contribution(
                key=step.key,
                source=postmortem.id,
                day=_approved_on(postmortem),
                position=position,
                span=postmortem.span("steps", position, "key"),
                op=step.op,
                values=_values(step),
                before=step.before,
                after=step.after,
                why=step.why,
                outcome=step.outcome,
            )


def _approved_on(postmortem: Postmortem) -> date:
    days = [row.date for row in postmortem.approvals if row.meaning is ApprovalMeaning.APPROVED and row.date]
    if days:
        return max(days)
    return (postmortem.reviewed_at or postmortem.started_at).day


def _from_capa(capa: Capa, document: Document) -> Iterator[Contribution]:
    position = 0
    for number, action in enumerate(capa.actions):
        for place, target in enumerate(action.sop_targets):
            position += 1
            if target.doc != document.id:
                continue
            verified_on = action.verified.date if action.verified else None
            values = _values(target)
            if target.op is not StepOperation.RETIRE:
                values.setdefault("text", action.text)
            yield Contribution(
                key=target.step_key,
                source=capa.id,
                day=verified_on or action.done_on or capa.opened_on,
                position=position,
                span=capa.span("actions", number, "sop_targets", place, "step_key"),
                op=target.op,
                values=values,
                before=target.before,
                after=target.after,
                why=target.why or (action.text if target.op is StepOperation.RETIRE else None),
            )


def _values(step: StepFields) -> dict[str, object]:
    found = ((name, getattr(step, name)) for name in STEP_FIELDS)
    return {name: value for name, value in found if value is not None}
