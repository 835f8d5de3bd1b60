"""A duty: something that must be done again and again, such as a restore test, a health check or a patch day."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import Audience, CapaId, DocumentId, SystemName
from generator.model.fields import optional, required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class DutyType(Choice):
    """What is done."""

    RESTORE_TEST = "restore_test", N_("Restore test")
    RECOVERY_TEST = "recovery_test", N_("Recovery test")
    HEALTH_CHECK = "health_check", N_("Health check")
    DEEP_CHECK = "deep_check", N_("Deep check")
    PATCH = "patch", N_("Patches")
    RECONCILIATION = "reconciliation", N_("Reconciliation")
    ACCESS_REVIEW = "access_review", N_("Review of access rights")
    OTHER = "other", N_("Other")


class Duty(Record):
    """A duty with its rhythm, and what came of it the last time."""

    kind: ClassVar[str] = "duty"

    id: Text = required(N_("Duty no."), N_("DUTY and words or a number, such as DUTY-ERP-RESTORE; never changed."))
    title: Text = required(N_("Title"), N_("What is done."))
    kind_: DutyType | None = optional(
        N_("Type"),
        N_("restore_test, recovery_test, health_check, deep_check, patch, reconciliation, access_review or other."),
        alias="kind",
    )
    system: SystemName | None = optional(N_("System"), N_("Which system."))
    owner: Text | None = optional(N_("Owner"), N_("Which role does it."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    cycle: Text | None = optional(N_("Cycle"), N_("How often, such as 3 months, 1 year, 2 weeks or quarterly."))
    last_on: Day | None = optional(N_("Last done on"), N_("The day it was last done."))
    result: Text | None = optional(N_("Result"), N_("What came of it the last time."))
    next_due_on: Day | None = optional(N_("Next due"), N_("By which day; reckoned from the cycle where it is missing."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))
    document: DocumentId | None = optional(N_("Document"), N_("The SOP or runbook that says how."))
    capa: tuple[CapaId, ...] = several(N_("CAPA"), N_("CAPAs that asked for it or came of it."))
    notes: Text | None = optional(N_("Notes"), N_("What to know."))


KIND = Kind(
    name="duty",
    plural="duties",
    label=N_("Recurring duty"),
    plural_label=N_("Recurring duties"),
    model=Duty,
    folder="kb/organization",
    file="duties.yml",
    id_pattern=r"DUTY(?:-[A-Z0-9]+)+",
    id_example="DUTY-ERP-RESTORE",
    prefix="DUTY-",
    layout=Layout.REGISTER,
)
