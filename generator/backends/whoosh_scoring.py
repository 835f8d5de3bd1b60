"""Answer a query from a snapshot: which documents match, in which lane, with which score.

Terms are taken one after another over plain lists of postings; Whoosh's own matchers step from document to document
and were measured twenty times slower. Nothing outside this file knows how a score comes about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.backends.whoosh_schema import TEXT_FIELDS, identifier_key
from generator.backends.whoosh_snapshot import Postings, Reading, Snapshot
from generator.search.analysis import is_code
from generator.search.folding import fold
from generator.search.query import MOST_TERMS, SHORTEST_PREFIX, Query
from generator.search.ranking import FIELD_WEIGHTS, Lane, covered, impact, length_norm, rarity

MOST_COMPLETIONS = 50
MOST_CHECKED = 300
# What an expansion finds is worth this much of what the word itself would have found.
PART_WEIGHT = 0.8
COMPLETION_WEIGHT = 0.7


@dataclass(slots=True)
class Matches:
    """What a query found: documents by number, and what is needed to show why."""

    scores: dict[int, float] = field(default_factory=dict)
    lanes: dict[int, Lane] = field(default_factory=dict)
    in_title: set[int] = field(default_factory=set)
    weights: dict[str, float] = field(default_factory=dict)
    expanded: tuple[str, ...] = ()

    def keep(self, wanted: Iterable[int]) -> None:
        """Forget all documents but `wanted`."""
        self.scores = {number: self.scores[number] for number in wanted if number in self.scores}


@dataclass(frozen=True, slots=True)
class _Sought:
    """One thing to score: the postings of a term in each field, and how much of the term's rarity they earn."""

    term: str
    postings: dict[str, Postings]
    rarity: float
    weight: float = 1.0


class Scoring:
    """The work of one search; made anew for each."""

    def __init__(self, snapshot: Snapshot, reading: Reading) -> None:
        self._snapshot = snapshot
        self._reading = reading

    def matches(self, query: Query) -> Matches:
        """Return every document that answers `query`, filters by facet not yet applied."""
        found = Matches()
        if not (query.terms or query.words or query.prefix):
            found.scores = dict.fromkeys(self._snapshot.cards, 0.0)
        else:
            self._score(query, found)
            self._identify(query, found)
        self._demand(query, found)
        return found

    def _score(self, query: Query, found: Matches) -> None:
        sought = sorted(self._sought(query), key=lambda each: -each.rarity)[:MOST_TERMS]
        # Adding up in the order of the query makes scores the same to the last bit, however the index came about.
        order = {term: place for place, term in enumerate(query.terms)}
        sought.sort(key=lambda each: order.get(each.term, len(order)))
        scores: defaultdict[int, float] = defaultdict(float)
        matched: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for each in sought:
            if not each.postings["body"]:
                continue
            total += each.rarity
            found.weights[each.term] = each.rarity
            for name in TEXT_FIELDS:
                self._add(each, name, scores)
            for number, _ in each.postings["body"]:
                matched[number] += each.rarity * each.weight
            found.in_title.update(number for number, _ in each.postings["title"])
            if is_code(each.term) and each.weight == 1.0:
                found.lanes.update(dict.fromkeys((number for number, _ in each.postings["body"]), Lane.CODE_IN_TEXT))
        found.expanded = tuple(dict.fromkeys(each.term for each in sought if each.weight < 1.0))
        found.scores = {number: covered(score, min(1.0, matched[number] / total)) for number, score in scores.items()}

    def _add(self, each: _Sought, name: str, scores: defaultdict[int, float]) -> None:
        lengths, average = self._snapshot.lengths[name], self._snapshot.averages[name]
        worth = each.rarity * each.weight * FIELD_WEIGHTS[name]
        for number, count in each.postings[name]:
            scores[number] += worth * impact(count, length_norm(lengths[number], average))

    def _sought(self, query: Query) -> list[_Sought]:
        sought = []
        for term in query.terms:
            each = self._term(term)
            sought.append(each)
            if not each.postings["body"] and term.isascii():
                sought += self._instead(term)
            elif len(term) == 1:
                sought += self._completed(term)
        if query.prefix:
            sought += self._completed(query.prefix)
        return sought

    def _term(self, term: str, weight: float = 1.0) -> _Sought:
        postings = {name: self._reading.postings(name, term) for name in TEXT_FIELDS}
        return _Sought(term, postings, rarity(len(self._snapshot.cards), len(postings["body"])), weight)

    def _instead(self, term: str) -> list[_Sought]:
        """Return what to look for in place of a word or code that no document has: part of a code, or longer words."""
        parts = self._reading.postings("parts", term)
        if parts:
            empty: Postings = []
            found = {"body": parts, "title": empty, "headings": empty}
            return [_Sought(term, found, rarity(len(self._snapshot.cards), len(parts)), PART_WEIGHT)]
        return self._completed(term) if len(term) >= SHORTEST_PREFIX else []

    def _completed(self, prefix: str) -> list[_Sought]:
        terms = self._reading.completions(prefix, MOST_COMPLETIONS)
        return [self._term(term, COMPLETION_WEIGHT) for term in terms if term != prefix]

    def _identify(self, query: Query, found: Matches) -> None:
        """Raise documents whose identifiers a word of the query names; they match even if their text does not."""
        codes = [term for term in query.terms if not term.isalpha()]
        for key in dict.fromkeys(identifier_key(word) for word in (query.text, *query.words, *codes)):
            for field_name, lane in (("identifiers", Lane.IDENTIFIER), ("own_id", Lane.OWN_ID)):
                for number, _ in self._reading.postings(field_name, key):
                    found.lanes[number] = max(lane, found.lanes.get(number, lane))
                    found.scores.setdefault(number, 0.0)

    def _demand(self, query: Query, found: Matches) -> None:
        for group in query.must:
            found.keep(self._having_all(group))
        for group in query.must_not:
            found.keep(found.scores.keys() - self._having_all(group))
        if query.phrases:
            self._check_phrases(query.phrases, found)

    def _having_all(self, terms: tuple[str, ...]) -> set[int]:
        return set.intersection(*({number for number, _ in self._reading.postings("body", term)} for term in terms))

    def _check_phrases(self, phrases: tuple[str, ...], found: Matches) -> None:
        """Keep what holds all `phrases` as written; beyond the MOST_CHECKED best nothing is looked at."""
        best = sorted(found.scores, key=lambda number: self.order(number, found))[:MOST_CHECKED]
        texts = ((number, fold(self._reading.shown(number)["text"])) for number in best)
        found.keep([number for number, text in texts if all(phrase in text for phrase in phrases)])

    def order(self, number: int, found: Matches) -> tuple[int, float, int]:
        """Return the sort key of a match: lane, score, then the newest."""
        lane = found.lanes.get(number, Lane.TEXT)
        return -lane, -found.scores[number], self._snapshot.age_rank[number]
