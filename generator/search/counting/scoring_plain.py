"""Count in pure Python: columns of bytes and plain arrays, and built-in functions that go through all of one in a call.

What a document is worth is reckoned only for the few that may be among the best. For all others a bound is enough, and
the bounds of all documents are reckoned at once: a byte for each, in a whole number that holds them all, so that one
addition adds for every document.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from operator import add
from typing import TypeAlias

from generator.search.counting.document_sets import union
from generator.search.counting.occurrences import FewOccurrences, ManyOccurrences, Occurrences, least, picked
from generator.search.counting.plan import Member
from generator.search.counting.promising import LEVEL_DIGITS, LEVELS
from generator.search.counting.ranking import FIELD_WEIGHTS, impact
from generator.search.counting.scoring import Postings, Worth, best_members

# The members of a clause in one field, each with its weight.
WeighedMembers: TypeAlias = "tuple[tuple[float, Occurrences], ...]"
_HIGHEST_BYTE = 255
_NOISE = 1e-9
# So many frequent members of a clause have bounds of their own; all others are counted together.
_MOST_APART = 24
# Bounds do not tell more lengths of texts, and counts of a term, apart than go into a byte together.
_BUCKET_BITS = 5
_BUCKETS, _CLASSES = 1 << _BUCKET_BITS, (256 >> _BUCKET_BITS) - 1


class PlainCounting:
    """`Counting` in pure Python."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._fields = tuple(_Field(postings, name, weight) for name, weight in FIELD_WEIGHTS.items())

    def worth(self, members: tuple[Member, ...]) -> Worth:
        """Return what the members of a clause find in the index."""
        counted = {field.name: [self._member(field.name, member.terms) for member in members] for field in self._fields}
        weights = [member.weight for member in members]
        exact = tuple(_found_members(weights, of_field) for of_field in counted.values())
        levels, highest = self._levels(exact)
        found = union(levels)
        if len(members) == 1:
            sets, in_body = [found], counted["body"][0].count
        else:
            having = {
                name: [one.documents if one.count else 0 for one in of_field] for name, of_field in counted.items()
            }
            sets = [union(having[name][at] for name in having) for at in range(len(members))]
            in_body = union(having["body"]).bit_count()
        return Worth(
            exact=exact,
            known={},
            kept=sum(one.cost for weighed in exact for _, one in weighed),
            highest=highest,
            levels=levels,
            found=found,
            shares=best_members(members, sets),
            literal=sets[0],
            literally=sets[0].bit_count(),
            in_body=in_body,
        )

    def values(self, worth: Worth, numbers: Sequence[int]) -> Sequence[float]:
        """Return the exact values of some documents."""
        values = [0.0] * len(numbers)
        for field, weighed in zip(self._fields, worth.exact, strict=True):
            counts = _together(weighed, numbers)
            if counts:
                values = list(map(add, values, field.values(numbers, counts)))
        return values

    def _member(self, field: str, terms: tuple[str, ...]) -> Occurrences:
        """Return the documents that have all `terms` in `field`, and how often they have the rarest of them."""
        return least([self._postings.postings(field, term) for term in terms], self._postings.size)

    def _levels(self, exact: Sequence[WeighedMembers]) -> tuple[tuple[int, ...], float]:
        """Return a set for each binary digit of the documents' levels, and what no value exceeds."""
        size = self._postings.size
        parts = [
            (field, weight, one)
            for field, weighed in zip(self._fields, exact, strict=True)
            for weight, one in _few_apart(weighed, size)
        ]
        if not parts:
            return (), 0.0
        # So that no sum needs more than a byte, however it is rounded up.
        unit = sum(field.most(weight, one) for field, weight, one in parts) / (_HIGHEST_BYTE - len(parts))
        bounds = sum(field.bounds(weight, one, unit) for field, weight, one in parts)
        # The last document first, as the digits of a number are read.
        column = bounds.to_bytes(size, "big")
        highest = _highest(column)
        return tuple(int(column.translate(digit), 2) for digit in _digits(highest)), highest * unit


