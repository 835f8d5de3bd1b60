"""What is offered while somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.asking.suggest import MOST_SUGGESTIONS, Suggestion, near, suggest_from, written
from tests.search.engines import DOCUMENTS, Words

WORDS = Words(DOCUMENTS, {"停机": "发货", "宕机": "停机", "挂": "不存在的词"})
CASES = [
    ("PM-2026", ["PM-2026-0007"], []),
    ("pm", ["PM-2025-0001", "PM-2026-0007"], []),
    ("ｐｍ－2025", ["PM-2025-0001"], []),
    ("死锁", ["PM-2026-0007"], []),
    ("死锁 库存", ["PM-2026-0007"], []),
    ("ERP 停", ["RB-ERP-001"], ["ERP 停机"]),
    ("print", ["PM-2025-0001"], ["printer"]),
    ("the data", ["PM-2026-0007"], ["the databases"]),
    ("kucun", ["PM-2026-0007"], ["库存"]),
    ("停机", ["RB-ERP-001"], ["发货"]),
    ("宕机", [], ["停机"]),
    ("死锁 停机", [], ["死锁 发货"]),
    ("停机了", [], ["停机", "机手"]),
    ("ora-000", [], ["ORA-00060"]),
    ("挂", [], []),
    ("", [], []),
    ("   ", [], []),
    ("zzzzzz", [], []),
]


@pytest.mark.parametrize(("typed", "records", "words"), CASES)
def test_records_come_first_then_words(typed: str, records: list[str], words: list[str]) -> None:
    """Ids that begin so, titles with all words, then words that go on, mean the same, or sound like it."""
    found = suggest_from(typed, WORDS, WORDS, WORDS)

    assert [one.id for one in found if one.kind == "record"] == records
    assert [one.text for one in found if one.kind == "word"] == words
    assert all(bool(one.url) == (one.kind == "record") for one in found)


def test_words_keep_their_places_among_many_records() -> None:
    """However many titles begin so, a few words are offered too."""
    documents = [
        type(DOCUMENTS[0])(id=f"PM-{n:04}", kind="postmortem", title=f"timer timeout {n}", url="x/") for n in range(40)
    ]
    words = Words(documents)
    found = suggest_from("tim", words, words, words, limit=8)

    assert [one.kind for one in found] == ["record"] * 6 + ["word"] * 2
    assert found[-2:] == (Suggestion("timeout"), Suggestion("timer"))
    assert len(suggest_from("tim", words, words, words, limit=999)) == MOST_SUGGESTIONS


def test_near_words_take_turns() -> None:
    """A slip is mended, another word goes back to its beginning; neither takes all places."""
    assert near("priner tomorrow", WORDS, WORDS)[:1] == ("printer",)
    assert "停机" in near("停甲", WORDS, WORDS)
    assert suggest_from("deadlokc", WORDS, WORDS, WORDS) == (Suggestion("deadlock"),)


@pytest.mark.parametrize(
    ("term", "word"),
    [("databas", "databases"), ("timeout", "timeout"), ("librari", "library"), ("oracl", "oracle"), ("死锁", "死锁")],
)
def test_stems_are_shown_as_words(term: str, word: str) -> None:
    """A title knows the word; without one the likeliest is shown."""
    assert written(term, WORDS) == word


@given(st.text())
def test_any_text_may_be_typed(typed: str) -> None:
    """Nothing is refused, and nothing is offered twice."""
    found = suggest_from(typed, WORDS, WORDS, WORDS)

    assert len(set(found)) == len(found) <= 8
