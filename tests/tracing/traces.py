"""Small organizations and their traces."""

from __future__ import annotations

from dataclasses import replace

from generator.pages.base import Site
from generator.reading.clause_sets import built_in_clause_tables
from generator.tracing.clause_sets import clause_sets_from
from tests.pages.sites import POLICY, site_of

SETS = clause_sets_from(built_in_clause_tables())
INCIDENT = """\
id: PM-2026-0001
title: Disk full
severity: S2
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-05-11T14:35+08:00
team: {commander: Head of IT}
causes: [{id: RC1, text: Nobody watched the disk, role: root, confidence: confirmed}]
"""
# A CAPA that lacks nothing but what a test takes away.
CAPA = """\
id: CAPA-2026-0001
title: Watch the disk
opened_on: 2026-05-12
owner: Head of IT
systems: [ERP]
failure_mode: disk-full
sources: [{type: incident, ref: PM-2026-0001}]
causes: [{id: RC1, text: Nobody watched the disk, role: root, confidence: confirmed}]
actions:
  - id: A1
    text: Raise an alarm
    owner: Administrator
    addresses: [RC1]
    due: [2026-06-01]
    started_on: 2026-05-20
    done_on: 2026-05-28
    verified: {by: QA, date: 2026-05-29, result: Works}
    change_refs: [CHG-2026-01]
    sop_targets: [{doc: RB-ERP-DISK, step_key: check-disk, op: revise, text: Read the disk's free space}]
effectiveness:
  plan: {window_days: 60, verifier: QA, due: 2026-09-01}
  checks: [{round: 1, date: 2026-08-30, by: QA, conclusion: effective}]
log: [{at: 2026-05-12, to: open}, {at: 2026-09-02, to: closed}]
"""
CHANGE = "id: CHG-2026-01\ntitle: Alarm\nsystems: [ERP]\napproved_on: 2026-05-19\ndone_on: 2026-05-28\nresult: worked\n"
RUNBOOK = """\
id: RB-ERP-DISK
title: Disk full
system: ERP
failure_mode: disk-full
process_owner: it-lead
static_steps: [{key: check-disk, text: Look at the disk, basis: experience}]
"""
DRILL = """\
id: DR-2026-01
title: Full disk
status: held
held_on: 2026-10-01
docs: [RB-ERP-DISK]
result: passed
steps: [{key: check-disk, outcome: worked}]
"""
FILES = {
    "postmortems/2026/PM-2026-0001.yml": INCIDENT,
    "postmortems/capa/CAPA-2026-0001.yml": CAPA,
    "kb/changes/CHG-2026-01.yml": CHANGE,
    "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    "kb/drills/DR-2026-01.yml": DRILL,
}
PATHS = {text.partition("\n")[0].removeprefix("id: "): path for path, text in FILES.items()}


def organization(*changed: str, without: str = "", profiles: str = "", language: str = "en") -> Site:
    """Return the whole chain with the records in `changed` instead of their namesakes, or one left out."""
    files = {path: text for path, text in FILES.items() if not without or without not in path}
    for text in changed:
        identifier = text.partition("\n")[0].removeprefix("id: ")
        folder = "sop" if identifier.startswith("SOP") else "postmortems/2026"
        files[PATHS.get(identifier, f"{folder}/{identifier}.yml")] = text
    if profiles:
        files["kb/organization/policy.yml"] = f"{POLICY}profiles: [{profiles}]\n"
    return replace(site_of(files, language), clause_sets=SETS)


def gaps(site: Site) -> list[tuple[str, str]]:
    """Return code and node of each gap."""
    return sorted((gap.code, gap.node) for gap in site.trace.gaps)
