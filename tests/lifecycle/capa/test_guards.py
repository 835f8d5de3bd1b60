"""Every guard refuses what it is for, at the entry of the log, and lets a whole record pass."""

from __future__ import annotations

import pytest

from generator.checks import capa_guards, capa_recurrence, capa_warnings, watch_too_short
from generator.diagnostics import Severity
from generator.i18n.catalogue import catalogue
from generator.kinds.capa import CapaState
from generator.lifecycle.capa.guards import Refusal, terms_of
from generator.lifecycle.capa.independence import limits
from generator.lifecycle.capa.transitions import GUARDS, TRANSITIONS, refusals, replay, transitions_from
from tests.lifecycle.capas import CHANGE, FILES, POLICY, REVISION, TODAY, changed, log_until, organization, the_capa

Change = tuple[str, str]
RELAXED = ("independence: strict", "independence: relaxed")


def _refused(*changes: Change, files: dict[str, str] | None = None) -> list[tuple[int, str, str]]:
    graph = organization(*changes, files=files)
    return [(row.place, one.guard, one.path) for row in replay(the_capa(graph), graph, TODAY) for one in row.refusals]


def test_a_whole_record_passes_every_guard() -> None:
    """Nothing is refused of a CAPA that went the usual way."""
    assert _refused() == []


def more(set_on: str, fields: str) -> Change:
    """Return the change that adds a second action, set on a day, with what it says of being done."""
    row = f"  - {{id: A2, text: 再加, owner: IT 主管, due: [{{due: 2027-06-30, set_on: {set_on}}}], success: 好"
    return "doc_impact: [", f"{row}, {fields}}}\ndoc_impact: ["


