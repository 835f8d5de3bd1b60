"""Answer queries from one snapshot: score, filter, order, show.

In: a plan and the query that it was made of. Out: one page of the answer. Made once for each generation of the index,
because it remembers what it has decoded; safe for many threads.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from operator import add

from generator.backends.whoosh.layout import day_number
from generator.backends.whoosh.snapshot import Snapshot
from generator.search.asking.query import Query
from generator.search.counting.close_reading import CHARACTERS_SHARE, shares_of_characters
from generator.search.counting.document_sets import has, numbers_in, set_of, set_of_flags
from generator.search.counting.facets import intersection
from generator.search.counting.identifiers import identifier_key
from generator.search.counting.ordering import Ordering, Ranked, lifted
from generator.search.counting.plan import Plan
from generator.search.counting.ranking import MOST_READ, Lane, worth_of_pair
from generator.search.counting.recent import Recent
from generator.search.counting.scoring import Counting, Matches, Scorer
from generator.search.counting.scoring_plain import PlainCounting
from generator.search.engine import WHY, WHY_EXPANDED, WHY_FILTER, WHY_TEXT, WHY_TITLE, Hit, ResultPage
from generator.search.text.analysis import terms, terms_within
from generator.search.text.excerpt import excerpt
from generator.search.text.folding import fold
from generator.search.text.side_by_side import times_side_by_side

# No answer takes longer to count; what was not counted by then is left out, and the answer says so.
DEADLINE = 0.5
MOST_CHECKED = 300
MOST_MARKED = 64
_KEPT_RANGES = 64
_LAST_DAY = 99999999
_SWITCH = "FUPAN_NUMPY"
# What was asked, and what the first of a few hits is about (`search.asking.related`).
_QUESTIONS_OF_AN_ANSWER = 2


class Searching:
    """Searches of one generation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._plain = Scorer(snapshot, PlainCounting(snapshot))
        self._quick: Scorer | None = None
        self._ranges = Recent(_KEPT_RANGES)
        self._asked = 0

    def execute(self, plan: Plan, query: Query, started: float | None = None) -> ResultPage:
        """Return the page of the answer to `plan` that `query` asks for, with its filters and its order.

        The time it took counts from `started` (by `time.perf_counter`), when somebody began to make the plan.
        """
        started = time.perf_counter() if started is None else started
        scorer = self._scorer()
        # Importing numpy, once, may take as long as all of the time for an answer; it must not cost the answer.
        late = time.perf_counter() + DEADLINE

        def is_late() -> bool:
            return time.perf_counter() > late

        matches = scorer.matches(plan, is_late)
        ordering = Ordering(scorer.counting, self.snapshot, matches)
        passing = self.snapshot.facets.passing(query.filters)
        found = matches.found & self._within(query.since, query.until)
        truncated = matches.truncated
        if plan.phrases:
            for phrase in plan.phrases:
                found &= scorer.having_all(terms_within(phrase))
            numbers: Iterable[int] = numbers_in(found)
            if found.bit_count() > MOST_CHECKED:
                # What the filters leave out is not looked at, so that its facets are not counted either.
                truncated = True
                found &= intersection(passing.values())
                numbers = (one.number for one in ordering.best(found, MOST_CHECKED, query.sort))
            found, is_cut = self._verified(plan.phrases, numbers, is_late)
            truncated = truncated or is_cut
        kept = found & intersection(passing.values())
        ranked = self._ranked(kept, plan, query, matches, scorer, ordering)
        marks = _Marks(matches)
        return ResultPage(
            hits=tuple(self._hit(one, query, matches, marks) for one in ranked[query.offset :]),
            total=kept.bit_count(),
            facets=self.snapshot.facets.counts(found, passing),
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            expansions=plan.expansions,
            truncated=truncated,
        )

    def _scorer(self) -> Scorer:
        """Return the scorer to use: with numpy if it is there, but not for the only answer of a short-lived process.

        Importing numpy takes longer than a first answer without it, which may take two questions.
        """
        self._asked += 1
        wish = os.environ.get(_SWITCH, "")
        if wish == "0" or (self._asked <= _QUESTIONS_OF_AN_ANSWER and not wish and "numpy" not in sys.modules):
            return self._plain
        if self._quick is None:
            counting = _quick_counting(self.snapshot)
            self._quick = Scorer(self.snapshot, counting) if counting else self._plain
        return self._quick

    def _within(self, since: str, until: str) -> int:
        """Return the documents of a range of days; a document without a date is in none."""
        if not (since or until):
            return -1
        first, last = max(1, day_number(since)), day_number(until) or _LAST_DAY
        return self._ranges.get(
            (first, last),
            lambda: set_of_flags(bytes([first <= date <= last for date in self.snapshot.dates])),
            lambda _: 1,
        )

    def _verified(
        self, phrases: Sequence[str], numbers: Iterable[int], is_late: Callable[[], bool]
    ) -> tuple[int, bool]:
        """Return which documents hold all `phrases` as written, and whether there was no time to look at all."""
        kept: list[int] = []
        for number in numbers:
            if is_late():
                return set_of(kept, self.snapshot.size), True
            if _holds(str(self.snapshot.shown(number)["text"]), phrases):
                kept.append(number)
        return set_of(kept, self.snapshot.size), False

    def _ranked(
        self, kept: int, plan: Plan, query: Query, matches: Matches, scorer: Scorer, ordering: Ordering
    ) -> list[Ranked]:
        """Return the first of the kept documents, as many as the page and those before it show."""
        wanted = query.offset + query.limit
        if query.sort != "relevance":
            return ordering.best(kept, wanted, query.sort)
        worth = self._worth_of_pairs(plan, matches)
        is_read = worth is not None or bool(plan.characters)
        ranked = ordering.best(kept, max(wanted, MOST_READ) if is_read else wanted, query.sort)
        if is_read:
            first = ranked[:MOST_READ]
            of_pairs = [worth(one.number) if worth is not None else 0.0 for one in first]
            more = list(map(add, of_pairs, self._worth_of_characters(plan, first)))
            ranked = [*ordering.raised(first, more), *ranked[MOST_READ:]]
        if kept & (matches.lanes[Lane.OWN_ID] | matches.lanes[Lane.IDENTIFIER]):
            return ranked[:wanted]
        return lifted(ranked[:wanted], self._procedures(scorer, ordering, kept, ranked))

    def _worth_of_pairs(self, plan: Plan, matches: Matches) -> Callable[[int], float] | None:
        """Return what reads how much a document is worth for words side by side; None if nobody asked for such."""
        typed = {one.clause.members[0].terms[0]: one for one in matches.clauses if one.clause.typed}
        pairs = [(one, other) for one, other in plan.neighbours if one in typed and other in typed]
        having = [typed[one].worth.literal & typed[other].worth.literal for one, other in pairs]

        def worth(number: int) -> float:
            # Most documents have only one of the words and need not be read.
            there = [pair for pair, documents in zip(pairs, having, strict=True) if has(documents, number)]
            times = times_side_by_side(str(self.snapshot.shown(number)["text"]), there) if there else ()
            total = 0.0
            # Not `sum`, which rounds otherwise than a browser does.
            for (one, other), count in zip(there, times, strict=True):
                total += worth_of_pair(count, typed[one].scale, typed[other].scale)
            return total

        return worth if any(having) else None

    def _worth_of_characters(self, plan: Plan, ranked: Sequence[Ranked]) -> list[float]:
        """Return how much the first documents are worth for the single characters that they share with the question."""
        if not plan.characters:
            return [0.0] * len(ranked)
        shown = [self.snapshot.shown(one.number) for one in ranked]
        shares = shares_of_characters([(str(one["title"]), str(one["text"])) for one in shown], plan.characters)
        most = CHARACTERS_SHARE * max((one.score for one in ranked), default=0.0)
        return [most * share for share in shares]

    def _procedures(
        self, scorer: Scorer, ordering: Ordering, kept: int, ranked: Sequence[Ranked]
    ) -> Callable[[int], Sequence[Ranked]]:
        """Return a function that finds the hits in force which came from a document, in the order of the answer.

        `ranked` is the beginning of that order.
        """
        in_force = kept & ~self.snapshot.obsolete
        places = {one.number: place for place, one in enumerate(ranked)}

        def procedures_of(number: int) -> Sequence[Ranked]:
            came_from_it = scorer.having("origins", identifier_key(self.snapshot.id_of(number)))
            found = came_from_it & in_force & ~(1 << number)
            first = sorted(places[number] for number in numbers_in(found) if number in places)
            others = [number for number in numbers_in(found) if number not in places]
            return [*(ranked[place] for place in first), *(ordering.ranked(others) if others else ())]

        return procedures_of

    def _hit(self, one: Ranked, query: Query, matches: Matches, marks: _Marks) -> Hit:
        shown = self.snapshot.shown(one.number)
        title = str(shown["title"])
        return Hit(
            id=shown["id"],
            kind=shown["kind"],
            title=title,
            url=shown["url"],
            score=one.score,
            excerpt=excerpt(shown["text"][len(title) + 1 :], marks.weights, query.phrases, marks.weights),
            why=_why(one, title, matches, marks),
            date=shown["date"],
            facets={name: tuple(values) for name, values in shown["facets"].items()},
            card=shown["card"],
            is_obsolete=has(self.snapshot.obsolete, one.number),
        )


