"""What a plan finds, in pure Python, with numpy and as plainly as it can be said, is the same."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.counting.document_sets import numbers_in, set_of
from generator.search.counting.occurrences import FewOccurrences, Occurrences, occurrences_of
from generator.search.counting.ordering import DIGITS, Ordering
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.counting.promising import LEVELS
from generator.search.counting.ranking import FIELD_WEIGHTS, Lane, impact, length_norm, rarity
from generator.search.counting.scoring import Counting, Postings, Scorer, scores
from generator.search.counting.scoring_numpy import NumpyCounting
from generator.search.counting.scoring_plain import PlainCounting

TERMS = "abcdefg"
Texts = dict[str, str]


@dataclass
class Collection:
    """A collection in memory: what an index would answer about `documents`, texts by field; some are deleted."""

    documents: Sequence[Texts]
    deleted: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """Return the number of documents."""
        return len(self.documents)

    @property
    def live(self) -> int:
        """Return the set of documents that are there."""
        return set_of([number for number in range(self.size) if number not in self.deleted], self.size)

    @property
    def obsolete(self) -> int:
        """Return the set of every fifth document."""
        return set_of(range(0, self.size, 5), self.size) & self.live

    @property
    def dates(self) -> list[int]:
        """Return dates that many documents share."""
        return [number % 3 for number in range(self.size)]

    @property
    def standing(self) -> list[int]:
        """Return the newest first."""
        return [-date for date in self.dates]

    def by_id(self, numbers: Iterable[int]) -> list[int]:
        """Let later documents have smaller ids."""
        return sorted(numbers, reverse=True)

    def postings(self, field: str, term: str) -> Occurrences:
        """Count the term in each document."""
        counts = {number: texts.get(field, "").count(term) for number, texts in enumerate(self.documents)}
        found = {number: count for number, count in counts.items() if count and number not in self.deleted}
        numbers, counts = array("I", found), array("f", found.values())
        # Both forms must give the same answers, and in so small a collection no term is rare.
        is_rare = (len(field) + ord(term[0])) % 3 == 0
        return FewOccurrences(numbers, counts, self.size) if is_rare else occurrences_of(numbers, counts, self.size)

    def lengths(self, field: str) -> bytes:
        """Return lengths themselves: no text here is longer than 255."""
        return bytes(len(texts.get(field, "")) for texts in self.documents)

    def norms(self, field: str) -> list[float]:
        """Return the norms of all lengths."""
        lengths = [length for number, length in enumerate(self.lengths(field)) if number not in self.deleted]
        average = sum(lengths) / len(lengths) if lengths else 0.0
        return [length_norm(length, average) for length in range(256)]


def plainly(collection: Collection, plan: Plan) -> dict[int, float]:
    """Return every hit with its score, word for word as `search.counting.scoring` defines them."""
    live = [number for number in range(collection.size) if number not in collection.deleted]

    def times(field: str, term: str, number: int) -> int:
        return collection.documents[number].get(field, "").count(term)

    def count(field: str, member: Member, number: int) -> int:
        return min(times(field, term, number) for term in member.terms)

    def has_member(member: Member, number: int) -> bool:
        return any(count(field, member, number) for field in FIELD_WEIGHTS)

    norms = {field: (collection.norms(field), collection.lengths(field)) for field in FIELD_WEIGHTS}
    known = [
        one for one in plan.clauses if any(has_member(member, number) for member in one.members for number in live)
    ]
    rarities = {}
    for one in known:
        typed = sum(has_member(one.members[0], number) for number in live) if one.typed else 0
        union = sum(any(count("body", member, number) for member in one.members) for number in live)
        rarities[one] = rarity(len(live), typed or union)
    asked = sum(one.weight * rarities[one] for one in known if one.typed)
    found: dict[int, float] = {}
    reckoned: dict[int, tuple[float, int]] = {}
    for number in live:
        total, thousandths = 0.0, 0
        for one in known:
            value = 0.0
            for field, field_weight in FIELD_WEIGHTS.items():
                counted = sum(member.weight * count(field, member, number) for member in one.members)
                of_code, codes = norms[field]
                value += field_weight * impact(counted, of_code[codes[number]])
            total += one.weight * rarities[one] * value
            best = max((member.weight for member in one.members if has_member(member, number)), default=0.0)
            part = one.weight * rarities[one] / asked * best if asked else 0.0
            thousandths += ceil(1000 * part - 1e-6)
        reckoned[number] = total, thousandths
    best = min(1000, max((thousandths for total, thousandths in reckoned.values() if total), default=0))
    demand = min(int(1000 * plan.least_share + 1e-6), best // 2)
    for number, (total, thousandths) in reckoned.items():
        enough = not asked or thousandths >= demand
        is_named = any(times(name, key, number) for name in ("own_id", "identifiers") for key in plan.identifiers)
        if is_named or (total and (enough or any(times("body", code, number) for code in plan.codes))):
            found[number] = total
    for number in list(found):
        having = [all(times("body", term, number) for term in group) for group in plan.must]
        lacking = [all(times("body", term, number) for term in group) for group in plan.must_not]
        if not all(having) or any(lacking):
            del found[number]
    return found


texts_of = st.fixed_dictionaries(
    {"body": st.text(TERMS, max_size=12)},
    optional={
        "title": st.text(TERMS, max_size=4),
        "headings": st.text(TERMS, max_size=4),
        "identifiers": st.sampled_from(TERMS),
        "own_id": st.sampled_from(TERMS),
    },
)
groups = st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=2).map(tuple), max_size=1).map(tuple)
members = st.builds(
    Member,
    st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from((1.0, 0.8, 0.6)),
)
clauses = st.builds(
    Clause,
    st.lists(members, min_size=1, max_size=3).map(tuple),
    weight=st.sampled_from((1.0, 0.5, 0.1)),
    typed=st.booleans(),
)
plans = st.builds(
    Plan,
    clauses=st.lists(clauses, min_size=1, max_size=6, unique=True).map(tuple),
    must=groups,
    must_not=groups,
    identifiers=st.lists(st.sampled_from(TERMS), max_size=1).map(tuple),
    codes=st.lists(st.sampled_from(TERMS), max_size=1).map(tuple),
    least_share=st.sampled_from((0.0, 0.2, 0.5, 1.0)),
    # Named tuples are made with every field, also with those that have a value by themselves.
    literal_first=st.just(False),
)


def countings(collection: Postings) -> list[Counting]:
    """Return every counting that this machine can do."""
    try:
        return [PlainCounting(collection), NumpyCounting(collection)]
    except ImportError:
        return [PlainCounting(collection)]


def compare(collection: Collection, plan: Plan, wanted: int) -> None:
    """Demand the same hits, scores and order from all countings and from the plain words."""
    expected = plainly(collection, plan)
    standing = collection.standing
    for counting in countings(collection):
        matches = Scorer(collection, counting).matches(plan)
        assert set(numbers_in(matches.found)) == set(expected)
        ordering = Ordering(counting, collection, matches)

        order = sorted(
            (number % 5 == 0, -ordering.lane_of(number), -round(score, DIGITS), standing[number], -number)
            for number, score in expected.items()
        )
        best = ordering.best(matches.found, wanted, "relevance")
        assert [one.number for one in best] == [-key[-1] for key in order[:wanted]]
        assert [one.score for one in best] == [-key[2] for key in order[:wanted]]


@settings(deadline=None)
@given(
    documents=st.lists(texts_of, min_size=1, max_size=30),
    deleted=st.frozensets(st.integers(0, 5)),
    plan=plans,
    wanted=st.integers(1, 8),
)
def test_all_countings_agree(documents: list[Texts], deleted: frozenset[int], plan: Plan, wanted: int) -> None:
    """Documents, scores and order are those of the definition."""
    compare(Collection(documents, deleted), plan, wanted)


@given(documents=st.lists(texts_of, min_size=1, max_size=30), asked=st.lists(members, min_size=1, max_size=10))
def test_no_value_exceeds_its_bound(documents: list[Texts], asked: list[Member]) -> None:
    """Neither that of its document's level nor the highest of all; and what has a value is found."""
    collection = Collection(documents)
    everything = list(range(collection.size))
    for counting in countings(collection):
        worth = counting.worth(tuple(asked))
        values = counting.values(worth, everything) if worth.found else [0.0] * len(everything)
        assert numbers_in(worth.found) == [number for number in everything if values[number]]
        for number, value in enumerate(values):
            level = sum(1 << digit for digit, documents in enumerate(worth.levels) if documents >> number & 1)
            assert value <= level / LEVELS * worth.highest + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_no_value_exceeds_its_bound_in_long_texts(seed: int) -> None:
    """There are more lengths and counts than a bound tells apart, so each must be that of the best of several."""
    chance = random.Random(seed)

    def text(longest: int) -> str:
        length = chance.randint(0, longest)
        return "".join(chance.choices(TERMS, [chance.random() ** 4 + 0.01 for _ in TERMS], k=length))

    documents = [{"title": text(20), "headings": text(60), "body": text(250)} for _ in range(300)]
    collection = Collection(documents)
    everything = list(range(collection.size))
    for counting in countings(collection):
        for asked in (("a",), ("b", "c"), tuple(TERMS)):
            worth = counting.worth(tuple(Member((term,), 1 / place) for place, term in enumerate(asked, 1)))
            for number, value in zip(everything, counting.values(worth, everything), strict=True):
                level = sum(1 << digit for digit, found in enumerate(worth.levels) if found >> number & 1)
                assert value <= level / LEVELS * worth.highest + 1e-9


