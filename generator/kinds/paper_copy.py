"""A paper copy of a revision: who got it, whether it came back, how it was destroyed."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import DocumentId
from generator.model.fields import optional, required
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Day, Text
from generator.wording import N_


class PaperCopy(Record):
    """One numbered paper copy of one revision of a document.

    Source: NMPA GMP 2025 article 43 (distribution, replacement or withdrawal, destruction are recorded).
    """

    kind: ClassVar[str] = "paper_copy"

    id: Text = required(N_("Register no."), N_("Such as PC-2026-014; never used twice."))
    doc: DocumentId = required(N_("Document"), N_("Which document."))
    revision: Text = required(N_("Revision no."), N_("Which revision, such as A/1."))
    copy_no: Text | None = optional(N_("Copy no."), N_("The number stamped on the copy."))
    dept: Text = required(N_("Department"), N_("Who holds it."))
    kept_at: Text | None = optional(N_("Kept at"), N_("Where it lies or hangs."))
    issued_on: Day = required(N_("Issued on"), N_("The day it was handed out."))
    issued_by: Text | None = optional(N_("Issued by"), N_("Which role handed it out."))
    received_by: Text | None = optional(N_("Received by"), N_("Which role signed for it."))
    recalled_on: Day | None = optional(N_("Recalled on"), N_("The day it was taken back."))
    recalled_by: Text | None = optional(N_("Recalled by"), N_("Which role took it back."))
    destroyed_on: Day | None = optional(N_("Destroyed on"), N_("The day it was destroyed."))
    destroyed_by: Text | None = optional(N_("Destroyed by"), N_("Which role destroyed it."))
    witness: Text | None = optional(N_("Witness"), N_("Which other role saw it."))
    lost_on: Day | None = optional(N_("Lost on"), N_("The day on which it was found missing."))
    note: Text | None = optional(N_("Note"), N_("Why it was kept, how it was replaced, what was done about the loss."))

    @property
    def is_out(self) -> bool:
        """Whether the copy may still lie where somebody works by it."""
        return self.recalled_on is None and self.destroyed_on is None and self.lost_on is None


KIND = Kind(
    name="paper_copy",
    plural="paper_copies",
    label=N_("Paper copy"),
    plural_label=N_("Paper copies"),
    model=PaperCopy,
    folder="kb/document_control",
    file="copies.yml",
    id_pattern=r"PC-\d{4}-\d{2,}",
    id_example="PC-2026-014",
    layout=Layout.REGISTER,
)
