"""Which revision holds on a day, and when its approvals are complete."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.graph import Graph, link
from generator.kinds.policy import DocumentPolicy
from generator.kinds.revision import Revision
from generator.kinds.sop import Sop
from generator.lifecycle.documents.approvals import approval_chain
from generator.lifecycle.documents.standing import standing_of
from tests.libraries import KINDS
from tests.revisions import candidate, document, released, says

ONE = document()
STEPS = candidate(ONE, says("save-logs", text="导出日志"))
FINGERPRINT = released(ONE, STEPS).fingerprint


def notes(
    *days: str, names: str = "甲乙丙", roles: tuple[str, ...] = ("a", "b", "c"), **more: Any
) -> list[dict[str, Any]]:
    """Return preparation, review and approval on these days."""
    meanings = ("prepared", "reviewed", "approved")
    rows = zip(meanings, days, names, roles, strict=False)
    return [
        {"meaning": meaning, "date": day, "name": name, "role": role, "fingerprint": FINGERPRINT, **more}
        for meaning, day, name, role in rows
    ]


def graph_of(*revisions: Revision, sop: Sop = ONE) -> Graph:
    """Return the graph of a document with these revisions."""
    graph, _found = link([sop, *revisions], KINDS)
    return graph


A0 = released(ONE, STEPS, effective_on="2026-02-10", approvals=notes("2026-02-02", "2026-02-03", "2026-02-04"))
A1 = released(
    ONE,
    STEPS,
    revision="A/1",
    released_on="2026-03-01",
    effective_on="2026-03-10",
    approvals=notes("2026-03-02", "2026-03-03", "2026-03-04"),
)
DAYS = [
    ("2026-01-31", "draft", None, []),
    ("2026-02-01", "in_review", None, ["A/0 in_review"]),
    ("2026-02-04", "approved", None, ["A/0 approved"]),
    ("2026-02-10", "effective", "A/0", ["A/0 effective"]),
    ("2026-03-01", "effective", "A/0", ["A/1 in_review", "A/0 effective"]),
    ("2026-03-04", "effective", "A/0", ["A/1 approved", "A/0 effective"]),
    ("2026-03-09", "effective", "A/0", ["A/1 approved", "A/0 effective"]),
    ("2026-03-10", "effective", "A/1", ["A/1 effective", "A/0 superseded"]),
]


@pytest.mark.parametrize(("day", "status", "effective", "history"), DAYS)
def test_states_follow_from_days_and_approvals(
    day: str, status: str, effective: str | None, history: list[str]
) -> None:
    """An approved revision waits beside the effective one until its day; then the old one is superseded."""
    standing = standing_of(ONE, graph_of(A0, A1), date.fromisoformat(day))

    assert standing.status.value == status
    assert (standing.effective.revision if standing.effective else None) == effective
    assert [f"{one.revision} {state.value}" for one, state in standing.history] == history


@pytest.mark.parametrize("day", [date(2026, month, day) for month in (1, 2, 3, 4) for day in range(1, 29)])
def test_never_more_than_one_revision_holds(day: date) -> None:
    """Exactly one, or none."""
    states = [state.value for _, state in standing_of(ONE, graph_of(A0, A1), day).history]

    assert states.count("effective") <= 1


def test_a_withdrawn_document_has_no_revision_in_force() -> None:
    """From the day of the withdrawal on, and not before."""
    gone = document("withdrawal: {date: 2026-02-20, reason: 并入, approved_by: 王五}\n")
    graph = graph_of(A0, sop=gone)
    before, after = (standing_of(gone, graph, date(2026, 2, day)) for day in (19, 20))

    assert (before.status.value, before.effective) == ("effective", A0)
    assert (after.status.value, after.effective, after.history[0][1].value) == ("withdrawn", None, "withdrawn")


WEEK = ("2026-02-02", "2026-02-03", "2026-02-04")
CHAINS: list[tuple[str, list[dict[str, Any]], dict[str, Any], bool, str]] = [
    ("all three", notes(*WEEK), {}, True, ""),
    ("no approval", notes(*WEEK[:2]), {}, False, "missing"),
    ("two persons", notes(*WEEK, names="甲乙甲"), {}, False, "too_few_persons"),
    ("two persons are enough", notes(*WEEK, names="甲乙甲"), {"distinct_persons": 2}, True, ""),
    ("one person in full width", notes(*WEEK, names=("Li", "Ｌｉ", "Wu")), {}, False, "too_few_persons"),
    ("reviewed before prepared", notes("2026-02-03", "2026-02-02", "2026-02-04"), {}, False, "out_of_order"),
    ("nobody from quality", notes(*WEEK), {"quality_roles": ("qa",)}, False, "without_quality"),
    ("quality prepared", notes(*WEEK, roles=("qa", "b", "c")), {"quality_roles": ("qa",)}, False, "without_quality"),
    ("quality approved", notes(*WEEK, roles=("a", "b", "qa")), {"quality_roles": ("qa",)}, True, ""),
    ("quality reviewed", notes(*WEEK, roles=("a", "qa", "c")), {"quality_roles": ("qa",)}, True, ""),
    ("another role approved", notes(*WEEK), {"approvers": [{"level": 2, "roles": ["qa"]}]}, False, "wrong_approver"),
    ("the right role approved", notes(*WEEK), {"approvers": [{"level": 2, "roles": ["c"]}]}, True, ""),
    ("of another text", notes(*WEEK, fingerprint="0" * 64), {}, False, "missing"),
    ("of the first 12 digits", notes(*WEEK, fingerprint=FINGERPRINT[:12]), {}, True, ""),
    ("of 11 digits", notes(*WEEK, fingerprint=FINGERPRINT[:11]), {}, False, "missing"),
]


@pytest.mark.parametrize(
    ("approvals", "policy", "complete", "flag"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS]
)
def test_approvals_count_as_the_policy_says(
    approvals: list[dict[str, Any]], policy: dict[str, Any], complete: bool, flag: str
) -> None:
    """Persons, roles, order and fingerprint each decide; what is lacking has a name."""
    revision = released(ONE, STEPS, approvals=approvals)
    chain = approval_chain(revision, DocumentPolicy.model_validate(policy), date(2026, 3, 1), 2)
    names = ("missing", "too_few_persons", "without_quality", "wrong_approver", "out_of_order")

    assert chain.complete is complete
    assert [name for name in names if getattr(chain, name)] == ([flag] if flag else [])


def test_an_emergency_change_holds_by_its_approval_and_stays_open_until_the_rest_follow() -> None:
    """The others come later than the approval, which for once is no disorder."""
    urgent = {"reason": "停线", "by": "总负责人", "retro_due_on": "2026-02-09"}
    approved, others = notes(*WEEK)[2:], notes("2026-02-05", "2026-02-06")
    first = released(ONE, STEPS, approvals=approved, expedited=urgent)
    whole = released(ONE, STEPS, approvals=[*approved, *others], expedited=urgent)
    chains = [approval_chain(one, DocumentPolicy(), date(2026, 3, 1), 2) for one in (first, whole)]

    assert [(one.complete, one.retro_open) for one in chains] == [(True, True), (True, False)]
