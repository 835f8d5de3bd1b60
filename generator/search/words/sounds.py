"""Answer which Chinese words sound like some letters, from a file that is never read as a whole.

In: the bytes of `search.words.pronouncing.sounds_of`, or the path of a file with them. Out: words with their number of
documents, and the readings of a character. The file is mapped and its lines are sorted: opening costs nothing, no
memory grows, and threads share one object because it keeps no state.

A line is `key<TAB>word:count word:count …` or `character<TAB>reading reading …`. A key is pinyin without tones and
blanks, or the initials of a word, or, after a `~`, pinyin in the loose form of `search.words.syllables.loosened`.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from types import TracebackType

from generator.search.words.sorted_lines import SortedLines

LOOSE = "~"


class Sounds:
    """How the words of an index sound. Close it, or use it as a context manager, when it was opened from a file."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._lines = SortedLines(data)

    @classmethod
    def opened(cls, path: Path) -> Sounds:
        """Map the file at `path`; raises OSError if it cannot be read."""
        with path.open("rb") as file:
            # Nothing can be mapped of an empty file.
            size = file.seek(0, 2)
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")

    @classmethod
    def empty(cls) -> Sounds:
        """Return sounds that know no word."""
        return cls(b"")

    def sounding_like(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return the words of a key with their number of documents: those of the synonyms, then the most frequent."""
        entries = (entry.partition(":") for entry in self._values(key))
        return tuple((word, int(count)) for word, _, count in entries if count.isdecimal())

    def readings_of(self, character: str) -> tuple[str, ...]:
        """Return the pinyin of one Chinese character without tones, the usual reading first; empty if unknown."""
        return tuple(self._values(character)) if len(character) == 1 and not character.isascii() else ()

    def close(self) -> None:
        """Let go of the file; nothing may be asked afterwards."""
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def __enter__(self) -> Sounds:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _values(self, key: str) -> list[str]:
        return "".join(self._lines.find(key)).split()
