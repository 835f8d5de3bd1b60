"""What is waiting to be done: one shape for a CAPA's stage, a drill, a training, a vendor's answer, a restore test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Due, RiskSeverity
from generator.model.record import Record
from generator.model.values import Choice
from generator.wording import N_


class DueKind(Choice):
    """What is due; the label is what lists show."""

    TRIAGE = "triage", N_("Acceptance")
    REPORTABILITY = "reportability", N_("Reporting decision")
    INVESTIGATION = "investigation", N_("Investigation")
    PLAN = "plan", N_("Plan of actions")
    ACTION = "action", N_("Action")
    SUPPLIER_ANSWER = "supplier_answer", N_("Answer of the supplier")
    IMPLEMENTATION = "implementation", N_("Implementation in all")
    VERIFICATION = "verification", N_("Verification of the actions")
    EFFECTIVENESS = "effectiveness", N_("Effectiveness check")
    CLOSING = "closing", N_("Approval of closing")
    RECURRENCE = "recurrence", N_("Effectiveness in doubt")
    HOT_REVIEW = "hot_review", N_("Quick review")
    POSTMORTEM = "postmortem", N_("Approval of the post-mortem")
    POSTMORTEM_ACTION = "postmortem_action", N_("Action of a post-mortem")
    VENDOR_SYNC = "vendor_sync", N_("Report of the vendor")
    DOCUMENT_REVIEW = "document_review", N_("Review of the document")
    REVISION_APPROVAL = "revision_approval", N_("Approval of the revision")
    RETRO_APPROVAL = "retro_approval", N_("Approval of the emergency change")
    REVISION_TRAINING = "revision_training", N_("Training on the revision")
    TRAINING = "training", N_("Training")
    DRILL = "drill", N_("Drill planned")
    NEXT_DRILL = "next_drill", N_("Next drill")
    ARTICLE_REVIEW = "article_review", N_("Review of the article")
    RESTORE_TEST = "restore_test", N_("Restore test")
    RECOVERY_TEST = "recovery_test", N_("Recovery test")
    DUTY = "duty", N_("Recurring duty")
    REGULATION = "regulation", N_("Check of the regulation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Something open with a deadline, before anybody asks how late it is.

    `part` names what within the record (an action, a ticket, a revision); `subject` says what it is about.
    `history` are all its deadlines, the first to the last; `original_due` stands for the first where there is no list.
    `since` and `allotted` (days) tell the stage, `not_before` the first day on which it can be done.
    """

    record: Record
    kind: DueKind
    due: date
    subject: str = ""
    part: str = ""
    owner: str | None = None
    severity: RiskSeverity | None = None
    original_due: date | None = None
    history: tuple[Due, ...] = ()
    working_days: bool = False
    since: date | None = None
    allotted: int | None = None
    not_before: date | None = None
    recurred: bool = False
