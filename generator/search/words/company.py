"""How much two Chinese characters keep company, from what the texts of an index say.

In: the pairs of characters of the texts, each with its number of documents. Out: a small sorted file with the sums for
each character, and from it a figure for a pair: near 1 for a word, near 0 across the border of two words. There is no
list of Chinese words; this is what tells 系统 from 统登.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from generator.search.words.sorted_lines import SortedLines

COMPANY_FILE = "company.txt"


def company_of(pairs: Iterable[tuple[str, int]]) -> bytes:
    """Return the file: a line for each character with the documents of all pairs that begin, and that end with it."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for pair, count in pairs:
        first[pair[0]] = first.get(pair[0], 0) + count
        last[pair[1]] = last.get(pair[1], 0) + count
    lines = (f"{one}\t{first.get(one, 0)}\t{last.get(one, 0)}\n" for one in sorted({*first, *last}))
    return "".join(lines).encode("utf-8")


class Company:
    """The sums of an index; safe for many threads."""

    def __init__(self, lines: SortedLines) -> None:
        self._lines = lines

    def of(self, pair: str, count: int) -> float:
        """Return count / √(first · last) for a pair that `count` documents have.

        Characters that were not there when the file was made are taken for a word: they came with a new document.
        """
        if not count:
            return 0.0
        first, last = self._lines.find(pair[0]), self._lines.find(pair[1])
        product = int(first[0]) * int(last[1]) if first and last else 0
        return min(1.0, count / sqrt(product)) if product else 1.0
