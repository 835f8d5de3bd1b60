"""What a candidate changes against a released revision, and which records caused it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.base import Phase, RiskLevel, StepOperation
from generator.kinds.revision import ChangeClass
from generator.kinds.sop import Sop
from generator.procedures.merging.contributions import Contribution
from generator.procedures.releasing.approved_fingerprint import fingerprint_of
from generator.procedures.releasing.differences import Changes, SectionChange, changes_between, changes_of_revisions
from tests.revisions import SOP, candidate, document, released, says

PLAIN = document()
OUT, LOGS, DISK = (
    says("call-vendor", text="拨打热线"),
    says("save-logs", text="导出日志"),
    says("check-disk", text="看磁盘"),
)
BASE = [says("save-logs", 0, text="导出日志", position=0), says("check-disk", 0, text="看磁盘", position=1)]
RETIRED = [*BASE, says("check-disk", 3, op=StepOperation.RETIRE, why="看了也没用")]


def told(changes: Changes) -> list[str]:
    """Return each row as `where op field: old → new (causes; why)`."""
    return [
        " ".join(
            part
            for part in (
                row.section if isinstance(row, SectionChange) else row.step,
                row.op.value,
                "" if isinstance(row, SectionChange) else row.field or "",
                f"{row.old}→{row.new}",
                f"({','.join(row.reasons)}{'; ' + row.why if row.why else ''})",
            )
            if part
        )
        for row in changes.rows
    ]


def between(before: list[Contribution], after: list[Contribution], old: Sop = PLAIN, new: Sop = PLAIN) -> Changes:
    """Return what changes from the release of one state to the candidate of another."""
    return changes_between(released(old, candidate(old, *before)), new, candidate(new, *after))


STEPS = [
    ("nothing", BASE, BASE, [], ChangeClass.EDITORIAL),
    ("spacing", BASE, [*BASE, says("save-logs", 2, text="导出 日志")], [], ChangeClass.EDITORIAL),
    (
        "a new step",
        BASE,
        [*BASE, says("call-vendor", 2, text="拨打热线")],
        ["call-vendor add None→拨打热线 (PM-2026-0002)"],
        ChangeClass.MAJOR,
    ),
    (
        "a revised text",
        BASE,
        [*BASE, says("save-logs", 2, text="先导出日志", why="重启后日志没了")],
        ["save-logs revise text 导出日志→先导出日志 (PM-2026-0002; 重启后日志没了)"],
        ChangeClass.MINOR,
    ),
    (
        "two fields by two records",
        BASE,
        [*BASE, says("save-logs", 2, expect="有文件"), says("save-logs", 4, role="记录员")],
        ["save-logs revise role None→记录员 (PM-2026-0004)", "save-logs revise expect None→有文件 (PM-2026-0002)"],
        ChangeClass.MAJOR,
    ),
    (
        "a higher risk",
        BASE,
        [*BASE, says("save-logs", 2, risk=RiskLevel.HIGH)],
        ["save-logs revise risk None→high (PM-2026-0002)"],
        ChangeClass.MAJOR,
    ),
    (
        "a confirmed step",
        BASE,
        [*BASE, says("save-logs", 2, op=StepOperation.CONFIRM)],
        [],
        ChangeClass.EDITORIAL,
    ),
    (
        "a retired step",
        BASE,
        RETIRED,
        ["check-disk retire 看磁盘→None (PM-2026-0003; 看了也没用)"],
        ChangeClass.MAJOR,
    ),
    (
        "a restored step",
        RETIRED,
        [*RETIRED, says("check-disk", 5, op=StepOperation.RESTORE, why="这次看出来了")],
        ["check-disk restore 看了也没用→看磁盘 (PM-2026-0005; 这次看出来了)"],
        ChangeClass.MAJOR,
    ),
    (
        "a step of a voided record",
        [*BASE, says("call-vendor", 2, text="拨打热线")],
        BASE,
        ["call-vendor retire 拨打热线→None (PM-2026-0002)"],
        ChangeClass.MAJOR,
    ),
    (
        "another order",
        BASE,
        [*BASE, says("check-disk", 2, op=StepOperation.REORDER, before=("save-logs",), why="先看再导")],
        ["save-logs reorder 1→2 (PM-2026-0002; 先看再导)"],
        ChangeClass.MINOR,
    ),
    (
        "another phase, which moves the step",
        BASE,
        [*BASE, says("check-disk", 2, phase=Phase.ASSESS)],
        ["check-disk revise phase diagnose→assess (PM-2026-0002)"],
        ChangeClass.MINOR,
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "rows", "change"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS]
)
def test_each_change_names_the_records_that_caused_it(
    before: list[Contribution], after: list[Contribution], rows: list[str], change: ChangeClass
) -> None:
    """What a record did since the release explains the row; how much it is decides the number."""
    changes = between(before, after)

    assert told(changes) == rows
    assert (changes.change_class, changes.count, changes.is_empty) == (change, len(rows), not rows)


SECTIONS = [
    ("scope: {in: 总部}\n", ["scope add None→总部 (SOP-IT-001)"], ChangeClass.MAJOR),
    (
        "triggers: [数据库连不上, 大面积报错]\n",
        ["triggers add None→数据库连不上\n大面积报错 (SOP-IT-001)"],
        ChangeClass.MINOR,
    ),
    (
        "definitions: [{term: 口径, text: 一段话}]\n",
        ["definitions add None→口径 · 一段话 (SOP-IT-001)"],
        ChangeClass.MINOR,
    ),
    ("tags: [数据库]\nreview_due_on: 2027-01-01\nscheme: A/0\n", [], ChangeClass.EDITORIAL),
]


@pytest.mark.parametrize(("more", "rows", "change"), SECTIONS)
def test_an_edited_definition_is_the_owners(more: str, rows: list[str], change: ChangeClass) -> None:
    """A section that readers see is a row with the document as its cause; what only the tool reads is none."""
    changes = between(BASE, BASE, new=document(more))

    assert told(changes) == rows
    assert changes.change_class is change


def test_a_changed_and_a_deleted_section_show_the_old_text() -> None:
    """What is gone is as much a change as what is new."""
    new = document(text=SOP.replace("停得有秩序", "停得有秩序，回得来"))
    assert told(between(BASE, BASE, new=new)) == ["purpose revise 停得有秩序→停得有秩序，回得来 (SOP-IT-001)"]

    gone = document(text=SOP.replace("purpose: 停得有秩序\n", ""))
    assert told(between(BASE, BASE, new=gone)) == ["purpose retire 停得有秩序→None (SOP-IT-001)"]


def test_a_decision_of_the_owner_gives_its_reason() -> None:
    """An override explains itself with its reason."""
    new = document("overrides: [{step: save-logs, text: 拷走日志, reason: 盘满时导不出, by: IT 主管}]\n")

    (row,) = between(BASE, BASE, new=new).steps
    assert (row.field, row.new, row.reasons, row.why) == ("text", "拷走日志", ("SOP-IT-001",), "盘满时导不出")


def test_an_excluded_record_explains_the_step_that_it_takes_away() -> None:
    """The reason for the exclusion is the reason for the change."""
    files = [*BASE, says("call-vendor", 2, text="拨打热线", source="ERP")]
    new = document("exclude: [{record: ERP, reason: 与本规程无关}]\n")

    (row,) = between(files, BASE, new=new).steps
    assert (row.op, row.reasons, row.why) == (StepOperation.RETIRE, ("ERP",), "与本规程无关")


def test_the_first_release_adds_every_step_and_asks_for_no_reason() -> None:
    """Without a revision before, everything is new."""
    changes = changes_between(None, PLAIN, candidate(PLAIN, *RETIRED))

    assert told(changes) == [
        "save-logs add None→导出日志 (PM-2026-0000)",
        "check-disk retire 看磁盘→None (PM-2026-0003; 看了也没用)",
    ]
    assert changes.change_class is ChangeClass.FIRST


def test_two_revisions_are_compared_as_they_were_released() -> None:
    """Nothing that happened since comes in."""
    old = released(PLAIN, candidate(PLAIN, *BASE))
    new = released(PLAIN, candidate(PLAIN, *RETIRED), revision="B/0")

    assert told(changes_of_revisions(old, new)) == ["check-disk retire 看磁盘→None (PM-2026-0003; 看了也没用)"]
    assert changes_of_revisions(new, new).is_empty


KEYS = ("a", "b", "c", "d")
contribution = st.builds(
    says,
    st.sampled_from(KEYS),
    st.integers(0, 5),
    op=st.none() | st.sampled_from([StepOperation.RETIRE, StepOperation.RESTORE, StepOperation.REVISE]),
    text=st.sampled_from(["重启服务", "重启 服务", "导出日志", "call, then"]),
    phase=st.sampled_from([Phase.ASSESS, Phase.RECOVER]),
    before=st.lists(st.sampled_from(KEYS), max_size=1).map(tuple),
    why=st.just("失败过"),
    position=st.integers(0, 40),
)
lists = st.lists(contribution, max_size=8, unique_by=lambda one: (one.source, one.position))


@given(lists, lists)
def test_no_rows_means_the_same_fingerprint_and_the_other_way_round(
    before: list[Contribution], after: list[Contribution]
) -> None:
    """Approvals hang on the fingerprint, the number on the rows: they must never disagree."""
    old, new = candidate(PLAIN, *before), candidate(PLAIN, *after)
    changes = changes_between(released(PLAIN, old), PLAIN, new)

    assert changes.is_empty is (fingerprint_of(PLAIN, old) == fingerprint_of(PLAIN, new))
    assert all(row.reasons for row in changes.rows)
