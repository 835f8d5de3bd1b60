"""What an index knows of its own words: the questions that understanding a query asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Lexicon(Protocol):
    """The words of an index. Every answer is cheap: none reads more than a few pages of the dictionary."""

    @property
    def documents(self) -> int:
        """Return how many documents the index holds."""

    def frequency(self, term: str) -> int:
        """Return how many documents have `term` in their text (title and headings included)."""

    def company(self, pair: str) -> float:
        """Return how much the two Chinese characters of `pair` keep company in the texts, from 0 to 1.

        That is frequency(ab) / √(left(a) · right(b)), where left(a) is the sum of the frequencies of all pairs that
        begin with a, and right(b) of all that end with b: near 1 for a word, near 0 across the border of two words.
        """

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return up to `limit` terms of the texts that begin with `prefix`, in the order of the dictionary."""

    def codes_with(self, part: str, limit: int) -> Sequence[str]:
        """Return up to `limit` codes of the texts one of whose parts is `part`: `ora-01653` for `01653`.

        The whole code without its signs counts as a part too: `ora01653`.
        """

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Return the Chinese words that sound like `key` with their number of documents: those of the synonyms first,
        then the most frequent.

        `key` is pinyin without tones and blanks (`kucun`), the initials of a word (`ckd`), or `~` and a sound with
        its easily confused syllables made one (`search.words.syllables.loosened`).
        """

    def readings_of(self, character: str) -> Sequence[str]:
        """Return the pinyin of one Chinese character without tones, the usual reading first; empty if unknown."""
