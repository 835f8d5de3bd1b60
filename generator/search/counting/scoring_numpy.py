"""Count with numpy: the same numbers as `scoring_plain`, to the last bit, quicker for most words not met before.

numpy is an extra (`fast`), so it is looked for when first needed and nothing here is imported unless it is there. The
formula of `search.counting.ranking` stands here a second time, for whole arrays at once: `_impact`.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from generator.search.counting.document_sets import union
from generator.search.counting.occurrences import ManyOccurrences
from generator.search.counting.plan import Member
from generator.search.counting.promising import LEVEL_DIGITS, level_factor
from generator.search.counting.ranking import FIELD_WEIGHTS, SATURATION
from generator.search.counting.scoring import Postings, Worth, best_members

# An array of numpy; numpy need not be there when types are checked.
Array = Any


class NumpyCounting:
    """`Counting` with numpy. Raises ImportError if it is not installed."""

    def __init__(self, postings: Postings) -> None:
        self._np = importlib.import_module("numpy")
        self._postings = postings
        self._lengths: dict[str, tuple[Array, Array]] = {}

    def worth(self, members: tuple[Member, ...]) -> Worth:
        """Return what the members of a clause find in the index."""
        np = self._np
        counts = {field: [self._member(field, member.terms) for member in members] for field in FIELD_WEIGHTS}
        numbers = self._joined([found for of_field in counts.values() for found, _ in of_field])
        values = np.zeros(len(numbers))
        for field, weight in FIELD_WEIGHTS.items():
            values += weight * self._impact(field, numbers, self._occurrences(numbers, members, counts[field]))
        sets = [
            self._set(self._joined([of_field[at][0] for of_field in counts.values()])) for at in range(len(members))
        ]
        in_body = union(self._set(found) for found, _ in counts["body"])
        highest = float(values.max()) if len(values) else 0.0
        return Worth(
            exact=(numbers, values),
            known={},
            kept=2 * len(numbers),
            highest=highest,
            levels=self._levels(numbers, values, highest),
            found=union(sets),
            shares=best_members(members, sets),
            literal=sets[0],
            literally=sets[0].bit_count(),
            in_body=in_body.bit_count(),
        )

    def values(self, worth: Worth, numbers: Sequence[int]) -> Sequence[float]:
        """Return the exact values of some documents."""
        np = self._np
        there, values = worth.exact
        wanted = np.asarray(numbers, dtype=np.uint32)
        places = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
        found: list[float] = np.where(there[places] == wanted, values[places], 0.0).tolist()
        return found

    def _member(self, field: str, terms: tuple[str, ...]) -> tuple[Array, Array]:
        """Return the documents that have all `terms` in `field`, and how often they have the rarest of them."""
        np = self._np
        numbers, counts = self._term(field, terms[0])
        for term in terms[1:]:
            others, again = self._term(field, term)
            numbers, left, right = np.intersect1d(numbers, others, assume_unique=True, return_indices=True)
            counts = np.minimum(counts[left], again[right])
        return numbers, counts

    def _term(self, field: str, term: str) -> tuple[Array, Array]:
        np, occurrences = self._np, self._postings.postings(field, term)
        if isinstance(occurrences, ManyOccurrences):
            column = np.frombuffer(occurrences.column, dtype=np.uint8)
            numbers = np.flatnonzero(column)
            return numbers.astype(np.uint32), column[numbers].astype(float)
        return np.asarray(occurrences.numbers, dtype=np.uint32), np.asarray(occurrences.counts, dtype=float)

    def _joined(self, lists: Sequence[Array]) -> Array:
        np = self._np
        filled = [numbers for numbers in lists if len(numbers)]
        if len(filled) <= 1:
            return filled[0] if filled else np.empty(0, dtype=np.uint32)
        flags = np.zeros(self._postings.size, dtype=bool)
        for numbers in filled:
            flags[numbers] = True
        return np.flatnonzero(flags).astype(np.uint32)

    def _occurrences(self, numbers: Array, members: Sequence[Member], counts: Sequence[tuple[Array, Array]]) -> Array:
        """Return the weighted count of all members together in each of `numbers`."""
        totals = self._np.zeros(len(numbers))
        for member, (found, occurrences) in zip(members, counts, strict=True):
            totals[self._np.searchsorted(numbers, found)] += member.weight * occurrences
        return totals

    def _impact(self, field: str, numbers: Array, counts: Array) -> Array:
        np = self._np
        known = self._lengths.get(field)
        if known is None:
            codes = np.frombuffer(self._postings.lengths(field), dtype=np.uint8)
            known = self._lengths[field] = codes, np.asarray(self._postings.norms(field), dtype=float)
        codes, norms = known
        return _impact(counts, norms[codes[numbers]])

    def _levels(self, numbers: Array, values: Array, highest: float) -> tuple[int, ...]:
        if not highest:
            return ()
        levels = (values * level_factor(highest)).astype(self._np.uint8) + 1
        return tuple(self._set(numbers[levels >> digit & 1 == 1]) for digit in range(LEVEL_DIGITS))

    def _set(self, numbers: Array) -> int:
        np = self._np
        flags = np.zeros(self._postings.size, dtype=np.uint8)
        flags[numbers] = 1
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _impact(counts: Array, norms: Array) -> Array:
    """Do what `ranking.impact` does, for arrays."""
    return counts * (SATURATION + 1) / (counts + norms)
