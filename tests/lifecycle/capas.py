"""A CAPA that went the whole way to closed, and the organization around it; tests take something away from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.library import Library
from tests.libraries import library

TODAY = date(2026, 11, 20)
PATH = "postmortems/capa/CAPA-2026-0001.yml"

POLICY = """\
id: policy
title: 试验厂
independence: strict
reopen_days: 100
management_roles: [general-manager]
documents: {quality_roles: [qa-head], distinct_persons: 1}
"""
ROLES = """\
roles:
  - {id: qa-head, title: 质量负责人}
  - {id: qa-eng, title: 质量工程师}
  - {id: it-lead, title: IT 主管, aliases: [信息主管]}
  - {id: finance-lead, title: 财务主管}
  - {id: general-manager, title: 总经理}
"""
SOP = "id: SOP-IT-001\ntitle: 应急处置\nlevel: 2\napplies: {systems: [ERP]}\n"
_PRINT = "a" * 64
REVISION = f"""\
id: SOP-IT-001@A-0
doc: SOP-IT-001
revision: A/0
change_class: first
released_on: 2026-06-20
effective_on: 2026-06-25
changes:
  - {{section: triage, step: check-disk, op: add, reasons: [CAPA-2026-0001]}}
sop: {{id: SOP-IT-001, title: 应急处置, applies: {{systems: [ERP]}}}}
fingerprint: {_PRINT}
markdown: {{file: A-0.md, sha256: {_PRINT}}}
seal: {_PRINT}
approvals:
  - {{meaning: prepared, name: 甲, role: IT 主管, date: 2026-06-20, fingerprint: {_PRINT}}}
  - {{meaning: reviewed, name: 乙, role: 质量工程师, date: 2026-06-20, fingerprint: {_PRINT}}}
  - {{meaning: approved, name: 丙, role: 质量负责人, date: 2026-06-21, fingerprint: {_PRINT}}}
"""
TRAINING = """\
id: TR-2026-01
title: 先看盘
held_on: 2026-06-28
attendance: [{role: qa-eng, planned: 10, trained: 10}]
capa: [CAPA-2026-0001]
"""
CHANGE = "id: CHG-2026-031\ntitle: 加告警\napproved_on: 2026-05-20\nstarted_on: 2026-05-22\n"
POSTMORTEM = """\
id: PM-2026-0007
title: 数据库盘写满
severity: S1
systems: [ERP]
failure_mode: db-full
started_at: 2026-05-11T14:35+08:00
"""
CLOSED = """\
id: CAPA-2026-0001
title: 磁盘告警
kind: corrective
opened_on: 2026-05-12
opened_by: IT 主管
owner: IT 主管
dept: 信息部
qa_coordinator: 质量工程师
systems: [ERP]
failure_mode: db-full
processes: [warehousing]
sources: [{type: incident, ref: PM-2026-0007}]
problem: {what: 存不上, where: 发货口, when: 14:35, who_found: 仓管员, how_found: 转圈, how_many: 46 张, requirement: 可用, evidence: [ATT-1]}
occurred_at: 2026-05-11T14:35+08:00
detected_at: 2026-05-11T14:40+08:00
affected: {none_reason: 没有产品}
containment: [{text: 清日志, by: IT 主管}]
risk:
  severity: major
  likelihood: 3
  detectability: 2
  impact: {patient: 无, product: 无, data_integrity: 无, compliance: 无, business: 停半天}
  after: {severity: minor, likelihood: 1, level: 低}
  assessed_by: 质量工程师
  date: 2026-05-12
  approved_by: 质量负责人
  approved_on: 2026-05-12
reportability:
  adverse_event: {decision: na}
  recall: {decision: na}
  notice: {decision: na}
  authority: {decision: na}
  customer: {decision: not_required}
decision: {need: capa}
investigation: {team: [IT 主管], methods: [five_whys], data_reviewed: [日志], due: 2026-06-01}
causes:
  - {id: RC1, text: 没有告警, role: root, category: capacity, confirm: 日志盘 100%, confidence: confirmed}
