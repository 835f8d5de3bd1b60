"""An external document that is watched: a law, a standard, an agreement, and what it means for the own documents."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import DocumentId
from generator.model.fields import optional, required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class RegulationStatus(Choice):
    """Whether an external document holds."""

    CURRENT = "current", N_("In force")
    UPCOMING = "upcoming", N_("Not yet in force")
    SUPERSEDED = "superseded", N_("Replaced")


class RegulationImpact(Part):
    """What an external document asks of one of the own documents, as people judged it."""

    shorthand: ClassVar[str] = "doc"
    doc: DocumentId = required(N_("Document"), N_("Which own document."))
    needed: bool | None = optional(N_("Change needed"), N_("Whether it must change; none while nobody has judged."))
    text: Text | None = optional(N_("Judgement"), N_("What must change, or why nothing must, in own words."))
    by: Text | None = optional(N_("Who"), N_("Which role judged."))
    date: Day | None = optional(N_("Date"), N_("The day of the judgement."))
    done_revision: Text | None = optional(
        N_("Done by revision"), N_("The revision that carries the change, such as A/2.")
    )

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to judge or to change the document."""
        return self.needed is None or (self.needed and self.done_revision is None)


class Regulation(Record):
    """An external document with its version and the judgement of its impact.

    Source: NMPA GMP 2025 article 44 (external documents are identified, watched and their impact is judged).
    """

    kind: ClassVar[str] = "regulation"

    id: Text = required(N_("External document"), N_("Such as REG-GMP-2025; never changed."))
    title: Text = required(N_("Title"), N_("Its name."))
    number: Text | None = optional(N_("Number"), N_("As its issuer numbers it."))
    issuer: Text | None = optional(N_("Issuer"), N_("Who issued it."))
    version: Text | None = optional(N_("Version"), N_("Kept as text."))
    published_on: Day | None = optional(N_("Published on"), N_("The day."))
    effective_on: Day | None = optional(N_("Effective on"), N_("From which day it holds."))
    status: RegulationStatus = optional(N_("Status"), N_("current, upcoming or superseded."), RegulationStatus.CURRENT)
    replaces: tuple[Text, ...] = several(N_("Replaces"), N_("Numbers of what it replaces."))
    location: Text | None = optional(N_("Kept at"), N_("Where the text itself lies; it is not copied here."))
    watched_by: Text | None = optional(N_("Watched by"), N_("Which role looks for new versions."))
    checked_on: Day | None = optional(N_("Last checked on"), N_("The day on which somebody last looked."))
    next_check_on: Day | None = optional(N_("Next check"), N_("By which day somebody must look again."))
    impact: tuple[RegulationImpact, ...] = several(
        N_("Impact"), N_("What it means for which own document; one row each.")
    )


KIND = Kind(
    name="regulation",
    plural="regulations",
    label=N_("External document"),
    plural_label=N_("External documents"),
    model=Regulation,
    folder="kb/document_control",
    file="regulations.yml",
    id_pattern=r"REG(-[A-Z0-9]+)+",
    id_example="REG-GMP-2025",
    prefix="REG-",
    layout=Layout.REGISTER,
)
