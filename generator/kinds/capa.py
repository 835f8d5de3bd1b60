"""A CAPA: a corrective or preventive action from its source to the proof that it worked.

The clauses are ISO 13485:2016 8.5.2 and 8.5.3
and the Chinese GMP for medical devices (2025), articles 45, 124 to 131.
"""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import (
    MOST_DAYS,
    AnyRecordId,
    Approval,
    ArticleId,
    Attachment,
    Audience,
    CapaId,
    Cause,
    Correction,
    DocumentId,
    FailureModeId,
    Lesson,
    ReviewedLink,
    StepFields,
    StepOperation,
    SystemName,
    VendorName,
)
from generator.kinds.postmortem import ProcessCode
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Instant, Text
from generator.wording import N_


class CapaKind(Choice):
    """Corrective removes a cause that struck; preventive one that has not struck yet."""

    CORRECTIVE = "corrective", N_("Corrective action")
    PREVENTIVE = "preventive", N_("Preventive action")


class CapaState(Choice):
    """The states of a CAPA, derived from its log."""

    DRAFT = "draft", N_("Draft")
    OPEN = "open", N_("Accepted")
    INVESTIGATING = "investigating", N_("Under investigation")
    PLANNED = "planned", N_("Planned")
    IMPLEMENTING = "implementing", N_("Being implemented")
    VERIFYING = "verifying", N_("Being verified")
    MONITORING = "monitoring", N_("Effectiveness watched")
    CLOSING = "closing", N_("Closing")
    CLOSED = "closed", N_("Closed")
    CANCELLED = "cancelled", N_("Cancelled")


class SourceType(Choice):
    """Where a CAPA comes from."""

    INCIDENT = "incident", N_("Incident")
    NEAR_MISS = "near_miss", N_("Near miss")
    EARLY_WARNING = "early_warning", N_("Early warning")
    COMPLAINT = "complaint", N_("Complaint")
    ADVERSE_EVENT = "adverse_event", N_("Adverse event")
    NONCONFORMING_PRODUCT = "nonconforming_product", N_("Nonconforming product")
    DEVIATION = "deviation", N_("Deviation")
    INTERNAL_AUDIT = "internal_audit", N_("Internal audit")
    EXTERNAL_AUDIT = "external_audit", N_("External audit")
    INSPECTION = "inspection", N_("Inspection")
    MANAGEMENT_REVIEW = "management_review", N_("Management review")
    SUPPLIER = "supplier", N_("Supplier")
    DATA_ANALYSIS = "data_analysis", N_("Data analysis")
    DRILL = "drill", N_("Drill")
    FAILED_CHANGE = "failed_change", N_("Failed change")
    RISK_REVIEW = "risk_review", N_("Risk review")
    REGULATORY_CHANGE = "regulatory_change", N_("Regulatory change")
    SUGGESTION = "suggestion", N_("Suggestion")


class CapaSource(Part):
    """One source of a CAPA."""

    type: SourceType = required(N_("Source type"), N_("Incident, near miss, audit, complaint ..."))
    ref: Text | None = optional(N_("Source no."), N_("The record's id; one that begins with PM- or CAPA- must exist."))
    date: Day | None = optional(N_("Date"), N_("The day of the source."))
    summary: Text | None = optional(N_("Summary"), N_("What the source said."))