extent: [{target: WMS, checked: true, result: 一样}]
extent_conclusion: 都要加
actions:
  - {id: A1, text: 加告警, type: corrective, strength: detect, owner: IT 主管, addresses: [RC1], due: [{due: 2026-06-30, set_on: 2026-05-20}], success: 收到告警, started_on: 2026-05-22, done_on: 2026-06-24, evidence: [ATT-1], verified: {by: 质量工程师, date: 2026-06-26, method: 看, result: 通过}, change_refs: [CHG-2026-031]}
doc_impact: [{doc: SOP-IT-001, needed: true}]
validation_impact: {needed: true, ref: QR-1}
training_impact: {needed: true, ref: PX-1}
plan_approval: {by: 质量负责人, date: 2026-05-20}
adverse_effect: {on_compliance: none, on_safety_performance: none, on_data_integrity: mitigated, by: 质量工程师, date: 2026-06-30}
effectiveness:
  plan: {criteria: [{metric: 次数, op: "<=", target: "0"}], window_days: 90, method: recurrence_watch, verifier: 财务主管, due: 2026-09-30, set_on: 2026-05-20}
  checks: [{round: 1, date: 2026-09-25, by: 财务主管, results: [{metric: 次数, value: "0", pass: true}], evidence: [ATT-1], conclusion: effective}]
dissemination: [全体]
lessons: [先看盘]
closure: {summary: 好了, by: IT 主管, date: 2026-10-01, approved_by: 质量负责人, approved_role: 质量负责人, approved_on: 2026-10-08}
log:
  - {at: 2026-05-12, by: IT 主管, from: draft, to: open}
  - {at: 2026-05-13, by: IT 主管, from: open, to: investigating}
  - {at: 2026-05-20, by: 质量负责人, from: investigating, to: planned}
  - {at: 2026-05-21, by: IT 主管, from: planned, to: implementing}
  - {at: 2026-06-24, by: IT 主管, from: implementing, to: verifying}
  - {at: 2026-07-01, by: 质量工程师, from: verifying, to: monitoring}
  - {at: 2026-10-01, by: IT 主管, from: monitoring, to: closing}
  - {at: 2026-10-08, by: 质量负责人, from: closing, to: closed}
approvals: [{meaning: approved, role: 质量负责人, date: 2026-10-08}]
attachments: [{id: ATT-1, location: 柜子}]
retention: {rule: 五年}
"""
FILES: Mapping[str, str] = {
    "kb/organization/policy.yml": POLICY,
    "kb/organization/roles.yml": ROLES,
    "sop/SOP-IT-001.yml": SOP,
    "sop/released/SOP-IT-001/A-0.lock.yml": REVISION,
    "kb/changes/CHG-2026-031.yml": CHANGE,
    "kb/training/TR-2026-01.yml": TRAINING,
    "postmortems/2026/PM-2026-0007.yml": POSTMORTEM,
    PATH: CLOSED,
}


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return `text` with each old piece replaced once; a piece that is not there is a mistake of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def organization(*changes: tuple[str, str], files: Mapping[str, str] | None = None) -> Graph:
    """Return the organization with changes in its CAPA and with other files."""
    return read(*changes, files=files).graph


def read(*changes: tuple[str, str], files: Mapping[str, str] | None = None) -> Library:
    """Return the library of the organization, which must be without errors."""
    found = library({**FILES, PATH: changed(CLOSED, *changes), **(files or {})})
    assert [one for one in found.report if one.severity == "error"] == []
    return found


def the_capa(graph: Graph) -> Capa:
    """Return the CAPA of the organization."""
    return next(one for one in graph.of(Capa) if one.id == "CAPA-2026-0001")


def log_until(state: str) -> tuple[str, str]:
    """Return the change that lets the log end where it reaches `state`."""
    lines = CLOSED[CLOSED.index("log:\n") : CLOSED.index("approvals:")]
    kept = lines.split("\n")
    end = next(place for place, line in enumerate(kept) if f"to: {state}}}" in line)
    return lines, "\n".join(kept[: end + 1]) + "\n"
