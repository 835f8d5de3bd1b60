"""Who was trained on which revision, by role and in percent; names stay in the archive.

Source: NMPA GMP 2025 article 23 (training is planned, recorded, and its effect is judged).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.role import Role
from generator.kinds.sop import Document
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.standing import number_of
from generator.lifecycle.role_names import RoleNames


@dataclass(frozen=True, slots=True)
class RoleTraining:
    """How far one role is trained on one revision; `planned` is None where no training tells of the role.

    `learned` counts those who passed where there was a test, else those who came, as `trained_percent` does.
    """

    role: str
    planned: int | None
    trained: int
    passed: int | None
    learned: int
    last_on: date | None
    records: tuple[TrainingRecord, ...]
    is_audience: bool

    @property
    def percent(self) -> int:
        """How many of a hundred were trained; a role of which no training tells counts as not trained."""
        return 100 * min(self.learned, self.planned) // self.planned if self.planned else 0


def trainings_of(document_id: str, revision: str, graph: Graph) -> tuple[TrainingRecord, ...]:
    """Return the trainings on one revision, planned or held, the earliest first."""
    rows = (
        one
        for one in graph.sources(document_id, TrainingRecord, "documents")
        if any(row.doc == document_id and is_revision(row.revision, revision) for row in one.documents)
    )
    return tuple(sorted(rows, key=lambda one: (one.held_on or one.due_on or date.max, one.id)))


def is_revision(written: str | None, revision: str) -> bool:
    """Whether a number as somebody wrote it (`A/1`, `A-1`, `a/1`) means this revision."""
    return written is not None and number_of(_plain(written)) == number_of(_plain(revision))


def _plain(revision: str) -> str:
    return revision.strip().upper().replace("-", "/").removeprefix("V")


def roles_trained(document: Document, revision: str, graph: Graph, day: date) -> tuple[RoleTraining, ...]:
    """Return how far the roles of the document's audience, then others that came, are trained on a revision on `day`."""
    records = trainings_of(document.id, revision, graph)
    wanted = [*map(RoleNames(graph.of(Role)).id_of, document.training.audience)] if document.training else []
    came = [row.role for one in records for row in one.attendance]
    return tuple(_role_training(role, records, day, role in wanted) for role in dict.fromkeys([*wanted, *came]))


def _role_training(role: str, records: tuple[TrainingRecord, ...], day: date, is_audience: bool) -> RoleTraining:
    rows = [(one, row) for one in records for row in one.attendance if row.role == role]
    days = [(row, row.date or one.held_on) for one, row in rows]
    came = [(row, held_on) for row, held_on in days if held_on is not None and held_on <= day]
    passed = [row.passed for row, _ in came if row.passed is not None]
    return RoleTraining(
        role=role,
        # Several sessions name the same people as planned, but each trains others.
        planned=max((row.planned for _, row in rows), default=None),
        trained=sum(row.trained for row, _ in came),
        passed=sum(passed) if passed else None,
        learned=sum(row.trained if row.passed is None else min(row.passed, row.trained) for row, _ in came),
        last_on=max((held_on for row, held_on in came if row.trained), default=None),
        records=tuple(one for one, _ in rows),
        is_audience=is_audience,
    )
