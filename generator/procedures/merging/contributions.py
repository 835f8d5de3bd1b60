"""What one record says about one step, and to which documents it may say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.diagnostics import Span
from generator.graph import Graph
from generator.kinds.base import StepFields, StepOperation, StepOutcome
from generator.kinds.failure_mode import FailureMode
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.model.node import Mapping, Node, Sequence
from generator.model.record import Path, Record, span_of

STEP_FIELDS = tuple(StepFields.model_fields)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one record says about one step of one document.

    `values` holds only the fields that the record sets; nobody changes them. `day` and `source` and `position` order
    contributions; the steps of the document's own definition come first. `used_on` is the day on which the step was
    used or tried, `drilled` whether that was in a drill, `follows` the records that the source carries on: a CAPA
    does not contradict the incident that it came of. `node` is the step as it was written, to find the place of a field.
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
    shared: bool = False
    drilled: bool = False
    used_on: date | None = None
    follows: frozenset[str] = frozenset()
    node: Node | None = field(default=None, compare=False, repr=False)

    # The key that orders contributions whatever the order of the files: own first, then day, id, place.
    order: tuple[bool, date, str, int, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", (not self.own, self.day, self.source, self.position, self.key))

    def place(self, *field: str | int) -> Span:
        """Return the place of one of its fields, or of the step where that is not written."""
        return span_of(self.span.path, self.node, field) if self.node is not None and field else self.span

    def cited(self, *field: str | int) -> str:
        """Return the source with file and line, as a message names it: `PM-2026-0007 (postmortems/….yml:12)`."""
        place = self.place(*field)
        return f"{self.source} ({place.path}:{place.line})"


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


def set_fields(step: StepFields) -> dict[str, object]:
    """Return the fields of a step that a record sets."""
    found = ((name, getattr(step, name)) for name in STEP_FIELDS)
    return {name: value for name, value in found if value is not None}


def written_at(record: Record, path: Path) -> Node | None:
    """Return what was written at `path` of a record, None where nothing was."""
    node: Node | None = record.node
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node
