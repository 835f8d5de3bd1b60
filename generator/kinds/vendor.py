"""A vendor: whom to call, what was agreed, how they kept it."""

from __future__ import annotations

from typing import ClassVar

from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class TeamType(Choice):
    """Whose people answer."""

    ORIGINAL = "original", N_("The maker itself")
    OUTSOURCED = "outsourced", N_("Outsourced")
    AGENT = "agent", N_("Local agent")


class ServiceLevel(Part):
    """What was agreed for one severity."""

    severity: Text = required(N_("Severity"), N_("As the contract calls it."))
    respond: Text | None = optional(N_("Answer within"), N_("How soon they answer."))
    resolve: Text | None = optional(N_("Solve within"), N_("How soon it must be solved."))


class Contact(Part):
    """A way to reach somebody."""

    shorthand: ClassVar[str] = "phone"
    name: Text | None = optional(N_("Contact"), N_("Role or desk."))
    phone: Text | None = optional(N_("Phone"), N_("Number to dial."))
    hours: Text | None = optional(N_("Hours"), N_("When it is answered."))
    backup: Text | None = optional(N_("Instead"), N_("Whom to call when nobody answers."))


class Vendor(Record):
    """The profile of a vendor."""

    kind: ClassVar[str] = "vendor"

    id: Text = required(N_("Vendor"), N_("Short name such as qihang; equal to the file name."))
    title: Text = required(N_("Name"), N_("Full name."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other names by which records may cite it."))
    description: Text | None = optional(N_("Description"), N_("What they do for us (Markdown)."))
    hotline: Text | None = optional(N_("Hotline"), N_("Emergency number."))
    hours: Text | None = optional(N_("Hours"), N_("When the hotline is answered."))
    portal: Text | None = optional(N_("Portal"), N_("Where tickets are opened."))
    status_url: Text | None = optional(N_("Status page"), N_("Where they show their state."))
    contacts: tuple[Contact, ...] = several(N_("Contacts"), N_("Whom to reach how."))
    team_type: TeamType | None = optional(N_("Who answers"), N_("original, outsourced or agent."))
    contract_no: Text | None = optional(N_("Contract no."), N_("Number of the contract."))
    contract_until: Day | None = optional(N_("Contract until"), N_("When it ends."))
    sla: tuple[ServiceLevel, ...] = several(N_("Service levels"), N_("What was agreed, by severity."))
    responsibilities: tuple[Text, ...] = several(N_("They do"), N_("What is their duty."))
    our_side: tuple[Text, ...] = several(N_("We do"), N_("What is our duty."))
    notes: Text | None = optional(N_("Notes"), N_("What experience taught (Markdown)."))


KIND = Kind(
    name="vendor",
    plural="vendors",
    label=N_("Vendor"),
    plural_label=N_("Vendors"),
    model=Vendor,
    folder="kb/vendors",
    id_pattern=r"[A-Za-z][A-Za-z0-9-]{1,40}",
    id_example="qihang",
    linked_by_name=True,
)
