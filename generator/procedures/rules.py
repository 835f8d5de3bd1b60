"""The rules about merging steps. Codes P001 to P009."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

STEP_CYCLE = Rule(
    code="P001",
    name="step-order-goes-in-circle",
    severity=Severity.ERROR,
    message=N_("In {document} the steps {circle} each demand to come before the other ({sources})."),
    hint=N_("Remove one of the before or after entries."),
    what=N_("The before and after constraints of steps contradict each other."),
    why=N_("No order of the steps can meet them."),
    example="- {key: a, before: [b]}\n- {key: b, before: [a]}\n",
    instead="- {key: a, before: [b]}\n- {key: b}\n",
)
RETIRED_WITHOUT_REASON = Rule(
    code="P002",
    name="step-retired-without-reason",
    severity=Severity.ERROR,
    message=N_("The step {key} is retired without a reason."),
    hint=N_("Add `why:` with what went wrong when it was used."),
    what=N_("A record drops a step of a procedure and does not say why."),
    why=N_("Whoever wrote the step needs to know why it is gone, or it will come back."),
    example="- {key: reboot-server, op: retire}\n",
    instead="- {key: reboot-server, op: retire, why: 重启使归档损坏扩大}\n",
)
STEP_NEVER_ADDED = Rule(
    code="P003",
    name="step-never-added",
    severity=Severity.WARNING,
    message=N_("The step {key} is changed, but no record of {document} adds it with a text."),
    hint=N_("Write the step's text here, or correct the key; similar keys: {suggestion}."),
    what=N_("A record revises, confirms or retires a step that has never been given a text."),
    why=N_("The change has nothing to change and is not shown."),
    example="- {key: chek-disk, op: confirm}\n",
    instead="- {key: check-disk, op: confirm}\n",
)
BAD_STEP_KEY = Rule(
    code="P004",
    name="bad-step-key",
    severity=Severity.ERROR,
    message=N_("The step key {key} holds other signs than small letters, digits and hyphens."),
    hint=N_("Write it like preserve-evidence."),
    what=N_("A step key is not made of small letters, digits and hyphens."),
    why=N_("Keys join the same step over many records; another spelling would make another step."),
    example="- {key: 保全证据, text: 先导出日志}\n",
    instead="- {key: preserve-evidence, text: 先导出日志}\n",
)
OVERRIDE_OF_NOTHING = Rule(
    code="P005",
    name="override-of-nothing",
    severity=Severity.ERROR,
    message=N_("The override names the step {key}, which {document} does not have."),
    hint=N_("Correct the key, or delete the override; similar keys: {suggestion}."),
    what=N_("A document overrides a step that neither its owner nor any record has added."),
    why=N_("A decision that somebody made would have no effect, and nobody would notice."),
    example="overrides: [{step: chek-disk, text: 看 E 盘, reason: 盘符改了, by: IT 主管}]\n",
    instead="overrides: [{step: check-disk, text: 看 E 盘, reason: 盘符改了, by: IT 主管}]\n",
)
ORDER_NAMES_NO_STEP = Rule(
    code="P006",
    name="order-names-no-step",
    severity=Severity.WARNING,
    message=N_("The step {key} is to come before or after {value}, which no document has."),
    hint=N_("Correct the key; similar keys: {suggestion}."),
    what=N_("A before or after entry names a step key that exists nowhere."),
    why=N_("The order that the author wanted is not kept, and the page does not show that it was wanted."),
    example="- {key: preserve-evidence, before: [restart-servce]}\n",
    instead="- {key: preserve-evidence, before: [restart-service]}\n",
)
PROCEDURE_RULES = (
    STEP_CYCLE,
    RETIRED_WITHOUT_REASON,
    STEP_NEVER_ADDED,
    BAD_STEP_KEY,
    OVERRIDE_OF_NOTHING,
    ORDER_NAMES_NO_STEP,
)
# Rules that an error in another record can seem to break.
FOLLOWING_FROM_OTHERS = (STEP_NEVER_ADDED, OVERRIDE_OF_NOTHING, ORDER_NAMES_NO_STEP)
