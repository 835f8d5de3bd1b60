"""A post-mortem: the incident, its handling and its review in one file."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.kinds.base import (
    ActionStatus,
    AnyRecordId,
    Approval,
    ArticleId,
    Attachment,
    Audience,
    CapaId,
    Cause,
    Correction,
    FailureModeId,
    Lesson,
    PostmortemId,
    ReviewedLink,
    Step,
    SystemName,
    VendorName,
)
from generator.model.fields import Term, optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Instant, Text
from generator.wording import N_

SeverityCode = Annotated[str, Term("severity")]
ProcessCode = Annotated[str, Term("process")]


class PostmortemStatus(Choice):
    """How far a post-mortem is."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in_review", N_("In review")
    APPROVED = "approved", N_("Approved")
    CLOSED = "closed", N_("Closed")
    VOID = "void", N_("Void")


class EventKind(Choice):
    """What an entry of the disposal log is."""

    DETECT = "detect", N_("Noticed")
    OBSERVE = "observe", N_("Observed")
    DECIDE = "decide", N_("Decided")
    ACT = "act", N_("Did")
    COMMUNICATE = "communicate", N_("Told")
    ESCALATE = "escalate", N_("Escalated")
    MITIGATE = "mitigate", N_("Mitigated")
    RESTORE = "restore", N_("Restored")
    ERROR = "error", N_("Went wrong")


class Track(Choice):
    """The two lanes of an incident: bringing the system back, keeping the business going."""

    TECH = "tech", N_("Technical track")
    BUSINESS = "business", N_("Business track")


class Layer(Choice):
    """The layer in which the fault lies."""

    APPLICATION = "application", N_("Application")
    DATABASE = "database", N_("Database")
    NETWORK = "network", N_("Network")
    SERVER = "server", N_("Server")
    CLIENT = "client", N_("Client")
    DATA = "data", N_("Data")
    INTERFACE = "interface", N_("Interface")
    THIRD_PARTY = "third_party", N_("Third party")
    UNKNOWN = "unknown", N_("Unknown")


class UserScope(Choice):
    """How many users are hit."""

    ALL = "all", N_("Everyone")
    DEPARTMENT = "department", N_("Some departments")
    MODULE = "module", N_("One module")
    SINGLE = "single", N_("Single users")
    NONE = "none", N_("Nobody")


class ProcessState(Choice):
    """What became of a business process."""

    STOPPED = "stopped", N_("Stopped")
    DEGRADED = "degraded", N_("Slowed down")
    MANUAL = "manual", N_("By hand")
    OK = "ok", N_("Running")


class CheckResult(Choice):
    """What a check showed."""

    OK = "ok", N_("Normal")
    FAULT = "fault", N_("Faulty")
    UNKNOWN = "unknown", N_("Unknown")


class DetectedBy(Choice):
    """Who or what noticed the incident."""

    USER = "user", N_("A user")
    MONITORING = "monitoring", N_("Monitoring")
    IT = "it", N_("IT")
    VENDOR = "vendor", N_("The vendor")
    CUSTOMER = "customer", N_("A customer")
    RECONCILIATION = "reconciliation", N_("Reconciliation")
    AUDIT = "audit", N_("An audit")


class ErrorCode(Part):
    """An error code as the screen or the log showed it."""

    shorthand: ClassVar[str] = "code"
    code: Text = required(N_("Error code"), N_("Exactly as shown."))
    text: Text | None = optional(N_("Message"), N_("The message beside the code, as shown."))
    source: Text | None = optional(N_("Where"), N_("Which screen, log or interface."))


class Detection(Part):
    """How the incident was noticed, and which signs were missed."""

    by: DetectedBy | None = optional(N_("Noticed by"), N_("A user, monitoring, a customer ..."))
    signal: Text | None = optional(N_("Sign"), N_("What was noticed first."))
    missed_signals: tuple[Text, ...] = several(N_("Missed signs"), N_("Early signs that nobody acted on."))


class DepartmentReport(Part):
    """What a department said about the scope."""

    shorthand: ClassVar[str] = "says"
    dept: Text | None = optional(N_("Department"), N_("Who was asked."))
    who: Text | None = optional(N_("Role"), N_("Which role answered."))
    at: Instant | None = optional(N_("When"), N_("When they answered."))
    says: Text = required(N_("Answer"), N_("What they said works or does not."))


