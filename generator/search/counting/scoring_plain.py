"""Count in pure Python: plain arrays, and built-in functions that go through all of one in a single call."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from operator import add, itemgetter, mul
from typing import TypeAlias, TypeVar

from generator.search.counting.document_sets import digits_of, set_of, union
from generator.search.counting.plan import Member
from generator.search.counting.promising import LEVEL_DIGITS, level_factor
from generator.search.counting.ranking import FIELD_WEIGHTS, impact
from generator.search.counting.scoring import Postings, Weighted, Worth, best_members

# Documents in order, and a figure for each.
Counts: TypeAlias = "tuple[array[int], array[float]]"
Number = TypeVar("Number", int, float)
# Looking a document up costs about as much as walking over this many postings.
_WALKED_PER_LOOKUP = 8


class PlainCounting:
    """`Counting` in pure Python."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._impacts = {field: _Impacts(postings, field, weight) for field, weight in FIELD_WEIGHTS.items()}

    def worth(self, members: tuple[Member, ...]) -> Worth:
        """Return what the members of a clause find in the index."""
        size = self._postings.size
        counts = {field: [self._member(field, member.terms) for member in members] for field in FIELD_WEIGHTS}
        numbers, values = _added(
            (impacts.values(_joined(members, counts[field], size)) for field, impacts in self._impacts.items()), size
        )
        highest = max(values, default=0.0)
        levels = _levels(numbers, values, highest, size)
        found = union(levels)
        if len(members) == 1:
            sets, in_body = [found], len(counts["body"][0][0])
        else:
            sets = [union(set_of(of_field[at][0], size) for of_field in counts.values()) for at in range(len(members))]
            in_body = union(set_of(having, size) for having, _ in counts["body"]).bit_count()
        return Worth(
            numbers=numbers,
            values=values,
            highest=highest,
            levels=levels,
            found=found,
            shares=best_members(members, sets),
            literal=sets[0],
            literally=sets[0].bit_count(),
            in_body=in_body,
        )

    def scores(self, clauses: Sequence[Weighted], numbers: Sequence[int]) -> list[float]:
        """Return the exact scores of some documents."""
        totals = [0.0] * len(numbers)
        for one in clauses:
            _add_values(one, numbers, totals)
        return totals

    def _member(self, field: str, terms: tuple[str, ...]) -> Counts:
        """Return the documents that have all `terms` in `field`, and how often they have the rarest of them."""
        found = [self._postings.postings(field, term) for term in terms]
        if len(found) == 1:
            return found[0]
        rarest, *others = sorted((numbers for numbers, _ in found), key=len)
        everywhere = array("I", sorted(set(rarest).intersection(*others)))
        if not everywhere:
            return everywhere, array("f")
        places = (map(bisect_left, repeat(numbers), everywhere) for numbers, _ in found)
        counts = [_picked(counts, tuple(at)) for (_, counts), at in zip(found, places, strict=True)]
        return everywhere, array("f", map(min, *counts))


class _Impacts:
    """What occurrences in one field are worth, reckoned once for each count and length."""

    def __init__(self, postings: Postings, field: str, weight: float) -> None:
        self._postings = postings
        self._field = field
        self._weight = weight
        self._tables: dict[float, list[float]] = {}

    def values(self, counts: Counts) -> Counts:
        """Return each document with its weighted impact."""
        numbers, occurrences = counts
        if not numbers:
            return numbers, array("d")
        codes = _picked(self._postings.lengths(self._field), numbers)
        # One table after the other; a posting's place is where the table of its count begins, and the code of a length.
        table: list[float] = []
        begins: dict[float, int] = {}
        norms = self._postings.norms(self._field)
        counted = set(occurrences)
        if len(numbers) < len(norms) * len(counted.difference(self._tables)):
            # Weights of synonyms make many different counts of few documents.
            single = map(impact, occurrences, map(norms.__getitem__, codes))
            return numbers, array("d", map(mul, repeat(self._weight), single))
        for count in counted:
            begins[count] = len(table)
            table += self._table(count, norms)
        places = tuple(map(add, map(begins.__getitem__, occurrences), codes)) if len(begins) > 1 else codes
        return numbers, array("d", _picked(table, places))

    def _table(self, count: float, norms: Sequence[float]) -> list[float]:
        table = self._tables.get(count)
        if table is None:
            table = self._tables[count] = [self._weight * impact(count, norm) for norm in norms]
        return table


def _picked(values: Sequence[Number], places: Sequence[int] | array[int]) -> tuple[Number, ...]:
    """Return the values at one or more places; in one call, which is several times quicker than one for each."""
    return itemgetter(*places)(values) if len(places) > 1 else (values[places[0]],)


def _added(fields: Iterable[Counts], size: int) -> Counts:
    """Return the sums of what the fields are worth, added in their order.

    The last field is the body, the longest by far, which nearly always has what the others have.
    """
    *others, (numbers, values) = fields
    having = set(chain.from_iterable(documents for documents, _ in others))
    if not having:
        return numbers, values
    before = [0.0] * size
    for documents, worths in others:
        for number, value in zip(documents, worths, strict=True):
            before[number] += value
    there = _picked(before, numbers) if numbers else ()
    if len(there) - there.count(0.0) < len(having):
        # Nothing of the body gets lost, nor of what only the others have.
        values = array("d", map(dict(zip(numbers, values, strict=True)).get, range(size), repeat(0.0)))
        numbers = array("I", sorted(having.union(numbers)))
        there, values = _picked(before, numbers), array("d", _picked(values, numbers))
    return numbers, array("d", map(add, there, values))


def _joined(members: Sequence[Member], counts: Sequence[Counts], size: int) -> Counts:
    """Return the counts of all members as those of one term."""
    if len(members) == 1 and members[0].weight == 1.0:
        return counts[0]
    everywhere = array("I", sorted(set().union(*(numbers for numbers, _ in counts))))
    if not everywhere:
        return everywhere, array("d")
    totals = [0.0] * size
    for member, (numbers, occurrences) in zip(members, counts, strict=True):
        for number, count in zip(numbers, occurrences, strict=True):
            totals[number] += member.weight * count
    return everywhere, array("d", _picked(totals, everywhere))


def _levels(numbers: array[int], values: array[float], highest: float, size: int) -> tuple[int, ...]:
    if not highest:
        return ()
    factor = level_factor(highest)
    return digits_of(numbers, bytes([int(value * factor) + 1 for value in values]), LEVEL_DIGITS, size)


def _add_values(one: Weighted, numbers: Sequence[int], totals: list[float]) -> None:
    """Add what a clause gives to each of `numbers`, which are in order, to its total."""
    there, values, scale = one.worth.numbers, one.worth.values, one.scale
    if len(numbers) * _WALKED_PER_LOOKUP > len(there):
        places = {number: place for place, number in enumerate(numbers)}
        for number, value in zip(there, values, strict=True):
            if number in places:
                totals[places[number]] += scale * value
        return
    end = len(there)
    for place, (number, at) in enumerate(zip(numbers, map(bisect_left, repeat(there), numbers), strict=False)):
        if at < end and there[at] == number:
            totals[place] += scale * values[at]
