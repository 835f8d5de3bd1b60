"""How far a document is taught and tried: its trainings by revision, its drills, the percent of its audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.kinds.drill import Drill, DrillStatus
from generator.kinds.revision import Revision
from generator.kinds.sop import Document
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.drills import day_of, due_on, is_held, newest_drills
from generator.lifecycle.documents.trained import trained_percent
from generator.pages.base import Site
from generator.pages.parts.paging import Excerpt, excerpt

# Trainings and drills that the page of a document shows.
FEW_PRACTICES = 6


@dataclass(frozen=True, slots=True)
class Practice:
    """The trainings and drills of a document on the day of the build."""

    drills: Excerpt[Drill]
    """The newest first, those that are planned among them."""
    last_drill: Drill | None
    """The last one that was held, None where it has never been tried."""
    next_drill_on: date | None
    """The day of the next one: as planned, else as the last one demands."""
    trainings: Excerpt[TrainingRecord]
    """The newest first."""
    trained_percent: int | None
    """Percent of the audience trained on the revision that is shown; None where nobody need be."""


def practice_of(document: Document, revision: Revision | None, site: Site) -> Practice:
    """Return the trainings and drills of a document, the percent for one revision."""
    graph = site.graph
    drills = [one for one in newest_drills(graph, document.id) if one.status is not DrillStatus.CANCELLED]
    held = [one for one in drills if is_held(one) and day_of(one) <= site.today]
    due = [day for one in drills if (day := due_on(one, graph)) is not None]
    trainings = graph.sources(document.id, TrainingRecord, "documents")
    newest = sorted(trainings, key=lambda one: (one.held_on or one.due_on or date.max, one.id), reverse=True)
    return Practice(
        drills=excerpt(drills, size=FEW_PRACTICES),
        last_drill=held[0] if held else None,
        next_drill_on=min(due, default=None),
        trainings=excerpt(newest, size=FEW_PRACTICES),
        trained_percent=trained_percent(revision, graph, site.today) if revision is not None else None,
    )
