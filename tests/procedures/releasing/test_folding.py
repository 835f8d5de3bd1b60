"""Spacing and width are folded away; words are not."""

import pytest

from generator.procedures.releasing.folding import folded, folded_deep

SAME = [
    ("先导出 日志", "先导出日志"),
    ("导出日志,再重启", "导出日志，再重启"),
    ("检查 ERP 状态", "检查ERP状态"),
    ("ＥＲＰ　状态", "ERP状态"),
    ("call  the\nvendor ", "call the vendor"),
    ("note , then call", "note,then call"),
    ("（一）", "( 一 )"),
]
OTHER = [
    ("先导出日志", "先导出日志吧"),
    ("call the vendor", "callthe vendor"),
    ("rm -rf /tmp/old", "rm -rf / tmp/old"),
    ("10 min", "1 0 min"),
    ("重启服务", "重启 服务器"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spacing_and_width_do_not_matter(one: str, other: str) -> None:
    """A blank beside Chinese, another width or another line break changes nothing that anybody reads."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_words_matter(one: str, other: str) -> None:
    """Another word is another text, and so is a blank that parts words or the paths of a command."""
    assert folded(one) != folded(other)


@pytest.mark.parametrize("text", [one for pair in (*SAME, *OTHER) for one in pair])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What is folded stays as it is."""
    assert folded(folded(text)) == folded(text)


def test_texts_deep_inside_are_folded() -> None:
    """Lists and groups are walked; numbers, true and false stay."""
    assert folded_deep({"a": ["一 二", 3, True], "b": None}) == {"a": ["一二", 3, True], "b": None}
