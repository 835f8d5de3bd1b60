"""What may be asked of every record, whatever its kind: its systems, its day, how far it is, whether it still holds.

Lists on the command line, the search index and its facets ask here, so that they never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.graph import Graph
from generator.kinds.article import ArticleStatus
from generator.kinds.capa import Capa, CapaState
from generator.kinds.change import SystemChange
from generator.kinds.drill import Drill
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.kinds.training import TrainingRecord
from generator.lifecycle.capa.state import state_of
from generator.lifecycle.documents.standing import Standing, standing_of
from generator.model.record import Record
from generator.model.values import Choice

# What nobody should act on any more; it stays readable and is marked.
OBSOLETE: tuple[Choice, ...] = (
    PostmortemStatus.VOID,
    CapaState.CANCELLED,
    DocumentStatus.SUPERSEDED,
    DocumentStatus.WITHDRAWN,
    DocumentStatus.REJECTED,
    ArticleStatus.OUTDATED,
)


def systems_of(record: Record) -> tuple[str, ...]:
    """Return the systems that a record is about."""
    if isinstance(record, Sop):
        return record.applies.systems
    if isinstance(record, Runbook):
        return (record.system,)
    return tuple(getattr(record, "systems", ()))


@dataclass
class Facts:
    """Answers for the records of one graph on one day; each fact is empty or None where the kind has none."""

    graph: Graph
    today: date
    _standings: dict[str, Standing] = field(default_factory=dict)

    def standing(self, document: Document) -> Standing:
        """Return how an SOP or runbook stands today."""
        if document.id not in self._standings:
            self._standings[document.id] = standing_of(document, self.graph, self.today)
        return self._standings[document.id]

    def day_of(self, record: Record) -> date | None:
        """Return the day that people know a record by: of the incident, the opening, the effect, the writing."""
        if isinstance(record, Postmortem):
            return record.started_at.day
        if isinstance(record, Capa):
            return record.opened_on
        if isinstance(record, Document):
            effective = self.standing(record).effective
            return effective.effective_on if effective is not None else None
        if isinstance(record, (Drill, TrainingRecord)):
            return record.held_on
        if isinstance(record, SystemChange):
            return record.done_on or record.started_on or record.requested_on
        day = getattr(record, "date", None)
        return day if isinstance(day, date) else None

    def status_of(self, record: Record) -> Choice | None:
        """Return how far a record is: its status, for a CAPA the state that its log leads to."""
        if isinstance(record, Capa):
            return state_of(record)
        if isinstance(record, Document):
            return self.standing(record).status
        status = getattr(record, "status", None)
        return status if isinstance(status, Choice) else None

    def is_obsolete(self, record: Record) -> bool:
        """Whether a record was voided, cancelled, superseded, withdrawn, rejected or marked as outdated."""
        return self.status_of(record) in OBSOLETE

    def is_in_force(self, record: Record) -> bool:
        """Whether a record is an SOP or a runbook that is to be followed now."""
        return self.status_of(record) is DocumentStatus.EFFECTIVE
