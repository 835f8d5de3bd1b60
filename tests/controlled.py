"""A small organization with one controlled document, and the days on which things happen to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.organizations import FILES, INCIDENT, Terminal, lay_out

DEFINITION = """\
id: SOP-IT-001
title: 数据库不可用应急处置规程
type: procedure
level: 2
owner_dept: 信息部
purpose: 让业务停得有秩序，回得来
scope: {in: 数据库写满, out: 断电}
applies: {systems: [ERP], failure_modes: [disk-full]}
roles: [it-lead]
triggers: [数据库连不上]
data_protection: [重启之前先导出日志]
quality: [列出窗口内的批号]
records_produced: [{name: 处置记录, keeper: 信息部, retention: 3 年}]
static_steps:
  - {key: assess-scope, phase: assess, text: 问清坏到什么范围, role: it-lead, timebox: 10 分钟}
"""
ROLES = """\
roles:
  - {id: it-lead, title: IT 主管, duties: [带队诊断]}
  - {id: qa-head, title: 质量负责人}
"""
APPROVED = """\
status: approved
failure_mode: disk-full
summary: 归档盘写满
causes: [{text: 归档没有清理, role: root}]
team: {commander: it-lead}
approvals: [{meaning: approved, name: 王五, date: 2026-05-20}]
steps:
  - {key: save-logs, phase: contain, text: 先导出日志, role: it-lead}
"""
LATER = """\
id: PM-2026-0009
title: 磁盘又写满
severity: S3
summary: 归档盘又写满
causes: [{text: 归档仍没有清理, role: root}]
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-06-20T09:00+08:00
approvals: [{meaning: approved, name: 王五, date: 2026-06-25}]
steps:
  - {key: save-logs, text: 先导出日志到移动硬盘, why: 本机盘满拷不下}
"""
# The first release is made on this day, after the incident was approved.
RELEASED = "2026-06-01"
LATER_ON = "2026-07-01"
LOCK = "sop/released/SOP-IT-001/A-0.lock.yml"
TEXT = "sop/released/SOP-IT-001/A-0.md"


def files(definition: str = DEFINITION, **more: str) -> dict[str, str]:
    """Return the files of the organization; `more` are added by path."""
    return {
        **FILES,
        "kb/organization/roles.yml": ROLES,
        "kb/organization/policy.yml": FILES["kb/organization/policy.yml"] + "  - {code: S3, title: Minor}\n",
        "postmortems/2026/PM-2026-0007.yml": INCIDENT.replace("status: draft\n", "") + APPROVED,
        "sop/SOP-IT-001.yml": definition,
        **more,
    }


def desk(folder: Path, capture: pytest.CaptureFixture[str], definition: str = DEFINITION, **more: str) -> Terminal:
    """Return a terminal in the organization."""
    return Terminal(lay_out(folder / "organization", files(definition, **more)), capture)


def approve(terminal: Terminal, number: str, *days: str) -> None:
    """Note preparation, review and approval of a revision by three persons on these days."""
    people = (("prepared", "张三", "it-lead"), ("reviewed", "李四", "it-lead"), ("approved", "王五", "qa-head"))
    for (meaning, name, role), day in zip(people, days, strict=False):
        arguments = ("--rev", number, "--meaning", meaning, "--name", name, "--role", role, "--ref", "档-1")
        assert terminal("sop", "approve", "SOP-IT-001", *arguments, day=day) == 0, terminal.err


def later(terminal: Terminal) -> None:
    """Let another incident teach the document something."""
    (terminal.root / "postmortems/2026/PM-2026-0009.yml").write_text(LATER, encoding="utf-8")
