"""Each warning finds what it is for, at its field, and nothing in a CAPA that went the usual way."""

from __future__ import annotations

import pytest

from generator.checks import capa_warnings
from generator.lifecycle.capa.warnings import WARNINGS
from tests.lifecycle.capas import TODAY, organization

ROOT = "role: root, category: capacity"
DUE = "due: [{due: 2026-06-30, set_on: 2026-05-20}]"
NOTHING = ("doc_impact: [{doc: SOP-IT-001, needed: true}]", "doc_impact: [{doc: SOP-IT-001, needed: false}]")
LAST = "from: closing, to: closed}\n"
CASES: list[tuple[tuple[str, str], list[tuple[str, str]]]] = [
    (("title: 磁盘告警", "title: 磁盘"), []),
    (("confidence: confirmed", "confidence: unproven"), [("W1", "causes[0].confidence")]),
    ((ROOT, "role: root, category: human_factors"), [("W2", "causes[0].category")]),
    (("strength: detect", "strength: train"), [("W3", "actions")]),
    ((DUE, "due: [2026-06-01, 2026-06-10, 2026-06-20]"), []),
    ((DUE, "due: [2026-06-01, 2026-06-10, 2026-06-20, 2026-06-30]"), [("W4", "actions[0].due")]),
    (('target: "0"', "target: 明显减少"), [("W5", "effectiveness.plan.criteria[0].target")]),
    (('target: "0"', "target: 95.5 %"), []),
    (("kind: corrective", "kind: preventive"), [("W6", "kind")]),
    (("set_on: 2026-05-20}\n", "set_on: 2026-05-22}\n"), [("W7", "effectiveness.plan.set_on")]),
    (NOTHING, [("W8", "doc_impact")]),
    (("{at: 2026-10-08, by", "{at: 2026-09-30, by"), [("W9", "log[7].at")]),
    ((LAST, LAST + "  - {at: 2026-11-22, from: closed, to: investigating}\n"), [("W9", "log[8].at")]),
    (("date: 2026-05-20}\nadverse", "date: 2026-05-19}\nadverse"), [("W10", "plan_approval.date")]),
    (("approved_on: 2026-10-08}", "approved_on: 2026-10-07}"), [("W10", "closure.approved_on")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_each_warning_names_its_code_and_the_field(change: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    """The codes stand in the message, and as the name of the rule in JSON."""
    found = [*capa_warnings.find(organization(change), TODAY)]

    assert [(one.values["warning"], one.field) for one in found] == expected
    assert [one.rule.name for one in found] == [f"capa-warning-{code.lower()}" for code, _ in expected]


def test_every_warning_has_a_case() -> None:
    """None of the ten is declared and never found."""
    assert {code for _, expected in CASES for code, _ in expected} == {one.code for one in WARNINGS}