class Problem(Part):
    """The problem by the six questions."""

    shorthand: ClassVar[str] = "what"
    what: Text | None = optional(N_("What"), N_("What happened."))
    where: Text | None = optional(N_("Where"), N_("Where it happened."))
    when: Text | None = optional(N_("When"), N_("When it happened."))
    who_found: Text | None = optional(N_("Who found it"), N_("Which role found it."))
    how_found: Text | None = optional(N_("How found"), N_("How it was found."))
    how_many: Text | None = optional(N_("How many"), N_("How many were hit, for how long."))
    requirement: Text | None = optional(N_("Requirement"), N_("The requirement that was not met."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("Objective evidence."))


class ReleaseState(Choice):
    """Where touched products stand."""

    NONE = "none", N_("No product")
    IN_PROCESS = "in_process", N_("In process")
    QUARANTINED = "quarantined", N_("Quarantined")
    RELEASED = "released", N_("Released")
    SHIPPED = "shipped", N_("Shipped")
    UNKNOWN = "unknown", N_("Unknown")


class AffectedProduct(Part):
    """A product that may be touched."""

    shorthand: ClassVar[str] = "name"
    name: Text = required(N_("Product"), N_("Name of the product."))
    model: Text | None = optional(N_("Model"), N_("Model or specification."))
    udi_di: Text | None = optional(N_("UDI-DI"), N_("Device identifier."))
    lots: tuple[Text, ...] = several(N_("Lots"), N_("Lot numbers, zeros kept."))
    serials: tuple[Text, ...] = several(N_("Serial numbers"), N_("Serial numbers, zeros kept."))
    qty: int | None = optional(N_("Quantity"), N_("How many pieces."))
    release_state: ReleaseState | None = optional(N_("Release state"), N_("Quarantined, released, shipped ..."))


class AffectedRecords(Part):
    """Electronic records that may be touched."""

    system: SystemName | None = optional(N_("System"), N_("Which system holds them."))
    tables: tuple[Text, ...] = several(N_("Tables"), N_("Which tables."))
    from_: Instant | None = optional(N_("From"), N_("From when."), alias="from")
    to: Instant | None = optional(N_("To"), N_("Until when."))
    count_est: int | None = optional(N_("Count"), N_("How many, estimated."))


class Affected(Part):
    """What may be touched."""

    products: tuple[AffectedProduct, ...] = several(N_("Products"), N_("Products, lots and serial numbers."))
    none_reason: Text | None = optional(N_("Why none"), N_("Why no product is touched."))
    records: AffectedRecords | None = optional(N_("Electronic records"), N_("Which records in which system."))
    customers: tuple[Text, ...] = several(N_("Customers"), N_("Which customers."))
    sites: tuple[Text, ...] = several(N_("Sites"), N_("Which sites."))
    suppliers: tuple[VendorName, ...] = several(N_("Suppliers"), N_("Which suppliers."))


class CapaContainment(Part):
    """A correction done at once; it removes the effect, not the cause."""

    shorthand: ClassVar[str] = "text"
    text: Text | None = optional(N_("Containment"), N_("What was done."))
    by: Text | None = optional(N_("Who"), N_("Which role."))
    at: Instant | None = optional(N_("When"), N_("When it was done."))
    result: Text | None = optional(N_("Result"), N_("What it brought."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))
    checked_by: Text | None = optional(N_("Checked by"), N_("Which role checked it."))
    none_reason: Text | None = optional(N_("Why none"), N_("Why nothing had to be contained."))


class RiskSeverity(Choice):
    """How grave a CAPA's problem is."""

    CRITICAL = "critical", N_("Critical")
    MAJOR = "major", N_("Major")
    MINOR = "minor", N_("Minor")


class RiskImpact(Part):
    """The impact by area; each in words, or why there is none."""

    patient: Text | None = optional(N_("Patients"), N_("Impact on patients."))
    product: Text | None = optional(N_("Product"), N_("Impact on products."))
    data_integrity: Text | None = optional(N_("Data integrity"), N_("Impact on data."))
    compliance: Text | None = optional(N_("Regulation"), N_("Impact on regulatory duties."))
    business: Text | None = optional(N_("Business"), N_("Impact on the business."))


class ResidualRisk(Part):
    """The risk that remains."""

    severity: RiskSeverity | None = optional(N_("Severity"), N_("Critical, major or minor."))
    likelihood: int | None = optional(N_("Likelihood"), N_("1 rare to 5 certain."), ge=1, le=5)
    level: Text | None = optional(N_("Level"), N_("As the policy's matrix gives it."))


class Risk(Part):
    """How grave, how likely, how visible."""

    severity: RiskSeverity | None = optional(N_("Severity"), N_("Critical, major or minor."))
    likelihood: int | None = optional(N_("Likelihood"), N_("1 rare to 5 certain."), ge=1, le=5)
    detectability: int | None = optional(N_("Detectability"), N_("1 seen at once to 5 hardly seen."), ge=1, le=5)
    impact: RiskImpact | None = optional(N_("Impact"), N_("Impact by area."))
    after: ResidualRisk | None = optional(N_("Residual risk"), N_("The risk that remains after the actions."))
    assessed_by: Text | None = optional(N_("Assessed by"), N_("Which role assessed it."))
    date: Day | None = optional(N_("Assessed on"), N_("The day of the assessment."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Which role approved it."))
    approved_on: Day | None = optional(N_("Approved on"), N_("The day of the approval."))


class ReportDecision(Choice):
    """Whether something must be reported."""

    REQUIRED = "required", N_("Required")
    NOT_REQUIRED = "not_required", N_("Not required")
    NA = "na", N_("Not applicable")
    PENDING = "pending", N_("Pending")


class ReportDuty(Part):
    """One reporting decision and its reason."""

    shorthand: ClassVar[str] = "decision"
    decision: ReportDecision = required(N_("Decision"), N_("required, not_required, na or pending."))
    rationale: Text | None = optional(N_("Reason"), N_("Why it was decided so."))
    by: Text | None = optional(N_("Who"), N_("Which role decided."))
    date: Day | None = optional(N_("Date"), N_("The day of the decision."))
    due: Day | None = optional(N_("Due"), N_("Until when a pending decision must be made."))
    ref: Text | None = optional(N_("Reference"), N_("Number of the report."))


class Reportability(Part):
    """What must be reported to whom."""

    adverse_event: ReportDuty | None = optional(N_("Adverse event"), N_("Adverse event report."))
    recall: ReportDuty | None = optional(N_("Recall"), N_("Recall."))
    notice: ReportDuty | None = optional(N_("Product notice"), N_("Product information notice."))
    authority: ReportDuty | None = optional(N_("Authority"), N_("Report to the authority."))
    customer: ReportDuty | None = optional(N_("Customer"), N_("Information of customers."))


class Need(Choice):
    """Whether action against the cause is needed."""

    CAPA = "capa", N_("Act against the cause")
    CORRECTION_ONLY = "correction_only", N_("Correction only")
    NONE = "none", N_("No action")
    MERGE = "merge", N_("Merged into another")


class Decision(Part):
    """The decision whether to act."""

    shorthand: ClassVar[str] = "need"
    need: Need = required(N_("Need"), N_("capa, correction_only, none or merge."))
    rationale: Text | None = optional(N_("Reason"), N_("Why it was decided so."))
    by: Text | None = optional(N_("Who"), N_("Which role decided."))
    date: Day | None = optional(N_("Date"), N_("The day of the decision."))


class InvestigationMethod(Choice):
    """How causes were looked for."""

    FIVE_WHYS = "five_whys", N_("Five whys")
    FISHBONE = "fishbone", N_("Fishbone")
    FTA = "fta", N_("Fault tree")
    FMEA = "fmea", N_("FMEA")
    TIMELINE = "timeline", N_("Timeline")
    CHANGE_ANALYSIS = "change_analysis", N_("Change analysis")
    IS_IS_NOT = "is_is_not", N_("Is / is not")
    BARRIER = "barrier", N_("Barrier analysis")
    LOG_ANALYSIS = "log_analysis", N_("Log analysis")
    DATA_RECONCILIATION = "data_reconciliation", N_("Data reconciliation")
    REPRODUCTION = "reproduction", N_("Reproduction")
    OTHER = "other", N_("Other")


class TeamMember(Part):
    """One person of the investigation team."""

    shorthand: ClassVar[str] = "person"
    person: Text = required(N_("Person"), N_("Name or role."))
    role: Text | None = optional(N_("Role"), N_("What for."))


class Investigation(Part):
    """Who looked for causes, how, in which data."""

    team: tuple[TeamMember, ...] = several(N_("Team"), N_("Who investigated."))
    methods: tuple[InvestigationMethod, ...] = several(N_("Methods"), N_("How causes were looked for."))
    rationale: Text | None = optional(N_("Why these methods"), N_("Why these methods were chosen."))
    data_reviewed: tuple[Text, ...] = several(N_("Data reviewed"), N_("Which data was looked at."))
    due: Day | None = optional(N_("Due"), N_("Until when the investigation must be done."))


class Extent(Part):
    """One place where the same problem was looked for."""

    shorthand: ClassVar[str] = "target"
    target: Text = required(N_("Place"), N_("System, site or product."))
    checked: bool | None = optional(N_("Checked"), N_("Whether it was checked."))
    result: Text | None = optional(N_("Result"), N_("What was found."))
    by: Text | None = optional(N_("Who"), N_("Which role checked."))
    date: Day | None = optional(N_("Date"), N_("The day it was checked."))


class ActionType(Choice):
    """Correction, corrective, preventive, improvement: four different things."""

    CORRECTION = "correction", N_("Correction")
    CORRECTIVE = "corrective", N_("Corrective action")
    PREVENTIVE = "preventive", N_("Preventive action")
    IMPROVEMENT = "improvement", N_("Improvement")


class ActionStrength(Choice):
    """How strongly an action works; the first is the strongest."""

    ELIMINATE = "eliminate", N_("Removes the cause")
    AUTOMATE = "automate", N_("Automates")
    DETECT = "detect", N_("Detects")
    PROCEDURE = "procedure", N_("Procedure")
    TRAIN = "train", N_("Training")


class Due(Part):
    """One deadline of an action; extensions are added, never overwritten."""

    shorthand: ClassVar[str] = "due"
    due: Day = required(N_("Due"), N_("By which day."))
    set_on: Day | None = optional(N_("Set on"), N_("The day it was set."))
    by: Text | None = optional(N_("Who"), N_("Which role set it."))
    reason: Text | None = optional(N_("Reason"), N_("Why it was extended."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Which role approved the extension."))


class Verification(Part):
    """The check that an action was carried out; not yet that it worked."""

    by: Text = required(N_("Who"), N_("Another person than the owner."))
    date: Day | None = optional(N_("Date"), N_("The day of the check."))
    method: Text | None = optional(N_("Method"), N_("How it was checked."))
    result: Text | None = optional(N_("Result"), N_("What was found."))
    passed: bool | None = optional(N_("Passed"), N_("Whether it was passed; missing means yes."), alias="pass")
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))


class Waiver(Part):
    """Why an action was dropped."""

    reason: Text = required(N_("Reason"), N_("Why it is not done."))
    risk: Text | None = optional(N_("Risk"), N_("What risk remains."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Which role approved it."))
    date: Day | None = optional(N_("Date"), N_("The day of the decision."))


class SopTarget(StepFields):
    """The step of a document that an action changes; the action's text stands for a missing one."""

    doc: DocumentId = required(N_("Document"), N_("Which SOP or runbook."))
    step_key: Text = required(N_("Step key"), N_("Which step."))
    op: StepOperation | None = optional(N_("Operation"), N_("add, revise or retire."))
    before: tuple[Text, ...] = several(N_("Before"), N_("Keys of steps that come later."))
    after: tuple[Text, ...] = several(N_("After"), N_("Keys of steps that come earlier."))
    why: Text | None = optional(N_("Reason"), N_("Why the step changes."))


class Side(Choice):
    """Whether an action strengthens people and procedures, or systems."""

    SOFT = "soft", N_("People and procedures")
    HARD = "hard", N_("Systems and data")


class CapaAction(Part):
    """One action with its owner, deadline, success criterion and check."""

    id: Text = required(N_("Action no."), N_("A short name such as A1."))
    text: Text = required(N_("Action"), N_("What will be done."))
    type: ActionType | None = optional(N_("Type"), N_("correction, corrective, preventive or improvement."))
    side: Side | None = optional(N_("Side"), N_("People and procedures, or systems and data."))
    owner: Text | None = optional(N_("Owner"), N_("Who answers for it."))
    dept: Text | None = optional(N_("Department"), N_("Of which department."))
    strength: ActionStrength | None = optional(N_("Strength"), N_("eliminate, automate, detect, procedure or train."))
    addresses: tuple[Text, ...] = several(N_("Addresses"), N_("The numbers of the causes it acts against."))
    due: tuple[Due, ...] = several(N_("Due"), N_("The deadline, and each extension with its reason."))
    success: Text | None = optional(N_("Success criterion"), N_("How one can tell that it is done."))
    started_on: Day | None = optional(N_("Started on"), N_("The day it was begun."))
    done_on: Day | None = optional(N_("Done on"), N_("The day it was done."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows that it was done."))
    verified: Verification | None = optional(N_("Verified"), N_("The check that it was carried out."))
    waived: Waiver | None = optional(N_("Waived"), N_("Why it is not done."))
    change_refs: tuple[Text, ...] = several(N_("Changes"), N_("Change requests, or na."))
    change_reason: Text | None = optional(N_("Why no change"), N_("Why no change request is needed."))
    sop_targets: tuple[SopTarget, ...] = several(N_("Steps changed"), N_("Which step of which document it changes."))


class DocumentImpact(Part):
    """Whether a document must change."""

    doc: DocumentId = required(N_("Document"), N_("Which document."))
    needed: bool = required(N_("Must change"), N_("true or false."))
    reason: Text | None = optional(N_("Reason"), N_("Why, or why not."))
    target_rev: Text | None = optional(N_("Target revision"), N_("The revision that will hold the change."))


class ImpactDecision(Part):
    """Whether something else follows, and why."""

    needed: bool = required(N_("Needed"), N_("true or false."))
    rationale: Text | None = optional(N_("Reason"), N_("Why, or why not."))
    ref: Text | None = optional(N_("Reference"), N_("Where it is recorded."))
    audience: tuple[Text, ...] = several(N_("For whom"), N_("Which roles."))


class SupplierAction(Part):
    """What a supplier was asked to do."""

    vendor: VendorName = required(N_("Vendor"), N_("Which vendor."))
    scar_no: Text | None = optional(N_("Request no."), N_("Number of the request."))
    issued_on: Day | None = optional(N_("Issued on"), N_("The day it was sent."))
    response_due: Day | None = optional(N_("Answer due"), N_("Until when they must answer."))
    response: Text | None = optional(N_("Answer"), N_("What they answered."))


class PlanApproval(Part):
    """Who approved the plan."""

    by: Text = required(N_("Who"), N_("Another person than the owner."))
    role: Text | None = optional(N_("Role"), N_("In which role."))
    date: Day | None = optional(N_("Date"), N_("The day of the approval."))
    meaning: Text | None = optional(N_("Meaning"), N_("What was approved."))


class EffectFinding(Choice):
    """Whether an action did harm elsewhere."""

    NONE = "none", N_("None")
    FOUND = "found", N_("Found")
    MITIGATED = "mitigated", N_("Found and mitigated")


class AdverseEffect(Part):
    """The check that the actions did no harm elsewhere."""

    on_compliance: EffectFinding | None = optional(N_("On regulation"), N_("none, found or mitigated."))
    on_safety_performance: EffectFinding | None = optional(
        N_("On safety and performance"), N_("none, found or mitigated.")
    )
    on_data_integrity: EffectFinding | None = optional(N_("On data integrity"), N_("none, found or mitigated."))
    text: Text | None = optional(N_("Detail"), N_("What was found."))
    method: Text | None = optional(N_("Method"), N_("How it was checked."))
    by: Text | None = optional(N_("Who"), N_("Another person than the owner."))
    date: Day | None = optional(N_("Date"), N_("The day of the check."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))


class Criterion(Part):
    """One figure that will show whether the actions worked."""

    metric: Text = required(N_("Measure"), N_("What is measured."))
    baseline: Text | None = optional(N_("Before"), N_("How it was before."))
    op: Text | None = optional(N_("Comparison"), N_("Such as <= or =."))
    target: Text | None = optional(N_("Target"), N_("The value to reach."))
    unit: Text | None = optional(N_("Unit"), N_("Its unit."))
    source: Text | None = optional(N_("Data from"), N_("Where the figure comes from."))


class EffectivenessMethod(Choice):
    """How effectiveness is shown."""

    TREND_ANALYSIS = "trend_analysis", N_("Trend analysis")
    PROCESS_AUDIT = "process_audit", N_("Process audit")
    RECORD_SAMPLING = "record_sampling", N_("Sampling of records")
    TEST = "test", N_("Test")
    DRILL = "drill", N_("Drill")
    INTERVIEW = "interview", N_("Interview")
    RECURRENCE_WATCH = "recurrence_watch", N_("Watch for recurrence")


class EffectivenessPlan(Part):
    """How effectiveness will be judged; set before the first action is done."""

    criteria: tuple[Criterion, ...] = several(N_("Criteria"), N_("Figures to reach."))
    window_days: int | None = optional(N_("Window"), N_("Days to watch after the last action."), ge=1, le=MOST_DAYS)
    sample: Text | None = optional(N_("Sample"), N_("How much is looked at."))
    method: EffectivenessMethod | None = optional(N_("Method"), N_("How effectiveness is shown."))
    verifier: Text | None = optional(N_("Verifier"), N_("Who will judge, independent of the owner."))
    due: Day | None = optional(N_("Due"), N_("By which day."))
    set_on: Day | None = optional(N_("Set on"), N_("The day the plan was made."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Which role approved it."))


class MeasuredResult(Part):
    """One measured figure."""

    metric: Text = required(N_("Measure"), N_("What was measured."))
    value: Text | None = optional(N_("Value"), N_("What it showed."))
    passed: bool | None = optional(N_("Reached"), N_("Whether the target was reached."), alias="pass")


class Conclusion(Choice):
    """The judgment of an effectiveness check."""

    EFFECTIVE = "effective", N_("Was effective")
    PARTIAL = "partial", N_("Partly effective")
    INEFFECTIVE = "ineffective", N_("Ineffective")
    INCONCLUSIVE = "inconclusive", N_("Cannot be judged")


class EffectivenessCheck(Part):
    """One round of judging effectiveness."""

    round: int | None = optional(N_("Round"), N_("1, 2, ..."), ge=1)
    date: Day | None = optional(N_("Date"), N_("The day of the check."))
    by: Text | None = optional(N_("Who"), N_("Neither the owner nor an owner of an action."))
    period: Text | None = optional(N_("Period"), N_("The period that was looked at."))
    results: tuple[MeasuredResult, ...] = several(N_("Results"), N_("The measured figures."))
    recurrences: tuple[Text, ...] = several(
        N_("Recurrences"), N_("Incidents of the same kind, each with a justification.")
    )
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))
    conclusion: Conclusion | None = optional(N_("Conclusion"), N_("effective, partial, ineffective or inconclusive."))


class Effectiveness(Part):
    """The plan and the checks of effectiveness."""

    plan: EffectivenessPlan | None = optional(N_("Plan"), N_("How effectiveness will be judged."))
    checks: tuple[EffectivenessCheck, ...] = several(N_("Checks"), N_("Each round of judging."))


class Dissemination(Part):
    """Who was informed."""

    shorthand: ClassVar[str] = "audience"
    audience: Text = required(N_("For whom"), N_("Which roles."))
    date: Day | None = optional(N_("Date"), N_("The day."))
    how: Text | None = optional(N_("How"), N_("Meeting, notice, training."))
    ref: Text | None = optional(N_("Reference"), N_("Where it is recorded."))


class Closure(Part):
    """The closing statement."""

    summary: Text = required(N_("Summary"), N_("What was reached."))
    by: Text | None = optional(N_("Who"), N_("Who asked for closing."))
    date: Day | None = optional(N_("Date"), N_("The day."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Who approved it."))
    approved_role: Text | None = optional(N_("Role"), N_("In which role."))
    approved_on: Day | None = optional(N_("Approved on"), N_("The day of the approval."))


class Cancellation(Part):
    """Why a CAPA was cancelled."""

    reason: Text = required(N_("Reason"), N_("Why it was cancelled."))
    risk: Text | None = optional(N_("Risk"), N_("What risk remains."))
    approved_by: Text | None = optional(N_("Approved by"), N_("Who approved it."))
    date: Day | None = optional(N_("Date"), N_("The day."))


class Reopening(Part):
    """Why a CAPA was opened again."""

    date: Day = required(N_("Date"), N_("The day."))
    by: Text | None = optional(N_("Who"), N_("Who opened it again."))
    reason: Text = required(N_("Reason"), N_("Why."))
    trigger_ref: AnyRecordId | None = optional(N_("Trigger"), N_("The record that caused it."))


class Blocked(Part):
    """What a CAPA waits for; its clock keeps running."""

    since: Day = required(N_("Since"), N_("Since when."))
    reason: Text = required(N_("Reason"), N_("What it waits for."))
    by: Text | None = optional(N_("Who"), N_("Who said so."))


class LogEntry(Part):
    """One change of state; entries are only ever added."""

    at: Instant = required(N_("When"), N_("When it changed."))
    by: Text | None = optional(N_("Who"), N_("Who changed it."))
    from_: CapaState | None = optional(N_("From"), N_("The state before."), alias="from")
    to: CapaState = required(N_("To"), N_("The state after."))
    note: Text | None = optional(N_("Note"), N_("Why."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows it."))


class Retention(Part):
    """How long the record is kept."""

    until: Day | None = optional(N_("Until"), N_("Until which day."))
    rule: Text | None = optional(N_("Rule"), N_("Or by which rule."))
    basis: Text | None = optional(N_("Basis"), N_("On which basis."))


class Capa(Record):
    """A CAPA record; its state is what its log says."""

    kind: ClassVar[str] = "capa"

    id: Text = required(
        N_("CAPA no."), N_("CAPA, year, number, such as CAPA-2026-0012; equal to the file name, never changed.")
    )
    schema_: int | None = optional(N_("Schema version"), N_("1 today."), alias="schema")
    title: Text = required(N_("Title"), N_("The problem and what is done, in one line."), max_length=80)
    kind_: CapaKind | None = optional(N_("Kind"), N_("corrective or preventive."), alias="kind")
    opened_on: Day = required(N_("Opened on"), N_("The day it was proposed."))
    opened_by: Text | None = optional(N_("Opened by"), N_("Who proposed it."))
    owner: Text | None = optional(N_("Owner"), N_("Who answers for it."))
    dept: Text | None = optional(N_("Department"), N_("Of which department."))
    qa_coordinator: Text | None = optional(N_("Quality coordinator"), N_("Who follows it for quality."))
    systems: tuple[SystemName, ...] = several(N_("Systems"), N_("Which systems."))
    modules: tuple[Text, ...] = several(N_("Modules"), N_("Which modules."))
    failure_mode: FailureModeId | None = optional(N_("Failure mode"), N_("Which failure mode it acts against."))
    processes: tuple[ProcessCode, ...] = several(N_("Business processes"), N_("Which business processes."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    confidentiality: Audience | None = optional(N_("Confidentiality"), N_("Former name of audience."))
    tags: tuple[Text, ...] = several(N_("Tags"), N_("Free words to find it by."))

    sources: tuple[CapaSource, ...] = several(N_("Sources"), N_("Where it comes from."))
    recurs_from: tuple[CapaId, ...] = several(N_("Recurs from"), N_("Earlier CAPAs that this one repeats."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records that help to understand it."))
    merged_into: CapaId | None = optional(N_("Merged into"), N_("The CAPA that goes on with it."))
    reviewed_links: tuple[ReviewedLink, ...] = several(
        N_("Reviewed links"), N_("Which cited records were looked at, and how they read then.")
    )

    problem: Problem | None = optional(N_("Problem"), N_("The problem by the six questions."))
    occurred_at: Instant | None = optional(N_("Occurred"), N_("When it happened."))
    detected_at: Instant | None = optional(N_("Detected"), N_("When it was noticed."))
    aware_at: Instant | None = optional(N_("Aware"), N_("When the organization became aware."))
    affected: Affected | None = optional(N_("Affected"), N_("What may be touched."))
    containment: tuple[CapaContainment, ...] = several(N_("Containment"), N_("Corrections done at once."))

    risk: Risk | None = optional(N_("Risk"), N_("How grave, how likely, how visible."))
    reportability: Reportability | None = optional(N_("Reporting duties"), N_("What must be reported to whom."))
    decision: Decision | None = optional(N_("Decision"), N_("Whether to act."))
    investigation: Investigation | None = optional(N_("Investigation"), N_("Who looked for causes, how."))
    causes: tuple[Cause, ...] = several(N_("Causes"), N_("Why it happened."))
    no_cause_justification: Text | None = optional(N_("Why no cause"), N_("Why no cause could be established."))
    extent: tuple[Extent, ...] = several(N_("Extent"), N_("Where else the same was looked for."))
    extent_conclusion: Text | None = optional(N_("Conclusion of the extent"), N_("What the search showed."))

    actions: tuple[CapaAction, ...] = several(N_("Actions"), N_("What is done."))
    doc_impact: tuple[DocumentImpact, ...] = several(
        N_("Documents affected"), N_("Which documents must change, or need not.")
    )
    validation_impact: ImpactDecision | None = optional(
        N_("Revalidation"), N_("Whether software must be validated again.")
    )
    training_impact: ImpactDecision | None = optional(N_("Training"), N_("Whether people must be trained."))
    supplier_action: SupplierAction | None = optional(N_("Supplier action"), N_("What a supplier was asked to do."))
    plan_approval: PlanApproval | None = optional(N_("Plan approval"), N_("Who approved the plan."))
    adverse_effect: AdverseEffect | None = optional(
        N_("No adverse effect"), N_("The check that the actions did no harm elsewhere.")
    )
    effectiveness: Effectiveness | None = optional(N_("Effectiveness"), N_("Plan and checks."))
    dissemination: tuple[Dissemination, ...] = several(N_("Informed"), N_("Who was informed."))
    lessons: tuple[Lesson, ...] = several(N_("Lessons"), N_("What others should know."))
    articles: tuple[ArticleId, ...] = several(N_("Articles"), N_("Articles that explain it."))
    mgmt_review_ref: Text | None = optional(N_("Management review"), N_("The review that took it up."))

    closure: Closure | None = optional(N_("Closure"), N_("The closing statement."))
    cancellation: Cancellation | None = optional(N_("Cancellation"), N_("Why it was cancelled."))
    reopen: tuple[Reopening, ...] = several(N_("Reopened"), N_("Why it was opened again."))
    blocked: Blocked | None = optional(N_("Blocked"), N_("What it waits for."))
    log: tuple[LogEntry, ...] = several(N_("Log"), N_("Each change of state, in order; never rewritten."))
    approvals: tuple[Approval, ...] = several(N_("Approvals"), N_("Notes of approvals."))
    corrections: tuple[Correction, ...] = several(N_("Corrections"), N_("Corrections of the record."))
    attachments: tuple[Attachment, ...] = several(N_("Attachments"), N_("Evidence and where it is kept."))
    retention: Retention | None = optional(N_("Retention"), N_("How long it is kept."))


KIND = Kind(
    name="capa",
    plural="capas",
    label=N_("CAPA"),
    plural_label=N_("CAPAs"),
    model=Capa,
    folder="postmortems/capa",
    id_pattern=r"CAPA-\d{4}-\d{3,}",
    id_example="CAPA-2026-0012",
    prefix="CAPA-",
)