class Scope(Part):
    """Who and what is hit, what still works, and where the fault was first believed to lie."""

    users: UserScope | None = optional(N_("Users hit"), N_("Everyone, departments, one module, single users."))
    departments: tuple[Text, ...] = several(N_("Departments"), N_("Which departments are hit."))
    works: tuple[Text, ...] = several(N_("Still works"), N_("What still works, a clue to the layer."))
    broken: tuple[Text, ...] = several(N_("Broken"), N_("What does not work."))
    layer_guess: Layer | None = optional(N_("First guess"), N_("The layer that was suspected first."))
    final_layer: Layer | None = optional(N_("Real layer"), N_("The layer in which it really lay."))
    reports: tuple[DepartmentReport, ...] = several(N_("Reports"), N_("What each department answered."))


class ProcessImpact(Part):
    """What became of one business process."""

    shorthand: ClassVar[str] = "process"
    process: ProcessCode = required(N_("Process"), N_("A business process of the organization."))
    state: ProcessState | None = optional(N_("State"), N_("Stopped, slowed down, by hand, running."))
    manual: bool | None = optional(N_("Manual procedure"), N_("Whether the manual procedure was used."))
    restore_priority: int | None = optional(N_("Restore order"), N_("1 is restored first."))
    text: Text | None = optional(N_("Detail"), N_("What it meant in practice."))


class CustomerImpact(Part):
    """A customer who was promised something."""

    shorthand: ClassVar[str] = "name"
    name: Text = required(N_("Customer"), N_("Name or kind of customer."))
    key: bool | None = optional(N_("Key customer"), N_("Whether the promise must not be broken."))
    promise: Text | None = optional(N_("Promise"), N_("What was promised for when."))
    action: Text | None = optional(N_("Action"), N_("What was done to keep it."))


class Impact(Part):
    """What the incident cost and whom it hit."""

    shorthand: ClassVar[str] = "text"
    text: Text | None = optional(N_("Impact"), N_("In words."))
    processes: tuple[ProcessImpact, ...] = several(N_("Processes"), N_("Which business processes were hit."))
    orders_waiting: int | None = optional(N_("Orders waiting"), N_("How many orders waited."))
    shipments_waiting: int | None = optional(N_("Shipments waiting"), N_("How many shipments waited."))
    documents_lost: int | None = optional(
        N_("Documents lost"), N_("How many documents had to be entered again or were lost.")
    )
    cost_per_hour: Text | None = optional(N_("Cost per hour"), N_("An estimate with its unit."))
    cost_total: Text | None = optional(N_("Cost in total"), N_("An estimate with its unit."))
    cost_basis: Text | None = optional(N_("Basis"), N_("How the cost was estimated."))
    customers: tuple[CustomerImpact, ...] = several(N_("Customers"), N_("Whom a promise was made to."))


class Team(Part):
    """Who handled the incident, by role."""

    commander: Text | None = optional(N_("Commander"), N_("The one person in charge."))
    scribe: Text | None = optional(N_("Scribe"), N_("Who kept the log."))
    tech: tuple[Text, ...] = several(N_("Technical group"), N_("Who worked on the system."))
    business: tuple[Text, ...] = several(N_("Business group"), N_("Who kept the business going."))
    vendor_liaison: Text | None = optional(N_("Vendor contact"), N_("Who spoke with the vendor."))
    channel: Text | None = optional(N_("Channel"), N_("The group chat or room."))
    handovers: tuple[Text, ...] = several(N_("Handovers"), N_("Who took over from whom, and when."))


class Checkpoint(Part):
    """The result of one of the four checks that need no IT person."""

    shorthand: ClassVar[str] = "result"
    result: CheckResult = required(N_("Result"), N_("Normal, faulty or unknown."))
    method: Text | None = optional(N_("Method"), N_("How it was checked."))
    evidence: Text | None = optional(N_("Seen"), N_("What was seen."))
    at: Instant | None = optional(N_("When"), N_("When it was checked."))
    by: Text | None = optional(N_("Who"), N_("Which role checked."))


