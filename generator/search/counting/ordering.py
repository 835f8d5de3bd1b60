"""Put what was found in order, and take the first of it.

Obsolete documents come last. Before that: lane, then (if the plan wants it) what has all words as typed, then the score
rounded to six digits, so that every engine and every browser agrees; equal ones by urgency, the newest date, the id.
Documents are judged group after group, and no further than the page asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from generator.search.counting.document_sets import has, numbers_in, union
from generator.search.counting.promising import promising
from generator.search.counting.ranking import Lane
from generator.search.counting.scoring import Counting, Matches, scores

DIGITS = 6
_NEVER = 10**8
_LANES = sorted(Lane, reverse=True)


class Facts(Protocol):
    """What ordering needs to know of documents besides their text."""

    @property
    def obsolete(self) -> int:
        """Return the set of the documents to be shown last."""

    @property
    def dates(self) -> Sequence[int]:
        """Return the date of each document as `20260511`, 0 for none."""

    @property
    def standing(self) -> Sequence[int]:
        """Return for each document a number that is smaller the more urgent, then the newer it is."""

    def by_id(self, numbers: Iterable[int]) -> list[int]:
        """Return documents in the order of their ids."""


class Ranked(NamedTuple):
    """One document of the answer. `score` is 0 where nothing was scored, as with filters alone."""

    number: int
    score: float
    lane: Lane


class Ordering:
    """The order of one index's documents for one answer."""

    def __init__(self, counting: Counting, facts: Facts, matches: Matches) -> None:
        self._counting = counting
        self._facts = facts
        self._matches = matches

    def best(self, kept: int, wanted: int, sort: str) -> list[Ranked]:
        """Return the first `wanted` documents of `kept`."""
        found: list[Ranked] = []
        for group, lane in self._groups(kept) if sort == "relevance" else self._plain_groups(kept):
            if group and len(found) < wanted:
                found += self._first(group, wanted - len(found), lane, sort)
        return found

    def ranked(self, numbers: Sequence[int]) -> list[Ranked]:
        """Return some documents in the order of relevance."""
        return self.best(union(1 << number for number in numbers), len(numbers), "relevance")

    def raised(self, ranked: Sequence[Ranked], more: Sequence[float]) -> list[Ranked]:
        """Return documents in their order after as much was added to the score of each; none leaves its group."""
        scored = [one._replace(score=round(one.score + added, DIGITS)) for one, added in zip(ranked, more, strict=True)]
        groups = (list(group) for _, group in groupby(scored, key=self._group_of))
        return [one for group in groups for one in sorted(group, key=lambda one: -one.score)]

    def lane_of(self, number: int) -> Lane:
        """Return the lane of a document."""
        return next((lane for lane, members in self._matches.lanes.items() if has(members, number)), Lane.TEXT)

    def _groups(self, kept: int) -> Iterable[tuple[int, Lane]]:
        others = union(self._matches.lanes.values())
        for part in (kept & ~self._facts.obsolete, kept & self._facts.obsolete):
            for lane in _LANES if part else ():
                group = part & (self._matches.lanes.get(lane, 0) if lane else ~others)
                if self._matches.literal_first:
                    yield group & self._matches.literal, lane
                    yield group & ~self._matches.literal, lane
                else:
                    yield group, lane

    def _group_of(self, one: Ranked) -> tuple[bool, Lane, bool]:
        is_literal = self._matches.literal_first and has(self._matches.literal, one.number)
        return has(self._facts.obsolete, one.number), one.lane, is_literal

    def _plain_groups(self, kept: int) -> Iterable[tuple[int, None]]:
        yield kept & ~self._facts.obsolete, None
        yield kept & self._facts.obsolete, None

    def _first(self, group: int, wanted: int, lane: Lane | None, sort: str) -> list[Ranked]:
        if lane is None or not self._matches.clauses:
            chosen = self._smallest(numbers_in(group), self._keys(sort), wanted)
            scores = self._scores(chosen)
        else:
            exact = promising(self._counting, self._matches.clauses, group, wanted)
            scored = {number: round(score, DIGITS) for number, score in exact.items()}
            standing = self._facts.standing
            chosen = self._smallest(
                list(scored), lambda several: [(-scored[number], standing[number]) for number in several], wanted
            )
            scores = [scored[number] for number in chosen]
        return [
            Ranked(number, score, self.lane_of(number) if lane is None else lane)
            for number, score in zip(chosen, scores, strict=True)
        ]

    def _scores(self, numbers: Sequence[int]) -> list[float]:
        if not self._matches.clauses:
            return [0.0] * len(numbers)
        in_order = sorted(numbers)
        scored = dict(zip(in_order, scores(self._counting, self._matches.clauses, in_order), strict=True))
        return [round(scored[number], DIGITS) for number in numbers]

    def _keys(self, sort: str) -> Callable[[Sequence[int]], list[Any]]:
        dates, standing = self._facts.dates, self._facts.standing
        if sort == "newest":
            return lambda numbers: [-dates[number] for number in numbers]
        if sort == "oldest":
            return lambda numbers: [dates[number] or _NEVER for number in numbers]
        return lambda numbers: [standing[number] for number in numbers]

    def _smallest(
        self, numbers: Sequence[int], keys_of: Callable[[Sequence[int]], list[Any]], wanted: int
    ) -> list[int]:
        """Return the `wanted` documents with the smallest keys; ids are looked at only where keys are equal."""
        keys = keys_of(numbers)
        if len(keys) > wanted:
            last = nsmallest(wanted, keys)[-1]
            pairs = sorted((key, number) for key, number in zip(keys, numbers, strict=True) if key <= last)
        else:
            pairs = sorted(zip(keys, numbers, strict=True))
        found: list[int] = []
        for _, same in groupby(pairs, key=lambda pair: pair[0]):
            several = [number for _, number in same]
            found += self._facts.by_id(several) if len(several) > 1 else several
            if len(found) >= wanted:
                break
        return found[:wanted]


def lifted(ranked: Sequence[Ranked], procedures_of: Callable[[int], Sequence[Ranked]]) -> list[Ranked]:
    """Return the same answer with procedures directly before the first of the incidents that they came from.

    `procedures_of` returns those hits that came from a document. A procedure that stands higher already stays there.
    """
    places = {one.number: place for place, one in enumerate(ranked)}
    moved: set[int] = set()
    found: list[Ranked] = []
    for place, one in enumerate(ranked):
        for procedure in procedures_of(one.number):
            if procedure.number not in moved and places.get(procedure.number, len(places)) > place:
                moved.add(procedure.number)
                found.append(procedure)
        if one.number not in moved:
            found.append(one)
    return found[: len(ranked)]
