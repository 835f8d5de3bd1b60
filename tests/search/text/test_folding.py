"""Folding makes characters comparable and never moves them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.text import folding
from generator.search.text.folding import fold

CASES = [
    ("ＥＲＰ　標籤打印", "erp 标签打印"),
    ("帐套", "账套"),
    ("ORA\u201101653", "ora-01653"),
    ("後臺資料庫", "后台资料库"),
    ("ｶﾅ１２３：", "カナ123:"),
    ("ﬁle İ ß", "ﬁle İ ß"),
]


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_forms_of_one_word_become_equal(text: str, folded: str) -> None:
    """Width, case, traditional and variant forms fold; what would change the length stays."""
    assert fold(text) == folded


@given(st.text())
def test_places_stay(text: str) -> None:
    """A folded text has the length of its original and folds to itself."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.characters())
def test_every_character_folds_alone(character: str) -> None:
    """Folding looks at one character at a time, so a part of a text folds like the whole."""
    assert fold(f"a{character}中") == f"a{fold(character)}中"


def test_the_table_has_one_pair_a_line() -> None:
    """It is read by the place of each character, so a line of another length would shift all after it."""
    lines = Path(folding.__file__).with_name("folding.tsv").read_text(encoding="utf-8").split("\n")

    assert lines.pop() == ""
    assert {(len(line), line[1]) for line in lines} == {(3, "\t")}
    assert lines == sorted(lines)
    assert len({line[2] for line in lines}) == len(lines)