class _Marks:
    """What is worth marking in the text of a hit: the terms that were found, each with its weight."""

    def __init__(self, matches: Matches) -> None:
        weights: dict[str, float] = {}
        for one in matches.clauses:
            for member in one.clause.members:
                for term in member.terms:
                    weights[term] = max(weights.get(term, 0.0), one.scale * member.weight)
        chosen = nlargest(MOST_MARKED, weights, key=weights.__getitem__)
        self.weights: Mapping[str, float] = {term: weights[term] for term in chosen}
        self.typed = frozenset(
            term for one in matches.clauses if one.clause.typed for term in one.clause.members[0].terms
        )


def _why(one: Ranked, title: str, matches: Matches, marks: _Marks) -> str:
    """Return the strongest reason for a hit, as a catalogue text."""
    if one.lane is not Lane.TEXT:
        return WHY[one.lane]
    if not matches.clauses:
        return WHY_FILTER
    if not has(matches.typed, one.number):
        return WHY_EXPANDED
    return WHY_TEXT if marks.typed.isdisjoint(terms(title)) else WHY_TITLE


def _holds(text: str, phrases: Iterable[str]) -> bool:
    # Folding costs more than everything else here, and most texts are folded already where it matters.
    missing = [phrase for phrase in phrases if phrase not in text]
    if not missing:
        return True
    folded = " ".join(fold(text).split())
    return all(phrase in folded for phrase in missing)


def _quick_counting(snapshot: Snapshot) -> Counting | None:
    """Return a counting with numpy, if that is installed."""
    # A cold search should not pay for it.
    from generator.search.counting.scoring_numpy import NumpyCounting

    try:
        return NumpyCounting(snapshot)
    except ImportError:
        return None