WAIVED = (
    "done_on: 2026-06-24, evidence: [ATT-1]",
    "waived: {reason: 停用, risk: 无, approved_by: 质量负责人, date: 2026-06-23}",
)
TARGET = (", change_refs: [CHG", ", sop_targets: [{doc: SOP-IT-001, step_key: look, text: 看}], change_refs: [CHG")
LOG = "from: closing, to: closed}\n"
CASES: list[tuple[list[Change], list[tuple[int, str, str]]]] = [
    # G1
    ([("sources: [{type: incident, ref: PM-2026-0007}]\n", "")], [(0, "G1", "sources"), (7, "G12", "sources")]),
    ([(", how_many: 46 张", "")], [(0, "G1", "problem.how_many"), (7, "G12", "problem.how_many")]),
    ([("owner: IT 主管\ndept", "dept")], [(0, "G1", "owner"), (7, "G12", "owner")]),
    # G2, G3, G4
    ([("containment: [{text: 清日志, by: IT 主管}]\n", "")], [(0, "G2", "containment"), (7, "G12", "containment")]),
    ([("containment: [{text: 清日志, by: IT 主管}]", "containment: [{none_reason: 已恢复}]")], []),
    ([("  approved_on: 2026-05-12\n", "")], []),
    ([("approved_on: 2026-05-12", "approved_on: 2026-05-13")], [(0, "G3", "risk.approved_on")]),
    ([("  recall: {decision: na}\n", "")], [(7, "G12", "reportability.recall")]),
    (
        [("recall: {decision: na}", "recall: {decision: pending}")],
        [(0, "G4", "reportability.recall.due"), (7, "G12", "reportability.recall")],
    ),
    ([("recall: {decision: na}", "recall: {decision: pending, due: 2026-05-15}")], [(7, "G12", "reportability.recall")]),
    ([("recall: {decision: na}", "recall: {decision: pending, due: 2026-05-16}"), log_until("open")], [(0, "G4", "reportability.recall.due")]),
    # T1
    ([("team: [IT 主管], ", ""), log_until("investigating")], [(1, "T1", "investigation.team")]),
    # G6
    ([("confidence: confirmed", "confidence: probable"), log_until("planned")], [(2, "G6", "causes[0].confirm")]),
    ([("confidence: confirmed", "confidence: probable"), ("extent:", "no_cause_justification: 厂商不给日志\nextent:"), log_until("planned")], []),
    ([("addresses: [RC1]", "addresses: [RC2]"), log_until("planned")], [(2, "G6", "actions")]),
    ([("checked: true", "checked: false"), log_until("planned")], [(2, "G6", "extent")]),
    ([(", success: 收到告警", ""), log_until("planned")], [(2, "G6", "actions[0].success")]),
    ([("doc_impact: [{doc: SOP-IT-001, needed: true}]\n", ""), log_until("planned")], [(2, "G6", "doc_impact")]),
    ([("window_days: 90, ", ""), log_until("planned")], [(2, "G6", "effectiveness.plan.window_days")]),
    ([(', target: "0"', ""), log_until("planned")], [(2, "G6", "effectiveness.plan.criteria[0].target")]),
    ([("set_on: 2026-05-20}\n", "set_on: 2026-06-25}\n"), log_until("planned")], [(2, "G6", "effectiveness.plan.set_on")]),
    ([("plan_approval: {by: 质量负责人", "plan_approval: {by: 信息主管"), log_until("planned")], [(2, "G6", "plan_approval.by")]),
    ([("plan_approval: {by: 质量负责人, date: 2026-05-20", "plan_approval: {by: 质量负责人, date: 2026-05-21"), log_until("planned")], [(2, "G6", "plan_approval.date")]),
    # T4
    ([("done_on: 2026-06-24, ", ""), log_until("verifying")], [(4, "T4", "actions[0].done_on")]),
    ([("done_on: 2026-06-24", "done_on: 2026-06-25"), log_until("verifying")], [(4, "T4", "actions[0].done_on")]),
    ([WAIVED, log_until("verifying")], []),
    ([WAIVED, (", date: 2026-06-23}, verified", "}, verified"), log_until("verifying")], [(4, "T4", "actions[0].waived.date")]),
    ([WAIVED, ("date: 2026-06-23", "date: 2026-06-25"), log_until("verifying")], [(4, "T4", "actions[0].waived.date")]),
    ([WAIVED, ("无, approved_by: 质量负责人, date: 2026-06-23", "无, approved_by: 信息主管, date: 2026-06-23"), log_until("verifying")], [(4, "T4", "actions[0].waived.approved_by")]),
    ([WAIVED, ("无, approved_by: 质量负责人, date: 2026-06-23", "无, approved_by: 财务主管, date: 2026-06-23"), log_until("verifying")], [(4, "T4", "actions[0].waived.approved_by")]),
    ([WAIVED, ("owner: IT 主管, addresses", "owner: 质量负责人, addresses"), log_until("verifying")], [(4, "T4", "actions[0].waived.approved_by")]),
    ([WAIVED, log_until("monitoring")], [(5, "G7", "actions")]),
    ([WAIVED, more("2026-05-20", "done_on: 2026-06-02, evidence: [ATT-1], verified: {by: 质量工程师, date: 2026-06-03}"), log_until("monitoring")], []),
    # Whatever day an action says that it was set on, it counts.
    ([more("2027-01-01", ""), log_until("monitoring")], [(4, "T4", "actions[1].done_on"), (4, "T4", "actions[1].evidence"), (5, "G7", "actions[1].verified")]),
    ([more("2027-01-01", "done_on: 2026-06-02, evidence: [ATT-1], verified: {by: 信息主管, date: 2026-06-03}"), log_until("monitoring")], [(5, "G7", "actions[1].verified.by")]),
    ([more("2026-10-09", "done_on: 2027-02-02, evidence: [ATT-1], verified: {by: 质量工程师, date: 2027-03-03}"), log_until("monitoring")], [(4, "T4", "actions[1].done_on"), (5, "G7", "actions[1].verified.date")]),
    # G7, G8
    ([("verified: {by: 质量工程师", "verified: {by: 信息主管"), log_until("monitoring")], [(5, "G7", "actions[0].verified.by")]),
    ([("result: 通过", "result: 没有声音, pass: false"), log_until("monitoring")], [(5, "G7", "actions[0].verified.pass")]),
    ([("date: 2026-06-26", "date: 2026-07-02"), log_until("monitoring")], [(5, "G7", "actions[0].verified.date")]),
    ([("on_data_integrity: mitigated", "on_data_integrity: found"), log_until("monitoring")], [(5, "G8", "adverse_effect.on_data_integrity")]),
    ([("mitigated, by: 质量工程师", "mitigated, by: IT 主管"), log_until("monitoring")], [(5, "G8", "adverse_effect.by")]),
    # G9
    ([("training_impact: {needed: true, ref: PX-1}", "training_impact: {needed: true, audience: [质量工程师]}")], []),
    ([("training_impact: {needed: true, ref: PX-1}", "training_impact: {needed: true, audience: [IT 主管, 质量工程师]}")], []),
    ([("training_impact: {needed: true, ref: PX-1}", "training_impact: {needed: true, ref: TR-2026-01, audience: [IT 主管]}")], [(5, "G9", "training_impact")]),
    ([("doc_impact: [{doc: SOP-IT-001, needed: true}]", "doc_impact: [{doc: SOP-IT-001, needed: false}]"), TARGET], [(2, "G6", "doc_impact[0].needed"), (5, "G9", "doc_impact[0].needed")]),
    ([TARGET], []),
    ([("validation_impact: {needed: true, ref: QR-1}", "validation_impact: {needed: true}")], [(5, "G9", "validation_impact.ref")]),
    # G10
    ([("evidence: [ATT-1], conclusion: effective", "evidence: [ATT-1], conclusion: partial")], [(6, "G10", "effectiveness.checks[0].conclusion")]),
    ([("date: 2026-09-25, by: 财务主管", "date: 2026-09-25, by: IT 主管")], [(6, "G10", "effectiveness.checks[0].by")]),
    ([("date: 2026-09-25", "date: 2026-09-21")], [(6, "G10", "effectiveness.checks[0].date")]),
    ([("date: 2026-09-25", "date: 2026-09-22")], []),
    ([('value: "0", pass: true', 'value: "99", pass: true')], [(6, "G10", "effectiveness.checks[0].results")]),
    ([('value: "0", pass: true', 'value: 99 次, pass: true'), ('target: "0"', 'target: "0", unit: 次')], [(6, "G10", "effectiveness.checks[0].results")]),
    ([('value: "0", pass: true}', 'value: "0", pass: true}, {metric: 次数, value: "0", pass: true}')], [(6, "G10", "effectiveness.checks[0].results")]),
    ([('value: "0", pass: true}', 'value: "0", pass: true}, {metric: 次数, value: "7", pass: false}')], [(6, "G10", "effectiveness.checks[0].results")] * 2),
    ([('target: "0"}', 'target: "0"}, {metric: 时长, op: "<=", target: "4"}')], [(6, "G10", "effectiveness.checks[0].results")]),
    ([("window_days: 90", "window_days: 3650")], [(6, "G10", "effectiveness.checks[0].date")]),
    ([("conclusion: effective}]", "conclusion: effective}, {date: 2026-09-25, by: 财务主管, conclusion: ineffective}]")], [(6, "G10", f"effectiveness.checks[1].{name}") for name in ("conclusion", "results", "evidence")]),
    ([('value: "0", pass: true', 'value: "1", pass: false')], [(6, "G10", "effectiveness.checks[0].results")]),
    ([("}], evidence: [ATT-1], conclusion", "}], conclusion")], [(6, "G10", "effectiveness.checks[0].evidence")]),
    # G12
    ([("date: 2026-10-08}]", "date: 2026-09-30}]")], [(7, "G12", "approvals")]),
    ([("approvals: [{meaning: approved, role: 质量负责人", "approvals: [{meaning: approved, role: 质量工程师")], [(7, "G12", "approvals")]),
    ([("approved_by: 质量负责人, approved_role", "approved_by: 财务主管, approved_role")], [(7, "G12", "closure.approved_by")]),
    ([("approved_by: 质量负责人, approved_role: 质量负责人", "approved_by: 路人甲, approved_role: 保安")], [(7, "G12", "approvals"), (7, "G12", "closure.approved_by")]),
    ([("approved_by: 质量负责人, approved_role: 质量负责人", "approved_by: 路人甲, approved_role: 保安"), ("approved, role: 质量负责人", "approved, name: 路人甲, role: 质量负责人")], []),
    ([("approved_by: 质量负责人, approved_role", "approved_by: 张三, approved_role"), ("approved, role: 质量负责人", "approved, name: 李四, role: 质量负责人")], [(7, "G12", "approvals")]),
    ([("approved, role: 质量负责人", "approved, name: 信息主管, role: 质量负责人")], [(7, "G12", "closure.approved_by")]),
    ([("approved_by: 质量负责人, approved_role: 质量负责人", "approved_by: 总经理, approved_role: 总经理"), ("approved, role: 质量负责人", "approved, role: 总经理")], []),
    ([("date: 2026-09-25, by: 财务主管", "date: 2026-09-25, by: 质量负责人"), ("  severity: major", "  severity: minor")], []),
    ([("approved_on: 2026-10-08}", "approved_on: 2026-10-09}")], [(7, "G12", "closure.approved_on")]),
    ([("lessons: [先看盘]\n", "")], [(7, "G12", "lessons")]),
    ([("after: {severity: minor, likelihood: 1, level: 低}", "after: {severity: minor, likelihood: 1}")], [(7, "G12", "risk.after.level")]),
    ([("retention: {rule: 五年}\n", "")], [(7, "G12", "retention")]),
    ([("evidence: [ATT-1], verified", "evidence: [ATT-9], verified")], [(7, "G12", "actions[0].evidence")]),
    ([("evidence: [ATT-1], conclusion", "evidence: [ATT-1, ATT-9], conclusion")], [(7, "G12", "effectiveness.checks[0].evidence")]),
    ([("result: 通过}", "result: 通过, evidence: [ATT-9（照片）]}")], [(7, "G12", "actions[0].verified.evidence")]),
    # G13
    ([(LOG, LOG + "  - {at: 2026-11-01, by: 质量负责人, from: closed, to: investigating}\n")], [(8, "G13", "reopen")]),
    ([(LOG, LOG + "  - {at: 2026-11-01, by: IT 主管, from: closed, to: investigating}\n"), ("log:\n", "reopen: [{date: 2026-11-01, reason: 又满, trigger_ref: PM-2026-0007}]\nlog:\n")], [(8, "G13", "log[8].by")]),
    ([(LOG, LOG + "  - {at: 2027-02-01, by: 质量负责人, from: closed, to: investigating}\n"), ("log:\n", "reopen: [{date: 2027-02-01, reason: 又满, trigger_ref: PM-2026-0007}]\nlog:\n")], [(8, "G13", "recurs_from")]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_each_guard_names_its_code_and_the_field(changes: list[Change], expected: list[tuple[int, str, str]]) -> None:
    """What is taken away is told at the entry that needed it, and nothing else is."""
    assert _refused(*changes) == expected


def test_every_field_that_is_missing_has_an_example() -> None:
    """A refusal tells how the field is written; the YAML of the example can be read."""
    import yaml

    graph = organization(("problem: {what: 存不上, where: 发货口", "problem: {where: 发货口"))
    (first, *_), _rest = [row.refusals for row in replay(the_capa(graph), graph, TODAY) if row.refusals]

    assert yaml.safe_load(first.example) == {"problem": {"what": "出库单存不上"}}


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        (REVISION, []),
        (REVISION.replace("effective_on: 2026-06-25", "effective_on: 2026-07-02"), ["doc_impact[0]"]),
        (REVISION.replace("2026-06-25", "2026-08-02").replace("on: 2026-06-20", "on: 2026-08-01"), []),
        (REVISION.replace("2026-06-25", "2026-12-01").replace("on: 2026-06-20", "on: 2026-08-01"), ["doc_impact[0]"]),
        (REVISION.replace("effective_on: 2026-06-25", "effective_on: 2026-05-11"), ["doc_impact[0]"]),
        (REVISION.replace("reasons: [CAPA-2026-0001]", "reasons: [PM-2026-0007]"), ["doc_impact[0]"]),
        (REVISION.replace("meaning: approved", "meaning: acknowledged"), ["doc_impact[0]"]),
    ],
)
def test_the_document_gate_opens_for_a_revision_that_cites_the_capa(lock: str, expected: list[str]) -> None:
    """It must be approved, in force between opening and verification, and name the CAPA in its changes.

    Of a document whose first release came later, that release counts as soon as it is in force.
    """
    found = _refused(files={"sop/released/SOP-IT-001/A-0.lock.yml": lock})

    assert [path for _, guard, path in found if guard == "G9"] == expected


