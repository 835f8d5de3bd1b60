"""Which documents have a term in a field and how often each, in the form that is quicker to reckon with.

Of a term that few documents have, two arrays. Of one that many have, a column: a byte for each document of the index,
which is how often it has the term. Built-in functions go through a whole column in one call, so a question of frequent
words costs about as much as one of rare ones.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress, repeat
from operator import itemgetter
from typing import Protocol, TypeVar

from generator.search.counting.document_sets import set_of

# The highest bit of each byte is left free: it takes up what is borrowed where columns are compared.
HIGHEST_IN_COLUMN = 127
# A column is quicker, to read and to reckon with, if at least one of so many documents has the term.
SPARSE = 64

# To look up a document in an array takes as long as to put so many into a dictionary, where it is found at once.
_PREPARED_PER_LOOKUP = 4
_FILLED_AS_DIGITS = b"0" + b"1" * 255
_FULL = 255
_FILLED_AS_FULL = b"\0" + bytes([_FULL]) * 255
Number = TypeVar("Number", int, float)


class Occurrences(Protocol):
    """The documents that have a term in a field, and how often each. Never changes; safe for many threads."""

    @property
    def count(self) -> int:
        """How many documents have the term."""

    @property
    def highest(self) -> float:
        """The most that any of them has; 0 if there are none."""

    @property
    def numbers(self) -> array[int]:
        """The documents, in order. Others may be given the same array, so nobody changes it."""

    @property
    def counts(self) -> array[float]:
        """How often each of `numbers` has the term."""

    @property
    def documents(self) -> int:
        """The documents as a set."""

    @property
    def cost(self) -> int:
        """About how many postings (8 bytes) take as much memory."""

    def times(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return how often each of some documents, which are in order, has the term; 0 where it does not."""


