"""What is seen only when all documents have been merged."""

from __future__ import annotations

from generator.procedures.merging.all_documents import merge_all
from tests.libraries import POSTMORTEM, library

SOP = "id: SOP-IT-001\ntitle: 处置\napplies: {systems: [ERP]}\nstatic_steps:\n  - {key: check-disk, phase: triage, text: 看磁盘}\n"


def found(steps: str) -> list[tuple[str, str]]:
    """Return code and suggestion of what is wrong when an approved post-mortem teaches `steps`."""
    text = POSTMORTEM + "status: approved\nfailure_mode: database\nsteps:\n" + steps
    read = library({"sop/SOP-IT-001.yml": SOP, "postmortems/PM-2026-0001.yml": text})
    _, diagnostics = merge_all(read.graph)
    return [(one.rule.code, one.values["suggestion"]) for one in diagnostics]


def test_an_order_that_names_no_step_is_told() -> None:
    """A misspelt key in `before` is a warning with the nearest key; a known one is fine."""
    assert found("  - {key: take-photo, phase: assess, text: 拍照, before: [chek-disk]}\n") == [("P006", "check-disk")]
    assert found("  - {key: take-photo, phase: assess, text: 拍照, before: [check-disk]}\n") == []


def test_a_step_without_a_text_anywhere_is_told() -> None:
    """Confirming a step that nobody added changes nothing, so the author hears of it."""
    assert found("  - {key: chek-disk, op: confirm, outcome: worked}\n") == [("P003", "check-disk")]
