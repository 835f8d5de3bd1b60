"""What is due of controlled documents: reviews, approvals, trainings on a revision."""

from __future__ import annotations

from datetime import date

import pytest

from generator.diagnostics import Severity
from generator.lifecycle.due.items import due_items
from generator.lifecycle.facts import Facts
from tests.libraries import TODAY, library

SOP = "id: SOP-IT-001\ntitle: 应急\napplies: {systems: [ERP]}\nprocess_owner: it-lead\n"
ROLES = "roles: [{id: it-lead, title: 主管}, {id: clerk, title: 文员}]\n"
CHAIN = "".join(
    f"  - {{meaning: {meaning}, name: {name}, date: 2026-10-01, fingerprint: {'ab' * 8}}}\n"
    for meaning, name in (("prepared", "甲"), ("reviewed", "乙"), ("approved", "丙"))
)
ONE = "  - {meaning: approved, name: 丙, date: 2026-10-01, fingerprint: abababababab}\n"
TRAINED = "training: {audience: [文员]}\n"


def lock(number: str, effective: str, approvals: str = CHAIN, more: str = "") -> str:
    """Return a released revision with its approvals."""
    given = f"approvals:\n{approvals}" if approvals else ""
    return (
        f"id: SOP-IT-001@{number.replace('/', '-')}\ndoc: SOP-IT-001\nrevision: {number}\nchange_class: first\n"
        f"released_on: 2026-09-20\neffective_on: {effective}\nfingerprint: {'ab' * 32}\n"
        f"markdown: {{file: A.md, sha256: x}}\nseal: x\n{more}{given}"
        "sop:\n  id: SOP-IT-001\n  title: 应急\n  applies: {systems: [ERP]}\n  training: {audience: [文员]}\n"
    )


def due(definition: str, *locks: str, training: str = "") -> list[str]:
    """Return what is due of one document."""
    files = {"sop/SOP-IT-001.yml": definition, "kb/organization/roles.yml": ROLES}
    for text in locks:
        name = text.partition("\n")[0].rpartition("@")[2]
        files[f"sop/released/SOP-IT-001/{name}.lock.yml"] = text
    if training:
        files["kb/training/TR-2026-01.yml"] = (
            f"id: TR-2026-01\ntitle: 宣贯\ndocuments: [{{doc: SOP-IT-001, revision: A/0}}]\n{training}"
        )
    read = library(files)
    assert [f"{one.span} {one.rule.code}" for one in read.report if one.severity is Severity.ERROR] == []
    items = due_items(Facts(read.graph, TODAY))
    return [" ".join(filter(None, (str(one.kind), one.part, str(one.due), one.level, one.owner))) for one in items]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["document_review 2027-10-05 主管"]),
        ("review_cycle: A\n", ["document_review 2027-04-05 主管"]),
        ("review_cycle: 每月\n", ["document_review 2026-11-05 E2 主管"]),
        ("review_due_on: 2026-12-31\n", ["document_review 2026-12-31 主管"]),
        ("review_cycle: 视情况\n", []),
        ("withdrawal: {date: 2026-11-01, reason: 并入, approved_by: 主管}\n", []),
    ],
)
def test_a_document_in_force_is_reviewed(more: str, expected: list[str]) -> None:
    """On the day that it names, or one cycle after its revision began; a withdrawn one no more."""
    assert due(SOP + more, lock("A/0", "2026-10-05")) == expected


def test_a_draft_is_not_reviewed() -> None:
    """What was never in force has nothing to be reviewed."""
    assert due(SOP) == []


def test_a_revision_waits_for_its_approval() -> None:
    """It is due on the day from which it is to hold; an approved one that waits for its day is not due."""
    assert due(SOP, lock("A/0", "2026-11-10", ONE)) == ["revision_approval A/0 2026-11-10 E2 主管"]
    assert due(SOP, lock("A/0", "2026-12-10")) == []


def test_an_emergency_change_is_approved_afterwards() -> None:
    """Until all have approved it, its own deadline counts."""
    expedited = "expedited: {reason: 盘满, by: 主管, retro_due_on: 2026-11-18}\n"

    assert due(SOP + "review_due_on: 2027-01-01\n", lock("A/0", "2026-11-10", ONE, expedited)) == [
        "retro_approval A/0 2026-11-18 E1 主管",
        "document_review 2027-01-01 主管",
    ]
    assert due(SOP + "review_due_on: 2027-01-01\n", lock("A/0", "2026-11-10", CHAIN, expedited)) == [
        "document_review 2027-01-01 主管"
    ]


@pytest.mark.parametrize(
    ("training", "expected"),
    [
        ("", ["revision_training A/0 2026-10-05 E3 主管"]),
        (
            "held_on: 2026-10-01\nattendance: [{role: clerk, planned: 10, trained: 8}]\n",
            ["revision_training A/0 2026-10-05 E3 主管"],
        ),
        ("held_on: 2026-10-01\nattendance: [{role: clerk, planned: 10, trained: 9}]\n", []),
        ("due_on: 2026-11-30\n", ["training 2026-11-30 E0"]),
    ],
)
def test_people_are_trained_on_a_revision(training: str, expected: list[str]) -> None:
    """Before it holds, as many as the policy asks; a planned training with a day of its own stands for it."""
    definition = f"{SOP}{TRAINED}review_due_on: 2028-01-01\n"

    assert due(definition, lock("A/0", "2026-10-05"), training=training) == [
        *expected,
        "document_review 2028-01-01 主管",
    ]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("review_due_on: 2026-11-01", ["article_review 2026-11-01 E2"]),
        ("reviewed_on: 2025-11-10", ["article_review 2026-11-10 E2"]),
        ("status: outdated\nreview_due_on: 2026-11-01", []),
        ("status: current", []),
    ],
)
def test_an_article_is_checked_again(article: str, expected: list[str]) -> None:
    """On its day, or one cycle of the policy after it was last checked."""
    policy = "id: policy\ntitle: 示例\nreview_cycles: [{name: article, months: 12}]\n"
    files = {"kb/articles/KB-A.md": f"---\n{article}\n---\n# 甲\n", "kb/organization/policy.yml": policy}
    items = due_items(Facts(library(files).graph, TODAY))

    assert [f"{one.kind} {one.due} {one.level}".strip() for one in items] == expected
    assert all(isinstance(one.due, date) for one in items)
