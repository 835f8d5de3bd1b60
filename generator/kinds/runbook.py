"""A runbook: what to do when one system fails in one way."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import FailureModeId, RiskLevel, SystemName
from generator.kinds.postmortem import ErrorCode, ProcessCode
from generator.kinds.sop import Control, Document
from generator.model.fields import optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part
from generator.model.values import Choice, Text
from generator.wording import N_


class CheckLayer(Choice):
    """The layer of diagnosis to which a check belongs."""

    CHECKPOINT = "checkpoint", N_("Checkpoint")
    EYES = "eyes", N_("Eyes: figures and alarms")
    EARS = "ears", N_("Ears: logs")
    FEET = "feet", N_("Feet: reproduction")


class DiagnosisCheck(Part):
    """One check: what to look at, what is normal, where to go when it is not."""

    key: Text | None = optional(N_("Check key"), N_("The check's lasting name."))
    layer: CheckLayer | None = optional(N_("Layer"), N_("checkpoint, eyes, ears or feet."))
    what: Text = required(N_("Check"), N_("What to look at."))
    where: Text | None = optional(N_("Where"), N_("On which screen, log, cabinet."))
    command: Text | None = optional(N_("Command"), N_("A command or query to copy."))
    normal: Text | None = optional(N_("Normal"), N_("What it shows on a good day."))
    abnormal: Text | None = optional(N_("If abnormal"), N_("What it means and where to go on."))


class Phenomenon(Part):
    """If one sees this, then it is probably that."""

    when: Text = required(N_("If"), N_("What one sees."))
    then: Text = required(N_("Then"), N_("What it means, or where to go."))


class LookAlike(Part):
    """A failure that looks alike, and how to tell it apart."""

    shorthand: ClassVar[str] = "difference"
    runbook: Text | None = optional(N_("Looks like"), N_("The other failure."))
    difference: Text = required(N_("Difference"), N_("How to tell it apart."))


class RecoveryOption(Part):
    """One way to bring it back, with its risk and the way out."""

    key: Text | None = optional(N_("Step key"), N_("Under which key incidents say how it went."))
    title: Text = required(N_("Option"), N_("What is done."))
    precondition: Text | None = optional(N_("Only if"), N_("What must be true first."))
    steps: tuple[Text, ...] = several(N_("Steps"), N_("One action each."))
    expect: Text | None = optional(N_("Expected"), N_("What one sees when it worked."))
    risk: RiskLevel | None = optional(N_("Risk"), N_("low, medium or high."))
    rollback: Text | None = optional(N_("Rollback"), N_("How to undo it."))
    who_decides: Text | None = optional(N_("Who decides"), N_("Which role may decide it."))
    two_person: bool | None = optional(N_("Two persons"), N_("Whether a second person must check."))


class FrequentQuestion(Part):
    """A question and its answer."""

    question: Text = required(N_("Question"), N_("As people ask it."))
    answer: Text = required(N_("Answer"), N_("In a few sentences."))


class Runbook(Document):
    """The definition of a runbook for one system and one failure mode."""

    kind: ClassVar[str] = "runbook"

    id: Text = required(N_("Runbook no."), N_("Such as RB-ERP-LOGIN; equal to the file name, never changed."))
    control: Control = optional(
        N_("Control"), N_("controlled changes by release only, reference follows its records."), Control.REFERENCE
    )
    system: SystemName = required(N_("System"), N_("Which system."))
    failure_mode: FailureModeId = required(N_("Failure mode"), N_("Which failure mode."))
    cannot: tuple[Text, ...] = several(
        N_("What I cannot do"),
        N_("What a user cannot do any more, in their words; makes the big buttons of the home page."),
    )
    processes: tuple[ProcessCode, ...] = several(N_("Business processes"), N_("Which business processes it stops."))
    meaning: Text | None = optional(N_("Meaning"), N_("What this failure is."))
    impact: Text | None = optional(N_("Impact"), N_("What it does to the business."))
    symptoms: tuple[Text, ...] = several(N_("Symptoms"), N_("What people see."))
    error_codes: tuple[ErrorCode, ...] = several(N_("Error codes"), N_("Codes exactly as shown."))
    phenomena: tuple[Phenomenon, ...] = several(N_("Ten-minute guide"), N_("If this, then that."))
    look_alikes: tuple[LookAlike, ...] = several(N_("Look-alikes"), N_("Failures that look alike."))
    checks: tuple[DiagnosisCheck, ...] = several(N_("Diagnosis"), N_("Checks, in the order to try."))
    options: tuple[RecoveryOption, ...] = several(
        N_("Recovery options"), N_("Ways to bring it back, the safest first.")
    )
    verify: tuple[Text, ...] = several(N_("Verify"), N_("What to check before saying that it works."))
    manual_procedure: tuple[Text, ...] = several(N_("Manual procedure"), N_("How to go on without the system."))
    escalate: tuple[Text, ...] = several(N_("Escalate"), N_("When to call whom."))
    questions: tuple[FrequentQuestion, ...] = several(N_("Questions"), N_("Questions that come up."))
    maintenance: tuple[Text, ...] = several(N_("Maintenance"), N_("What keeps it from happening."))


KIND = Kind(
    name="runbook",
    plural="runbooks",
    label=N_("Runbook"),
    plural_label=N_("Runbooks"),
    model=Runbook,
    folder="sop/runbooks",
    id_pattern=r"RB(-[A-Z0-9]+)+",
    id_example="RB-ERP-LOGIN",
    prefix="RB-",
)
