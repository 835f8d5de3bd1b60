"""Filter and count by facets.

In: which documents have which value of which facet, and a set of documents found. Out: those that pass the filters, and
how many have each value. A value is a set of documents, so counting it takes a few microseconds however many there are.
An index that grows in parts keeps the sets of each part: a new part costs only what it holds itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from generator.search.counting.document_sets import flags_of, numbers_in, set_of, union
from generator.search.text.folding import fold

Filters = Mapping[str, Collection[str]]
# One of so many documents.
_RARE = 512


class FacetCount(NamedTuple):
    """How many documents found have a value of a facet."""

    value: str
    found: int


class Having(Protocol):
    """The documents of one part of an index that have a value of a facet, deleted ones too, counted within the part."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def numbers(self) -> Sequence[int]:
        """Which these are, in order."""

    @property
    def documents(self) -> int:
        """The same as a set."""


class Listed:
    """`Having` of which the numbers are known, of a part of `size` documents."""

    def __init__(self, numbers: Sequence[int], size: int) -> None:
        self.numbers = numbers
        self.count = len(numbers)
        self._size = size

    @cached_property
    def documents(self) -> int:
        """The same as a set."""
        return set_of(self.numbers, self._size)


class Marked:
    """`Having` of which the set is known, as bytes, the lowest first."""

    def __init__(self, count: int, marks: bytes) -> None:
        self.count = count
        self._marks = marks

    @cached_property
    def documents(self) -> int:
        """Which these are."""
        return int.from_bytes(self._marks, "little")

    @property
    def numbers(self) -> Sequence[int]:
        """The same as numbers."""
        return numbers_in(self.documents)


# The values of a part, each as the pair of its facet and itself.
FacetPart = Mapping[tuple[str, str], Having]


def is_rare(count: int, size: int) -> bool:
    """Whether so few of `size` documents have a value that their numbers take less room than their set."""
    return count * _RARE < size


class FacetSets:
    """The facets of an index: built once, then only read."""

    def __init__(self, parts: Sequence[tuple[int, FacetPart]], size: int) -> None:
        """Take the parts, each with the number of its first document; `size` exceeds every document's number."""
        self._size = size
        self._common: dict[str, dict[str, int]] = {}
        self._rare: dict[str, dict[str, Sequence[int]]] = {}
        for entry in {entry for _, part in parts for entry in part}:
            having = [(first, part[entry]) for first, part in parts if entry in part]
            name, value = entry
            if is_rare(sum(one.count for _, one in having), size):
                self._rare.setdefault(name, {})[value] = _moved(having)
            else:
                self._common.setdefault(name, {})[value] = union(one.documents << first for first, one in having)
        self.names = tuple(sorted({*self._common, *self._rare}))

    def passing(self, filters: Filters) -> dict[str, int]:
        """Return for each filtered facet the documents that have one of the wanted (folded) values."""
        return {name: self._having(name, wanted) for name, wanted in filters.items()}

    def counts(self, found: int, passing: Mapping[str, int]) -> dict[str, tuple[FacetCount, ...]]:
        """Return the values of each facet among `found` (documents that are not deleted), most frequent first.

        A document counts for a facet if it passes the filters of all other facets: choosing a value must not make the
        other values of its facet vanish. A facet without any value is left out.
        """
        all_passed = found & intersection(passing.values())
        flags = b""
        counted: dict[str, tuple[FacetCount, ...]] = {}
        for name in self.names:
            is_filtered = name in passing
            here = all_passed
            if is_filtered:
                here = found & intersection(one for other, one in passing.items() if other != name)
            counts = [
                (value, (here & documents).bit_count()) for value, documents in self._common.get(name, {}).items()
            ]
            rare = self._rare.get(name)
            if rare:
                if is_filtered or not flags:
                    shown = flags_of(here, self._size)
                    flags = flags if is_filtered else shown
                else:
                    shown = flags
                counts += [(value, sum(map(shown.__getitem__, numbers))) for value, numbers in rare.items()]
            counts = sorted((one for one in counts if one[1]), key=lambda one: (-one[1], one[0]))
            if counts:
                counted[name] = tuple(FacetCount(value, count) for value, count in counts)
        return counted

    def _having(self, name: str, wanted: Collection[str]) -> int:
        found = 0
        for value, documents in self._common.get(name, {}).items():
            if fold(value) in wanted:
                found |= documents
        for value, numbers in self._rare.get(name, {}).items():
            if fold(value) in wanted:
                found |= set_of(numbers, self._size)
        return found


def _moved(having: Iterable[tuple[int, Having]]) -> array[int]:
    numbers = array("I")
    for first, one in having:
        numbers.extend(map(first.__add__, one.numbers) if first else one.numbers)
    return numbers


def intersection(sets: Iterable[int]) -> int:
    """Return what is in all of the sets; without any, the set of everything."""
    joined = -1
    for one in sets:
        joined &= one
    return joined