@pytest.mark.parametrize(
    ("steps", "expected"), [(", sop_targets: [{doc: RB-ERP, step_key: look, text: 看}]", []), ("", ["doc_impact[0]"])]
)
def test_a_runbook_without_revisions_changes_with_the_action(steps: str, expected: list[str]) -> None:
    """A document for reference holds what records teach it; so a step of this CAPA must be among that."""
    changes = [
        ("doc: SOP-IT-001, needed", "doc: RB-ERP, needed"),
        (", change_refs: [CHG", f"{steps}, change_refs: [CHG"),
    ]
    files = {"sop/runbooks/RB-ERP.yml": "id: RB-ERP\ntitle: 慢\nsystem: ERP\nfailure_mode: db-full\n"}

    assert [path for _, guard, path in _refused(*changes, files=files) if guard == "G9"] == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("attendance: [{role: qa-eng, planned: 10, trained: 9}]\nheld_on: 2026-06-30", []),
        ("attendance: [{role: qa-eng, planned: 10, trained: 8}]\nheld_on: 2026-06-30", ["training_impact"]),
        ("attendance: [{role: qa-eng, planned: 10, trained: 9}]\nheld_on: 2026-07-02", ["training_impact"]),
        ("attendance: [{role: qa-eng, planned: 10, trained: 9}]\nheld_on: 2026-06-19", ["training_impact"]),
        ("attendance: [{role: qa-eng, planned: 10, trained: 10, passed: 8}]\nheld_on: 2026-06-30", ["training_impact"]),
        ("attendance: [{role: qa-eng, planned: 0, trained: 0}]\nheld_on: 2026-06-30", ["training_impact"]),
        ("held_on: 2026-06-30", ["training_impact"]),
        ("due_on: 2026-08-01", []),
        ("due_on: 2026-07-01", []),
        ("due_on: 2026-06-30", ["training_impact"]),
    ],
)
@pytest.mark.parametrize("ref", ["", ", ref: PX-1", ", ref: TR-2026-01", ", ref: TR-2099-99"])
def test_enough_people_were_trained_or_a_training_is_booked(record: str, expected: list[str], ref: str) -> None:
    """90 percent since the release and by the day of the transition, or a day until which it will be; a number alone is nothing."""
    files = {"kb/training/TR-2026-01.yml": f"id: TR-2026-01\ntitle: 学\ndocuments: [SOP-IT-001]\n{record}\n"}
    found = _refused(("needed: true, ref: PX-1", f"needed: true{ref}"), files=files)

    assert [path for _, guard, path in found if guard == "G9"] == expected


