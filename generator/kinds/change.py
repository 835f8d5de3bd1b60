"""A change to a system: approved before it starts, reviewed by two, with a tried way back."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import AnyRecordId, Attachment, Audience, CapaId, RiskLevel, SystemName
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class ChangeType(Choice):
    """What is changed."""

    CONFIGURATION = "configuration", N_("Change of configuration")
    INTERFACE = "interface", N_("Interface")
    BUSINESS_RULE = "business_rule", N_("Business rule")
    PATCH = "patch", N_("Patch or upgrade")
    INFRASTRUCTURE = "infrastructure", N_("Infrastructure")
    DATA_FIX = "data_fix", N_("Correction of data")
    DOCUMENT = "document", N_("Document")


class ChangeResult(Choice):
    """How a change ended."""

    WORKED = "worked", N_("Succeeded")
    ROLLED_BACK = "rolled_back", N_("Rolled back")
    FAILED = "failed", N_("Failed")


class ChangeReview(Part):
    """One review before the change."""

    shorthand: ClassVar[str] = "by"
    by: Text = required(N_("Who"), N_("Who reviewed it, not the one who implements it."))
    date: Day | None = optional(N_("Date"), N_("The day."))
    note: Text | None = optional(N_("Note"), N_("What was found."))


class RollbackPlan(Part):
    """The way back."""

    shorthand: ClassVar[str] = "plan"
    plan: Text = required(N_("Rollback"), N_("How to undo the change."))
    tested_on: Day | None = optional(N_("Tried on"), N_("The day it was tried."))
    result: Text | None = optional(N_("Result"), N_("What the trial showed."))


class SystemChange(Record):
    """A change to a system."""

    kind: ClassVar[str] = "change"

    id: Text = required(N_("Change no."), N_("Such as CHG-2026-031; equal to the file name, never changed."))
    title: Text = required(N_("Title"), N_("What is changed."))
    type: ChangeType | None = optional(N_("Type"), N_("What is changed."))
    systems: tuple[SystemName, ...] = several(N_("Systems"), N_("Which systems."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    requested_on: Day | None = optional(N_("Requested on"), N_("The day it was asked for."))
    requested_by: Text | None = optional(N_("Requested by"), N_("Who asked for it."))
    reason: Text | None = optional(N_("Reason"), N_("Why."))
    risk: RiskLevel | None = optional(N_("Risk"), N_("low, medium or high."))
    reviews: tuple[ChangeReview, ...] = several(N_("Reviews"), N_("At least two, before it starts."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Who approved it."))
    approved_on: Day | None = optional(N_("Approved on"), N_("The day of the approval."))
    implemented_by: Text | None = optional(N_("Implemented by"), N_("Who did it."))
    started_on: Day | None = optional(N_("Started on"), N_("The day it was begun."))
    done_on: Day | None = optional(N_("Done on"), N_("The day it was done."))
    rollback: RollbackPlan | None = optional(N_("Rollback"), N_("The way back."))
    validation: Text | None = optional(N_("Validation"), N_("Whether the software was validated again, and where."))
    result: ChangeResult | None = optional(N_("Result"), N_("worked, rolled_back or failed."))
    capa: tuple[CapaId, ...] = several(N_("CAPA"), N_("CAPAs that it belongs to."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records."))
    attachments: tuple[Attachment, ...] = several(N_("Attachments"), N_("Evidence and where it is kept."))


KIND = Kind(
    name="change",
    plural="changes",
    label=N_("Change"),
    plural_label=N_("Changes"),
    model=SystemChange,
    folder="kb/changes",
    id_pattern=r"CHG-\d{4}-\d{2,}",
    id_example="CHG-2026-031",
    prefix="CHG-",
)