class FewOccurrences:
    """`Occurrences` as arrays, in an index of `size` documents."""

    def __init__(self, numbers: array[int], counts: array[float], size: int) -> None:
        self.numbers = numbers
        self.counts = counts
        self.count = len(numbers)
        self._size = size

    @property
    def highest(self) -> float:
        """The most that any document has."""
        return max(self.counts, default=0)

    @property
    def documents(self) -> int:
        """The documents as a set."""
        return set_of(self.numbers, self._size)

    @property
    def cost(self) -> int:
        """About how many postings take as much memory."""
        return 8 + self.count

    def times(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return how often each of some documents has the term."""
        there, counts, end = self.numbers, self.counts, self.count
        if end < _PREPARED_PER_LOOKUP * len(numbers):
            return list(map(dict(zip(there, counts, strict=True)).get, numbers, repeat(0)))
        places = map(bisect_left, repeat(there), numbers)
        return [
            counts[at] if at < end and there[at] == number else 0 for number, at in zip(numbers, places, strict=False)
        ]


class ManyOccurrences:
    """`Occurrences` as a column: a byte for each document of the index, 0 where the term is not."""

    def __init__(self, column: bytes) -> None:
        self.column = column

    @cached_property
    def count(self) -> int:
        """How many documents have the term."""
        return len(self.column) - self.column.count(0)

    @cached_property
    def distinct(self) -> tuple[int, ...]:
        """Which counts there are, in order."""
        found, rest = [], self.column.translate(None, b"\0")
        while rest:
            found.append(rest[0])
            rest = rest.translate(None, rest[:1])
        return tuple(sorted(found))

    @property
    def highest(self) -> float:
        """The most that any document has."""
        return self.distinct[-1] if self.distinct else 0

    @property
    def numbers(self) -> array[int]:
        """The documents, in order."""
        return array("I", tuple(compress(range(len(self.column)), self.column)))

    @property
    def counts(self) -> array[float]:
        """How often each of `numbers` has the term."""
        return array("f", tuple(self.column.translate(None, b"\0")))

    @property
    def documents(self) -> int:
        """The documents as a set."""
        return int(self.column[::-1].translate(_FILLED_AS_DIGITS), 2) if self.column else 0

    @property
    def cost(self) -> int:
        """About how many postings take as much memory."""
        return 8 + len(self.column) // 8

    def times(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return how often each of some documents has the term."""
        return picked(self.column, numbers)


def least(members: Sequence[Occurrences], size: int) -> Occurrences:
    """Return the documents that have every one of some terms, and how often they have the rarest of them."""
    rarest, *others = sorted(members, key=lambda one: one.count)
    if not others:
        return rarest
    if isinstance(rarest, ManyOccurrences):
        column = rarest.column
        # Of the others it does not matter how much more often than that a document has them.
        for other in others:
            column = _least_column(column, _column(other, size))
        return ManyOccurrences(column)
    numbers, counts = rarest.numbers, rarest.counts
    for other in others:
        times = other.times(numbers)
        counts = array("f", map(min, compress(counts, times), filter(None, times)))
        numbers = array("I", compress(numbers, times))
    return FewOccurrences(numbers, counts, size)


def joined(parts: Sequence[tuple[Occurrences, int]], living: bytes = b"") -> Occurrences:
    """Return what the parts of an index say of a term as what the whole says.

    The documents of each part, as many as stand beside it, follow those of the part before. `living` has a byte for
    each document of the whole: 1 if it is there, 0 if it is deleted; nothing says that all are there.
    """
    size = sum(documents for _, documents in parts)
    if len(parts) == 1:
        whole = parts[0][0]
    elif any(isinstance(one, ManyOccurrences) for one, _ in parts) and _fits(parts, size):
        whole = ManyOccurrences(b"".join(_column(one, documents) for one, documents in parts))
    else:
        numbers, counts, first = array("I"), array("f"), 0
        for one, documents in parts:
            numbers.extend(map(first.__add__, one.numbers))
            counts.extend(one.counts)
            first += documents
        whole = occurrences_of(numbers, counts, size)
    return _living(whole, living) if living else whole


def _fits(parts: Sequence[tuple[Occurrences, int]], size: int) -> bool:
    return sum(one.count for one, _ in parts) * SPARSE >= size and all(
        one.highest <= HIGHEST_IN_COLUMN for one, _ in parts
    )


def _column(one: Occurrences, documents: int) -> bytes:
    return one.column if isinstance(one, ManyOccurrences) else column_of(one.numbers, one.counts, documents)


def _living(one: Occurrences, living: bytes) -> Occurrences:
    if isinstance(one, ManyOccurrences):
        full = int.from_bytes(living.translate(_FILLED_AS_FULL), "little")
        left = full & int.from_bytes(one.column, "little")
        return ManyOccurrences(left.to_bytes(len(one.column), "little"))
    flags = picked(living, one.numbers)
    if all(flags):
        return one
    return FewOccurrences(
        array("I", compress(one.numbers, flags)), array("f", compress(one.counts, flags)), len(living)
    )


@lru_cache(8)
def _high_bits(size: int) -> int:
    return int.from_bytes(b"\x80" * size, "little")


def _least_column(one: bytes, other: bytes) -> bytes:
    """Return the lesser byte at each place; all bytes at once, as parts of two numbers that are subtracted."""
    size, high = len(one), _high_bits(len(one))
    first, second = int.from_bytes(one, "little"), int.from_bytes(other, "little")
    not_less = ((first | high) - second & high) >> 7
    full = (not_less << 8) - not_less
    return (first ^ (first ^ second) & full).to_bytes(size, "little")


def occurrences_of(numbers: array[int], counts: array[float], size: int) -> Occurrences:
    """Return occurrences, known as arrays, in the quicker form."""
    if not numbers or len(numbers) * SPARSE < size or max(counts) > HIGHEST_IN_COLUMN:
        return FewOccurrences(numbers, counts, size)
    return ManyOccurrences(column_of(numbers, counts, size))


def column_of(numbers: Sequence[int], counts: Sequence[float], size: int) -> bytes:
    """Return a byte for each of `size` documents: how often it has the term, but never more than HIGHEST_IN_COLUMN."""
    column = bytearray(size)
    for number, count in zip(numbers, map(int, counts), strict=True):
        column[number] = count if count < HIGHEST_IN_COLUMN else HIGHEST_IN_COLUMN
    return bytes(column)


def picked(values: Sequence[Number] | Mapping[int, Number], places: Sequence[int]) -> Sequence[Number]:
    """Return the values at some places; in one call, which is several times quicker than one for each."""
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]
