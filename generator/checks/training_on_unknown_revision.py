"""C047: a training on a revision that was never released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.standing import revisions_of
from generator.lifecycle.documents.trainings import is_revision
from generator.wording import N_

RULE = Rule(
    code="C047",
    name="training-on-unknown-revision",
    severity=Severity.ERROR,
    message=N_("{field}: {doc} has no revision {value}; released are: {known}."),
    hint=N_("Write the number as in the list, or release the revision first."),
    what=N_("A training names a revision of a document that does not exist."),
    why=N_("It would count for no revision, and the people would still have to be trained."),
    example="documents: [{doc: SOP-IT-001, revision: A/9}]\n",
    instead="documents: [{doc: SOP-IT-001, revision: A/1}]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the revisions that trainings name and that were not released; a planned one may name the next revision."""
    for training in graph.of(TrainingRecord):
        if training.held_on is None:
            continue
        for place, row in enumerate(training.documents):
            released = [one.revision for one in revisions_of(row.doc, graph)]
            if row.revision is not None and not any(is_revision(row.revision, one) for one in released):
                yield RULE.at(
                    training.span("documents", place, "revision"),
                    field=f"documents[{place}].revision",
                    doc=row.doc,
                    value=row.revision,
                    known=", ".join(released) or "–",
                )
