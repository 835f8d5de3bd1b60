"""Numbers, words and lengths as the browser's files hold them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.counting.lengths import STORED_LENGTHS, length_byte
from generator.search.static.packing import (
    ENDING,
    GOING_ON,
    SIGNS,
    packed,
    packed_all,
    packed_counts,
    packed_words,
    utf16_order,
)


def numbers_of(text: str) -> list[int]:
    """Return packed numbers, as `search-index.js` reads them."""
    numbers, number, unit = [], 0, 1
    for sign in text:
        value = SIGNS.index(sign)
        number += value * unit
        unit *= GOING_ON
        if value < ENDING:
            numbers.append(number)
            number, unit = 0, 1
    return numbers


def words_of(text: str) -> list[str]:
    """Return packed words."""
    words, before = [], ""
    for piece in re.findall("[A-Z][^A-Z]*", text):
        before = before[: ord(piece[0]) - ord("A")] + piece[1:]
        words.append(before)
    return words


@given(st.lists(st.integers(0, 10**7)))
def test_numbers_come_back(numbers: list[int]) -> None:
    """Nothing stands between them."""
    assert numbers_of(packed_all(numbers)) == numbers


def test_small_numbers_are_short() -> None:
    """One sign below 64, two below 1,728."""
    assert [len(packed(number)) for number in (0, 63, 64, 1727, 1728)] == [1, 1, 2, 2, 3]
    assert not set(SIGNS) & set('"\\<| ')


@given(st.dictionaries(st.integers(0, 5000), st.integers(1, 300)))
def test_counts_come_back(counts: dict[int, int]) -> None:
    """Places in order, each with its count."""
    pairs = sorted(counts.items())
    numbers, found, expected = numbers_of(packed_counts(pairs)), [], 0
    while numbers:
        gap = numbers.pop(0)
        found.append((expected + gap // 2, numbers.pop(0) + 2 if gap % 2 else 1))
        expected = found[-1][0] + 1
    assert found == pairs


@given(st.sets(st.text("abc中文数据\t-_\U00020000", min_size=1)))
def test_words_come_back(words: set[str]) -> None:
    """In the order of JavaScript."""
    ordered = sorted(words, key=utf16_order)
    assert words_of(packed_words(ordered)) == ordered


def test_lengths_are_those_of_whoosh() -> None:
    """A length counts in the browser as much as on the server."""
    numeric = pytest.importorskip("whoosh.util.numeric")

    assert [numeric.byte_to_length(byte) for byte in range(256)] == list(STORED_LENGTHS)
    assert [length_byte(length) for length in range(120_000)] == list(map(numeric.length_to_byte, range(120_000)))
