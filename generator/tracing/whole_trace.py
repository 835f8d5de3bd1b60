"""Draw the whole trace of a graph: a pure function of the records and the day.

The clauses come with `clause_sets`, which only the rim can read; without them everything else is the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.lifecycle.audit.reviewed_links import suspect_links
from generator.tracing.capas import draw_capas
from generator.tracing.clause_sets import ClauseSet
from generator.tracing.coverage import draw_clauses
from generator.tracing.documents import draw_documents
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.incidents import draw_incidents
from generator.tracing.nodes import NodeKind, Trace
from generator.tracing.recurrences import draw_recurrences


def trace(gathering: Gathering, clause_sets: Sequence[ClauseSet] = ()) -> Trace:
    """Return all nodes, links and gaps of a graph on a day."""
    draft = Draft()
    draw_incidents(draft, gathering)
    draw_capas(draft, gathering)
    draw_documents(draft, gathering)
    draw_recurrences(draft, gathering)
    draw_clauses(draft, gathering, clause_sets)
    _draw_suspects(draft, gathering)
    return draft.sealed()


def _draw_suspects(draft: Draft, gathering: Gathering) -> None:
    for suspect in suspect_links(gathering.graph):
        record, link = suspect.record, suspect.link
        node = draft.node(record.id, NodeKind.RECORD, record.id, record.id, record.name)
        draft.gap("T22", node, record.id, link.date, link.by, value=link.target, day=link.date.isoformat())
