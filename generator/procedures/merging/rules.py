"""The rules about merging steps. Codes P001 to P019."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

STEP_CYCLE = Rule(
    code="P001",
    name="step-order-goes-in-circle",
    severity=Severity.ERROR,
    message=N_("In {document} the steps {circle} each demand to come before the other ({sources})."),
    hint=N_("Remove one of the before or after entries; `op: reorder` turns round what a released revision says."),
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
RECORDS_CONTRADICT = Rule(
    code="P007",
    name="records-contradict-each-other",
    severity=Severity.ERROR,
    message=N_("In {document} the step {key} is worded differently ({fields}) by {sources}."),
    hint=N_(
        "Decide it in {document} under `overrides:` with step, {fields}, reason and by; or write `op: confirm` in the "
        "record that only tells how the step was used."
    ),
    what=N_("Two records that no released revision holds yet word the same field of a step differently."),
    why=N_("Which of them is right is a decision of people; a controlled document never makes it by itself."),
    example="- {key: call-vendor, timebox: 10 分钟}   # PM-2026-0007\n- {key: call-vendor, timebox: 15 分钟}   # PM-2026-0009\n",
    instead="overrides: [{step: call-vendor, timebox: 15 分钟, reason: 夜班要先叫醒值班员, by: IT 主管}]\n",
)
STEP_KEPT_AND_RETIRED = Rule(
    code="P008",
    name="step-kept-and-retired",
    severity=Severity.ERROR,
    message=N_("In {document} the step {key} is kept by one record and dropped by another: {first} and {second}."),
    hint=N_(
        "Decide it in {document} under `overrides:` with step, retire, reason and by; `retire: true` drops the step, "
        "`retire: false` keeps it."
    ),
    what=N_("A record adds or changes a step, and another one that no released revision holds yet retires it."),
    why=N_("Whether a step is done or forbidden must be decided by somebody who answers for it."),
    example="- {key: restart-service, text: 重启服务}   # PM-2026-0007\n- {key: restart-service, op: retire, why: 归档损坏}   # PM-2026-0009\n",
    instead="overrides: [{step: restart-service, retire: true, reason: 两次都扩大了损坏, by: IT 主管}]\n",
)
RESTORED_WITHOUT_REASON = Rule(
    code="P009",
    name="step-restored-without-reason",
    severity=Severity.ERROR,
    message=N_("The retired step {key} is brought back without a reason."),
    hint=N_("Add `why:` with what has changed since it was retired."),
    what=N_("A record restores a step that was retired and does not say why."),
    why=N_(
        "The reason for which it was retired still stands in the history; without an answer nobody should follow it."
    ),
    example="- {key: reboot-server, op: restore}\n",
    instead="- {key: reboot-server, op: restore, why: 换了带电池的阵列卡，重启不再损坏归档}\n",
)
RETIRED_STEP_CHANGED = Rule(
    code="P010",
    name="retired-step-changed",
    severity=Severity.WARNING,
    message=N_("The step {key} was retired by {other}; what this record says does not bring it back."),
    hint=N_("Write `op: restore` with `why:` to bring it back, or use another step key."),
    what=N_("A record adds or revises a step that an earlier record has retired."),
    why=N_("The step stays among the forbidden ones, and its author may believe that people follow it."),
    example="- {key: reboot-server, text: 重启数据库服务器}\n",
    instead="- {key: reboot-server, op: restore, text: 重启数据库服务器, why: 换了阵列卡}\n",
)
REORDER_CHANGES_MORE = Rule(
    code="P011",
    name="reorder-changes-more",
    severity=Severity.WARNING,
    message=N_("The step {key} is only moved; {fields} are not taken over."),
    hint=N_("Write `op: revise`, or delete these fields."),
    what=N_("A record with `op: reorder` gives other fields than phase, before and after."),
    why=N_("They have no effect, and the page does not show that they were wanted."),
    example="- {key: preserve-evidence, op: reorder, before: [restart-service], text: 先导出日志}\n",
    instead="- {key: preserve-evidence, op: revise, before: [restart-service], text: 先导出日志}\n",
)
NEARLY_THE_SAME_STEP = Rule(
    code="P012",
    name="nearly-the-same-step",
    severity=Severity.WARNING,
    message=N_("In {document} the step {key} is nearly the same as {other} ({source})."),
    hint=N_(
        "Use the key {other}, so that both become one step; where they are two, say which comes first with `before:` "
        "or `after:`."
    ),
    what=N_("Two records add the same step to a document under two keys, as far as their words tell."),
    why=N_("People would do it twice, and its history would be split over two places."),
    example="- {key: chek-disk, text: 看数据库盘剩余空间}   # beside check-disk\n",
    instead="- {key: check-disk, text: 看数据库盘剩余空间}\n",
)
CAPA_STEP_MISSING = Rule(
    code="P013",
    name="capa-step-missing",
    severity=Severity.WARNING,
    message=N_(
        "By the action {action} of {capa} the step {key} of {document} changes ({op}), but the merged steps do not show it."
    ),
    hint=N_(
        "Look at the key, the operation and the fields here, and at the exclude and overrides entries of {document}."
    ),
    what=N_("A CAPA that is being verified changes a step, and the document does not show that change."),
    why=N_("The action counts as carried out although nobody who follows the document would notice."),
    example="sop_targets: [{doc: SOP-IT-001, step_key: call-vendor, op: revise}]\n",
    instead="sop_targets: [{doc: SOP-IT-001, step_key: call-vendor, op: revise, timebox: 15 分钟}]\n",
)
RELEASED_STEP_OF_VOID_RECORD = Rule(
    code="P014",
    name="released-step-of-void-record",
    severity=Severity.WARNING,
    message=N_("{document} {revision} is in force with steps that {record} taught, which is void: {keys}."),
    hint=N_("Look at what the candidate of {document} says without it, and release that."),
    what=N_("A record was voided or cancelled after a revision with its steps was released."),
    why=N_("The released text does not change by itself; people go on following what the record no longer supports."),
    example="status: void   # a released revision has its steps\n",
    instead="status: void   # and then: fupan sop release SOP-IT-001\n",
)
ORDER_AGAINST_PHASE = Rule(
    code="P015",
    name="order-against-phase",
    severity=Severity.WARNING,
    message=N_("In {document} the step {earlier} is to come before {later}, but its phase comes after."),
    hint=N_("Put one of the two into another phase, or delete the before or after entry."),
    what=N_("A before or after entry demands an order that the phases of the two steps do not allow."),
    why=N_("Documents list steps phase by phase; the order that the author wanted is not kept."),
    example="- {key: save-logs, phase: recover, text: 导出日志, before: [check-disk]}   # check-disk: triage\n",
    instead="- {key: save-logs, phase: triage, text: 导出日志, before: [check-disk]}\n",
)
PROCEDURE_RULES = (
    STEP_CYCLE,
    RETIRED_WITHOUT_REASON,
    STEP_NEVER_ADDED,
    BAD_STEP_KEY,
    OVERRIDE_OF_NOTHING,
    ORDER_NAMES_NO_STEP,
    RECORDS_CONTRADICT,
    STEP_KEPT_AND_RETIRED,
    RESTORED_WITHOUT_REASON,
    RETIRED_STEP_CHANGED,
    REORDER_CHANGES_MORE,
    NEARLY_THE_SAME_STEP,
    CAPA_STEP_MISSING,
    RELEASED_STEP_OF_VOID_RECORD,
    ORDER_AGAINST_PHASE,
)
# Rules that an error in another record can seem to break.
FOLLOWING_FROM_OTHERS = (STEP_NEVER_ADDED, OVERRIDE_OF_NOTHING, ORDER_NAMES_NO_STEP)
