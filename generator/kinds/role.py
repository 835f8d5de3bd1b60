"""A role: duties, deputy, how to reach it; records name roles rather than people."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.fields import Refers, optional, required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Text
from generator.wording import N_


class Role(Record):
    """A role in handling incidents."""

    kind: ClassVar[str] = "role"

    id: Text = required(N_("Role"), N_("Small letters, digits and hyphens, such as it-lead."))
    title: Text = required(N_("Name"), N_("As people call it."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other names."))
    dept: Text | None = optional(N_("Department"), N_("Of which department."))
    group: Text | None = optional(N_("Group"), N_("Technical or business group, or command."))
    duties: tuple[Text, ...] = several(N_("Duties"), N_("What the role does in an incident."))
    deputy: Annotated[str, Refers(("role",), by_name=True)] | None = optional(N_("Deputy"), N_("Who stands in."))
    phone: Text | None = optional(N_("Phone"), N_("Number to dial."))
    hours: Text | None = optional(N_("Hours"), N_("When it is answered."))


KIND = Kind(
    name="role",
    plural="roles",
    label=N_("Role"),
    plural_label=N_("Roles"),
    model=Role,
    folder="kb/organization",
    file="roles.yml",
    id_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    id_example="it-lead",
    layout=Layout.REGISTER,
    linked_by_name=True,
)