TRAINED = "held_on: 2026-06-30\nattendance: [{role: qa-eng, planned: 3, trained: 3}]\n"


@pytest.mark.parametrize(
    ("about", "ref", "expected"),
    [
        ("documents: [{doc: SOP-IT-001, revision: A/0}]", "PX-1", []),
        ("documents: [{doc: SOP-IT-001, revision: A-0}]", "PX-1", []),
        ("documents: [{doc: SOP-IT-001, revision: B/3}]", "TR-2026-01", ["training_impact"]),
        ("documents: [SOP-IT-002]", "TR-2026-01", ["training_impact"]),
        ("documents: [SOP-IT-002]\ncapa: [CAPA-2026-0001]", "TR-2026-01", ["training_impact"]),
        ("capa: [CAPA-2026-0001]", "PX-1", []),
        ("trainer: IT 主管", "PX-1", ["training_impact"]),
        ("trainer: IT 主管", "培训签到 TR-2026-01（3 人）", []),
    ],
)
def test_a_training_counts_that_teaches_what_was_changed(about: str, ref: str, expected: list[str]) -> None:
    """The document and its revision, or the CAPA itself where the training names no document."""
    files = {
        "kb/training/TR-2026-01.yml": f"id: TR-2026-01\ntitle: 学\n{about}\n{TRAINED}",
        "sop/SOP-IT-002.yml": "id: SOP-IT-002\ntitle: 备份\nlevel: 2\napplies: {systems: [ERP]}\n",
    }
    found = _refused(("ref: PX-1", f"ref: {ref}"), files=files)

    assert [path for _, guard, path in found if guard == "G9"] == expected