class Checkpoints(Part):
    """The four checkpoints: network, server, client, data entry."""

    network: Checkpoint | None = optional(N_("Network"), N_("Outside world, inner systems, other sites."))
    server: Checkpoint | None = optional(N_("Server"), N_("Lamps, alarms, power, air conditioning, recent restarts."))
    client: Checkpoint | None = optional(N_("Client"), N_("Cache, other browser, other computer."))
    data_entry: Checkpoint | None = optional(N_("Data entry"), N_("Imports, reports or odd entries just before."))


class Finding(Part):
    """One finding of the three-layer diagnosis."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Finding"), N_("What was seen, heard or tried."))
    check: Text | None = optional(N_("Check key"), N_("Which check of the runbook showed it."))
    source: Text | None = optional(N_("Source"), N_("Which report, log or environment."))
    metric: Text | None = optional(N_("Measure"), N_("What was measured."))
    value: Text | None = optional(N_("Value"), N_("What it showed."))
    baseline: Text | None = optional(N_("Normal value"), N_("What it shows on a good day."))
    useful: bool | None = optional(N_("Found the cause"), N_("Whether this finding led to the cause."))
    at: Instant | None = optional(N_("When"), N_("When it was found."))
    by: Text | None = optional(N_("Who"), N_("Which role found it."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("Attachments that show it."))


class LastChange(Part):
    """The last change before the incident."""

    shorthand: ClassVar[str] = "what"
    what: Text = required(N_("Change"), N_("What was changed."))
    ref: Text | None = optional(N_("Change no."), N_("The change request."))
    at: Instant | None = optional(N_("When"), N_("When it was changed."))


class Triage(Part):
    """Three layers of diagnosis: business figures, logs, reproduction."""

    eyes: tuple[Finding, ...] = several(
        N_("Eyes: figures and alarms"), N_("Completion rate, goods in transit, differences, alarms.")
    )
    ears: tuple[Finding, ...] = several(
        N_("Ears: logs"), N_("System, database and interface logs, codes, response times.")
    )
    feet: tuple[Finding, ...] = several(
        N_("Feet: reproduction"), N_("Tried again in the test environment, or reconciled.")
    )
    conclusion: Text | None = optional(N_("Conclusion"), N_("The region in which the fault lies."))
    last_change: LastChange | None = optional(N_("Last change"), N_("What was changed last before the incident."))


class Event(Part):
    """One entry of the disposal log, as it happened."""

    shorthand: ClassVar[str] = "text"
    at: Instant | None = optional(N_("When"), N_("Date and time with offset."))
    kind: EventKind | None = optional(N_("What"), N_("Noticed, observed, decided, did, told ..."))
    track: Track | None = optional(N_("Track"), N_("Technical or business."))
    role: Text | None = optional(N_("Who"), N_("The role that acted."))
    text: Text = required(N_("Event"), N_("What happened or was decided."))
    why: Text | None = optional(N_("Reason"), N_("Why it was decided so."))
    to: Text | None = optional(N_("Told to"), N_("Who was told."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("Attachments that show it."))


class RuledOut(Part):
    """A suspicion that a check removed."""

    shorthand: ClassVar[str] = "hypothesis"
    hypothesis: Text = required(N_("Suspicion"), N_("What was suspected."))
    by_check: Text | None = optional(N_("Ruled out by"), N_("Which check removed it."))


class VendorSync(Part):
    """A status exchange with the vendor."""

    shorthand: ClassVar[str] = "content"
    due: Instant | None = optional(N_("Due"), N_("When it was promised."))
    actual: Instant | None = optional(N_("Actual"), N_("When it came."))
    content: Text | None = optional(N_("Content"), N_("What the vendor said."))


class VendorTicket(Part):
    """A ticket with a vendor; the number is the only proof of the call."""

    vendor: VendorName = required(N_("Vendor"), N_("Whom the ticket is with."))
    ticket_no: Text | None = optional(N_("Ticket no."), N_("As the vendor gave it, zeros kept."))
    opened_at: Instant | None = optional(N_("Opened"), N_("When it was opened."))
    next_sync_due: Instant | None = optional(N_("Next sync"), N_("When the vendor promised to report."))
    syncs: tuple[VendorSync, ...] = several(N_("Syncs"), N_("What the vendor reported, and when."))
    support_used: tuple[Text, ...] = several(N_("Support used"), N_("Tools, log analysis, data replay."))
    closed_at: Instant | None = optional(N_("Closed"), N_("When it was closed."))


class Containment(Part):
    """Something done at once so that it would not spread."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Containment"), N_("What was done."))
    by: Text | None = optional(N_("Who"), N_("Which role."))
    at: Instant | None = optional(N_("When"), N_("When it was done."))
    result: Text | None = optional(N_("Result"), N_("What it brought."))


