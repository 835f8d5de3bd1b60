"""The parts that several kinds share: causes, steps, actions, approvals, evidence."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.fields import Refers, optional, required, several
from generator.model.record import Part
from generator.model.values import Choice, Day, Text
from generator.wording import N_

# Ten years: no deadline or watch is longer, so more is a slip; nothing is reckoned with it.
MOST_DAYS = 3650
MOST_MONTHS = 600
# How often or how many times over; more is a slip as well.
MOST_TIMES = 100

PostmortemId = Annotated[str, Refers(("postmortem",))]
CapaId = Annotated[str, Refers(("capa",))]
DocumentId = Annotated[str, Refers(("sop", "runbook"))]
ChangeId = Annotated[str, Refers(("change",))]
AnyRecordId = Annotated[
    str,
    Refers(
        (
            "postmortem",
            "capa",
            "sop",
            "runbook",
            "article",
            "system",
            "vendor",
            "drill",
            "change",
            "training",
            "duty",
            "regulation",
        )
    ),
]
# What can teach a procedure something.
TeachingRecordId = Annotated[str, Refers(("postmortem", "capa", "drill", "sop", "runbook", "step"))]
RoleId = Annotated[str, Refers(("role",), by_name=True)]
SystemName = Annotated[str, Refers(("system",), by_name=True)]
VendorName = Annotated[str, Refers(("vendor",), by_name=True)]
FailureModeId = Annotated[str, Refers(("failure_mode",), by_name=True)]
ArticleId = Annotated[str, Refers(("article",))]


class Audience(Choice):
    """Who may read a record."""

    PUBLIC = "public", N_("Public")
    INTERNAL = "internal", N_("Internal")
    RESTRICTED = "restricted", N_("Restricted")


def reach_of(record: object) -> int:
    """Return how few may read a record: 0 everybody, higher numbers fewer; one that says nothing is for everybody."""
    audience = getattr(record, "audience", Audience.PUBLIC)
    return [*Audience].index(audience) if isinstance(audience, Audience) else 0


class CauseRole(Choice):
    """What a cause did to the incident."""

    ROOT = "root", N_("Root cause")
    CONTRIBUTING = "contributing", N_("Contributing factor")
    TRIGGER = "trigger", N_("Trigger")
    DETECTION_GAP = "detection_gap", N_("Why it was not noticed")
    ESCAPE = "escape", N_("Why it got out")


class CauseCategory(Choice):
    """Where a cause lies."""

    INTERFACE = "interface", N_("Interface")
    DATA_INCONSISTENCY = "data_inconsistency", N_("Inconsistent data")
    CONFIGURATION = "configuration", N_("Configuration")
    SOFTWARE_DEFECT = "software_defect", N_("Software defect")
    CAPACITY = "capacity", N_("Capacity")
    ARCHITECTURE_OBSOLETE = "architecture_obsolete", N_("Obsolete architecture")
    CUSTOMIZATION = "customization", N_("Customization")
    INTEGRATION_SCALABILITY = "integration_scalability", N_("Integration does not scale")
    SINGLE_POINT = "single_point", N_("Single point of failure")
    HARDWARE = "hardware", N_("Hardware")
    NETWORK = "network", N_("Network")
    POWER_ENVIRONMENT = "power_environment", N_("Power and environment")
    CLIENT = "client", N_("Client")
    DATA_ENTRY = "data_entry", N_("Data entry")
    BATCH_JOB = "batch_job", N_("Batch job")
    BACKUP = "backup", N_("Backup")
    THIRD_PARTY = "third_party", N_("Third party")
    VENDOR_SERVICE = "vendor_service", N_("Vendor's service")
    CHANGE_CONTROL = "change_control", N_("Change control")
    ACCESS_CONTROL = "access_control", N_("Access control")
    SECURITY = "security", N_("Security")
    PROCEDURE_MISSING = "procedure_missing", N_("No procedure")
    PROCEDURE_UNCLEAR = "procedure_unclear", N_("Unclear procedure")
    PROCEDURE_NOT_FOLLOWED = "procedure_not_followed", N_("Procedure not followed")
    TRAINING = "training", N_("Training")
    HUMAN_FACTORS = "human_factors", N_("Human factors")
    UNKNOWN = "unknown", N_("Unknown")


class Confidence(Choice):
    """How far a cause is established."""

    CONFIRMED = "confirmed", N_("Confirmed")
    PROBABLE = "probable", N_("Probable")
    UNPROVEN = "unproven", N_("Unproven")


class Nature(Choice):
    """Whether a cause would strike again by itself."""

    RANDOM = "random", N_("Accidental")
    SYSTEMIC = "systemic", N_("Systemic")
    UNKNOWN = "unknown", N_("Unknown")


class ConfirmMethod(Choice):
    """How a cause was confirmed."""

    REPRODUCTION = "reproduction", N_("Reproduction")
    MEASUREMENT = "measurement", N_("Measurement")
    OBSERVATION = "observation", N_("Observation")
    LOG_EVIDENCE = "log_evidence", N_("Evidence in logs")
    COUNTERFACTUAL = "counterfactual", N_("Counter-evidence")


class Confirmation(Part):
    """How, by whom and when a cause was confirmed."""

    shorthand: ClassVar[str] = "result"
    method: ConfirmMethod | None = optional(N_("Confirmed by"), N_("How the cause was confirmed."))
    result: Text | None = optional(N_("Finding"), N_("What was found."))
    by: Text | None = optional(N_("Who"), N_("A role or a person."))
    date: Day | None = optional(N_("Date"), N_("The day it was done."))


class Why(Part):
    """One answer in a chain of whys; `because` branches where one answer has several reasons."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Why"), N_("The answer to the why above it."))
    because: tuple[Why, ...] = several(N_("Because"), N_("The next answers; more than one makes a branch."))


