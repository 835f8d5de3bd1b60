"""A glossary entry."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.fields import Refers, optional, required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Text
from generator.wording import N_


class GlossaryTerm(Record):
    """A word and what it means here."""

    kind: ClassVar[str] = "term"

    id: Text = required(N_("Term no."), N_("Small letters, digits and hyphens."))
    title: Text = required(N_("Term"), N_("The word."))
    english: Text | None = optional(N_("English"), N_("The English word."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other words for it."))
    definition: Text = required(N_("Definition"), N_("What it means, in one or two sentences."))
    not_to_confuse: Text | None = optional(N_("Not to be confused with"), N_("What it is not."))
    article: Annotated[str, Refers(("article",))] | None = optional(N_("Article"), N_("An article that says more."))


KIND = Kind(
    name="term",
    plural="terms",
    label=N_("Term"),
    plural_label=N_("Glossary"),
    model=GlossaryTerm,
    folder="kb/organization",
    file="glossary.yml",
    id_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    id_example="data-loss-window",
    layout=Layout.REGISTER,
)
