"""The pages of trainings: who came, whether it worked, and which revision still needs one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.revision import Revision
from generator.kinds.sop import Document, DocumentStatus
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.standing import document_policy
from generator.lifecycle.documents.trained import trained_percent
from generator.lifecycle.documents.trainings import RoleTraining, roles_trained, trainings_of
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.document import role_name
from generator.pages.parts.paging import leaves_of
from generator.procedures.merging.all_documents import documents_of
from generator.wording import N_

INDEX = "training/index.md"
# Trainings of one list page: so the page weighs the same however many there are.
TRAININGS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class TaughtRevision:
    """A document that was taught, with the docs path of the revision where it was released."""

    document: Document
    revision: str
    path: str


@dataclass(frozen=True, slots=True)
class TrainingContext:
    """What the template `training.md.jinja` can show."""

    record: TrainingRecord
    """The training itself, with all fields of its kind."""
    taught: tuple[TaughtRevision, ...]
    """The revisions that were taught."""
    trainer: str
    """The role that taught."""
    is_late: bool
    """Whether it should have been held and was not."""
    related: tuple[Record, ...]
    """CAPAs that asked for it and other records that it names."""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in force or waiting, with how far its audience is trained."""

    document: Document
    revision: Revision
    status: DocumentStatus
    roles: tuple[RoleTraining, ...]
    percent: int | None
    needs: bool
    """Whether fewer than the policy asks for were trained."""
    planned: TrainingRecord | None
    """The next training on it that is not held yet."""


@dataclass(frozen=True, slots=True)
class TrainingsContext:
    """What the template `trainings.md.jinja` can show."""

    revisions: tuple[RevisionRow, ...]
    """The revisions in force and waiting; on the first page only."""
    needing: tuple[RevisionRow, ...]
    """Those that still need training, the earliest effective first."""
    least: int
    """Percent of the audience that the policy wants trained."""
    rows: tuple[tuple[TrainingRecord, bool], ...]
    """The trainings of this page with whether they are late, over all pages the latest first."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class TrainingPages:
    """A page for each training, and the matrix of revisions and roles."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all trainings, then the matrix with the list."""
        title = site.catalogue.text(N_("Training"))
        trainings = sorted(site.graph.of(TrainingRecord), key=_day, reverse=True)
        for training in trainings:
            yield Page(
                path=site.path_of(training),
                title=training.title,
                kind="training",
                template="training.md.jinja",
                context=_context(training, site),
                breadcrumb=((title, INDEX), (training.title, site.path_of(training))),
                source=training,
            )
        revisions = tuple(_revision_rows(site))
        needing = tuple(sorted((row for row in revisions if row.needs), key=lambda row: row.revision.effective_on))
        pages = leaves_of([(one, _is_late(one, site.today)) for one in trainings], TRAININGS_A_PAGE, INDEX)
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        least = document_policy(site.graph).training_percent
        for number, (path, shown) in enumerate(pages, 1):
            first = number == 1
            yield Page(
                path=path,
                title=title if first else f"{title} ({number})",
                kind="register",
                template="trainings.md.jinja",
                context=TrainingsContext(revisions if first else (), needing if first else (), least, shown, leaves),
                breadcrumb=((title, INDEX),),
                front={"wide": True, "print": "landscape"},
            )


def _context(training: TrainingRecord, site: Site) -> TrainingContext:
    related = dict.fromkeys([*training.capa, *training.related])
    return TrainingContext(
        record=training,
        taught=tuple(_taught(training, site)),
        trainer=role_name(training.trainer, site) if training.trainer else "",
        is_late=_is_late(training, site.today),
        related=tuple(one for identifier in related if (one := site.graph.get(identifier)) is not None),
    )


def _taught(training: TrainingRecord, site: Site) -> Iterator[TaughtRevision]:
    for row in training.documents:
        document = site.graph.get(row.doc)
        if isinstance(document, Document):
            released = site.facts.standing(document).history
            path = next((site.path_of(one) for one, _ in released if one.revision == row.revision), "")
            yield TaughtRevision(document, row.revision or "", path)


def _revision_rows(site: Site) -> Iterator[RevisionRow]:
    """Yield the revisions that people follow or soon will, of documents that name an audience or were taught."""
    least = document_policy(site.graph).training_percent
    for document in documents_of(site.graph):
        standing = site.facts.standing(document)
        for revision, status in standing.history:
            if revision is not standing.effective and revision not in standing.waiting:
                continue
            roles = roles_trained(revision.document or document, revision.revision, site.graph, site.today)
            percent = trained_percent(revision, site.graph, site.today)
            if not roles and percent is None:
                continue
            planned = (one for one in trainings_of(document.id, revision.revision, site.graph) if one.held_on is None)
            yield RevisionRow(
                document=document,
                revision=revision,
                status=status,
                roles=roles,
                percent=percent,
                needs=percent is not None and percent < least,
                planned=next(planned, None),
            )


def _day(training: TrainingRecord) -> tuple[date, str]:
    return training.held_on or training.due_on or date.min, training.id


def _is_late(training: TrainingRecord, today: date) -> bool:
    return training.held_on is None and training.due_on is not None and training.due_on < today
