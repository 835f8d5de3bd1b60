"""Drills of a document, and by which day the next one is due."""

from __future__ import annotations

from datetime import date

from generator.graph import Graph
from generator.kinds.drill import Drill, DrillStatus


def newest_drills(graph: Graph, document_id: str | None = None) -> tuple[Drill, ...]:
    """Return the drills, those of one document where its id is given, the latest first; cancelled ones too."""
    drills = (one for one in graph.of(Drill) if document_id is None or document_id in one.docs)
    return tuple(sorted(drills, key=lambda one: (day_of(one), one.id), reverse=True))


def day_of(drill: Drill) -> date:
    """Return the day of a drill: held on, else planned for; the first of all days where none is known."""
    return drill.held_on or drill.planned_on or date.min


def is_held(drill: Drill) -> bool:
    """Whether a drill took place."""
    return drill.status is DrillStatus.HELD


def due_on(drill: Drill, graph: Graph) -> date | None:
    """Return the day by which something is due because of a drill, None where nothing is.

    A planned drill is due on its day. A held one asks for the next by `next_due_on`, until a later drill of the same
    documents (or, where it names none, of the same type and systems) has been held.
    """
    if drill.status is DrillStatus.PLANNED:
        return drill.planned_on
    if not is_held(drill) or drill.next_due_on is None:
        return None
    later = (one for one in graph.of(Drill) if is_held(one) and day_of(one) > day_of(drill))
    return None if any(_repeats(one, drill) for one in later) else drill.next_due_on


def _repeats(later: Drill, earlier: Drill) -> bool:
    tried = set(earlier.docs or earlier.systems)
    return bool(tried) and tried <= {*later.docs, *later.systems} and (bool(earlier.docs) or later.type is earlier.type)