class Failover(Part):
    """A switch to a standby."""

    shorthand: ClassVar[str] = "text"
    text: Text | None = optional(N_("Failover"), N_("What was switched to what."))
    available: bool | None = optional(N_("Standby available"), N_("Whether there was a standby."))
    started_at: Instant | None = optional(N_("Began"), N_("When the switch began."))
    ended_at: Instant | None = optional(N_("Ended"), N_("When the switch was done."))


class ManualOperation(Part):
    """A business process that ran by hand."""

    process: ProcessCode = required(N_("Process"), N_("Which process."))
    form: Text | None = optional(N_("Form"), N_("Which paper form."))
    started_at: Instant | None = optional(N_("Began"), N_("When work by hand began."))
    ended_at: Instant | None = optional(N_("Ended"), N_("When it ended."))
    count: int | None = optional(N_("Count"), N_("How many forms were filled in."))


class BackupState(Part):
    """What could be restored."""

    last_good_at: Instant | None = optional(N_("Last good backup"), N_("When the last good backup was made."))
    job_ok_since: Instant | None = optional(N_("Running well since"), N_("Since when the job has run without failure."))
    location: Text | None = optional(N_("Location"), N_("Where the backup lies."))
    restorable: bool | None = optional(N_("Restorable"), N_("Whether a restore was tried or done."))
    verified_by: Text | None = optional(N_("Checked by"), N_("Which role checked."))


class LossEstimate(Part):
    """How much one department thinks it lost."""

    department: Text | None = optional(N_("Department"), N_("Which department."))
    kind: Text | None = optional(N_("What"), N_("Orders, stock movements, vouchers."))
    count: int | None = optional(N_("Count"), N_("How many."))
    method: Text | None = optional(N_("Method"), N_("How it was estimated."))


class DataLoss(Part):
    """Data between the last good backup and the crash."""

    shorthand: ClassVar[str] = "actual"
    estimates: tuple[LossEstimate, ...] = several(N_("Estimates"), N_("What each department estimated."))
    actual: Text | None = optional(N_("Actual"), N_("What was really lost, counted afterwards."))


class ReentryBatch(Part):
    """A pile of forms entered after recovery by one, checked by another."""

    form: Text | None = optional(N_("Form"), N_("Which form."))
    count: int | None = optional(N_("Count"), N_("How many were entered."))
    entered_by: Text | None = optional(N_("Entered by"), N_("Which role."))
    checked_by: Text | None = optional(N_("Checked by"), N_("Another role."))
    at: Instant | None = optional(N_("When"), N_("When it was done."))
    difference: Text | None = optional(N_("Difference"), N_("What did not match, and why."))


class Reentry(Part):
    """What was entered again after recovery."""

    batches: tuple[ReentryBatch, ...] = several(N_("Batches"), N_("Piles of forms that were entered."))
    reconciliation: Text | None = optional(N_("Reconciliation"), N_("The result of comparing forms with the system."))


class QualityImpact(Part):
    """What the incident may mean for products."""

    shorthand: ClassVar[str] = "decision"
    lots: tuple[Text, ...] = several(N_("Lots"), N_("Lot numbers touched."))
    serials: tuple[Text, ...] = several(N_("Serial numbers"), N_("Serial numbers touched."))
    release_hold: bool | None = optional(N_("Release on hold"), N_("Whether release was stopped."))
    decision: Text | None = optional(N_("Decision"), N_("What quality decided, and why."))
    decided_by: Text | None = optional(N_("Decided by"), N_("Which role."))


class Comparison(Part):
    """One thing compared before and after the incident."""

    shorthand: ClassVar[str] = "item"
    item: Text = required(N_("Compared"), N_("What was compared."))
    before: Text | None = optional(N_("Before"), N_("How it was."))
    after: Text | None = optional(N_("After"), N_("How it is."))
    finding: Text | None = optional(N_("Finding"), N_("Bottleneck, improvement, single point."))


