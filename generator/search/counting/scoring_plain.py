"""Count in pure Python: term after term over plain tuples, which was measured twenty times quicker than matchers.

Numbers and values are shared objects in tuples, so that nothing is made anew while a query runs. The search for the
best documents stops early, yet exactly: clauses are added up in the order of what they can give at most, and as soon as
the rest together cannot lift an unseen document among the best, only documents already seen are looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, compress, repeat
from operator import mul

from generator.search.counting.document_sets import flags_of, numbers_in, set_of, union
from generator.search.counting.plan import Member
from generator.search.counting.ranking import FIELD_WEIGHTS, impact, rarity
from generator.search.counting.scoring import Postings, Weighted, Worth

Counts = tuple[Sequence[int], Sequence[float]]
# Scores are compared after rounding to six digits; what is within this much of the worst winner is still looked at.
MARGIN = 1e-5
# Looking a document up costs about as much as walking over this many postings.
_WALKED_PER_LOOKUP = 8
_FEW = 512
_CHUNK = 32
# After so many clauses it is worth a look whether the rest still matters.
LOOKED_AFTER = frozenset((1, 2, 3, 5, 8, 12, 17, 23, 30))


class PlainCounting:
    """`Counting` in pure Python."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._impacts = {field: _Impacts(postings, field, weight) for field, weight in FIELD_WEIGHTS.items()}

    @property
    def size(self) -> int:
        """One more than the highest number of a document."""
        return self._postings.size

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """Each number as one object, shared by all clauses."""
        return tuple(range(self._postings.size))

    def worth(self, members: tuple[Member, ...]) -> Worth:
        """Return what the members of a clause find in the index."""
        sets = [0] * len(members)
        in_body = 0
        totals: dict[int, float] = {}
        for field, impacts in self._impacts.items():
            counts = [self._member(field, member.terms) for member in members]
            here = [set_of(numbers, self._postings.size) if numbers else 0 for numbers, _ in counts]
            sets = [one | more for one, more in zip(sets, here, strict=True)]
            if field == "body":
                in_body = union(here)
            before, totals = totals, dict(impacts.values(_joined(members, counts)))
            # The body comes last and is the longest: the little that came before is added to it, not it to the little.
            for number, value in before.items():
                totals[number] = value + totals.get(number, 0.0)
        live = self._postings.live.bit_count()
        ordered = sorted(totals)
        return Worth(
            numbers=tuple(map(self._numbers.__getitem__, ordered)),
            values=tuple(map(totals.__getitem__, ordered)),
            highest=max(totals.values(), default=0.0),
            rarity=rarity(live, in_body.bit_count()),
            found=union(sets),
            shares=best_members(members, sets),
            literal=sets[0] if sets else 0,
        )

    def scores(self, clauses: Sequence[Weighted], numbers: Sequence[int]) -> list[float]:
        """Return the exact scores of some documents."""
        totals = dict.fromkeys(numbers, 0.0)
        for one in clauses:
            _add_values(one, totals)
        return list(totals.values())

    def promising(self, clauses: Sequence[Weighted], group: int, wanted: int) -> dict[int, float]:
        """Return the scores of documents of `group` among which the `wanted` best and all their equals certainly are."""
        walk = sum(len(one.worth.numbers) for one in clauses)
        count = group.bit_count()
        if count <= wanted or count * len(clauses) * _WALKED_PER_LOOKUP < walk:
            return self._all(clauses, group)
        if len(clauses) == 1 and len(clauses[0].worth.shares) == 1 and clauses[0].worth.found == group:
            worth = clauses[0].worth
            least = nlargest(wanted, worth.values)[-1]
            best = [number for number, value in zip(worth.numbers, worth.values, strict=True) if value >= least]
            return dict(zip(best, self.scores(clauses, best), strict=True))
        search = _Search(self, clauses, group, wanted)
        return search.survivors() if search.walk() else self._all(clauses, group)

    def _all(self, clauses: Sequence[Weighted], group: int) -> dict[int, float]:
        numbers = numbers_in(group)
        return dict(zip(numbers, self.scores(clauses, numbers), strict=True))

    def _member(self, field: str, terms: tuple[str, ...]) -> Counts:
        """Return the documents that have all `terms` in `field`, and how often they have the rarest of them."""
        first, *others = (self._postings.postings(field, term) for term in terms)
        if not others:
            return first
        counts = dict(zip(*first, strict=True))
        for numbers, again in others:
            counts = {
                number: min(counts[number], count)
                for number, count in zip(numbers, again, strict=True)
                if number in counts
            }
        return array("I", counts), array("f", counts.values())


class _Impacts:
    """What occurrences in one field are worth, reckoned once for each count and length."""

    def __init__(self, postings: Postings, field: str, weight: float) -> None:
        self._postings = postings
        self._field = field
        self._weight = weight
        self._tables: dict[float, list[float]] = {}

    def values(self, counts: Counts) -> Iterator[tuple[int, float]]:
        """Return each document with its weighted impact."""
        numbers, occurrences = counts
        if not numbers:
            return iter(())
        codes = self._postings.lengths(self._field)
        tables = {count: self._table(count) for count in set(occurrences)}
        return zip(
            numbers, (tables[count][codes[at]] for at, count in zip(numbers, occurrences, strict=True)), strict=True
        )

    def _table(self, count: float) -> list[float]:
        table = self._tables.get(count)
        if table is None:
            norms = self._postings.norms(self._field)
            table = self._tables[count] = [self._weight * impact(count, norm) for norm in norms]
        return table


