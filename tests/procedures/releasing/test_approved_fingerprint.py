"""The fingerprint: one word, one step, one order more is another; spacing and width are not."""

from __future__ import annotations

import pytest

from generator.kinds.base import StepOperation
from generator.procedures.merging.contributions import Contribution
from generator.procedures.releasing.approved_fingerprint import fingerprint_of, fingerprint_of_revision
from generator.procedures.releasing.sealing import markdown_checksum, seal_of
from tests.revisions import SOP, candidate, document, released, says

PLAIN = document()
STEPS = [
    says("save-logs", 0, text="先导出日志,再重启", position=0),
    says("call-vendor", 0, text="拨打热线", position=1),
]


def fingerprint(*parts: Contribution, more: str = "", text: str = SOP) -> str:
    """Return the fingerprint of a document with these steps."""
    one = document(more, text)
    return fingerprint_of(one, candidate(one, *parts))


SAME = [
    [says("save-logs", 0, text="先导出日志，再重启", position=0), STEPS[1]],
    [says("save-logs", 0, text=" 先导出 日志, 再重启", position=0), STEPS[1]],
    [*STEPS, says("save-logs", 2, op=StepOperation.CONFIRM)],
]
OTHER = [
    [says("save-logs", 0, text="先导出日志,再关机", position=0), STEPS[1]],
    [says("save-logs", 0, text="先导出日志,再重启", position=1), says("call-vendor", 0, text="拨打热线", position=0)],
    [STEPS[0]],
    [*STEPS, says("save-logs", 2, role="记录员")],
    [*STEPS, says("call-vendor", 2, op=StepOperation.RETIRE, why="不接")],
]


@pytest.mark.parametrize("parts", SAME)
def test_what_nobody_reads_differently_has_the_same(parts: list[Contribution]) -> None:
    """Approvals survive a full-width comma, a blank and a confirmation."""
    assert fingerprint(*parts) == fingerprint(*STEPS)


@pytest.mark.parametrize("parts", OTHER)
def test_a_word_a_step_or_an_order_makes_another(parts: list[Contribution]) -> None:
    """Approvals do not survive it."""
    assert fingerprint(*parts) != fingerprint(*STEPS)


def test_sections_count_and_what_only_the_tool_reads_does_not() -> None:
    """The scope is part of the text, a tag or the day of the next review is not."""
    whole = fingerprint(*STEPS)

    assert fingerprint(*STEPS, more="scope: {in: 总部}\n") != whole
    assert fingerprint(*STEPS, text=SOP.replace("有秩序", "有 秩序")) == whole
    assert fingerprint(*STEPS, more="tags: [a]\nreview_due_on: 2027-01-01\n") == whole


def test_a_lock_has_the_fingerprint_of_what_was_frozen() -> None:
    """Freezing and reading back changes nothing."""
    procedure = candidate(PLAIN, *OTHER[-1])

    assert fingerprint_of_revision(released(PLAIN, procedure)) == fingerprint_of(PLAIN, procedure)


def test_the_seal_covers_all_but_what_is_added_later() -> None:
    """A day, a reason or a blank breaks it; an approval and an editorial fix do not."""
    procedure = candidate(PLAIN, *STEPS)
    whole = seal_of(released(PLAIN, procedure))
    approval = {"meaning": "approved", "name": "王五", "date": "2026-02-03"}
    fix = {"date": "2026-02-04", "by": "IT 主管", "reason": "空格"}

    assert seal_of(released(PLAIN, procedure, approvals=[approval], amendments=[fix], seal="1")) == whole
    assert seal_of(released(PLAIN, procedure, effective_on="2026-02-11")) != whole
    assert seal_of(released(PLAIN, candidate(PLAIN, *SAME[0]))) != whole


def test_line_ends_of_a_checkout_do_not_matter() -> None:
    """Windows checks files out with other line ends."""
    assert markdown_checksum("a\r\nb\r\n") == markdown_checksum("a\nb\n") != markdown_checksum("a\nb \n")
