"""A training on revisions of documents: who should come, who came, whether it worked."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import AnyRecordId, Attachment, Audience, CapaId, DocumentId, RoleId
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class TrainingMode(Choice):
    """How people are trained."""

    READING = "reading", N_("Reading")
    COURSE = "course", N_("Course")
    ON_THE_JOB = "on_the_job", N_("On the job")
    DRILL = "drill", N_("Drill")


class TrainedDocument(Part):
    """A revision of a document that is taught."""

    shorthand: ClassVar[str] = "doc"
    doc: DocumentId = required(N_("Document"), N_("Which document."))
    revision: Text | None = optional(N_("Revision no."), N_("Which revision, such as A/1."))


class Attendance(Part):
    """How many people of one role should come, came and passed; names stay in the archive."""

    shorthand: ClassVar[str] = "role"
    role: RoleId = required(N_("Role"), N_("Which role."))
    planned: int = optional(N_("People to train"), N_("How many people hold the role."), 1, ge=0)
    trained: int = optional(N_("Trained"), N_("How many were trained."), 0, ge=0)
    passed: int | None = optional(N_("Passed"), N_("How many passed the test, where there was one."), ge=0)
    date: Day | None = optional(N_("Date"), N_("The day, where it is another than the training's."))


class TrainingEvaluation(Part):
    """Whether the training worked."""

    shorthand: ClassVar[str] = "result"
    method: Text | None = optional(N_("Method"), N_("Test, observation, drill."))
    result: Text = required(N_("Result"), N_("What it showed."))
    by: Text | None = optional(N_("Who"), N_("Who judged it."))
    date: Day | None = optional(N_("Date"), N_("The day."))


class TrainingRecord(Record):
    """A training, planned or held."""

    kind: ClassVar[str] = "training"

    id: Text = required(N_("Training no."), N_("Such as TR-2026-03; equal to the file name, never changed."))
    title: Text = required(N_("Title"), N_("What was taught."))
    mode: TrainingMode | None = optional(N_("How"), N_("reading, course, on_the_job or drill."))
    documents: tuple[TrainedDocument, ...] = several(N_("Documents"), N_("The revisions that were taught."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    due_on: Day | None = optional(N_("Due"), N_("By which day."))
    held_on: Day | None = optional(N_("Held on"), N_("The day it was held; none while it is planned."))
    trainer: Text | None = optional(N_("Trainer"), N_("Which role taught."))
    attendance: tuple[Attendance, ...] = several(N_("Attendance"), N_("Per role: planned, trained, passed."))
    evaluation: TrainingEvaluation | None = optional(N_("Evaluation"), N_("Whether it worked."))
    capa: tuple[CapaId, ...] = several(N_("CAPA"), N_("CAPAs that asked for it."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records."))
    attachments: tuple[Attachment, ...] = several(
        N_("Attachments"), N_("Attendance list, test papers and where they are kept.")
    )


KIND = Kind(
    name="training",
    plural="trainings",
    label=N_("Training"),
    plural_label=N_("Trainings"),
    model=TrainingRecord,
    folder="kb/training",
    id_pattern=r"TR-\d{4}-\d{2,}",
    id_example="TR-2026-03",
    prefix="TR-",
)
