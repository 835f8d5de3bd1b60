"""Steps of a revision in force that rest on a record which is void by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic
from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.kinds.drill import Drill, DrillStatus
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.revision import FrozenOrigin, FrozenStep, Revision
from generator.kinds.sop import Document
from generator.lifecycle.capa.state import state_of
from generator.lifecycle.documents.standing import standing_of
from generator.model.record import Record
from generator.procedures.merging import rules


@dataclass(frozen=True, slots=True)
class Retraction:
    """A step of the revision in force and the void record that had taught it something."""

    revision: Revision
    step: FrozenStep
    origin: FrozenOrigin
    record: Record


def retractions(document: Document, graph: Graph, day: date) -> tuple[Retraction, ...]:
    """Return every step of the revision in force on `day` that a void or cancelled record had taught something.

    The released text stays as it is until the next release; the candidate no longer counts that record.
    """
    effective = standing_of(document, graph, day).effective
    if effective is None:
        return ()
    rows = ((step, origin) for step in (*effective.steps, *effective.retired) for origin in step.origins)
    found = ((step, origin, graph.get(origin.source)) for step, origin in rows)
    return tuple(
        Retraction(effective, step, origin, record)
        for step, origin, record in found
        if record is not None and is_void(record)
    )


def is_void(record: Record) -> bool:
    """Whether a record teaches nothing any more: a void post-mortem, a cancelled CAPA or drill."""
    if isinstance(record, Postmortem):
        return record.status is PostmortemStatus.VOID
    if isinstance(record, Capa):
        return state_of(record) is CapaState.CANCELLED
    return isinstance(record, Drill) and record.status is DrillStatus.CANCELLED


def diagnostics_of(document: Document, graph: Graph, day: date) -> Iterator[Diagnostic]:
    """Yield a warning for each void record on which the revision in force rests."""
    keys: dict[str, list[str]] = defaultdict(list)
    rows = retractions(document, graph, day)
    for row in rows:
        keys[row.record.id].append(row.step.key)
    for row in {row.record.id: row for row in rows}.values():
        field = "cancellation" if isinstance(row.record, Capa) else "status"
        yield rules.RELEASED_STEP_OF_VOID_RECORD.at(
            row.record.span(field),
            field=field,
            document=document.id,
            revision=row.revision.revision,
            record=row.record.id,
            keys=", ".join(dict.fromkeys(keys[row.record.id])),
        )
