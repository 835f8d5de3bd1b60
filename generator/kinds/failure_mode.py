"""A failure mode: one way in which a system fails; the modes form a tree."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.fields import Refers, optional, required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Text
from generator.wording import N_


class FailureMode(Record):
    """One way in which a system fails."""

    kind: ClassVar[str] = "failure_mode"

    id: Text = required(N_("Failure mode"), N_("Small letters, digits and hyphens, such as db-unavailable."))
    title: Text = required(N_("Name"), N_("As people call it."))
    parent: Annotated[str, Refers(("failure_mode",))] | None = optional(
        N_("Belongs to"), N_("The more general failure mode.")
    )
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other names."))
    meaning: Text | None = optional(N_("Meaning"), N_("What it means."))
    signs: tuple[Text, ...] = several(N_("Early signs"), N_("What can be seen before."))


KIND = Kind(
    name="failure_mode",
    plural="failure_modes",
    label=N_("Failure mode"),
    plural_label=N_("Failure modes"),
    model=FailureMode,
    folder="kb/organization",
    file="failure_modes.yml",
    id_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    id_example="db-unavailable",
    layout=Layout.REGISTER,
    linked_by_name=True,
)
