"""Answer which Chinese words sound like some letters, from a file that is never read as a whole.

In: the bytes of `search.words.pronouncing.sounds_of`, perhaps mapped from a file. Out: words with their number of
documents, and the readings of a character. The lines are sorted and looked up where they lie: opening costs nothing, no
memory grows, and threads share one object because it keeps no state.

A line is `key<TAB>word:count word:count …` or `character<TAB>reading reading …`. A key is pinyin without tones and
blanks, or the initials of a word, or, after a `~`, pinyin in the loose form of `search.words.syllables.loosened`.
"""

from __future__ import annotations

import mmap

from generator.search.words.sorted_lines import SortedLines

LOOSE = "~"


class Sounds:
    """How the words of an index sound."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._lines = SortedLines(data)

    def sounding_like(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return the words of a key with their number of documents: those of the synonyms, then the most frequent."""
        entries = (entry.partition(":") for entry in self._values(key))
        return tuple((word, int(count)) for word, _, count in entries if count.isdecimal())

    def readings_of(self, character: str) -> tuple[str, ...]:
        """Return the pinyin of one Chinese character without tones, the usual reading first; empty if unknown."""
        return tuple(self._values(character)) if len(character) == 1 and not character.isascii() else ()

    def _values(self, key: str) -> list[str]:
        return "".join(self._lines.find(key)).split()
