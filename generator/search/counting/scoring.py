"""Execute a plan: which documents answer it, in which lane, and what each is worth.

In: a `Plan` and the `Postings` of an index. Out: `Matches`, sets of documents from which `search.counting.ordering` takes the
best. Nothing here knows a language or a file format.

    score = over the clauses: weight × rarity × over the fields: FIELD_WEIGHTS × impact(count, norm)
    count = over the members of the clause: weight × occurrences in that field (of the rarest of its terms)
    share = over the clauses: weight × rarity × weight of the best member found, divided by
            over the typed clauses: weight × rarity; at most 1

A clause that no document answers is left out of both sums: it cannot tell documents apart. Without any typed clause
the share is 1. A document whose share is below the plan's `least_share`, and below half of the best share, is no hit,
unless it has an identifier or a code that was asked for (shares are here compared in thousandths, see `reaching`).

The work is split: `Scorer` reckons with whole sets; a `Counting` (in pure Python, or with numpy) reckons with single
documents. Both countings give the same numbers to the last bit, because they add in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from generator.search.counting.document_sets import union
from generator.search.counting.occurrences import Occurrences, picked
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.counting.ranking import Lane, rarity
from generator.search.counting.recent import Recent
from generator.search.counting.sums import reaching

MOST_KEPT_POSTINGS = 20_000_000
# So many values are remembered of a clause; each takes as much memory as so many postings, but there are seldom all.
_MOST_KNOWN, _COST_OF_KNOWN = 500, 500 * 12


class Postings(Protocol):
    """What scoring needs to know of an index. Documents are numbers from 0 to `size` - 1; not all of them are alive."""

    @property
    def size(self) -> int:
        """Return one more than the highest number of a document."""

    @property
    def live(self) -> int:
        """Return the set of the documents that are not deleted."""

    def postings(self, field: str, term: str) -> Occurrences:
        """Return the live documents that have `term` in `field`, and how often each has it."""

    def lengths(self, field: str) -> bytes:
        """Return a code for the length of `field` in each document."""

    def norms(self, field: str) -> Sequence[float]:
        """Return the `length_norm` of each of the 256 codes; a longer length has a greater code and a greater norm."""


class Worth(NamedTuple):
    """What the members of one clause find, whatever the clause weighs.

    The value of a document is its sum over the fields, before rarity; `exact` is what the `Counting` reckons it from,
    in whatever form it likes, and takes as much memory as about `kept` postings; `known` are values that it has reckoned
    already, as the best documents are asked for again and again. No value exceeds `highest`. `levels`
    says of each document how near its value may come to that: at most level / LEVELS of it, a set for each binary digit
    (`search.counting.promising`). `found` is the set of all, `shares` says which documents have a member of which
    weight as their best, the heaviest first, and `literal` which have the first member. Counted, because that takes
    longer than to look it up: `literally` are the literal ones, `in_body` those that have a member in the body field.
    """

    exact: Any
    kept: int
    known: dict[int, float]
    highest: float
    levels: tuple[int, ...]
    found: int
    shares: tuple[tuple[float, int], ...]
    literal: int
    literally: int
    in_body: int

    @property
    def cost(self) -> int:
        """About how many postings take as much memory; a set costs a bit for each document."""
        return self.kept + _COST_OF_KNOWN + (1 + len(self.levels)) * self.found.bit_length() // 64


class Weighted(NamedTuple):
    """A clause of the plan and what it finds. `scale` is its weight times its rarity, `share` its part of the whole."""

    clause: Clause
    worth: Worth
    scale: float
    share: float

    @property
    def highest(self) -> float:
        """The most that any document gets from this clause."""
        return self.scale * self.worth.highest


class Counting(Protocol):
    """Reckons what single documents are worth."""

    def worth(self, members: tuple[Member, ...]) -> Worth:
        """Return what the members of a clause find in the index."""

    def values(self, worth: Worth, numbers: Sequence[int]) -> Sequence[float]:
        """Return the exact values of some documents, each named once, in order; 0 where nothing is found."""


class Matches(NamedTuple):
    """The documents that answer a plan.

    `lanes` holds the members of each lane but Lane.TEXT, each document in its highest one. `literal` are the documents
    that have every weighty typed clause as it was typed, `typed` those that have any; `literal_first` puts the literal
    ones before all others of their lane. `truncated` says that time ran out before all clauses were counted.
    """

    clauses: tuple[Weighted, ...]
    found: int
    lanes: dict[Lane, int]
    literal: int
    typed: int
    truncated: bool = False
    literal_first: bool = False


def never() -> bool:
    """Say that there is time left."""
    return False


class Scorer:
    """Answers plans from one index that does not change; safe for many threads."""

    def __init__(self, postings: Postings, counting: Counting, *, kept: int = MOST_KEPT_POSTINGS) -> None:
        self._postings = postings
        self._alive = postings.live.bit_count()
        self._recent = Recent(kept)
        self.counting = counting

    def matches(self, plan: Plan, is_late: Callable[[], bool] = never) -> Matches:
        """Return what answers `plan`, phrases not yet compared; `is_late` is asked before each thing that takes time."""
        worths: list[tuple[Clause, Worth]] = []
        allowed, truncated = self._allowed(plan, is_late)
        # Where nothing has all that is demanded, nobody needs to know what it would be worth.
        for clause in plan.clauses if allowed else ():
            if is_late():
                truncated = True
                break
            worth = self._worth(clause)
            if worth.found:
                worths.append((clause, worth))
        clauses = _weighted(worths, self._alive)
        found = self._reached(plan, clauses)
        lanes = self._lanes(plan, union(one.worth.found for one in clauses))
        found |= union(lanes.values())
        if not (plan.clauses or plan.identifiers):
            found = self._postings.live
        found &= allowed
        return Matches(
            clauses,
            found,
            lanes,
            _literal(clauses, found),
            _typed(clauses),
            truncated,
            plan.literal_first,
        )

    def having(self, field: str, term: str) -> int:
        """Return the documents that have `term` in `field`."""
        return self._recent.get((field, term), lambda: self._postings.postings(field, term).documents, _cost_of_set)

    def _worth(self, clause: Clause) -> Worth:
        return self._recent.get(clause.members, lambda: self.counting.worth(clause.members), lambda worth: worth.cost)

    def _reached(self, plan: Plan, clauses: Sequence[Weighted]) -> int:
        """Return the documents that have enough of the question."""
        if plan.least_share > 0 and any(one.share for one in clauses):
            parts = ((one.share * weight, found) for one in clauses for weight, found in one.worth.shares)
            return reaching(plan.least_share, parts)
        return union(one.worth.found for one in clauses)

    def _lanes(self, plan: Plan, texts: int) -> dict[Lane, int]:
        own = union(self.having("own_id", key) for key in plan.identifiers)
        identified = union(self.having("identifiers", key) for key in plan.identifiers) & ~own
        coded = union(self.having("body", code) for code in plan.codes) & texts & ~own & ~identified
        return {Lane.OWN_ID: own, Lane.IDENTIFIER: identified, Lane.CODE_IN_TEXT: coded}

    def _allowed(self, plan: Plan, is_late: Callable[[], bool]) -> tuple[int, bool]:
        """Return the documents that have all that is demanded and nothing that is excluded, and whether time ran out.

        Then it is none: what was not looked at may be just what they lack.
        """
        allowed = self._postings.live
        for groups, is_demanded in ((plan.must, True), (plan.must_not, False)):
            for group in groups:
                if allowed and is_late():
                    return 0, True
                having = self.having_all(group) if allowed else 0
                allowed &= having if is_demanded else ~having
        return allowed, False

    def having_all(self, terms: Iterable[str]) -> int:
        """Return the documents that have all `terms` in their text."""
        found = self._postings.live
        for term in terms:
            found &= self.having("body", term) if found else 0
        return found


def scores(counting: Counting, clauses: Iterable[Weighted], numbers: Sequence[int]) -> list[float]:
    """Return the exact scores of some documents, each named once, in order."""
    totals = [0.0] * len(numbers)
    for one in clauses:
        scale, values = one.scale, _values(counting, one.worth, numbers)
        totals = [total + scale * value for total, value in zip(totals, values, strict=True)]
    return totals


def _values(counting: Counting, worth: Worth, numbers: Sequence[int]) -> Sequence[float]:
    known = worth.known
    try:
        return picked(known, numbers)
    except KeyError:
        pass
    # What is known is taken at once: other threads may be here too, and one of them may forget it.
    there = [known.get(number) for number in numbers]
    new = [number for number, value in zip(numbers, there, strict=True) if value is None]
    found = dict(zip(new, counting.values(worth, new), strict=True))
    if len(known) + len(found) > _MOST_KNOWN:
        known.clear()
    if len(found) <= _MOST_KNOWN:
        known.update(found)
    return [found[number] if value is None else value for number, value in zip(numbers, there, strict=True)]


def best_members(members: Sequence[Member], sets: Sequence[int]) -> tuple[tuple[float, int], ...]:
    """Return which documents have a member of which weight as their best, the heaviest first."""
    found: dict[float, int] = {}
    taken = 0
    for member, documents in sorted(zip(members, sets, strict=True), key=lambda pair: -pair[0].weight):
        found[member.weight] = found.get(member.weight, 0) | documents & ~taken
        taken |= documents
    return tuple((weight, documents) for weight, documents in found.items() if documents)


def _cost_of_set(documents: int) -> int:
    return 8 + documents.bit_length() // 64


def _weighted(worths: Sequence[tuple[Clause, Worth]], live: int) -> tuple[Weighted, ...]:
    scales = [clause.weight * _rarity(clause, worth, live) for clause, worth in worths]
    asked = sum(scale for scale, (clause, _) in zip(scales, worths, strict=True) if clause.typed)
    return tuple(
        Weighted(clause, worth, scale, scale / asked if asked else 0.0)
        for scale, (clause, worth) in zip(scales, worths, strict=True)
    )


def _rarity(clause: Clause, worth: Worth, live: int) -> float:
    """Return how rare what was typed is, however common the words are that stand for it."""
    return rarity(live, worth.literally if clause.typed and worth.literally else worth.in_body)


def _literal(clauses: Iterable[Weighted], found: int) -> int:
    for one in clauses:
        if one.clause.typed:
            found &= one.worth.literal
    return found


def _typed(clauses: Iterable[Weighted]) -> int:
    return union(one.worth.literal for one in clauses if one.clause.typed)
