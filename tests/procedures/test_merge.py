"""Merging what records say about steps: in any order of files the same procedure."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.sop import Sop
from generator.procedures.contributions import Contribution
from generator.procedures.merge import Procedure, merge
from tests.libraries import graph

FIRST = date(2026, 1, 1)
SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP]}\n"


def document(more: str = "") -> Sop:
    """Return an SOP with `more` lines of YAML."""
    return graph(sop=SOP + more).of(Sop)[0]


DOCUMENT = document()


def says(key: str, day: int = 0, **facts: Any) -> Contribution:
    """Return what one record, written on `day`, says about a step; unnamed facts become the step's values."""
    known = {name: facts.pop(name) for name in ("op", "before", "after", "why", "outcome", "own") if name in facts}
    source = str(facts.pop("source", f"PM-2026-{day:04}"))
    return Contribution(
        key=key,
        source=source,
        day=FIRST + timedelta(day),
        position=int(facts.pop("position", 0)),
        span=Span(f"{source}.yml", day + 1),
        op=known.pop("op", None),
        values=facts,
        **known,
    )


def keys(procedure: Procedure) -> list[str]:
    """Return the keys of the live steps in their order."""
    return [step.key for step in procedure.steps]


def history(procedure: Procedure, key: str) -> list[str]:
    """Return what was done to a step, in order."""
    step = next(step for step in (*procedure.steps, *procedure.retired) if step.key == key)
    return [f"{row.source} {row.op.value} {','.join(row.fields)}".strip() for row in step.provenance]


KEYS = ("a", "b", "c", "d-1", "e", "坏")
contribution = st.builds(
    says,
    st.sampled_from(KEYS),
    st.integers(0, 6),
    op=st.none() | st.sampled_from(StepOperation),
    text=st.sampled_from(["重启服务", "重启 服务", "导出日志", ""]),
    phase=st.sampled_from([Phase.ASSESS, Phase.RECOVER]),
    before=st.lists(st.sampled_from(KEYS), max_size=2, unique=True).map(tuple),
    after=st.lists(st.sampled_from(KEYS), max_size=1).map(tuple),
    why=st.none() | st.just("失败过"),
    outcome=st.none() | st.sampled_from(StepOutcome),
    own=st.booleans(),
    position=st.integers(0, 40),
)
lists = st.lists(contribution, max_size=14, unique_by=lambda one: (one.source, one.position))


