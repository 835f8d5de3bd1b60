"""Merging what records say about steps: in any order of files the same procedure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.sop import Sop
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import Procedure, merge
from tests.contributions import says
from tests.libraries import graph

# One for reference, where the later record wins; test_conflicts.py is about controlled ones.
SOP = "id: SOP-IT-001\ntitle: 规程\ncontrol: reference\napplies: {systems: [ERP]}\n"


def document(more: str = "") -> Sop:
    """Return an SOP with `more` lines of YAML."""
    return graph(sop=SOP + more).of(Sop)[0]


DOCUMENT = document()
CONTROLLED = graph(sop=SOP.replace("reference", "controlled")).of(Sop)[0]


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
    ([("a", ("b",)), ("b", ("a",))], "a ↔ b", 1, ["a", "b"]),
    ([("a", ("b",)), ("b", ("c",)), ("c", ("a",)), ("d", ())], "a ↔ b ↔ c", 2, ["a", "b", "c", "d"]),
    ([("a", ("a",))], "a", 0, ["a"]),
]


@pytest.mark.parametrize(("steps", "circle", "newest", "order"), CIRCLES)
def test_a_circle_is_told_and_nothing_is_lost(
    steps: list[tuple[str, tuple[str, ...]]], circle: str, newest: int, order: list[str]
) -> None:
    """The newest demand of a circle is left out and told, with every record of the circle by file and line."""
    procedure = merge(DOCUMENT, [says(key, day, text="x", before=before) for day, (key, before) in enumerate(steps)])
    told = procedure.diagnostics[0]
    sources = [f"PM-2026-{day:04} (PM-2026-{day:04}.yml:{day + 1})" for day in range(newest + 1)]

    assert len(procedure.diagnostics) == 1
    assert (told.rule.code, str(told.span)) == ("P001", f"PM-2026-{newest:04}.yml:{newest + 1}:1")
    assert (told.values["circle"], told.values["sources"]) == (circle, ", ".join(sources))
    assert keys(procedure) == order


def test_each_circle_is_told() -> None:
    """Two circles are two errors; a step behind a circle is not part of it."""
    rows = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("b", "e")]
    procedure = merge(
        DOCUMENT,
        [says("e", 9, text="x"), *(says(one, day, text="x", before=(other,)) for day, (one, other) in enumerate(rows))],
    )

    assert sorted(found.values["circle"] for found in procedure.diagnostics) == ["a ↔ b", "c ↔ d"]


def test_a_circle_over_phases_is_told() -> None:
    """Two records that each put their step first contradict each other, even where the phases decide."""
    parts = [says("a", 0, text="x", phase=Phase.ASSESS, before=("b",)), says("b", 1, text="x", phase=Phase.CLOSE)]

    assert merge(DOCUMENT, parts).diagnostics == ()
    assert [one.rule.code for one in merge(DOCUMENT, [*parts, says("b", 2, before=("a",))]).diagnostics] == ["P001"]


def test_an_order_against_the_phases_is_told() -> None:
    """Steps are listed phase by phase; who wants it otherwise hears that it is not kept."""
    parts = [says("a", 0, text="x", phase=Phase.CLOSE, before=("b",)), says("b", 1, text="x", phase=Phase.ASSESS)]
    procedure = merge(DOCUMENT, parts)

    assert keys(procedure) == ["b", "a"]
    assert [(one.rule.code, one.values["earlier"], one.values["later"]) for one in procedure.diagnostics] == [
        ("P015", "a", "b")
    ]


REORDER = {"op": StepOperation.REORDER, "before": ("a",)}


def test_reordering_turns_round_what_is_settled() -> None:
    """`op: reorder` wins over the owner and over released records; against a fresh record it is a circle."""
    own = [says("a", 0, text="x", own=True, before=("b",)), says("b", 1, text="x", own=True)]
    records = [says("a", 0, text="x", before=("b",)), says("b", 1, text="x")]
    move = says("b", 5, **REORDER)
    turned = merge(CONTROLLED, [*own, move])
    released = merge(CONTROLLED, [*records, move], released=[("a", "PM-2026-0000")])
    fresh = merge(CONTROLLED, [*records, move])
    reference = merge(DOCUMENT, [*records, move])

    assert [(keys(one), len(one.diagnostics)) for one in (turned, released, fresh, reference)] == [
        (["b", "a"], 0),
        (["b", "a"], 0),
        (["a", "b"], 1),
        (["b", "a"], 0),
    ]
    assert turned.steps[1].before == set()


def test_reordering_changes_no_words() -> None:
    """Of a record that only moves a step its phase and its place count; more is told and left."""
    parts = [says("a", 0, text="x", phase=Phase.CLOSE), says("b", 1, text="y", phase=Phase.CLOSE)]
    move = says("b", 2, op=StepOperation.REORDER, text="z", role="IT 主管", phase=Phase.ASSESS)
    procedure = merge(DOCUMENT, [*parts, move])

    assert [(step.key, step.text, step.phase) for step in procedure.steps] == [
        ("b", "y", Phase.ASSESS),
        ("a", "x", Phase.CLOSE),
    ]
    assert [(one.rule.code, one.values["fields"]) for one in procedure.diagnostics] == [("P011", "text, role")]
    assert history(procedure, "b")[-1] == "PM-2026-0002 reorder phase"


def test_confirming_changes_no_words() -> None:
    """Who confirms a step may tell it in other words; who does so before anybody gave it words adds it."""
    confirm = StepOperation.CONFIRM
    procedure = merge(
        DOCUMENT, [says("a", 0, text="x"), says("a", 1, op=confirm, text="y"), says("b", 2, op=confirm, text="z")]
    )

    assert [(step.key, step.text) for step in procedure.steps] == [("a", "x"), ("b", "z")]
    assert history(procedure, "a") == ["PM-2026-0000 add text", "PM-2026-0001 confirm"]
    assert history(procedure, "b") == ["PM-2026-0002 add text"]


def test_a_step_is_restored_with_a_reason() -> None:
    """Bringing back what was retired needs an answer to why it was; a step that is not retired is only revised."""
    retired = [says("a", 0, text="x"), says("a", 1, op=StepOperation.RETIRE, why="坏")]
    bare = merge(DOCUMENT, [*retired, says("a", 2, op=StepOperation.RESTORE)])
    answered = merge(DOCUMENT, [*retired, says("a", 2, op=StepOperation.RESTORE, why="修好了")])
    live = merge(DOCUMENT, [*retired[:1], says("a", 2, op=StepOperation.RESTORE, text="y")])

    assert [(one.rule.code, str(one.span)) for one in bare.diagnostics] == [("P009", "PM-2026-0002.yml:3:1")]
    assert (keys(answered), answered.open_conflicts, answered.diagnostics) == (["a"], (), ())
    assert history(live, "a")[-1] == "PM-2026-0002 revise text"


def test_changing_what_was_retired_is_told() -> None:
    """A record that words a step retired by an earlier release does not bring it back, and its author hears of it."""
    retired = [says("a", 0, text="x"), says("a", 1, op=StepOperation.RETIRE, why="坏")]
    released = [("a", "PM-2026-0000"), ("a", "PM-2026-0001")]
    procedure = merge(DOCUMENT, [*retired, says("a", 2, text="y"), says("a", 3)], released=released)

    assert [(one.rule.code, one.values["other"]) for one in procedure.diagnostics] == [
        ("P010", "PM-2026-0001 (PM-2026-0001.yml:2)")
    ]
    assert keys(procedure) == []


def test_every_change_says_from_what_to_what() -> None:
    """Provenance holds the old and the new value of each field that a record changed."""
    step = merge(DOCUMENT, [says("a", 0, text="x", role="甲"), says("a", 1, text="y")]).steps[0]

    assert [[(one.field, one.old, one.new) for one in row.changes] for row in step.provenance] == [
        [("text", None, "x"), ("role", None, "甲")],
        [("text", "x", "y")],
    ]


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


def test_an_override_may_decide_any_field() -> None:
    """An override sets whatever it names, and `retire: false` keeps a step that a record drops."""
    sop = document(
        "overrides:\n"
        "  - {step: a, role: 记录员, timebox: 5 分钟, reason: 演练所得, by: 质量部, date: 2026-03-01}\n"
        "  - {step: b, retire: false, reason: 仍要做, by: 质量部}\n"
    )
    parts = [says("a", text="拍照", role="甲"), says("b", text="等"), says("b", 1, op=StepOperation.RETIRE, why="慢")]
    procedure = merge(sop, parts)

    assert procedure.steps[0].values == {"text": "拍照", "role": "记录员", "timebox": "5 分钟"}
    assert history(procedure, "a")[-1] == "SOP-IT-001 revise role,timebox"
    assert procedure.steps[0].provenance[-1].day == date(2026, 3, 1)
    assert history(procedure, "b")[-1] == "SOP-IT-001 restore"
    assert procedure.diagnostics == ()


def test_the_shared_library_gives_what_nobody_says() -> None:
    """A document that names a key of the library gets its fields; whoever says otherwise wins (R14)."""
    shared = {"call-vendor": says("call-vendor", source="call-vendor", text="打热线", role="厂商联络人", own=True)}
    parts = [says("first", 0, text="x"), says("call-vendor", 1, role="IT 主管", outcome=StepOutcome.WORKED)]
    procedure = merge(DOCUMENT, parts, shared=shared)

    assert keys(procedure) == ["first", "call-vendor"]
    assert procedure.steps[1].values == {"text": "打热线", "role": "IT 主管"}
    assert history(procedure, "call-vendor") == ["call-vendor add text,role", "PM-2026-0001 revise role"]
    assert [(row.own, row.shared) for row in procedure.steps[1].provenance] == [(False, True), (False, False)]
    assert procedure.conflicts == ()


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
