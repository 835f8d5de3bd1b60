"""The organization's policy: severities, processes, deadlines, contacts. One file, one record."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.kinds.base import MOST_DAYS, MOST_MONTHS, MOST_TIMES, DocumentId, RoleId
from generator.kinds.capa import RiskSeverity
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Text
from generator.wording import N_

Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]


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
    VERIFICATION = "verification", N_("Verification")
    WINDOW_MIN = "window_min", N_("Shortest watch over the effect")
    WINDOW_MAX = "window_max", N_("Longest watch over the effect")
    CLOSING = "closing", N_("Closing")
    HOT_REVIEW = "hot_review", N_("Quick review")
    REVIEW = "review", N_("Approval of the post-mortem")


class Deadline(Part):
    """How many days one item may take at one severity; the built-in table holds where a row is missing."""

    item: DeadlineItem = required(
        N_("Item"),
        N_(
            "triage, reportability, investigation, implementation, verification, window_min, window_max, closing, hot_review or review."
        ),
    )
    severity: RiskSeverity = required(N_("Severity"), N_("critical, major or minor."))
    days: int = required(N_("Days"), N_("How many days."), ge=0, le=MOST_DAYS)
    working_days: bool = optional(N_("Working days"), N_("Whether only working days count."), False)


class SeverityDays(Part):
    """Another number of days for one severity."""

    severity: RiskSeverity = required(N_("Severity"), N_("critical, major or minor."))
    days: int = required(N_("Days"), N_("How many days."), ge=0, le=MOST_DAYS)


class EscalationLevel(Part):
    """When lateness is told to whom; fields that are missing are those of the built-in level."""

    level: Text = required(N_("Level"), N_("E0 to E9."), pattern=r"E\d")
    title: Text | None = optional(N_("Name"), N_("As people call it."))
    to: tuple[Text, ...] = several(N_("Told to"), N_("Which roles are told."))
    overdue_days: int | None = optional(
        N_("Days late"), N_("From how many days late; 0 means never."), ge=0, le=MOST_DAYS
    )
    by_severity: tuple[SeverityDays, ...] = several(
        N_("By severity"), N_("Other days late for one severity; 0 means never.")
    )
    extensions: int | None = optional(N_("Extensions"), N_("From which extension; 0 means never."), ge=0, le=MOST_TIMES)
    stage_factor: int | None = optional(
        N_("Stage too long"),
        N_("When a stage takes more than so many times what it may; 0 means never."),
        ge=0,
        le=MOST_TIMES,
    )
    recurrence: bool | None = optional(N_("Recurrence"), N_("Whether a recurrence after closing is told here."))
    management_review: bool | None = optional(
        N_("In the management review"), N_("Whether the management review lists what is so late.")
    )


class ReviewCycle(Part):
    """How often something is reviewed or tried."""

    name: Text = required(
        N_("What"), N_("A class such as A, which documents cite, or document, article, restore_test, recovery_test.")
    )
    months: int = required(N_("Months"), N_("After how many months again."), ge=1, le=MOST_MONTHS)


class ApproverRule(Part):
    """Who may approve documents of one level."""

    level: int = required(N_("Level"), N_("Level in the document system."), ge=1, le=4)
    roles: tuple[RoleId, ...] = several(N_("Roles"), N_("The roles that may approve it."))


class DocumentPolicy(Part):
    """How controlled documents are approved, taught and kept."""

    approvers: tuple[ApproverRule, ...] = several(N_("Approvers"), N_("Who may approve documents of which level."))
    quality_roles: tuple[RoleId, ...] = several(
        N_("Quality roles"), N_("Roles of which one must stand among the approvals.")
    )
    distinct_persons: int = optional(
        N_("Different persons"), N_("How many different persons must stand among the approvals."), 3, ge=1, le=3
    )
    retro_approval_days: int = optional(
        N_("Approval afterwards"),
        N_("Days within which an emergency change must be approved by quality."),
        5,
        ge=0,
        le=MOST_DAYS,
    )
    training_percent: int = optional(
        N_("Trained before effective"),
        N_("Percent of the audience to be trained before a revision holds."),
        90,
        ge=0,
        le=100,
    )
    obsolete_kept: Text | None = optional(
        N_("Obsolete copies kept"), N_("How long a copy of an obsolete revision is kept.")
    )


class ClauseProfile(Choice):
    """A set of clauses against which an organization looks for gaps; the texts are the regulator's own."""

    NMPA_GMP_2025 = "nmpa_gmp_2025", N_("NMPA GMP for medical devices (2025, No. 107)")
    ISO_13485_2016 = "iso_13485_2016", N_("ISO 13485:2016")
    CFR_820_QMSR = "cfr_820_qmsr", N_("21 CFR 820 in force (QMSR)")
    CFR_820_QSR = "cfr_820_qsr", N_("Old 21 CFR 820.100 (historical)")
    NMPA_GMP_2014 = "nmpa_gmp_2014", N_("NMPA GMP for medical devices (2014, historical)")


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
    deadlines: tuple[Deadline, ...] = several(
        N_("Deadlines"), N_("Days by item and severity, beside the built-in ones.")
    )
    severity_unassessed: RiskSeverity = optional(
        N_("Severity until assessed"),
        N_("Which severity counts for deadlines while the risk has not been assessed."),
        RiskSeverity.MAJOR,
    )
    escalation: tuple[EscalationLevel, ...] = several(
        N_("Escalation"), N_("When lateness is told to whom; a level that is missing is the built-in one.")
    )
    reminders: tuple[Days, ...] = optional(
        N_("Reminders"), N_("Days before a deadline on which it is called to mind."), (10, 3)
    )
    review_cycles: tuple[ReviewCycle, ...] = several(
        N_("Review cycles"), N_("Months by class of document and kind of test, beside the built-in ones.")
    )
    ageing: tuple[Days, ...] = optional(
        N_("Ageing"), N_("The last day of each group of ages but the last one."), (30, 60, 90)
    )
    contacts: tuple[DutyContact, ...] = several(N_("Contacts"), N_("Numbers that a user may call."))
    help: tuple[HelpButton, ...] = several(
        N_("Help buttons"),
        N_("The big buttons of the home page in their order; without them the runbooks' own words stand there."),
    )
    departments: tuple[Text, ...] = several(N_("Departments"), N_("The departments."))
    documents: DocumentPolicy = optional(
        N_("Controlled documents"), N_("How they are approved, taught and kept."), DocumentPolicy()
    )
    profiles: tuple[ClauseProfile, ...] = several(
        N_("Clause sets"), N_("Against which sets of clauses gaps are looked for.")
    )
    independence: Text | None = optional(
        N_("Independence"), N_("strict, or relaxed where people are few."), pattern=r"strict|relaxed"
    )
    management_roles: tuple[RoleId, ...] = several(
        N_("Management representative"),
        N_("Roles that stand for the management; a critical CAPA needs one to be cancelled."),
    )
    reopen_days: int | None = optional(
        N_("Reopen within"), N_("Days after closing in which a CAPA can be opened again."), ge=0, le=MOST_DAYS
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