@given(lists.flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_the_order_of_the_records_does_not_matter(pair: tuple[list[Contribution], list[Contribution]]) -> None:
    """Any order of the same contributions makes the same steps, provenance and diagnostics."""
    one, other = merge(DOCUMENT, pair[0]), merge(DOCUMENT, pair[1])

    assert one == other


@given(lists)
def test_no_step_is_lost(parts: list[Contribution]) -> None:
    """Every key that anybody wrote is a live step, a retired one, one without text, or told."""
    procedure = merge(DOCUMENT, parts)
    told = {found.values["key"] for found in procedure.diagnostics if found.rule.name == "bad-step-key"}
    shown = {*keys(procedure), *(step.key for step in procedure.retired), *procedure.textless} | told

    assert shown == {part.key for part in parts}
    assert {*keys(procedure)} & {step.key for step in procedure.retired} == set()


@given(lists)
def test_constraints_hold_unless_a_circle_is_told(parts: list[Contribution]) -> None:
    """Within a phase every `before` and `after` is met, or a diagnostic names those that cannot be."""
    procedure = merge(DOCUMENT, parts)
    told = {key for found in procedure.diagnostics for key in found.values.get("circle", "").split(" ↔ ")}
    for steps in procedure.phases.values():
        place = {step.key: number for number, step in enumerate(steps)}
        for step in steps:
            for later in step.before & place.keys() - told:
                assert step.key in told or place[step.key] < place[later]
            for earlier in step.after & place.keys() - told:
                assert step.key in told or place[earlier] < place[step.key]


@given(lists)
def test_phases_come_in_their_order(parts: list[Contribution]) -> None:
    """Steps are numbered phase by phase."""
    order = [*Phase]
    places = [order.index(step.phase) for step in merge(DOCUMENT, parts).steps]

    assert all(one <= other for one, other in pairwise(places))


def test_a_later_record_changes_only_what_it_says() -> None:
    """Fields that a record leaves out keep the value of the record before."""
    procedure = merge(
        DOCUMENT,
        [says("a", 0, text="导出日志", role="记录员"), says("a", 1, role="IT 主管"), says("a", 2, text="导出 日志")],
    )

    assert procedure.steps[0].values == {"text": "导出日志", "role": "IT 主管"}
    assert history(procedure, "a") == ["PM-2026-0000 add text,role", "PM-2026-0001 revise role", "PM-2026-0002 confirm"]


OPERATIONS = [
    ([{"text": "x"}, {"op": StepOperation.RETIRE, "why": "坏"}], [], ["a"]),
    ([{"text": "x"}, {"op": StepOperation.RETIRE, "why": "坏"}, {"op": StepOperation.RESTORE}], ["a"], []),
    ([{"text": "x"}, {"op": StepOperation.RETIRE, "why": "坏"}, {"text": "y"}], [], ["a"]),
    ([{"text": "x"}, {"op": StepOperation.RETIRE, "why": "坏"}, {"op": StepOperation.ADD, "text": "y"}], [], ["a"]),
    ([{"op": StepOperation.RETIRE, "why": "坏"}, {"op": StepOperation.RESTORE, "text": "x"}], ["a"], []),
    ([{"op": StepOperation.CONFIRM}], [], []),
]


@pytest.mark.parametrize(("records", "live", "retired"), OPERATIONS)
def test_a_retired_step_comes_back_only_by_restore(
    records: list[dict[str, Any]], live: list[str], retired: list[str]
) -> None:
    """A dropped step stays readable with its reason; who does not know of it does not bring it back."""
    procedure = merge(DOCUMENT, [says("a", day, **dict(facts)) for day, facts in enumerate(records)])

    assert (keys(procedure), [step.key for step in procedure.retired]) == (live, retired)
    assert [step.retired_why for step in procedure.retired] == ["坏"] * len(retired)
    assert all(step.retired_why is None for step in procedure.steps)


def test_a_step_is_retired_with_a_reason() -> None:
    """Without `why` the place of the record is told."""
    found = merge(DOCUMENT, [says("a", text="x"), says("a", 3, op=StepOperation.RETIRE)]).diagnostics

    assert [(one.rule.code, str(one.span), one.field) for one in found] == [("P002", "PM-2026-0003.yml:4:1", "why")]


@pytest.mark.parametrize("key", ["保全证据", "Restart", "a_b", "-a", "a-", "a--b", ""])
def test_a_key_is_plain(key: str) -> None:
    """Keys join the same step over many records, so they have one spelling."""
    procedure = merge(DOCUMENT, [says(key, text="x")])

    assert ([one.rule.code for one in procedure.diagnostics], keys(procedure)) == (["P004"], [])


def test_the_first_seen_comes_first() -> None:
    """Without constraints the day, then the record, then the place within it give the order; the document's own lead."""
    parts = [
        says("late", 5, text="x"),
        says("second", 1, text="x", position=2),
        says("first", 1, text="x", position=1),
        says("own", 9, text="x", own=True),
        says("late", 6, text="y"),
    ]

    assert keys(merge(DOCUMENT, parts)) == ["own", "first", "second", "late"]


def test_constraints_win_over_days() -> None:
    """`before` and `after` move a step over whatever was seen earlier; unknown keys are no obstacle."""
    parts = [
        says("restart", 0, text="x"),
        says("check", 1, text="x", after=("export", "nowhere")),
        says("export", 2, text="x", before=("restart",)),
    ]

    assert keys(merge(DOCUMENT, parts)) == ["export", "restart", "check"]


CIRCLES = [
    ([("a", ("b",)), ("b", ("a",))], "a ↔ b", ["a", "b"]),
    ([("a", ("b",)), ("b", ("c",)), ("c", ("a",)), ("d", ())], "a ↔ b ↔ c", ["d", "a", "b", "c"]),
    ([("a", ("a",))], "a", ["a"]),
]


@pytest.mark.parametrize(("steps", "circle", "order"), CIRCLES)
def test_a_circle_is_told_and_nothing_is_lost(
    steps: list[tuple[str, tuple[str, ...]]], circle: str, order: list[str]
) -> None:
    """Steps that cannot be ordered are named with their records, and still shown."""
    procedure = merge(DOCUMENT, [says(key, day, text="x", before=before) for day, (key, before) in enumerate(steps)])

    assert [(one.rule.code, str(one.span), one.values["circle"]) for one in procedure.diagnostics] == [
        ("P001", "sop/SOP-IT-001.yml:1:5", circle)
    ]
    assert keys(procedure) == order


def test_an_override_wins_and_says_why() -> None:
    """A human decision stands above what records say, whatever their day."""
    sop = document(
        "overrides:\n  - {step: a, text: 先拍照, reason: 演练所得, by: 质量部}\n  - {step: b, retire: true, reason: 太险, by: 质量部}\n"
    )
    procedure = merge(sop, [says("a", 9, text="重启"), says("b", 9, text="拔电源"), says("c", text="等")])

    assert [(step.key, step.text) for step in procedure.steps] == [("c", "等"), ("a", "先拍照")]
    assert [(step.key, step.retired_why) for step in procedure.retired] == [("b", "太险")]
    assert history(procedure, "a") == ["PM-2026-0009 add text", "SOP-IT-001 revise text"]


def test_an_override_of_an_unknown_step_is_told() -> None:
    """A decision about a step that does not exist would have no effect, so it is an error with the nearest key."""
    sop = document("overrides:\n  - {step: chek-disk, text: 看 E 盘, reason: 盘符改了, by: IT 主管}\n")
    procedure = merge(sop, [says("check-disk", text="看磁盘")])

    assert [(one.rule.code, one.values["suggestion"]) for one in procedure.diagnostics] == [("P005", "check-disk")]
    assert [step.text for step in procedure.steps] == ["看磁盘"]


def test_outcomes_are_counted() -> None:
    """How often a step worked, failed or did harm shows whether it is proven."""
    rows = [StepOutcome.WORKED, StepOutcome.WORKED, StepOutcome.HARMFUL, None]
    step = merge(DOCUMENT, [says("a", day, text="x", outcome=outcome) for day, outcome in enumerate(rows)]).steps[0]

    assert (step.count(StepOutcome.WORKED), step.count(StepOutcome.HARMFUL), step.count(StepOutcome.FAILED)) == (
        2,
        1,
        0,
    )
    assert step.is_proven
    assert not merge(DOCUMENT, [says("a", text="x", outcome=StepOutcome.NOT_USED)]).steps[0].is_proven


def test_equal_words_in_another_width_are_no_revision() -> None:
    """A full-width comma or a blank more is no change of a procedure."""
    procedure = merge(DOCUMENT, [says("a", 0, text="先拍照,再重启"), says("a", 1, text="先拍照， 再重启")])

    assert history(procedure, "a") == ["PM-2026-0000 add text", "PM-2026-0001 confirm"]
