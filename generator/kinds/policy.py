"""The organization's policy: severities, processes, deadlines, contacts. One file, one record."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import DocumentId
from generator.kinds.capa import RiskSeverity
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Text
from generator.wording import N_


class SeverityLevel(Part):
    """One level of severity."""

    code: Text = required(N_("Code"), N_("S1 to S4."), pattern=r"S[1-4]")
    title: Text = required(N_("Name"), N_("As people call it."))
    meaning: Text | None = optional(N_("Meaning"), N_("When to use it."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other spellings that records may use."))
    respond: Text | None = optional(N_("Answer within"), N_("How soon somebody must act."))


class ProcessName(Part):
    """One business process."""

    code: Text = required(N_("Code"), N_("Small letters, digits and underscores."), pattern=r"[a-z][a-z0-9_]*")
    title: Text = required(N_("Name"), N_("As people call it."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other names."))


class DeadlineItem(Choice):
    """What has a deadline by severity."""

    TRIAGE = "triage", N_("Acceptance")
    REPORTABILITY = "reportability", N_("Reporting decision")
    INVESTIGATION = "investigation", N_("Investigation")
    IMPLEMENTATION = "implementation", N_("Implementation")


class Deadline(Part):
    """How many days one item may take at one severity."""

    item: DeadlineItem = required(N_("Item"), N_("triage, reportability, investigation or implementation."))
    severity: RiskSeverity = required(N_("Severity"), N_("critical, major or minor."))
    days: int = required(N_("Days"), N_("How many days."), ge=0)
    working_days: bool = optional(N_("Working days"), N_("Whether only working days count."), False)


class DutyContact(Part):
    """A number that a user may call."""

    title: Text = required(N_("Contact"), N_("Role or desk."))
    phone: Text = required(N_("Phone"), N_("Number to dial."))
    hours: Text | None = optional(N_("Hours"), N_("When it is answered."))
    backup: Text | None = optional(N_("Instead"), N_("Whom to call when nobody answers."))


class HelpButton(Part):
    """One of the big buttons of the home page: what a user cannot do, and the document to begin with."""

    cannot: Text = required(N_("What I cannot do"), N_("In the words of the people who call."))
    document: DocumentId = required(N_("Document"), N_("The runbook or SOP to begin with."))


class Policy(Record):
    """The rules that an organization sets for itself."""

    kind: ClassVar[str] = "policy"

    id: Text = required(N_("Policy"), N_("The word policy."))
    title: Text = required(N_("Organization"), N_("Name of the organization."))
    severities: tuple[SeverityLevel, ...] = several(N_("Severities"), N_("The levels, with names and spellings."))
    processes: tuple[ProcessName, ...] = several(
        N_("Business processes"), N_("Processes beyond the built-in ones, or other names for them.")
    )
    deadlines: tuple[Deadline, ...] = several(N_("Deadlines"), N_("Days by item and severity."))
    contacts: tuple[DutyContact, ...] = several(N_("Contacts"), N_("Numbers that a user may call."))
    help: tuple[HelpButton, ...] = several(
        N_("Help buttons"),
        N_("The big buttons of the home page in their order; without them the runbooks' own words stand there."),
    )
    departments: tuple[Text, ...] = several(N_("Departments"), N_("The departments."))
    independence: Text | None = optional(
        N_("Independence"), N_("strict, or relaxed where people are few."), pattern=r"strict|relaxed"
    )
    reopen_days: int | None = optional(
        N_("Reopen within"), N_("Days after closing in which a CAPA can be opened again."), ge=0
    )


KIND = Kind(
    name="policy",
    plural="policies",
    label=N_("Policy"),
    plural_label=N_("Policies"),
    model=Policy,
    folder="kb/organization",
    file="policy.yml",
    id_pattern=r"policy",
    id_example="policy",
)