def test_few_values_are_remembered() -> None:
    """However many are asked for; and what is remembered or forgotten changes no score."""
    collection = Collection([{"body": "ab" * (number % 7 + 1)} for number in range(2000)])
    scorer = Scorer(collection, PlainCounting(collection))
    (one,) = scorer.matches(Plan(clauses=(Clause((Member(("a",)),)),))).clauses
    expected = scores(PlainCounting(collection), [one._replace(worth=one.worth._replace(known={}))], range(2000))
    for asked in (range(10), range(2000), range(300), range(250, 600), range(5)):
        assert scores(scorer.counting, [one], asked) == [expected[number] for number in asked]
        assert len(one.worth.known) < 1000


@pytest.mark.parametrize("seed", range(3))
def test_early_ends_change_nothing(seed: int) -> None:
    """In a collection large enough to stop early, the best are still the best."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    weights = [1 / rank for rank in range(1, 27)]

    def text(longest: int) -> str:
        return "".join(chance.choices(letters, weights, k=chance.randint(1, longest)))

    collection = Collection([{"title": text(4), "headings": text(3), "body": text(60)} for _ in range(1500)])
    singles = [Clause((Member((letter,)),)) for letter in chance.sample(letters, 8)]
    pair = Clause((Member(("a", "z")), Member(("y",), 0.6)), weight=0.5)
    for least_share in (0.0, 0.4):
        compare(collection, Plan(clauses=(*singles, pair), least_share=least_share), 10)
    compare(collection, Plan(clauses=(singles[0],)), 10)
    compare(collection, Plan(clauses=tuple(singles), must=((letters[2],),)), 10)


def test_what_was_decoded_is_remembered() -> None:
    """A clause is reckoned once."""
    collection = Collection([{"body": "a"}, {"body": "ab"}])
    scorer = Scorer(collection, PlainCounting(collection))
    plan = Plan(clauses=(Clause((Member(("a",)),)),))
    assert scorer.matches(plan).clauses[0].worth is scorer.matches(plan).clauses[0].worth


def test_a_late_answer_is_truncated() -> None:
    """What was not counted in time is left out, and that is told."""
    collection = Collection([{"body": "a"}, {"body": "b"}])
    plan = Plan(clauses=(Clause((Member(("a",)),)), Clause((Member(("b",)),))))
    answers = iter((False, True))
    matches = Scorer(collection, PlainCounting(collection)).matches(plan, lambda: next(answers))
    assert (matches.found, matches.truncated) == (1, True)


def test_what_could_not_be_demanded_in_time_is_not_shown() -> None:
    """A document that may lack a demanded word is no answer; that there was too much to look at is told."""
    collection = Collection([{"body": "ab"}, {"body": "a"}])
    plan = Plan(clauses=(Clause((Member(("a",)),)),), must=(("a",), ("b",)))
    answers = iter((False, True))
    matches = Scorer(collection, PlainCounting(collection)).matches(plan, lambda: next(answers))
    assert (matches.found, matches.truncated) == (0, True)
    assert Scorer(collection, PlainCounting(collection)).matches(plan).found == 0b01


def test_literal_needs_every_word() -> None:
    """A synonym does not do."""
    collection = Collection([{"body": "ab"}, {"body": "a"}, {"body": "ac"}])
    both = Clause((Member(("b",)), Member(("c",), 0.6)))
    plan = Plan(clauses=(Clause((Member(("a",)),)), both))
    matches = Scorer(collection, PlainCounting(collection)).matches(plan)
    assert (matches.literal, matches.typed, matches.found) == (0b001, 0b111, 0b111)
    assert matches.lanes == dict.fromkeys((Lane.OWN_ID, Lane.IDENTIFIER, Lane.CODE_IN_TEXT), 0)


def test_literal_ones_may_come_first() -> None:
    """If the plan wants it, no score of an expansion outweighs the typed word."""
    collection = Collection([{}, {"body": "bccccc"}, {"body": "cadddddddddddddddddddd"}, {"body": "defdefdefdef"}])
    members = (Member(("a",)), Member(("b", "c"), 0.9))
    for literal_first in (True, False):
        plan = Plan(clauses=(Clause((Member(("c",)),), typed=False), Clause(members)), literal_first=literal_first)
        counting = PlainCounting(collection)
        matches = Scorer(collection, counting).matches(plan)
        found = Ordering(counting, collection, matches).best(matches.found, 2, "relevance")
        assert [one.number for one in found] == ([2, 1] if literal_first else [1, 2])
