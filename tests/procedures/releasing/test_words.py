"""Two texts compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.procedures.releasing.folding import folded
from generator.procedures.releasing.words import PieceKind, pieces_between


def marked(old: str | None, new: str | None) -> str:
    """Return the comparison with `[-old-]` and `{+new+}`."""
    signs = {PieceKind.SAME: "{}", PieceKind.OLD: "[-{}-]", PieceKind.NEW: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces_between(old, new))


CASES = [
    ("拨打热线", "拨打热线并索取单号", "拨打热线{+并索取单号+}"),
    ("call the vendor hotline", "call the vendor's desk", "call the vendor[- hotline-]{+'s desk+}"),
    ("等 10 分钟", "等 30 分钟", "等 [-10-]{+30+} 分钟"),
    ("看 erp-db1.local 的盘", "看 erp-db2.local 的盘", "看 [-erp-db1.local-]{+erp-db2.local+} 的盘"),
    ("导出日志,重启", "导出日志，重启", "导出日志，重启"),
    (None, "新的一步", "{+新的一步+}"),
    ("去掉的一步", None, "[-去掉的一步-]"),
    (None, None, ""),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_only_what_differs_is_marked(old: str | None, new: str | None, expected: str) -> None:
    """English by words, Chinese by signs; width and spacing are no difference."""
    assert marked(old, new) == expected


def test_a_sign_that_stands_in_both_by_chance_does_not_part_a_change() -> None:
    """One common sign between two changes is drawn into them, so that they can be read."""
    assert marked("甲的乙", "丙的丁") == "[-甲的乙-]{+丙的丁+}"


def test_a_very_long_text_is_not_compared_word_by_word() -> None:
    """Then the old text and the new one stand whole."""
    assert [piece.kind for piece in pieces_between("一" * 5000, "二" * 5000)] == [PieceKind.OLD, PieceKind.NEW]


texts = st.text(alphabet="重启日志 ab,，1", max_size=14)


@given(texts, texts)
def test_nothing_is_lost(old: str, new: str) -> None:
    """What is the same and new gives the new text, what is the same and old the old one."""
    pieces = pieces_between(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind is not PieceKind.OLD) == new
    kept = "".join(piece.text for piece in pieces if piece.kind is not PieceKind.NEW)
    assert folded(kept).replace(" ", "") == folded(old).replace(" ", "")
