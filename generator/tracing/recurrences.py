"""Incidents that repeat what a CAPA should have ended, as the watch for recurrence finds them."""

from __future__ import annotations

from generator.kinds.capa import Capa
from generator.lifecycle.capa.recurrence import recurrences_of
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import LinkName


def draw_recurrences(draft: Draft, gathering: Gathering) -> None:
    """Link each incident to the CAPAs that it repeats; one that no effectiveness check justifies is a gap."""
    for capa in gathering.graph.of(Capa):
        for row in recurrences_of(capa, gathering.graph, gathering.today):
            incident = row.postmortem
            draft.link(LinkName.RECURS, incident.id, capa.id)
            if not row.justified:
                draft.gap("T21", capa.id, capa.id, incident.started_at.day, capa.owner, value=incident.id)