class HotReview(Part):
    """The first, quick review within three days."""

    date: Day | None = optional(N_("Date"), N_("The day of the quick review."))
    reproducible: tuple[Text, ...] = several(N_("Easily reproduced"), N_("What can happen again tomorrow."))
    fragile_interfaces: tuple[Text, ...] = several(N_("Fragile interfaces"), N_("Which interfaces proved weak."))
    drift_data: tuple[Text, ...] = several(N_("Data that drifts"), N_("Which data went out of step."))


class CommunicationRow(Part):
    """Who was told what, how often."""

    shorthand: ClassVar[str] = "text"
    to: Text | None = optional(N_("To"), N_("Who was told: production, warehouse, customer, vendor, regulator."))
    interval: Text | None = optional(N_("Rhythm"), N_("How often, such as every 30 min."))
    message: Text | None = optional(N_("Message"), N_("Which agreed wording was used."))
    text: Text | None = optional(N_("Detail"), N_("What was said."))


class PostmortemAction(Part):
    """Something to do, in organizations without CAPA."""

    shorthand: ClassVar[str] = "text"
    id: Text | None = optional(N_("Action no."), N_("A short name such as ACT-1."))
    text: Text = required(N_("Action"), N_("What will be done."))
    owner: Text | None = optional(N_("Owner"), N_("Who answers for it."))
    due: Day | None = optional(N_("Due"), N_("By which day."))
    status: ActionStatus | None = optional(N_("Status"), N_("How far it is."))
    done_on: Day | None = optional(N_("Done on"), N_("The day it was done."))
    evidence: tuple[Text, ...] = several(N_("Evidence"), N_("What shows that it was done."))