@pytest.mark.parametrize(("days", "expected"), [(59, ["effectiveness.plan.window_days"]), (60, [])])
def test_a_watch_shorter_than_the_policy_has_it_is_not_begun(days: int, expected: list[str]) -> None:
    """The step is refused while it is asked for; one that stands in the log is only warned of."""
    window = ("window_days: 90", f"window_days: {days}")
    graph = organization(window, log_until("investigating"))
    found = refusals(the_capa(graph), CapaState.PLANNED, graph, TODAY)
    closed = organization(window)

    assert [one.path for one in found if one.guard == "G6" and "window" in one.path] == expected
    assert [one.guard for row in replay(the_capa(closed), closed, TODAY) for one in row.refusals] == []
    assert [one.field for one in watch_too_short.find(closed, TODAY)] == expected


def test_a_change_is_approved_before_it_is_begun() -> None:
    """T3: the change's own dates and the action's are compared."""
    late = {"kb/changes/CHG-2026-031.yml": CHANGE.replace("approved_on: 2026-05-20", "approved_on: 2026-05-23")}

    assert _refused(files=late) == [(3, "T3", "actions[0].change_refs")]


RECURRED = changed(FILES["postmortems/2026/PM-2026-0007.yml"], ("0007", "0009"), ("2026-05-11", "2026-08-01"))


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        (RECURRED, [(6, "G11", "effectiveness.checks[0].recurrences")]),
        (RECURRED.replace("2026-08-01", "2026-06-24"), []),
        (RECURRED.replace("2026-08-01", "2026-09-26"), []),
        (RECURRED.replace("[ERP]", "[WMS]"), []),
        (RECURRED.replace("db-full", "network"), []),
        (RECURRED + "status: void\n", []),
    ],
)
def test_a_recurrence_in_the_watch_keeps_it_from_closing(incident: str, expected: list[tuple[int, str, str]]) -> None:
    """G11: same system, same failure mode, after the last action and until the check."""
    files = {"postmortems/2026/PM-2026-0009.yml": incident}

    assert _refused(log_until("closing"), files=files) == expected
    assert _refused(files=files) == []  # told after closing, it marks the CAPA as failed instead
    graph = organization(log_until("closing"), files=files)
    found = refusals(the_capa(graph), CapaState.CLOSED, graph, TODAY)
    assert [one.guard for one in found] == [guard for _, guard, _ in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PM-2026-0009：另一台机器", 0),
        ("PM-2026-0009另一台机器", 0),
        ("PM-2026-0009", 1),
        ("PM-2026-0009, PM-2026-0011", 1),
        ("PM-2026-00090：另一台机器", 1),
        ("PM-2026-0011 与 PM-2026-0009：另一台机器", 1),
        ("与 PM-2026-0009 无关", 1),
    ],
)
def test_a_recurrence_needs_a_justification(text: str, expected: int) -> None:
    """The number alone says nothing."""
    change = ("conclusion: effective", f'recurrences: ["{text}"], conclusion: effective')

    files = {"postmortems/2026/PM-2026-0009.yml": RECURRED}

    assert len(_refused(change, log_until("closing"), files=files)) == expected


