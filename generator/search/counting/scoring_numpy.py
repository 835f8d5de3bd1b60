"""Count with numpy: the same numbers as `scoring_plain`, to the last bit, several times quicker.

numpy is an extra (`fast`), so it is looked for when first needed and nothing here is imported unless it is there. The
formula of `search.counting.ranking` stands here a second time, for whole arrays at once: `_impact`.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from generator.search.counting.document_sets import numbers_in, union
from generator.search.counting.plan import Member
from generator.search.counting.ranking import FIELD_WEIGHTS, SATURATION, rarity
from generator.search.counting.scoring import Postings, Weighted, Worth
from generator.search.counting.scoring_plain import LOOKED_AFTER, MARGIN, best_members, sums_from

# An array of numpy; numpy need not be there when types are checked.
Array = Any
_FEW = 2048
# Looking a document up costs about as much as walking over this many postings.
_WALKED_PER_LOOKUP = 3
# With fewer postings ahead it is quicker to walk over them than to ask whether that is needed.
_LONG = 50_000


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
        return Worth(
            numbers=numbers,
            values=values,
            highest=float(values.max()) if len(values) else 0.0,
            rarity=rarity(self._postings.live.bit_count(), in_body.bit_count()),
            found=union(sets),
            shares=best_members(members, sets),
            literal=sets[0] if sets else 0,
        )

    def scores(self, clauses: Sequence[Weighted], numbers: Sequence[int]) -> list[float]:
        """Return the exact scores of some documents."""
        return self._scores(clauses, self._np.asarray(numbers, dtype=self._np.uint32)).tolist()  # type: ignore[no-any-return]

    def _scores(self, clauses: Sequence[Weighted], wanted: Array) -> Array:
        totals = self._np.zeros(len(wanted))
        for one in clauses:
            totals += one.scale * self._values(one, wanted)
        return totals

    def promising(self, clauses: Sequence[Weighted], group: int, wanted: int) -> dict[int, float]:
        """Return the scores of documents of `group` among which the `wanted` best and all their equals certainly are."""
        np = self._np
        numbers = self._candidates(clauses, group, wanted)
        scores = self._scores(clauses, np.asarray(numbers, dtype=np.uint32))
        if len(scores) > wanted:
            best = np.flatnonzero(scores >= np.partition(scores, -wanted)[-wanted] - MARGIN).tolist()
            return {numbers[place]: float(scores[place]) for place in best}
        return dict(zip(numbers, scores.tolist(), strict=True))

    def _candidates(self, clauses: Sequence[Weighted], group: int, wanted: int) -> list[int]:
        np = self._np
        everything = union(one.worth.found for one in clauses)
        if group.bit_count() <= max(wanted, _FEW) or (group & everything).bit_count() < wanted:
            return numbers_in(group)
        order = sorted(clauses, key=lambda one: -one.highest)
        rest = sums_from(one.highest for one in order)
        mask = None if not everything & ~group else self._flags(group)
        partial = np.zeros(self._postings.size)
        floor, place = -1.0, 0
        for place, one in enumerate(order):
            if rest[place] < floor:
                break
            partial[one.worth.numbers] += one.scale * one.worth.values
            ahead = sum(len(each.worth.numbers) for each in order[place + 1 :])
            if place + 1 in LOOKED_AFTER and ahead > _LONG:
                floor = max(floor, self._sampled(clauses, partial, mask, wanted))
        else:
            place = len(order)
        if floor < 0:
            floor = self._sampled(clauses, partial, mask, wanted)
        return self._survivors(order[place:], rest[place:], partial, mask, floor, wanted)

    def _survivors(
        self, unseen: Sequence[Weighted], rest: Sequence[float], partial: Array, mask: Array, floor: float, wanted: int
    ) -> list[int]:
        """Return the documents that may still reach `floor`."""
        np = self._np
        enough = partial >= max(floor - rest[0] - MARGIN, 0.0)
        kept = np.flatnonzero(enough if mask is None else enough & mask).astype(np.uint32)
        scores = partial[kept]
        for one, ahead in zip(unseen, rest[1:], strict=True):
            if len(kept) <= max(_FEW, 2 * wanted):
                break
            if len(kept) * _WALKED_PER_LOOKUP > len(one.worth.numbers):
                partial[kept] = scores
                partial[one.worth.numbers] += one.scale * one.worth.values
                scores = partial[kept]
            else:
                scores = scores + one.scale * self._values(one, kept)
            still = scores >= floor - ahead - MARGIN
            kept, scores = kept[still], scores[still]
        return kept.tolist()  # type: ignore[no-any-return]

    def _sampled(self, clauses: Sequence[Weighted], partial: Array, mask: Array, wanted: int) -> float:
        """Return what the worst of the `wanted` best documents so far is really worth: whoever is below it is out."""
        np = self._np
        seen = np.flatnonzero(partial if mask is None else partial * mask)
        if len(seen) < wanted:
            return -1.0
        best = seen[np.argpartition(partial[seen], -wanted)[-wanted:]]
        return float(self._scores(clauses, best.astype(np.uint32)).min()) - MARGIN

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
        numbers, counts = self._postings.postings(field, term)
        return self._np.asarray(numbers, dtype=self._np.uint32), self._np.asarray(counts, dtype=float)

    def _joined(self, lists: Sequence[Array]) -> Array:
        filled = [numbers for numbers in lists if len(numbers)]
        if len(filled) <= 1:
            return filled[0] if filled else self._np.empty(0, dtype=self._np.uint32)
        return self._np.unique(self._np.concatenate(filled))

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

    def _values(self, one: Weighted, numbers: Array) -> Array:
        """Return what a clause gives to each of `numbers`, 0 to those that it does not find."""
        np = self._np
        there = one.worth.numbers
        places = np.minimum(np.searchsorted(there, numbers), len(there) - 1)
        return np.where(there[places] == numbers, one.worth.values[places], 0.0)

    def _set(self, numbers: Array) -> int:
        np = self._np
        flags = np.zeros(self._postings.size, dtype=np.uint8)
        flags[numbers] = 1
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def _flags(self, documents: int) -> Array:
        np = self._np
        size = self._postings.size
        data = np.frombuffer(documents.to_bytes(size // 8 + 1, "little"), dtype=np.uint8)
        return np.unpackbits(data, bitorder="little")[:size].astype(bool)


def _impact(counts: Array, norms: Array) -> Array:
    """Do what `ranking.impact` does, for arrays."""
    return counts * (SATURATION + 1) / (counts + norms)
