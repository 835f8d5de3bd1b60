"""Tiny organizations for tests of commands and server."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run

SETTINGS = """\
site_name: Test
docs_dir: build/docs
site_dir: site
theme: {name: material}
extra:
  fupan: {organization: Test, language: en, timezone: Asia/Shanghai}
"""
POLICY = """\
id: policy
title: Test
severities:
  - {code: S1, title: Critical, aliases: [P1]}
  - {code: S2, title: Major}
"""
ERP = "id: ERP\ntitle: Resource planning\naliases: [old ERP, 老ERP]\n"
MODES = "failure_modes:\n  - {id: disk-full, title: Disk full}\n"
INCIDENT = """\
id: PM-2026-0007
title: 数据库盘写满 disk full
severity: S1
status: draft
systems: [ERP]
started_at: 2026-05-11T14:35+08:00
error_codes: [ORA-00257]
"""
CAPA = """\
id: CAPA-2026-0003
title: Watch the disk
opened_on: 2026-05-12
owner: 李四
systems: [ERP]
log:
  - {at: 2026-05-12, to: open}
actions:
  - {id: A1, text: Alarm, type: corrective, owner: 王五, due: [2026-06-30]}
"""
# What a CAPA needs besides to be accepted (guards G1 to G4).
ACCEPTANCE = """\
sources: [{type: suggestion, summary: The disk fills}]
problem: {what: Disk full, where: Server room, when: 14:35, who_found: 李四, how_found: By chance, how_many: Once}
containment: [{text: Logs removed, by: 李四}]
risk: {severity: minor, likelihood: 2, assessed_by: 李四, date: 2026-05-12, approved_by: 李质, approved_on: 2026-05-12}
reportability:
  adverse_event: {decision: na}
  recall: {decision: na}
  notice: {decision: na}
  authority: {decision: na}
  customer: {decision: na}
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "kb/organization/policy.yml": POLICY,
    "kb/organization/failure_modes.yml": MODES,
    "kb/systems/ERP.yml": ERP,
    "postmortems/2026/PM-2026-0007.yml": INCIDENT,
    "postmortems/capa/CAPA-2026-0003.yml": CAPA + ACCEPTANCE,
}


def lay_out(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write `files` (path to text) into `folder`, by default a whole small organization."""
    for path, text in (FILES if files is None else files).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@dataclass
class Terminal:
    """Runs commands in an organization and keeps what they printed."""

    root: Path
    capture: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def __call__(self, *arguments: str, day: str = "2026-11-20") -> int:
        """Run one command in English and return its exit code."""
        code = run([*arguments, "-C", str(self.root), "--lang", "en", "--today", day])
        self.out, self.err = self.capture.readouterr()
        return code

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON object that the last command printed."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found