class Cause(Part):
    """A reason for what happened, with its role and how sure it is."""

    shorthand: ClassVar[str] = "text"
    id: Text | None = optional(N_("Cause no."), N_("A short name such as RC1, which actions cite."))
    text: Text = required(N_("Cause"), N_("What caused it, in one sentence, about systems and not about people."))
    role: CauseRole | None = optional(
        N_("Role"), N_("Root cause, contributing factor, trigger, or why it was not noticed.")
    )
    category: CauseCategory | None = optional(N_("Category"), N_("Where the cause lies."))
    nature: Nature | None = optional(N_("Nature"), N_("Accidental, or bound to happen again."))
    why_chain: tuple[Why, ...] = several(N_("Chain of whys"), N_("The answers from the symptom down to this cause."))
    confirm: Confirmation | None = optional(N_("Confirmation"), N_("How the cause was confirmed."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("Attachments or places that show it."))
    confidence: Confidence | None = optional(N_("Confidence"), N_("Confirmed, probable or unproven."))


class Phase(Choice):
    """The phase of handling an incident in which a step belongs; documents list steps in this order."""

    ASSESS = "assess", N_("Keep order and assess")
    TRIAGE = "triage", N_("Four checkpoints")
    DIAGNOSE = "diagnose", N_("Three-layer diagnosis")
    CONTAIN = "contain", N_("Isolate and contain")
    MANUAL = "manual", N_("Business track: manual procedure")
    ESCALATE = "escalate", N_("Escalate and call the vendor")
    BACKUP = "backup", N_("Restore point and loss window")
    RECOVER = "recover", N_("Recover")
    VERIFY = "verify", N_("Verify")
    REENTER = "reenter", N_("Back-entry and reconciliation")
    RELEASE = "release", N_("Release after recovery")
    CLOSE = "close", N_("Stand down")


class StepOperation(Choice):
    """What a record does to a step of a procedure."""

    ADD = "add", N_("Added")
    REVISE = "revise", N_("Revised")
    CONFIRM = "confirm", N_("Reconfirmed")
    REORDER = "reorder", N_("Reordered")
    RETIRE = "retire", N_("Retired")
    RESTORE = "restore", N_("Restored")


class StepOutcome(Choice):
    """What happened when a step was used."""

    WORKED = "worked", N_("Worked")
    FAILED = "failed", N_("Did not work")
    HARMFUL = "harmful", N_("Made it worse")
    NOT_USED = "not_used", N_("Not used")


class StepAudience(Choice):
    """Who can carry out a step."""

    NON_IT = "non_it", N_("Anyone")
    IT = "it", N_("IT")
    QUALITY = "quality", N_("Quality")
    MANAGEMENT = "management", N_("Management")


class StepGoal(Choice):
    """Which of the three goals of handling an incident a step serves."""

    STABILIZE = "stabilize", N_("Stabilize the business")
    BOUND = "bound", N_("Bound the impact")
    PRESERVE = "preserve", N_("Preserve evidence for the cause")


class RiskLevel(Choice):
    """How risky a step is in production."""

    LOW = "low", N_("Low risk")
    MEDIUM = "medium", N_("Medium risk")
    HIGH = "high", N_("High risk")


class StepFields(Part):
    """What a step of a procedure says; every field can be revised on its own."""

    phase: Phase | None = optional(N_("Phase"), N_("The phase in which the step belongs."))
    text: Text | None = optional(N_("Step"), N_("What to do, one action, in the imperative."))
    role: Text | None = optional(N_("Who"), N_("The role that does it."))
    audience: StepAudience | None = optional(N_("Audience"), N_("Anyone, IT, quality or management."))
    timebox: Text | None = optional(N_("Time box"), N_("How long to try before going on, such as 10 min."))
    how: Text | None = optional(N_("How"), N_("Where to click, which command, which form."))
    expect: Text | None = optional(N_("Expected"), N_("What one sees when it worked."))
    if_not: Text | None = optional(N_("If not"), N_("What to do when the expected result does not appear."))
    risk: RiskLevel | None = optional(N_("Risk"), N_("How risky the step is in production."))
    rollback: Text | None = optional(N_("Rollback"), N_("How to undo the step."))
    two_person: bool | None = optional(N_("Two persons"), N_("Whether a second person must check."))
    goal: StepGoal | None = optional(N_("Goal"), N_("Stabilize, bound the impact, or preserve evidence."))
    record: Text | None = optional(N_("Record"), N_("What to write down, and where."))


class Step(StepFields):
    """What one record teaches the procedures about one step."""

    key: Text = required(N_("Step key"), N_("The step's lasting name: small letters, digits and hyphens."))
    op: StepOperation | None = optional(
        N_("Operation"), N_("add, revise, confirm, reorder, retire or restore; found by itself where missing.")
    )
    before: tuple[Text, ...] = several(N_("Before"), N_("Keys of steps that come later."))
    after: tuple[Text, ...] = several(N_("After"), N_("Keys of steps that come earlier."))
    outcome: StepOutcome | None = optional(N_("Outcome"), N_("Whether the step worked in this incident."))
    why: Text | None = optional(N_("Reason"), N_("Why the step changed; a retired step needs one."))
    docs: tuple[DocumentId, ...] = several(
        N_("Documents"), N_("Only these documents learn it; none means all that apply.")
    )


class ActionStatus(Choice):
    """How far an action is."""

    OPEN = "open", N_("Open")
    IN_PROGRESS = "in_progress", N_("In progress")
    DONE = "done", N_("Done")
    VERIFIED = "verified", N_("Verified")
    CLOSED = "closed", N_("Closed")
    WAIVED = "waived", N_("Waived")


class ApprovalMeaning(Choice):
    """What an entry in the approval table means."""

    PREPARED = "prepared", N_("Preparation")
    REVIEWED = "reviewed", N_("Review")
    APPROVED = "approved", N_("Approval")
    VERIFIED = "verified", N_("Verification")
    ACKNOWLEDGED = "acknowledged", N_("Acknowledgement")


class ApprovalMethod(Choice):
    """How the approval was given; the record only says so, it is not the signature."""

    WET_INK = "wet_ink", N_("Signed on paper")
    EXTERNAL_ESIGN = "external_esign", N_("External signing platform")
    VCS_REVIEW = "vcs_review", N_("Repository review (not a signature)")
    MEETING_MINUTES = "meeting_minutes", N_("Minutes of a meeting")


class Approval(Part):
    """A note of an approval: who, in which role, when, how, and where the paper lies."""

    meaning: ApprovalMeaning = required(N_("Meaning"), N_("Prepared, reviewed, approved, verified or acknowledged."))
    name: Text | None = optional(N_("Name"), N_("Who gave it."))
    role: Text | None = optional(N_("Role"), N_("In which role."))
    dept: Text | None = optional(N_("Department"), N_("Of which department."))
    date: Day | None = optional(N_("Date"), N_("The day it was given."))
    method: ApprovalMethod | None = optional(
        N_("Method"), N_("On paper, on a signing platform, by review, by minutes.")
    )
    ref: Text | None = optional(N_("Archive no."), N_("Where the signed paper lies."))
    fingerprint: Text | None = optional(N_("Fingerprint"), N_("Of the content that was approved."))


class Correction(Part):
    """A correction of a record after approval; the old content stays readable."""

    date: Day = required(N_("Date"), N_("The day of the correction."))
    by: Text = required(N_("Who"), N_("Who corrected it."))
    path: Text | None = optional(N_("Field"), N_("Which field was corrected."))
    old: Text | None = optional(N_("Old"), N_("What it said."))
    new: Text | None = optional(N_("New"), N_("What it says now."))
    reason: Text = required(N_("Reason"), N_("Why it was corrected."))


class Attachment(Part):
    """A piece of evidence and where it is kept."""

    shorthand: ClassVar[str] = "desc"
    id: Text | None = optional(N_("No."), N_("A short name such as ATT-1, which other fields cite."))
    location: Text | None = optional(
        N_("Kept at"), N_("A file in the repository, or the folder or cabinet of the paper.")
    )
    sha256: Text | None = optional(N_("SHA-256"), N_("Checksum of the file."))
    kind: Text | None = optional(N_("Type"), N_("Screenshot, log, photo, form."))
    desc: Text | None = optional(N_("Description"), N_("What it shows."))


class ReviewedLink(Part):
    """That somebody looked at what this record cites, and what it said then; a change makes the link suspect."""

    target: AnyRecordId = required(N_("Target"), N_("The record that was looked at."))
    digest: Text = required(N_("Digest"), N_("The first 12 digits of its content's SHA-256 on that day."))
    date: Day = required(N_("Date"), N_("The day it was looked at."))
    by: Text = required(N_("Who"), N_("Which role looked at it."))


class Lesson(Part):
    """Something learned."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Lesson"), N_("What others should know, in one sentence."))
    category: Text | None = optional(N_("Category"), N_("What the lesson is about."))
    applies_to: tuple[Text, ...] = several(N_("Applies to"), N_("Where else it holds."))
    kb_ref: ArticleId | None = optional(N_("Article"), N_("The article that holds it."))
