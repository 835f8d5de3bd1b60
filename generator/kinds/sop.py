"""A standard operating procedure: the part that people own; its steps grow from incidents."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import (
    AnyRecordId,
    ApprovalMethod,
    Audience,
    DocumentId,
    FailureModeId,
    ReviewedLink,
    RoleId,
    StepFields,
    SystemName,
)
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class DocumentType(Choice):
    """What a controlled document is."""

    PROCEDURE = "procedure", N_("Procedure")
    INSTRUCTION = "instruction", N_("Work instruction")
    EMERGENCY_PLAN = "emergency_plan", N_("Emergency plan")


class Control(Choice):
    """Whether a document changes by release only, or lives with its records."""

    CONTROLLED = "controlled", N_("Controlled")
    REFERENCE = "reference", N_("For reference")


class DocumentStatus(Choice):
    """The states of a controlled document and of each of its revisions; they follow from dates and approvals."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in_review", N_("In review")
    APPROVED = "approved", N_("Approved")
    EFFECTIVE = "effective", N_("Effective")
    SUPERSEDED = "superseded", N_("Superseded")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    REJECTED = "rejected", N_("Rejected")


class Applies(Part):
    """To what a document applies; incidents that match feed its steps."""

    systems: tuple[SystemName, ...] = several(N_("Systems"), N_("Which systems."))
    failure_modes: tuple[FailureModeId, ...] = several(
        N_("Failure modes"), N_("Which failure modes, with all below them.")
    )
    sites: tuple[Text, ...] = several(N_("Sites"), N_("Which sites."))


class DocumentScope(Part):
    """What a document covers and what it does not."""

    shorthand: ClassVar[str] = "inside"
    inside: Text | None = optional(N_("Covers"), N_("What it covers."), alias="in")
    outside: Text | None = optional(N_("Does not cover"), N_("What it does not cover."), alias="out")


class Definition(Part):
    """A term used in a document."""

    shorthand: ClassVar[str] = "term"
    term: Text = required(N_("Term"), N_("The term."))
    text: Text | None = optional(N_("Definition"), N_("What it means here."))


class StaticStep(StepFields):
    """A step that the document's owner wrote, before any incident taught one."""

    key: Text = required(N_("Step key"), N_("The step's lasting name: small letters, digits and hyphens."))
    before: tuple[Text, ...] = several(N_("Before"), N_("Keys of steps that come later."))
    after: tuple[Text, ...] = several(N_("After"), N_("Keys of steps that come earlier."))
    basis: Text | None = optional(N_("Basis"), N_("Where the step comes from: regulation, drill, experience."))


class Forbidden(Part):
    """Something that must not be done, and why."""

    shorthand: ClassVar[str] = "text"
    text: Text = required(N_("Do not"), N_("What must not be done."))
    why: Text | None = optional(N_("Reason"), N_("Why not."))
    source: AnyRecordId | None = optional(N_("Source"), N_("The record that taught it."))


class Exclusion(Part):
    """A record that must not feed this document."""

    record: AnyRecordId = required(N_("Record"), N_("Which record."))
    reason: Text = required(N_("Reason"), N_("Why it does not feed this document."))


class Override(StepFields):
    """A human decision about one step that wins over what the records say; it settles conflicts between them."""

    step: Text = required(N_("Step key"), N_("Which step."))
    retire: bool | None = optional(
        N_("Retire"), N_("true drops the step; false keeps it although a record retires it.")
    )
    reason: Text = required(N_("Reason"), N_("Why."))
    by: Text = required(N_("Decided by"), N_("Who decided."))
    date: Day | None = optional(N_("Date"), N_("The day of the decision."))


class Withdrawal(Part):
    """The decision that a document is no longer to be followed."""

    date: Day = required(N_("Date"), N_("From which day it no longer holds."))
    reason: Text = required(N_("Reason"), N_("Why."))
    replaced_by: DocumentId | None = optional(N_("Replaced by"), N_("The document to follow instead; none says none."))
    approved_by: Text = required(N_("Approved by"), N_("Who approved it."))
    role: Text | None = optional(N_("Role"), N_("In which role."))
    method: ApprovalMethod | None = optional(
        N_("Method"), N_("On paper, on a signing platform, by review, by minutes.")
    )
    ref: Text | None = optional(N_("Archive no."), N_("Where the signed paper lies."))
    lifted_on: Day | None = optional(
        N_("Lifted on"), N_("From which day a new revision may hold again; the entry stays, it says what held when.")
    )

    def holds(self, day: Day) -> bool:
        """Whether the document is withdrawn on a day by this decision."""
        return self.date <= day and (self.lifted_on is None or day < self.lifted_on)


class Form(Part):
    """A form that belongs to the document."""

    shorthand: ClassVar[str] = "name"
    id: Text | None = optional(N_("Form no."), N_("Number of the form."))
    name: Text = required(N_("Form"), N_("Name of the form."))
    columns: tuple[Text, ...] = several(N_("Columns"), N_("The columns to fill in."))


class RecordProduced(Part):
    """A record that following the document leaves behind."""

    shorthand: ClassVar[str] = "name"
    name: Text = required(N_("Record"), N_("Name of the record."))
    keeper: Text | None = optional(N_("Kept by"), N_("Which department keeps it."))
    retention: Text | None = optional(N_("Kept for"), N_("How long."))


