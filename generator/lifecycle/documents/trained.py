"""How many of a revision's audience have been trained on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from generator.graph import Graph
from generator.kinds.revision import Revision
from generator.kinds.role import Role
from generator.kinds.training import Attendance, TrainingRecord
from generator.lifecycle.role_names import RoleNames


def trained_percent(revision: Revision, graph: Graph, day: date) -> int | None:
    """Return how many percent of the people of a revision's audience were trained on it until `day`.

    A role that no training planned for counts as one untrained person. None where the document names no audience.
    """
    audience = audience_of(revision, graph)
    if not audience:
        return None
    return percent_trained((one for one in graph.of(TrainingRecord) if _teaches(one, revision)), audience, day)


def audience_of(revision: Revision, graph: Graph) -> frozenset[str]:
    """Return the roles, by id, that are to be trained on a revision; empty where its document names none."""
    document = revision.document
    if document is None or document.training is None:
        return frozenset()
    return roles_named(document.training.audience, graph)


def roles_named(texts: Iterable[str], graph: Graph) -> frozenset[str]:
    """Return the ids of the roles that `texts` name; a text that names none stays as it is."""
    names = RoleNames(graph.of(Role))
    return frozenset(map(names.id_of, texts))


def percent_trained(trainings: Iterable[TrainingRecord], audience: Collection[str], day: date) -> int:
    """Return how many percent of the people of an `audience` (roles by id) were trained by `trainings` until `day`.

    A role that no training planned for counts as one untrained person; no audience at all as nobody trained.
    """
    planned = dict.fromkeys(audience, 0)
    trained = dict.fromkeys(audience, 0)
    for training in trainings:
        if training.held_on is None:
            continue
        for row in training.attendance:
            if row.role in audience and (row.date or training.held_on) <= day:
                planned[row.role] = max(planned[row.role], row.planned)
                trained[row.role] += _learned(row)
    people = sum(max(planned[role], 1) for role in audience)
    done = sum(min(trained[role], max(planned[role], 1)) for role in audience)
    return 100 * done // people if people else 0


def _teaches(training: TrainingRecord, revision: Revision) -> bool:
    return any(row.doc == revision.doc and row.revision == revision.revision for row in training.documents)


def _learned(row: Attendance) -> int:
    return row.trained if row.passed is None else min(row.passed, row.trained)