class Postmortem(Record):
    """A post-mortem: useful half-filled; each later status asks for more."""

    kind: ClassVar[str] = "postmortem"

    id: Text = required(
        N_("Post-mortem no."), N_("PM, year, number, such as PM-2026-0007; equal to the file name, never changed.")
    )
    title: Text = required(N_("Title"), N_("What happened, in one line, as people will look for it."))
    template: Text | None = optional(N_("Template"), N_("The template from which it was written."))
    status: PostmortemStatus = optional(
        N_("Status"), N_("draft, in_review, approved, closed or void."), PostmortemStatus.DRAFT
    )
    severity: SeverityCode = required(
        N_("Severity"), N_("S1 to S4 as the policy defines them; P1, SEV1, 一级 and the like are understood.")
    )
    systems: tuple[SystemName, ...] = required(N_("Systems"), N_("Which systems failed: id, name or alias."))
    modules: tuple[Text, ...] = several(N_("Modules"), N_("Which modules of them."))
    failure_mode: FailureModeId | None = optional(
        N_("Failure mode"), N_("How it failed, from the organization's list; joins it with runbooks and SOPs.")
    )
    near_miss: bool = optional(N_("Near miss"), N_("Whether it was caught before anyone was hit."), False)
    processes: tuple[ProcessCode, ...] = several(N_("Business processes"), N_("Which business processes were hit."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    tags: tuple[Text, ...] = several(N_("Tags"), N_("Free words to find it by."))

    started_at: Instant = required(
        N_("Started"), N_("When it began, with offset; a date alone means that the time is unknown.")
    )
    detected_at: Instant | None = optional(N_("Detected"), N_("When it was noticed."))
    declared_at: Instant | None = optional(N_("Declared"), N_("When it was declared an incident."))
    mitigated_at: Instant | None = optional(N_("Mitigated"), N_("When the damage stopped growing."))
    restored_at: Instant | None = optional(N_("Restored"), N_("When the system worked again."))
    reconciled_at: Instant | None = optional(N_("Reconciled"), N_("When the data was entered again and compared."))
    reviewed_at: Instant | None = optional(N_("Review held"), N_("When the review was held."))
    closed_at: Instant | None = optional(N_("Closed"), N_("When the record was closed."))

    summary: Text | None = optional(N_("Summary"), N_("What happened, in a few sentences (Markdown)."))
    symptoms: tuple[Text, ...] = several(N_("Symptoms"), N_("What people saw, in their words."))
    error_codes: tuple[ErrorCode, ...] = several(N_("Error codes"), N_("Codes and messages exactly as shown."))
    detection: Detection | None = optional(N_("Detection"), N_("How it was noticed."))
    scope: Scope | None = optional(N_("Scope"), N_("Who and what was hit."))
    impact: Impact | None = optional(N_("Impact"), N_("What it cost."))
    team: Team | None = optional(N_("Team"), N_("Who handled it, by role."))
    communications: tuple[CommunicationRow, ...] = several(
        N_("Communication"), N_("Who was told what, in which rhythm.")
    )
    checkpoints: Checkpoints | None = optional(N_("Checkpoints"), N_("The four checks that need no IT person."))
    triage: Triage | None = optional(N_("Diagnosis"), N_("Eyes, ears, feet."))
    timeline: tuple[Event, ...] = several(
        N_("Timeline"), N_("The disposal log: decisions and actions as they happened.")
    )
    ruled_out: tuple[RuledOut, ...] = several(N_("Ruled out"), N_("Suspicions that a check removed."))
    vendor_tickets: tuple[VendorTicket, ...] = several(N_("Vendor tickets"), N_("Tickets with vendors."))
    containment: tuple[Containment, ...] = several(
        N_("Containment"), N_("What was done at once so that it would not spread.")
    )
    failover: Failover | None = optional(N_("Failover"), N_("A switch to a standby."))
    manual_operations: tuple[ManualOperation, ...] = several(
        N_("Manual procedure"), N_("Business processes that ran by hand.")
    )
    backup: BackupState | None = optional(N_("Backup"), N_("What could be restored."))
    data_loss: DataLoss | None = optional(N_("Data loss"), N_("What lay between the last backup and the crash."))
    reentry: Reentry | None = optional(N_("Back-entry"), N_("What was entered after recovery."))
    quality_impact: QualityImpact | None = optional(N_("Quality impact"), N_("What it means for products."))
    causes: tuple[Cause, ...] = several(N_("Causes"), N_("Why it happened; more than one is normal."))
    comparisons: tuple[Comparison, ...] = several(
        N_("Before and after"), N_("Data and processes before and after the incident.")
    )
    hot_review: HotReview | None = optional(N_("Quick review"), N_("The first review within three days."))
    went_well: tuple[Text, ...] = several(N_("Went well"), N_("What helped."))
    went_badly: tuple[Text, ...] = several(N_("Went badly"), N_("What hindered."))
    lucky: tuple[Text, ...] = several(N_("Lucky"), N_("Where luck helped."))
    steps: tuple[Step, ...] = several(N_("Steps taught"), N_("What this incident teaches the SOPs and runbooks."))
    lessons: tuple[Lesson, ...] = several(N_("Lessons"), N_("What others should know."))
    ideas: tuple[Text, ...] = several(N_("Ideas"), N_("Ideas that nobody has committed to."))
    actions: tuple[PostmortemAction, ...] = several(
        N_("Actions"), N_("What will be done, for organizations without CAPA.")
    )
    capa: tuple[CapaId, ...] = several(N_("CAPA"), N_("The CAPAs that this incident raised."))
    no_capa_reason: Text | None = optional(N_("Why no CAPA"), N_("Why no CAPA was raised."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records that help to understand it."))
    articles: tuple[ArticleId, ...] = several(N_("Articles"), N_("Articles that explain it."))
    recurs_from: tuple[PostmortemId, ...] = several(N_("Recurs from"), N_("Earlier incidents that this one repeats."))
    reviewed_links: tuple[ReviewedLink, ...] = several(
        N_("Reviewed links"), N_("Which cited records were looked at, and how they read then.")
    )
    approvals: tuple[Approval, ...] = several(N_("Approvals"), N_("Notes of approvals."))
    corrections: tuple[Correction, ...] = several(N_("Corrections"), N_("Corrections after approval."))
    attachments: tuple[Attachment, ...] = several(N_("Attachments"), N_("Evidence and where it is kept."))
    narrative: Text | None = optional(
        N_("Narrative"), N_("Free Markdown, for imported documents and for teams that prefer prose.")
    )


KIND = Kind(
    name="postmortem",
    plural="postmortems",
    label=N_("Post-mortem"),
    plural_label=N_("Post-mortems"),
    model=Postmortem,
    folder="postmortems",
    id_pattern=r"PM-\d{4}-\d{3,}",
    id_example="PM-2026-0007",
    prefix="PM-",
)
