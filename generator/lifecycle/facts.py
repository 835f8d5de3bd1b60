"""What may be asked of every record, whatever its kind: its systems, its day, how far it is, whether it still holds.

In: a record. Out: one fact, empty or None where the kind has none. Lists on the command line, the search index and
its facets ask here, so that they never disagree.
"""

from __future__ import annotations

from datetime import date

from generator.kinds.article import ArticleStatus
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.runbook import Runbook
from generator.kinds.sop import DocumentStatus, Sop
from generator.lifecycle.capa_state import state_of
from generator.model.record import Record
from generator.model.values import Choice

# What nobody should act on any more; it stays readable and is marked.
OBSOLETE: tuple[Choice, ...] = (
    PostmortemStatus.VOID,
    CapaState.CANCELLED,
    DocumentStatus.SUPERSEDED,
    DocumentStatus.WITHDRAWN,
    ArticleStatus.OUTDATED,
)


def systems_of(record: Record) -> tuple[str, ...]:
    """Return the systems that a record is about."""
    if isinstance(record, Sop):
        return record.applies.systems
    if isinstance(record, Runbook):
        return (record.system,)
    return tuple(getattr(record, "systems", ()))


def day_of(record: Record) -> date | None:
    """Return the day that people know a record by: of the incident, of the opening, from which it holds, of writing."""
    if isinstance(record, Postmortem):
        return record.started_at.day
    if isinstance(record, Capa):
        return record.opened_on
    day = getattr(record, "effective_on" if isinstance(record, Sop) else "date", None)
    return day if isinstance(day, date) else None


def status_of(record: Record) -> Choice | None:
    """Return how far a record is: its status, for a CAPA the state that its log leads to."""
    if isinstance(record, Capa):
        return state_of(record)
    status = getattr(record, "status", None)
    return status if isinstance(status, Choice) else None


def is_obsolete(record: Record) -> bool:
    """Whether a record was voided, cancelled, superseded, withdrawn or marked as outdated."""
    return status_of(record) in OBSOLETE


def is_in_force(record: Record) -> bool:
    """Whether a record is an SOP or a runbook that is to be followed now."""
    return status_of(record) is DocumentStatus.EFFECTIVE