class Distribution(Part):
    """A department that gets the document."""

    shorthand: ClassVar[str] = "dept"
    dept: Text = required(N_("Department"), N_("Which department."))
    copies: int | None = optional(N_("Copies"), N_("How many."))
    kind: Text | None = optional(N_("Medium"), N_("Electronic or paper."))


class Training(Part):
    """Who must be trained, how."""

    audience: tuple[Text, ...] = several(N_("For whom"), N_("Which roles."))
    mode: Text | None = optional(N_("How"), N_("Reading, course, drill."))


class EscalationRule(Part):
    """When to call whom."""

    shorthand: ClassVar[str] = "when"
    when: Text = required(N_("If"), N_("What must be the case."))
    call: Text | None = optional(N_("Then"), N_("Whom to call, what to do."))
    within: Text | None = optional(N_("Within"), N_("Within which time."))


class Document(Record):
    """What SOPs and runbooks have in common."""

    title: Text = required(N_("Title"), N_("Name of the document."))
    owner_dept: Text | None = optional(N_("Owner department"), N_("Which department owns it."))
    process_owner: RoleId | None = optional(N_("Process owner"), N_("Which role answers for it."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    control: Control = optional(
        N_("Control"), N_("controlled changes by release only, reference follows its records."), Control.CONTROLLED
    )
    level: int | None = optional(N_("Level"), N_("Level in the document system."), ge=1, le=4)
    scheme: Text | None = optional(N_("Numbering"), N_("How revisions are numbered: A/0 or 1.0."), pattern=r"A/0|1\.0")
    purpose: Text | None = optional(N_("Purpose"), N_("What it is for."))
    static_steps: tuple[StaticStep, ...] = several(N_("Steps"), N_("Steps that the owner wrote."))
    never: tuple[Forbidden, ...] = several(N_("Never"), N_("What must not be done."))
    include: tuple[AnyRecordId, ...] = several(
        N_("Included records"), N_("Records that feed it although system or failure mode do not match.")
    )
    exclude: tuple[Exclusion, ...] = several(N_("Excluded records"), N_("Records that must not feed it."))
    overrides: tuple[Override, ...] = several(N_("Overrides"), N_("Human decisions that win over the records."))
    forms: tuple[Form, ...] = several(N_("Forms"), N_("Forms that belong to it."))
    related_docs: tuple[AnyRecordId, ...] = several(N_("Related documents"), N_("Other documents and articles."))
    external_refs: tuple[Text, ...] = several(N_("External references"), N_("Regulations and standards, by number."))
    reviewed_links: tuple[ReviewedLink, ...] = several(
        N_("Reviewed links"), N_("Which cited records were looked at, and how they read then.")
    )
    distribution: tuple[Distribution, ...] = several(N_("Distribution"), N_("Who gets it."))
    training: Training | None = optional(N_("Training"), N_("Who must be trained."))
    review_cycle: Text | None = optional(N_("Review cycle"), N_("How often it is reviewed."))
    review_due_on: Day | None = optional(N_("Review due"), N_("By which day it must be reviewed."))
    withdrawal: tuple[Withdrawal, ...] = several(N_("Withdrawn"), N_("That it is no longer to be followed."))
    tags: tuple[Text, ...] = several(N_("Tags"), N_("Free words to find it by."))

    def withdrawn(self, day: Day) -> Withdrawal | None:
        """Return the decision by which the document is not to be followed on a day, None where there is none."""
        return next((one for one in reversed(self.withdrawal) if one.holds(day)), None)


class Sop(Document):
    """The definition of an SOP; incidents and CAPAs add to its steps."""

    kind: ClassVar[str] = "sop"

    id: Text = required(N_("Document no."), N_("Such as SOP-IT-001; equal to the file name, never changed."))
    type: DocumentType | None = optional(N_("Type"), N_("procedure, instruction or emergency_plan."))
    applies: Applies = required(N_("Applies to"), N_("Systems and failure modes that it covers."))
    scope: DocumentScope | None = optional(N_("Area of use"), N_("What it covers and what not."))
    definitions: tuple[Definition, ...] = several(N_("Definitions"), N_("Terms that it uses."))
    roles: tuple[RoleId, ...] = several(N_("Roles"), N_("Roles that act in it."))
    triggers: tuple[Text, ...] = several(N_("Start conditions"), N_("When to start it."))
    escalation: tuple[EscalationRule, ...] = several(N_("Escalation"), N_("When to call whom."))
    calm_rules: tuple[Text, ...] = several(N_("Keep calm"), N_("Sentences for the first minute."))
    communication: tuple[Text, ...] = several(
        N_("Communication"), N_("Who is told what in which rhythm, with one voice.")
    )
    data_protection: tuple[Text, ...] = several(N_("Protecting data and evidence"), N_("Rules that nobody may break."))
    quality: tuple[Text, ...] = several(N_("Quality impact"), N_("How the impact on products is judged."))
    records_produced: tuple[RecordProduced, ...] = several(
        N_("Records"), N_("Records that following it leaves behind.")
    )


KIND = Kind(
    name="sop",
    plural="sops",
    label=N_("SOP"),
    plural_label=N_("SOPs"),
    model=Sop,
    folder="sop",
    id_pattern=r"SOP(-[A-Z0-9]+)+",
    id_example="SOP-IT-001",
    prefix="SOP-",
)