class _Search:
    """The search for the best documents of one query."""

    def __init__(self, counting: PlainCounting, clauses: Sequence[Weighted], group: int, wanted: int) -> None:
        self._counting = counting
        self._clauses = clauses
        self._order = sorted(clauses, key=lambda one: -one.highest)
        # What all clauses from a place on can give together.
        self._rest = sums_from(one.highest for one in self._order)
        self._wanted = wanted
        everything = union(one.worth.found for one in clauses)
        # Postings of documents outside of the group are passed over at once.
        self._flags = flags_of(group, counting.size) if everything & ~group else b""
        # Documents of the group that no clause finds (known by their identifier) are worth nothing.
        self._reaches = (group & everything).bit_count() >= wanted
        self._partial: dict[int, float] = {}
        self._floor = -1.0
        self._seen = 0

    def walk(self) -> bool:
        """Add up clauses until no unseen document can be among the best; say whether there are enough at all."""
        if not self._reaches:
            return False
        for place, one in enumerate(self._order):
            if self._rest[place] < self._floor:
                break
            self._add(one)
            self._seen = place + 1
            ahead = sum(len(other.worth.numbers) for other in self._order[self._seen :])
            if self._seen in LOOKED_AFTER and ahead > len(self._partial) >= self._wanted:
                self._raise_floor()
        return True

    def survivors(self) -> dict[int, float]:
        """Return the scores of the seen documents that may be among the best."""
        if self._floor < 0:
            self._raise_floor()
        kept = self._partial
        for place in range(self._seen, len(self._order) + 1):
            cut = self._floor - self._rest[place] - MARGIN
            kept = {number: score for number, score in kept.items() if score >= cut}
            if len(kept) <= max(_FEW, 2 * self._wanted) or place == len(self._order):
                break
            _add_values(self._order[place], kept)
        return self._scored(kept, self._rest[place])

    def _scored(self, kept: dict[int, float], rest: float) -> dict[int, float]:
        """Reckon exact scores, the most promising first, until no other document can come up to them."""
        order = sorted(kept, key=kept.__getitem__, reverse=True)
        scored: dict[int, float] = {}
        for start in range(0, len(order), max(_CHUNK, self._wanted)):
            if kept[order[start]] + rest < self._floor:
                break
            chunk = sorted(order[start : start + max(_CHUNK, self._wanted)])
            scored.update(zip(chunk, self._counting.scores(self._clauses, chunk), strict=True))
            if len(scored) >= self._wanted:
                self._floor = max(self._floor, nlargest(self._wanted, scored.values())[-1] - MARGIN)
        return scored

    def _add(self, one: Weighted) -> None:
        partial, scale = self._partial, one.scale
        numbers: Iterable[int] = one.worth.numbers
        values: Iterable[float] = one.worth.values
        if self._flags:
            chosen = bytes(map(self._flags.__getitem__, numbers))
            numbers, values = compress(numbers, chosen), compress(values, chosen)
        if not partial:
            self._partial = dict(zip(numbers, map(mul, values, repeat(scale)), strict=False))
            return
        get = partial.get
        for number, value in zip(numbers, values, strict=True):
            partial[number] = get(number, 0.0) + scale * value

    def _raise_floor(self) -> None:
        """Reckon the exact scores of the best so far: whoever is worth less than all of them is out."""
        best = nlargest(self._wanted, zip(self._partial.values(), self._partial, strict=True))
        if len(best) >= self._wanted:
            exact = self._counting.scores(self._clauses, sorted(number for _, number in best))
            self._floor = max(self._floor, min(exact) - MARGIN)


def sums_from(values: Iterable[float]) -> list[float]:
    """Return for each place the sum of the values from there on, and 0 for the end."""
    return list(accumulate(reversed(list(values)), initial=0.0))[::-1]


def best_members(members: Sequence[Member], sets: Sequence[int]) -> tuple[tuple[float, int], ...]:
    """Return which documents have a member of which weight as their best, the heaviest first."""
    found: dict[float, int] = {}
    taken = 0
    for member, documents in sorted(zip(members, sets, strict=True), key=lambda pair: -pair[0].weight):
        found[member.weight] = found.get(member.weight, 0) | documents & ~taken
        taken |= documents
    return tuple((weight, documents) for weight, documents in found.items() if documents)


def _joined(members: Sequence[Member], counts: Sequence[Counts]) -> Counts:
    """Return the counts of all members as those of one term."""
    if len(members) == 1 and members[0].weight == 1.0:
        return counts[0]
    totals: dict[int, float] = {}
    for member, (numbers, occurrences) in zip(members, counts, strict=True):
        for number, count in zip(numbers, occurrences, strict=True):
            totals[number] = totals.get(number, 0.0) + member.weight * count
    return tuple(totals), tuple(totals.values())


def _add_values(one: Weighted, totals: dict[int, float]) -> None:
    """Add what a clause gives to the documents in `totals`."""
    there, values, scale = one.worth.numbers, one.worth.values, one.scale
    if len(totals) * _WALKED_PER_LOOKUP > len(there):
        for number, value in zip(there, values, strict=True):
            if number in totals:
                totals[number] += scale * value
        return
    end = len(there)
    for number in totals:
        at = bisect_left(there, number)
        if at < end and there[at] == number:
            totals[number] += scale * values[at]
