"""Add up a number for each document, for all documents at once.

In: amounts and the sets of documents that earn them. Out: the documents with the highest sums, or with enough. The sums
of all documents stand side by side, one set for each binary digit, so that one addition of whole sets adds for every
document: it costs the same few microseconds whether ten documents earn something or a hundred thousand do.

The method is that of D. Rinfret, P. O'Neil and E. O'Neil, Bit-sliced index arithmetic, SIGMOD 2001.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from generator.search.counting.document_sets import union

# Shares are compared in thousandths, so that every engine draws the line at the same document.
_UNITS = 1000
_NOISE = 1e-6
# Whoever wants the best takes so many times as many.
_ENOUGH = 2


class Sums:
    """A sum for each document, 0 at first. Amounts are whole numbers, never negative."""

    def __init__(self) -> None:
        self._digits: list[int] = []

    def add(self, amount: int, documents: int) -> None:
        """Add `amount` to the sum of each of `documents`."""
        self.add_levels(amount, (documents,))

    def add_levels(self, amount: int, levels: Sequence[int]) -> None:
        """Add `amount` × its level to the sum of each document; `levels` has a set for each binary digit of levels."""
        digits = self._digits
        digits += [0] * (amount.bit_length() + len(levels) - len(digits))
        for shift in range(amount.bit_length()):
            if amount >> shift & 1:
                carried, place = 0, shift
                # As on paper, digit by digit: what is there, what is added, and what was carried over.
                for documents in levels:
                    there = digits[place]
                    if carried:
                        changed = there ^ documents
                        digits[place] = changed ^ carried
                        carried = (there & documents) | (carried & changed)
                    else:
                        digits[place] = there ^ documents
                        carried = there & documents
                    place += 1
                while carried:
                    if place == len(digits):
                        digits.append(0)
                    there = digits[place]
                    digits[place] = there ^ carried
                    carried &= there
                    place += 1

    def highest(self, among: int) -> int:
        """Return the greatest sum of any of the documents."""
        highest = 0
        for place in range(len(self._digits) - 1, -1, -1):
            if among & self._digits[place]:
                among &= self._digits[place]
                highest |= 1 << place
        return highest

    def at_least(self, demand: int, among: int) -> int:
        """Return the documents of a set whose sum is `demand` or more."""
        if demand >> len(self._digits):
            return 0 if demand else among
        more, equal = 0, among
        for place in range(len(self._digits) - 1, -1, -1):
            both = equal & self._digits[place]
            if demand >> place & 1:
                equal = both
            else:
                more |= both
                equal ^= both
        return more | equal

    def best(self, wanted: int, among: int) -> int:
        """Return the documents of a set with the highest sums: `wanted` of them, or more where that is less work."""
        more, equal = 0, among
        for place in range(len(self._digits) - 1, -1, -1):
            both = equal & self._digits[place]
            if not both:
                continue
            count = (more | both).bit_count()
            if wanted <= count <= _ENOUGH * wanted:
                return more | both
            if count > wanted:
                equal = both
            else:
                more |= both
                equal ^= both
        return more | equal


def reaching(least_share: float, parts: Iterable[tuple[float, int]]) -> int:
    """Return the documents whose parts add up to `least_share`: each part is a share and the set that earns it.

    If the best document has less than twice of that, half of what it has is enough. Parts count in thousandths, rounded
    up, and the demand is rounded down: what reaches it exactly is never lost to rounding.
    """
    sums, earning = Sums(), []
    for share, documents in parts:
        sums.add(math.ceil(share * _UNITS - _NOISE), documents)
        earning.append(documents)
    everything = union(earning)
    best = min(_UNITS, sums.highest(everything))
    return sums.at_least(min(int(least_share * _UNITS + _NOISE), best // 2), everything)