def _cancelled(severity: str, approvals: str, by: str = "质量负责人") -> list[tuple[int, str, str]]:
    start = log_until("open")
    line = "  - {at: 2026-05-14, by: 质量负责人, from: open, to: cancelled}\n"
    return _refused(
        (start[0], start[1] + line),
        ("severity: major", f"severity: {severity}"),
        ("log:\n", f"cancellation: {{reason: 并入, risk: 无, approved_by: {by}, date: 2026-05-14}}\nlog:\n"),
        ("approvals: [{meaning: approved, role: 质量负责人, date: 2026-10-08}]", f"approvals: [{approvals}]"),
    )


@pytest.mark.parametrize(
    ("severity", "approvals", "by", "expected"),
    [
        ("major", "", "质量负责人", []),
        ("major", "", "财务主管", [(1, "G5", "cancellation.approved_by")]),
        ("critical", "", "质量负责人", [(1, "G5", "approvals")]),
        ("critical", "{meaning: approved, role: 总经理, date: 2026-05-14}", "质量负责人", []),
    ],
)
def test_who_may_cancel(severity: str, approvals: str, by: str, expected: list[tuple[int, str, str]]) -> None:
    """Quality always, for a critical one the management too."""
    assert _cancelled(severity, approvals, by) == expected


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (("plan_approval: {by: 质量负责人", "plan_approval: {by: IT 主管"), "plan_approval.by"),
        (("mitigated, by: 质量工程师", "mitigated, by: IT 主管"), "adverse_effect.by"),
        (("date: 2026-09-25, by: 财务主管", "date: 2026-09-25, by: 质量负责人"), "closure.approved_by"),
    ],
)
def test_a_relaxed_policy_lets_it_pass_and_says_so(change: Change, path: str) -> None:
    """Where people are few the owner may plan and judge; the page has to show where."""
    relaxed = {"kb/organization/policy.yml": POLICY.replace(*RELAXED)}
    graph = organization(change, files=relaxed)

    assert _refused(change, files=relaxed) == []
    assert [row.path for row in limits(the_capa(graph), terms_of(graph).offices)] == [path]
    assert _refused(change)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("verified: {by: 质量工程师", "verified: {by: IT 主管"), (5, "G7", "actions[0].verified.by")),
        (("date: 2026-09-25, by: 财务主管", "date: 2026-09-25, by: IT 主管"), (6, "G10", "effectiveness.checks[0].by")),
    ],
)
def test_nobody_verifies_the_own_action_even_then(change: Change, expected: tuple[int, str, str]) -> None:
    """The one thing that a relaxed policy does not relax."""
    assert _refused(change, files={"kb/organization/policy.yml": POLICY.replace(*RELAXED)}) == [expected]


AGAIN = """\
  - {at: 2026-10-10, by: 质量负责人, from: closed, to: investigating}
  - {at: 2026-10-12, by: 质量负责人, from: investigating, to: planned}
  - {at: 2026-10-12, by: IT 主管, from: planned, to: implementing}
  - {at: 2026-10-14, by: IT 主管, from: implementing, to: verifying}
  - {at: 2026-10-15, by: 质量工程师, from: verifying, to: monitoring}
  - {at: 2026-11-19, by: IT 主管, from: monitoring, to: closing}
  - {at: 2026-11-20, by: 质量负责人, from: closing, to: closed}
"""
REOPENED = (
    (LOG, LOG + AGAIN),
    ("log:\n", "reopen: [{date: 2026-10-10, by: 质量负责人, reason: 又满, trigger_ref: PM-2026-0007}]\nlog:\n"),
    ("window_days: 90", "window_days: 30"),
)
# What the second round shows: plan, action, harm, effect, closing.
FRESH: list[Change] = [
    ("plan_approval: {by: 质量负责人, date: 2026-05-20}", "plan_approval: {by: 质量负责人, date: 2026-10-10}"),
    ("verified: {by: 质量工程师, date: 2026-06-26", "verified: {by: 质量工程师, date: 2026-10-14"),
    ("by: 质量工程师, date: 2026-06-30}\neff", "by: 质量工程师, date: 2026-10-15}\neff"),
    ("conclusion: effective}]", 'conclusion: effective}, {date: 2026-11-18, by: 财务主管, results: [{metric: 次数, value: "0", pass: true}], evidence: [ATT-1], conclusion: effective}]'),
    ("approved_on: 2026-10-08}", "approved_on: 2026-11-20}"),
    ("date: 2026-10-08}]", "date: 2026-10-08}, {meaning: approved, role: 质量负责人, date: 2026-11-20}]"),
]  # fmt: skip
STALE = [
    (8 + 1, "G6", "plan_approval.date"),
    (8 + 4, "G7", "actions"),
    (8 + 4, "G8", "adverse_effect.date"),
    (8 + 5, "G10", "effectiveness.checks[0].date"),
    (8 + 6, "G12", "closure.approved_on"),
    (8 + 6, "G12", "approvals"),
]


