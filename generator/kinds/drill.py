"""A drill: procedures tried before they are needed; what it shows teaches them like an incident does."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import (
    AnyRecordId,
    Attachment,
    Audience,
    CapaId,
    DocumentId,
    FailureModeId,
    Step,
    SystemName,
)
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class DrillType(Choice):
    """How real a drill is."""

    TABLETOP = "tabletop", N_("Tabletop")
    FUNCTIONAL = "functional", N_("Functional")
    RESTORE = "restore", N_("Restore from backup")
    FAILOVER = "failover", N_("Switch to standby")
    ROLLBACK = "rollback", N_("Rollback")
    FULL = "full", N_("Full")


class DrillStatus(Choice):
    """How far a drill is."""

    PLANNED = "planned", N_("Scheduled")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class DrillResult(Choice):
    """What a drill showed on the whole."""

    PASSED = "passed", N_("Passed")
    PARTLY = "partly", N_("Partly passed")
    FAILED = "failed", N_("Failed")


class Finding(Part):
    """Something that a drill showed."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Finding"), N_("What it showed."))
    step_key: Text | None = optional(N_("Step key"), N_("Which step."))
    capa: CapaId | None = optional(N_("CAPA"), N_("The CAPA that takes it up."))
    action: Text | None = optional(N_("Action"), N_("What was done about it."))


class Drill(Record):
    """A drill, planned or held."""

    kind: ClassVar[str] = "drill"

    id: Text = required(N_("Drill no."), N_("Such as DR-2026-02; equal to the file name, never changed."))
    title: Text = required(N_("Title"), N_("What was tried."))
    type: DrillType | None = optional(N_("Type"), N_("tabletop, functional, restore, failover, rollback or full."))
    status: DrillStatus = optional(N_("Status"), N_("planned, held or cancelled."), DrillStatus.PLANNED)
    planned_on: Day | None = optional(N_("Planned for"), N_("The day it is planned for."))
    held_on: Day | None = optional(N_("Held on"), N_("The day it was held."))
    next_due_on: Day | None = optional(N_("Next due"), N_("By which day the next one must be held."))
    docs: tuple[DocumentId, ...] = several(N_("Documents"), N_("The SOPs and runbooks that were tried."))
    systems: tuple[SystemName, ...] = several(N_("Systems"), N_("Which systems."))
    failure_modes: tuple[FailureModeId, ...] = several(N_("Failure modes"), N_("Which failure modes."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    scenario: Text | None = optional(N_("Scenario"), N_("What was assumed to happen (Markdown)."))
    goals: tuple[Text, ...] = several(N_("Goals"), N_("What it was to show, with figures."))
    led_by: Text | None = optional(N_("Led by"), N_("Which role led it."))
    observed_by: Text | None = optional(N_("Observed by"), N_("Who judged it, not one of the actors."))
    departments: tuple[Text, ...] = several(N_("Departments"), N_("Who took part."))
    duration: Text | None = optional(N_("Duration"), N_("How long it took."))
    result: DrillResult | None = optional(N_("Result"), N_("passed, partly or failed."))
    summary: Text | None = optional(N_("Summary"), N_("What it showed (Markdown)."))
    steps: tuple[Step, ...] = several(
        N_("Steps"), N_("Which steps were used with which outcome; what they must learn.")
    )
    findings: tuple[Finding, ...] = several(N_("Findings"), N_("What it showed."))
    capa: tuple[CapaId, ...] = several(N_("CAPA"), N_("CAPAs that came of it."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records."))
    attachments: tuple[Attachment, ...] = several(N_("Attachments"), N_("Evidence and where it is kept."))


KIND = Kind(
    name="drill",
    plural="drills",
    label=N_("Drill"),
    plural_label=N_("Drills"),
    model=Drill,
    folder="kb/drills",
    id_pattern=r"DR-\d{4}-\d{2,}",
    id_example="DR-2026-02",
    prefix="DR-",
)
