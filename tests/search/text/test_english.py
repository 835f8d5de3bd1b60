"""Inflected English words share a stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.text.english import STOPWORDS, stem

FAMILIES = [
    ["fail", "fails", "failed", "failing"],
    ["failure", "failures"],
    ["use", "uses", "used", "using"],
    ["try", "tries", "tried", "trying"],
    ["query", "queries", "queried"],
    ["cache", "caches", "cached", "caching"],
    ["process", "processes", "processed"],
    ["stop", "stops", "stopped", "stopping"],
    ["deploy", "deploys", "deployed", "deploying"],
    ["add", "adds", "added", "adding"],
    ["agree", "agrees", "agreed"],
]
UNCHANGED = ["status", "this", "string", "need", "bus", "access", "analysis", "ping"]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_inflections_share_a_stem(family: list[str]) -> None:
    """Plural, past and -ing forms meet; the stem need not be a word."""
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize("word", UNCHANGED)
def test_what_only_looks_inflected_stays(word: str) -> None:
    """An ending that belongs to the word is not cut."""
    assert stem(word) == word


@given(st.text(alphabet="abcdefgiknopqrstuvwy", min_size=1, max_size=70))
def test_a_stem_is_never_empty_nor_longer(word: str) -> None:
    """Whatever comes in, something comes out that is no longer than the word."""
    assert 0 < len(stem(word)) <= len(word)


def test_stopwords_are_lower_case_words() -> None:
    """The list is compared with folded words."""
    assert all(word.isalpha() and word == word.lower() for word in STOPWORDS)