def test_after_a_reopening_everything_is_shown_anew() -> None:
    """What was approved, verified and judged before it proves nothing of the second round."""
    assert sorted(_refused(*REOPENED)) == sorted(STALE)
    assert _refused(*REOPENED, *FRESH) == []


@pytest.mark.parametrize("place", range(len(FRESH)))
def test_each_proof_of_the_second_round_is_asked_for(place: int) -> None:
    """One that is left as it was is told, and nothing else is."""
    fresh = [change for number, change in enumerate(FRESH) if number != place]

    assert _refused(*REOPENED, *fresh) == [STALE[place]]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-08", [(13, "G10", "effectiveness.checks[1].date")]),
        ("2026-10-10", [(13, "G10", "effectiveness.checks[1].date")]),
        ("2026-11-09", []),
    ],
)
def test_the_watch_of_the_second_round_lasts_as_long(day: str, expected: list[tuple[int, str, str]]) -> None:
    """It runs from the reopening where the actions were only verified again."""
    fresh = [(old, new.replace("2026-11-18", day)) for old, new in FRESH]

    assert _refused(*REOPENED, *fresh) == expected


def test_the_plan_of_the_second_round_may_be_made_anew() -> None:
    """Actions that were done in the first one do not stand before it."""
    planned = ("set_on: 2026-05-20}\n", "set_on: 2026-10-11}\n")

    assert _refused(*REOPENED, *FRESH, planned) == []
    assert _refused(planned, log_until("planned")) == [(2, "G6", "effectiveness.plan.set_on")]


def test_what_was_cancelled_and_taken_up_again_begins_anew() -> None:
    """The approval of its plan was for what was given up."""
    lines = log_until("planned")
    again = """\
  - {at: 2026-05-22, by: 质量负责人, from: planned, to: cancelled}
  - {at: 2026-06-01, by: 质量负责人, from: cancelled, to: draft, note: 还是要做}
  - {at: 2026-06-02, by: 质量负责人, from: draft, to: open}
  - {at: 2026-06-03, by: 质量负责人, from: open, to: investigating}
  - {at: 2026-06-04, by: 质量负责人, from: investigating, to: planned}
"""
    given_up = "cancellation: {reason: 不做, risk: 无, approved_by: 质量负责人, date: 2026-05-22}\nlog:\n"

    assert _refused((lines[0], lines[1] + again), ("log:\n", given_up)) == [(7, "G6", "plan_approval.date")]


def test_an_earlier_round_is_judged_by_what_it_knew() -> None:
    """An action that was added after a partial check is not missed in the round before."""
    added = "  - {id: A2, text: 演练, owner: 财务主管, due: [{due: 2026-12-31, set_on: 2026-10-02}], success: 八小时}\ndoc_impact"
    changes = (
        log_until("monitoring"),
        ("doc_impact", added),
        ("conclusion: effective", "conclusion: partial"),
        (
            "to: monitoring}\n",
            "to: monitoring}\n  - {at: 2026-10-02, by: 质量工程师, from: monitoring, to: implementing}\n",
        ),
    )
    late = ("date: 2026-06-30}\neff", "date: 2026-10-20}\neff")

    assert _refused(*changes) == []
    assert _refused(*changes, late) == []
    early = "success: 八小时, done_on: 2026-06-24, evidence: [ATT-1], verified: {by: 财务主管, date: 2026-06-25}}\ndoc"
    assert _refused(*changes, ("success: 八小时}\ndoc", early)) == [(5, "G7", "actions[1].verified.by")]
    assert _refused(log_until("monitoring"), late) == [(5, "G8", "adverse_effect.date")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("  - {at: 2026-05-12, to: open}\n  - {at: 2026-05-13, to: closed}\n", [False]),
        ("  - {at: 2026-05-12, to: open}\n  - {at: 2026-05-13, from: planned, to: investigating}\n", [False]),
        ("  - {at: 2026-05-12, to: draft}\n  - {at: 2026-05-13, to: open}\n", []),
    ],
)
def test_a_way_that_does_not_exist_is_told(lines: str, expected: list[bool]) -> None:
    """Unknown ways, and entries that begin from another state than was reached; a first draft is only a note."""
    graph = organization((log_until("closed")[0], f"log:\n{lines}"))

    assert [row.exists for row in replay(the_capa(graph), graph, TODAY) if not row.exists] == expected


def test_every_state_can_be_reached_and_left() -> None:
    """The table leads from the draft everywhere, and every guard stands somewhere."""
    reached = {CapaState.DRAFT}
    for _ in CapaState:
        reached |= {to for state in reached for to in transitions_from(state)}

    assert reached == {*CapaState}
    assert all(transitions_from(state) for state in CapaState)
    assert {guard.code for guards in TRANSITIONS.values() for guard in guards} == {guard.code for guard in GUARDS}