class _Field:
    """What occurrences in one field are worth."""

    def __init__(self, postings: Postings, name: str, weight: float) -> None:
        self._postings = postings
        self.name = name
        self.weight = weight

    @cached_property
    def _lengths(self) -> bytes:
        return self._postings.lengths(self.name)

    @cached_property
    def _norms(self) -> Sequence[float]:
        return self._postings.norms(self.name)

    @cached_property
    def _shortest(self) -> Sequence[int]:
        """Of each bucket into which the lengths are put, the code of the shortest."""
        codes = sorted(set(self._lengths))
        return codes[:: math.ceil(len(codes) / _BUCKETS)]

    @cached_property
    def _shortness(self) -> int:
        """A whole number whose byte `n` is the bucket of document `n`."""
        bucket_of = bytes(max(bisect_right(self._shortest, code) - 1, 0) for code in range(256))
        return int.from_bytes(self._lengths.translate(bucket_of), "little")

    def values(self, numbers: Sequence[int], counts: Sequence[float]) -> list[float]:
        """Return what it is worth in some documents that each has so many occurrences."""
        norms = picked(self._norms, picked(self._lengths, numbers))
        return [self.weight * impact(count, norm) if count else 0.0 for count, norm in zip(counts, norms, strict=True)]

    def most(self, weight: float, occurrences: Occurrences) -> float:
        """Return the most that any document gets for occurrences of that weight."""
        return self.weight * impact(weight * occurrences.highest, self._norms[self._shortest[0]])

    def bounds(self, weight: float, occurrences: Occurrences, unit: float) -> int:
        """Return a whole number whose byte `n` is what document `n` gets, in units, rounded up."""
        lengths = self._lengths
        if not isinstance(occurrences, ManyOccurrences):
            column, known = bytearray(len(lengths)), {}
            for number, count in zip(occurrences.numbers, occurrences.counts, strict=True):
                case = count, lengths[number]
                if case not in known:
                    known[case] = self._bound(weight * count, lengths[number], unit)
                column[number] = known[case]
            return int.from_bytes(column, "little")
        # A case is how often, at most, and how long, at least. Where the term is not, it is 0.
        often, counts = _classes(occurrences.distinct)
        cases = int.from_bytes(occurrences.column.translate(often), "little") | self._shortness
        bound_of = bytearray(256)
        for place, count in enumerate(counts, 1):
            for bucket, code in enumerate(self._shortest):
                bound_of[place << _BUCKET_BITS | bucket] = self._bound(weight * count, code, unit)
        return int.from_bytes(cases.to_bytes(len(lengths), "little").translate(bound_of), "little")

    def _bound(self, count: float, code: int, unit: float) -> int:
        return math.ceil(self.weight * impact(count, self._norms[code]) / unit + _NOISE)


@lru_cache(256)
def _classes(distinct: tuple[int, ...]) -> tuple[bytes, Sequence[int]]:
    """Return a table that makes counts their class, as the upper part of a case, and the highest count of each class.

    Each of the lower counts is a class by itself; the highest ones, of which there may be many, are one.
    """
    highest = [*distinct[: _CLASSES - 1], *distinct[_CLASSES - 1 :][-1:]]
    classes = bytes(
        min(bisect_left(highest, count) + 1, len(highest)) << _BUCKET_BITS if count else 0 for count in range(256)
    )
    return classes, highest


def _found_members(weights: Sequence[float], members: Sequence[Occurrences]) -> WeighedMembers:
    return tuple((weight, one) for weight, one in zip(weights, members, strict=True) if one.count)


def _together(weighed: WeighedMembers, numbers: Sequence[int]) -> Sequence[float]:
    """Return how often some documents have all members together, each time as much as its weight; nothing if none has."""
    totals: Sequence[float] = ()
    for weight, one in weighed:
        times = one.times(numbers)
        if any(times):
            here = times if weight == 1.0 else [weight * count for count in times]
            totals = list(map(add, totals, here)) if totals else here
    return totals


def _few_apart(weighed: WeighedMembers, size: int) -> Iterator[tuple[float, Occurrences]]:
    """Yield the most frequent members as they are, and all others as if they were one.

    What several are worth together is at most the sum of what each is worth.
    """
    frequent = [one for one in weighed if isinstance(one[1], ManyOccurrences)]
    frequent.sort(key=lambda one: -one[1].count)
    others = [*frequent[_MOST_APART:], *(one for one in weighed if not isinstance(one[1], ManyOccurrences))]
    yield from frequent[:_MOST_APART]
    if len(others) <= 1:
        yield from others
        return
    totals: dict[int, float] = {}
    for weight, one in others:
        for number, count in zip(one.numbers, one.counts, strict=True):
            totals[number] = totals.get(number, 0.0) + weight * count
    # In no order, which a bound does not need.
    yield 1.0, FewOccurrences(array("I", totals), array("d", totals.values()), size)


@lru_cache(_HIGHEST_BYTE)
def _digits(highest: int) -> tuple[bytes, ...]:
    """Return a table for each binary digit that makes bounds, up to `highest`, the digit of their level."""
    levels = [math.ceil(min(bound, highest) * LEVELS / highest - _NOISE) for bound in range(256)]
    return tuple(bytes(ord("0") + (level >> digit & 1) for level in levels) for digit in range(LEVEL_DIGITS))


def _highest(column: bytes) -> int:
    """Return the greatest byte; in a handful of calls, where `max` would look at one byte after the other."""
    low, high = 0, _HIGHEST_BYTE
    while low < high:
        middle = (low + high + 1) // 2
        above = column.translate(None, bytes(range(middle)))
        if above:
            low, column = middle, above
        else:
            high = middle - 1
    return low
