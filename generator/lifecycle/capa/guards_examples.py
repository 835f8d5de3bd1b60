"""How the fields of a CAPA are written: for what is missing, one block of YAML with the whole nesting and a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

_BY = "by: 质量负责人, date: 2026-05-12"
_DUTY = f"{{decision: not_required, rationale: 与产品无关, {_BY}}}"
# A value for each field that a guard may miss; places in lists are left out of the path.
VALUES: Mapping[str, str] = {
    "opened_by": "IT 主管",
    "sources": "[{type: incident, ref: PM-2026-0007, date: 2026-05-11, summary: 数据库盘写满。}]",
    "owner": "IT 主管",
    "dept": "信息部",
    "qa_coordinator": "质量工程师",
    "systems": "[ERP]",
    "failure_mode": "db-full",
    "processes": "[warehousing]",
    "decision": f"{{need: capa, rationale: 会再发生, {_BY}}}",
    "containment": "[{text: 停用接收账号，改按纸质单确认, by: IT 主管}]",
    "problem.what": "出库单存不上",
    "problem.where": "仓库楼发货口",
    "problem.when": '"2026-05-11 14:35"',
    "problem.who_found": "仓管员",
    "problem.how_found": "保存时转圈",
    "problem.how_many": '"三个班次，46 张单"',
    "problem.requirement": "SLA-ERP-RTO-2h",
    "problem.evidence": "[现场照片三张]",
    "occurred_at": "2026-05-11T14:35+08:00",
    "detected_at": "2026-05-11T14:52+08:00",
    "affected": "{none_reason: 没有产品受影响}",
    "risk.severity": "major",
    "risk.likelihood": "3",
    "risk.detectability": "2",
    "risk.assessed_by": "质量工程师",
    "risk.date": "2026-05-12",
    "risk.approved_by": "质量负责人",
    "risk.impact.patient": "无",
    "risk.impact.product": "无",
    "risk.impact.data_integrity": "46 张单补录，已核对",
    "risk.impact.compliance": "无",
    "risk.impact.business": "停半天",
    "risk.after.severity": "minor",
    "risk.after.likelihood": "2",
    "risk.after.level": "低",
    "reportability.adverse_event": _DUTY,
    "reportability.recall": _DUTY,
    "reportability.notice": _DUTY,
    "reportability.authority": _DUTY,
    "reportability.customer": _DUTY,
    "investigation.team": "[{person: IT 主管, role: 组长}]",
    "investigation.due": "2026-06-01",
    "investigation.methods": "[five_whys]",
    "investigation.data_reviewed": "[ERP 日志 5 月 11 日]",
    "causes": "[{id: RC1, text: 磁盘没有容量告警, role: root, category: capacity, confidence: confirmed}]",
    "extent": "[{target: WMS 数据盘, checked: true, result: 同样没有告警, by: IT 联络人, date: 2026-05-18}]",
    "extent_conclusion": "三台服务器都要加",
    "actions": (
        "[{id: A1, text: 加容量告警, type: corrective, strength: detect, owner: IT 主管, addresses: [RC1], "
        "due: [{due: 2026-06-30, set_on: 2026-05-20}], success: 试发一次告警, change_refs: [na]}]"
    ),
    "actions.owner": "IT 主管",
    "actions.type": "corrective",
    "actions.strength": "detect",
    "actions.addresses": "[RC1]",
    "actions.due": "[{due: 2026-06-30, set_on: 2026-05-20, by: 质量负责人}]",
    "actions.success": "试发一次告警，两人收到",
    "actions.change_refs": "[na]",
    "actions.done_on": "2026-06-24",
    "actions.evidence": "[告警截图一张]",
    "actions.verified.by": "质量工程师",
    "actions.verified.date": "2026-06-26",
    "actions.verified.method": "看实物",
    "actions.verified.result": "通过",
    "doc_impact": "[{doc: SOP-IT-001, needed: true, reason: 加一步查盘}]",
    "validation_impact": "{needed: false, rationale: 不动业务系统}",
    "training_impact": "{needed: false, rationale: 只有两个岗位用}",
    "plan_approval.by": "质量负责人",
    "plan_approval.date": "2026-05-20",
    "effectiveness.plan.criteria": '[{metric: 停用次数, op: "<=", target: "0", unit: 次}]',
    "effectiveness.plan.window_days": "90",
    "effectiveness.plan.method": "recurrence_watch",
    "effectiveness.plan.verifier": "质量工程师",
    "effectiveness.plan.due": "2026-10-15",
    "effectiveness.plan.set_on": "2026-05-20",
    "effectiveness.checks": (
        '[{round: 1, date: 2026-10-15, by: 财务主管, results: [{metric: 停用次数, value: "0", pass: true}], '
        "evidence: [告警记录], conclusion: effective}]"
    ),
    "adverse_effect.on_compliance": "none",
    "adverse_effect.on_safety_performance": "none",
    "adverse_effect.on_data_integrity": "none",
    "adverse_effect.by": "质量工程师",
    "adverse_effect.date": "2026-07-03",
    "dissemination": "[{audience: IT、仓库}]",
    "lessons": "[先看磁盘，再看数据库]",
    "closure.summary": "九十天没有再发生",
    "closure.by": "IT 主管",
    "closure.date": "2026-11-02",
    "closure.approved_by": "质量负责人",
    "closure.approved_role": "质量负责人",
    "closure.approved_on": "2026-11-06",
    "retention": "{rule: 五年}",
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_WIDTH = 100


def filled(paths: Iterable[str], number_of: Callable[[int], str] = lambda place: f"A{place + 1}") -> dict[str, str]:
    """Return for each path of missing fields how it is written: one block for all that share a top-level field.

    `number_of` tells the number of the action at a place, so that its entry can be found again.
    """
    groups: dict[str, list[str]] = {}
    for path in dict.fromkeys(paths):
        groups.setdefault(_steps(path)[0][0], []).append(path)
    return {path: block for rows in groups.values() for block in [_block(rows, number_of)] for path in rows}


def _steps(path: str) -> list[tuple[str, str | None]]:
    return [(found[1], found[2]) for found in _STEP.finditer(path)]


def _block(paths: list[str], number_of: Callable[[int], str]) -> str:
    top = _steps(paths[0])[0][0]
    entries: dict[str, dict[str, object]] = {}
    for path in paths:
        steps = _steps(path)
        name = ".".join(step for step, _place in steps)
        inner = entries.setdefault(steps[0][1] or "", {})
        if len(steps) == 1:
            return f"{top}: {VALUES.get(name, '…')}"
        for step, _place in steps[1:-1]:
            inner = inner.setdefault(step, {})  # type: ignore[assignment]
        inner[steps[-1][0]] = VALUES.get(name, "…")
    if "" in entries:
        return _wrapped(top, entries[""])
    rows = (_flow({"id": number_of(int(place)), **fields}) for place, fields in entries.items())
    return "\n  - ".join([f"{top}:", *rows])


def _wrapped(top: str, fields: Mapping[str, object]) -> str:
    """Return a group on one line, or on one line for each of its fields where it would be too long."""
    line = f"{top}: {_flow(fields)}"
    if len(line) <= _WIDTH:
        return line
    rows = ",\n  ".join(f"{name}: {_flow(value)}" for name, value in fields.items())
    return f"{top}: {{\n  {rows} }}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in value.items()) + "}"
    return str(value)
