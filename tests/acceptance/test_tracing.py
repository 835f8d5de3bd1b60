"""Acceptance cases about the trace: what is missing is a row, and so is a clause that nothing speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.offices import Item, pages_of
from tests.organizations import SETTINGS, Terminal, lay_out
from tests.pages.sites import FILES, POLICY, plain
from tests.tracing.traces import CAPA, CHANGE, DRILL, INCIDENT, RUNBOOK

DAY = "2026-11-20"
ISO = "iso_13485_2016"
WHOLE = {
    **FILES,
    "mkdocs.yml": SETTINGS,
    "postmortems/2026/PM-2026-0001.yml": INCIDENT,
    "postmortems/capa/CAPA-2026-0001.yml": CAPA,
    "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    "kb/changes/CHG-2026-01.yml": CHANGE,
    "kb/drills/DR-2026-01.yml": DRILL,
}


def gaps(terminal: Terminal) -> list[Item]:
    """Return the rows of `fupan trace --gaps`."""
    assert terminal("trace", "--gaps", "--json", day=DAY) in (0, 4)
    found: list[Item] = terminal.answer["gaps"]
    return found


def test_case_15_a_capa_without_a_drill_is_a_row_with_a_gap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Case 15: without the drill the chain keeps its row in the matrix, with the gap in it and in the list of gaps."""
    terminal = Terminal(lay_out(tmp_path / "organization", WHOLE), capsys)
    assert gaps(terminal) == []
    (terminal.root / "kb/drills/DR-2026-01.yml").unlink()

    (gap,) = gaps(terminal)
    assert (gap["code"], gap["record"]) == ("T15", "CAPA-2026-0001")
    pages = pages_of(terminal.root, DAY, "trace/year-2026.md", "trace/gaps.md")
    (row,) = [
        line
        for line in pages["trace/year-2026.md"].split("<tr")
        if "CAPA-2026-0001#A1" in line or "Raise an alarm" in line
    ]
    assert "PM-2026-0001" in row
    assert "drill" in plain(row).lower()
    assert "CAPA-2026-0001" in plain(pages["trace/gaps.md"])


def test_case_20_uncovered_clauses_of_the_chosen_set_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case 20: of the set that the policy chooses, and of no other; a document that cites one takes it off the list."""
    terminal = Terminal(lay_out(tmp_path / "organization", WHOLE), capsys)
    policy = terminal.root / "kb/organization/policy.yml"
    policy.write_text(f"{POLICY}profiles: [{ISO}]\n", encoding="utf-8")
    before = {gap["node"] for gap in gaps(terminal) if gap["code"] == "T18"}
    assert f"clause:{ISO}/4.2.4" in before
    assert {node.partition("/")[0] for node in before} == {f"clause:{ISO}"}
    clauses = plain(pages_of(terminal.root, DAY, "trace/clauses.md")["trace/clauses.md"])
    assert all(node.partition("/")[2] in clauses for node in before)

    runbook = terminal.root / "sop/runbooks/RB-ERP-DISK.yml"
    runbook.write_text(RUNBOOK + "external_refs: [ISO 13485:2016 4.2.4]\n", encoding="utf-8")
    assert before - {gap["node"] for gap in gaps(terminal)} == {f"clause:{ISO}/4.2.4"}
