"""A released revision of an SOP or runbook: its frozen text, why it changed, and who approved it.

One lock file a revision, `sop/released/SOP-IT-001/A-1.lock.yml`, beside the frozen Markdown `A-1.md`. `fupan sop
release` writes it, `fupan sop approve` and `fupan sop reject` add to it; nobody edits it by hand, and `fupan check` reckons it again.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from generator.kinds.base import (
    Approval,
    ChangeId,
    DocumentId,
    StepFields,
    StepOperation,
    TeachingRecordId,
)
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.model.fields import Frozen, optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class ChangeClass(Choice):
    """How much a revision changes; it proposes the next number."""

    FIRST = "first", N_("First issue")
    MAJOR = "major", N_("New issue")
    MINOR = "minor", N_("Amended")
    EDITORIAL = "editorial", N_("Editorial")


class FrozenOrigin(Part):
    """One thing that a record had done to a step by the day of the release."""

    source: TeachingRecordId = required(N_("Source"), N_("The record that did it."))
    date: Day | None = optional(N_("Date"), N_("The day from which it counts; none for the document's own steps."))
    op: StepOperation = required(N_("Operation"), N_("What it did."))
    fields: tuple[Text, ...] = several(N_("Fields"), N_("The fields that it set or changed."))
    why: Text | None = optional(N_("Reason"), N_("Why."))


class FrozenStep(StepFields):
    """A step as it was released."""

    key: Text = required(N_("Step key"), N_("The step's lasting name."))
    retired_why: Text | None = optional(N_("Why retired"), N_("Why the step must no longer be done."))
    origins: tuple[FrozenOrigin, ...] = several(N_("Origins"), N_("What led to it."))


class ChangeRow(Part):
    """One difference from the revision before, and the records that caused it."""

    section: Text = required(N_("Section"), N_("The field of the definition, or the phase of the step."))
    step: Text | None = optional(N_("Step key"), N_("Which step; none for a section."))
    op: StepOperation = required(N_("Operation"), N_("add, revise, reorder, retire or restore."))
    field: Text | None = optional(N_("Field"), N_("Which field of the step was revised."))
    old: Text | None = optional(N_("Old"), N_("What it said."))
    new: Text | None = optional(N_("New"), N_("What it says now."))
    reasons: tuple[TeachingRecordId, ...] = several(N_("Caused by"), N_("The records that caused it."))
    why: Text | None = optional(N_("Reason"), N_("Why."))


class Expedited(Part):
    """An emergency change: in force after one approval, to be approved afterwards by quality."""

    reason: Text = required(N_("Reason"), N_("Why it cannot wait."))
    by: Text = required(N_("Who"), N_("Who decided."))
    retro_due_on: Day = required(N_("Approval due"), N_("By which day quality must have approved it afterwards."))


class Amendment(Part):
    """An editorial fix that changes no word and therefore no number."""

    date: Day = required(N_("Date"), N_("The day."))
    by: Text = required(N_("Who"), N_("Who did it."))
    reason: Text = required(N_("Reason"), N_("What was fixed."))


class Rejection(Part):
    """A note that a revision in review was sent back: it never takes effect, and its number is used up."""

    date: Day = required(N_("Date"), N_("The day of the decision."))
    by: Text = required(N_("Who"), N_("Who decided."))
    role: Text | None = optional(N_("Role"), N_("In which role."))
    reason: Text = required(N_("Reason"), N_("Why not."))


class FrozenMarkdown(Part):
    """The file that people follow, with its checksum."""

    file: Text = required(N_("File"), N_("Its name, beside the lock."))
    sha256: Text = required(N_("SHA-256"), N_("Of its text with Unix line ends."))


class Revision(Record):
    """A released revision; its state follows from its dates and approvals."""

    kind: ClassVar[str] = "revision"

    id: Text = required(N_("Revision"), N_("The document's number and the revision's, such as SOP-IT-001@A-1."))
    schema_: int | None = optional(N_("Schema version"), N_("1 today."), alias="schema")
    doc: DocumentId = required(N_("Document"), N_("Which document."))
    revision: Text = required(N_("Revision no."), N_("Such as A/1."))
    base: Text | None = optional(N_("Revision before"), N_("Its number; none for the first."))
    base_seal: Text | None = optional(N_("Seal of the revision before"), N_("Which joins the revisions to a chain."))
    change_class: ChangeClass = required(N_("Kind of change"), N_("first, major, minor or editorial."))
    released_on: Day = required(N_("Released on"), N_("The day on which the text was frozen."))
    released_by: Text | None = optional(N_("Released by"), N_("Who froze it."))
    effective_on: Day = required(N_("Effective on"), N_("From which day it holds once it is approved."))
    change_order: Text | None = optional(N_("Change request"), N_("Number of the change request."))
    change_refs: tuple[ChangeId, ...] = several(N_("Changes"), N_("Changes that it belongs to."))
    reason: Text | None = optional(N_("Reason"), N_("Why it was released."))
    expedited: Expedited | None = optional(N_("Emergency change"), N_("That it was put in force before all approved."))
    language: Text | None = optional(N_("Language"), N_("Of the frozen Markdown."))
    changes: tuple[ChangeRow, ...] = several(N_("Changes of the text"), N_("What differs from the revision before."))
    sop: Annotated[Sop, Frozen()] | None = optional(N_("SOP"), N_("The definition as it was."))
    runbook: Annotated[Runbook, Frozen()] | None = optional(N_("Runbook"), N_("The definition as it was."))
    steps: tuple[FrozenStep, ...] = several(N_("Steps"), N_("The live steps in their order."))
    retired: tuple[FrozenStep, ...] = several(N_("Retired steps"), N_("Steps that must no longer be done."))
    fingerprint: Text = required(N_("Fingerprint"), N_("SHA-256 of the text; spacing and width do not count."))
    markdown: FrozenMarkdown = required(N_("Frozen text"), N_("The file that people follow."))
    seal: Text = required(N_("Seal"), N_("SHA-256 of everything above, to the letter."))
    approvals: tuple[Approval, ...] = several(N_("Approvals"), N_("Notes of approvals, each for one fingerprint."))
    amendments: tuple[Amendment, ...] = several(N_("Editorial fixes"), N_("Fixes that change no word."))
    rejection: Rejection | None = optional(
        N_("Rejection"), N_("That it was not approved but sent back; it never takes effect.")
    )
    notes_seal: Text | None = optional(
        N_("Seal of the notes"), N_("SHA-256 of the seal together with approvals, editorial fixes and rejection.")
    )

    def is_rejected(self, day: date) -> bool:
        """Whether it had been sent back by a day."""
        return self.rejection is not None and self.rejection.date <= day

    @property
    def document(self) -> Sop | Runbook | None:
        """The definition as it was frozen."""
        return self.sop or self.runbook


KIND = Kind(
    name="revision",
    plural="revisions",
    label=N_("Revision"),
    plural_label=N_("Revisions"),
    model=Revision,
    folder="sop/released",
    suffix=".lock.yml",
    id_pattern=r"(?:SOP|RB)(?:-[A-Z0-9]+)+@[A-Z0-9]+[.-][0-9]+",
    id_example="SOP-IT-001@A-1",
)
