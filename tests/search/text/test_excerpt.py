"""An excerpt shows the best place, with its matches marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.text.analysis import terms
from generator.search.text.excerpt import AROUND, END, START, excerpt

LONG = "前文" * 60
CASES = [
    ("倉庫標籤打印了", "标签打印", "倉庫[標籤打印]了"),
    ("He TRIED to log in; trying again. Trial", "tries", "He [TRIED] to log in; [trying] again. Trial"),
    ("ORA-01653x ORA-01653: full", "ora-01653", "ORA-01653x [ORA-01653]: full"),
    ("没有这个词", "数据库", "没有这个词"),
    ("换行\n死锁\t了", "死锁", "换行 [死锁] 了"),
    (f"死锁{LONG}死锁 数据库 死锁{LONG}", "死锁 数据库", None),
    ("", "x", ""),
]


@pytest.mark.parametrize(("text", "words", "expected"), CASES)
def test_matches_are_marked(text: str, words: str, expected: str | None) -> None:
    """Matches are found in any form and shown as the author wrote them."""
    found = excerpt(text, terms(words)).replace(START, "[").replace(END, "]")
    if expected is None:
        assert found.startswith("…")
        assert "[死锁] [数据库] [死锁]" in found
        assert found.endswith("…")
    else:
        assert found == expected


def test_phrases_are_marked_whole() -> None:
    """A phrase is marked as typed, across words that terms would not hold."""
    assert excerpt("the disk is full now", ["disk", "full"], ["disk is full"]) == f"the {START}disk is full{END} now"


def test_weights_choose_the_place() -> None:
    """A rare term decides which cluster is shown."""
    text = f"数据 库存{LONG}对账{LONG}"
    assert f"{START}对账{END}" in excerpt(text, ["数据", "库存", "对账"], weights={"对账": 9.0})


@given(st.text(alphabet="ab 死锁\u0001\u0002\n標籤-1"), st.text(alphabet="ab 死锁标签-1", max_size=12))
def test_marks_come_in_pairs(text: str, words: str) -> None:
    """Marks alternate, begin with START, and signs in the text itself never survive."""
    found = excerpt(text, terms(words))
    marks = "".join(character for character in found if character in START + END)
    assert marks == (START + END) * (len(marks) // 2)
    assert len(found) - len(marks) <= 4 * AROUND + 2


def test_long_texts_are_quick_and_short() -> None:
    """A text of the largest size that occurs gives a short excerpt."""
    text = "数据库失败 error connecting " * 8000
    assert len(excerpt(text, terms("数据库失败 errors connected"))) < 6 * AROUND