def test_the_command_asks_the_same_guards() -> None:
    """What replay would refuse, `refusals` refuses before it is written."""
    graph = organization(log_until("closing"), ("lessons: [先看盘]\n", ""))
    found = refusals(the_capa(graph), CapaState.CLOSED, graph, TODAY)

    assert [(type(one), one.guard, one.path) for one in found] == [(Refusal, "G12", "lessons")]
    with pytest.raises(ValueError, match="no way"):
        refusals(the_capa(graph), CapaState.DRAFT, graph, TODAY)


def test_the_check_tells_every_refusal_at_the_entry_of_the_log() -> None:
    """Code and field stand in the message, the stable name of the rule in JSON, the example in the hint."""
    graph = organization(("lessons: [先看盘]\n", ""), ("from: closing, to: closed", "from: monitoring, to: closed"))
    (found,) = capa_guards.find(graph, TODAY)
    assert (found.rule.name, found.field) == ("capa-transition", "log[7].from")

    graph = organization(("lessons: [先看盘]\n", ""))
    (found,) = capa_guards.find(graph, TODAY)
    line = (
        FILES["postmortems/capa/CAPA-2026-0001.yml"].replace("lessons: [先看盘]\n", "").split("\n")[found.span.line - 1]
    )
    assert (found.rule.name, found.field, found.severity) == ("capa-guard-g12", "lessons", Severity.ERROR)
    assert "to: closed" in line
    texts = [catalogue("en").text(text, **found.values) for text in (found.rule.message, found.rule.hint)]
    assert texts == [
        "G12, log[7] to Closed: lessons: nothing was learned from it.",
        "Fill in `lessons`, such as: lessons: [先看磁盘，再看数据库]",
    ]


def test_every_guard_has_a_documented_rule() -> None:
    """Each code has its own rule, with what it finds, why, and how to write it right."""
    rules = capa_guards.RULES + capa_warnings.RULES + capa_recurrence.RULES

    assert {*capa_guards.GUARD_RULES} == {guard.code for guard in GUARDS}
    assert all(all((one.message, one.hint, one.what, one.why, one.example, one.instead)) for one in rules)
    assert len({one.code for one in rules}) == len({one.name for one in rules}) == len(rules)


def test_who_closes_the_second_round_need_not_have_closed_the_first() -> None:
    """The record has one closing statement, which is that of the last round."""
    other = ("approved_by: 质量负责人, approved_role: 质量负责人", "approved_by: 总经理, approved_role: 总经理")
    fresh = [
        (old, new.replace("role: 质量负责人, date: 2026-11-20", "role: 总经理, date: 2026-11-20")) for old, new in FRESH
    ]

    assert _refused(*REOPENED, *fresh, other) == []
    assert _refused(*REOPENED, *FRESH, other) == [(8 + 6, "G12", "approvals")]


GATES = [
    (
        REVISION.replace("effective_on: 2026-06-25", "effective_on: 2026-07-02"),
        "2026-07-02; go on from then",
        "advance",
    ),
    (
        REVISION.replace("meaning: approved", "meaning: acknowledged"),
        "approvals were not complete",
        "--meaning approved",
    ),
    (REVISION.replace("reasons: [CAPA-2026-0001]", "reasons: [PM-2026-0007]"), "no step of SOP-IT-001", "sop_targets"),
]


@pytest.mark.parametrize(("lock", "why", "example"), GATES)
def test_the_document_gate_says_what_to_do_next(lock: str, why: str, example: str) -> None:
    """Wait for the day, have it approved, or first say which step changes."""
    graph = organization(files={"sop/released/SOP-IT-001/A-0.lock.yml": lock})
    (found,) = (one for row in replay(the_capa(graph), graph, TODAY) for one in row.refusals if one.guard == "G9")

    assert why in catalogue("en").text(found.message, **found.message.values)
    assert example in found.example


def test_a_document_whose_steps_change_only_lacks_its_release() -> None:
    """Once an action names a step of it, the way is `fupan sop release`."""
    lock = REVISION.replace("reasons: [CAPA-2026-0001]", "reasons: [PM-2026-0007]")
    graph = organization(TARGET, files={"sop/released/SOP-IT-001/A-0.lock.yml": lock})
    examples = [one.example for row in replay(the_capa(graph), graph, TODAY) for one in row.refusals]

    assert examples == ["fupan sop release SOP-IT-001"]


def test_the_example_of_what_is_done_names_the_action_and_a_free_number() -> None:
    """What is pasted cites its own action and evidence that stands there, so that closing does not miss it."""
    graph = organization(("done_on: 2026-06-24, evidence: [ATT-1], ", ""), log_until("verifying"))
    (found, *_more) = (one for row in replay(the_capa(graph), graph, TODAY) for one in row.refusals)

    assert found.guard == "T4"
    assert "{id: A1, done_on: 2026-06-24, evidence: [ATT-2]}" in found.example
    assert "attachments:\n  - {id: ATT-2," in found.example
