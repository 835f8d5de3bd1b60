"""Answer a query from a snapshot: which documents match, in which lane, with which score.

Terms are taken one after another over plain lists of postings; Whoosh's own matchers step from document to document
and were measured twenty times slower. Nothing outside this file knows how a score comes about.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest

from generator.backends.whoosh_matches import Matches
from generator.backends.whoosh_reading import Postings, Reading
from generator.backends.whoosh_schema import TEXT_FIELDS, identifier_key
from generator.backends.whoosh_snapshot import Snapshot
from generator.search.analysis import is_chinese, is_code, terms
from generator.search.folding import fold
from generator.search.query import MOST_TERMS, SHORTEST_PREFIX, Query
from generator.search.ranking import FIELD_WEIGHTS, Lane, covered, impact, length_norm, rarity

MOST_COMPLETIONS = 50
MOST_CHECKED = 300
# What an expansion finds is worth this much of what the word itself would have found.
PART_WEIGHT = 0.8
COMPLETION_WEIGHT = 0.7


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
        scores: defaultdict[int, float] = defaultdict(float)
        answered: defaultdict[int, float] = defaultdict(float)
        asked = 0.0
        for each in self._sought(query):
            having = [number for number, _ in each.postings["body"]]
            found.weights[each.term] = each.rarity
            found.in_title.update(number for number, _ in each.postings["title"])
            for name in TEXT_FIELDS:
                self._add(each, name, scores)
            for number in having:
                answered[number] += each.rarity * each.weight
            if each.term in query.terms:
                asked += each.rarity
                if is_code(each.term) and each.weight == 1.0:
                    found.lanes.update(dict.fromkeys(having, Lane.CODE_IN_TEXT))
        found.expanded = tuple(term for term in found.weights if term not in query.terms)
        for number, score in scores.items():
            found.scores[number] = covered(score, min(1.0, answered[number] / asked) if asked else 1.0)

    def _add(self, each: _Sought, name: str, scores: defaultdict[int, float]) -> None:
        lengths, average = self._snapshot.lengths[name], self._snapshot.averages[name]
        worth = each.rarity * each.weight * FIELD_WEIGHTS[name]
        for number, count in each.postings[name]:
            scores[number] += worth * impact(count, length_norm(lengths[number], average))

    def _sought(self, query: Query) -> list[_Sought]:
        """Return the rarest terms that occur, in the order of the query, then what stands for those that do not.

        The order makes sums, and so scores, the same to the last bit however the index came about.
        """
        typed = [self._term(term) for term in query.terms]
        others: list[_Sought] = []
        for each in typed:
            if len(others) < MOST_COMPLETIONS:
                others += self._instead(each)
        if query.prefix:
            others += self._completed(query.prefix)
        known = [each for each in typed if each.postings["body"]]
        chosen = {each.term for each in nlargest(MOST_TERMS, known, key=lambda each: each.rarity)}
        return [each for each in known if each.term in chosen] + others[:MOST_COMPLETIONS]

    def _term(self, term: str, weight: float = 1.0) -> _Sought:
        postings = {name: self._reading.postings(name, term) for name in TEXT_FIELDS}
        return _Sought(term, postings, rarity(len(self._snapshot.cards), len(postings["body"])), weight)

    def _instead(self, each: _Sought) -> list[_Sought]:
        """Return what else to look for: pairs that begin with a lone character, the codes of a part, longer words."""
        if is_chinese(each.term):
            return self._completed(each.term) if len(each.term) == 1 else []
        if each.postings["body"]:
            return []
        parts = self._reading.postings("parts", each.term)
        if parts:
            empty: Postings = []
            postings = {"body": parts, "title": empty, "headings": empty}
            return [_Sought(each.term, postings, rarity(len(self._snapshot.cards), len(parts)), PART_WEIGHT)]
        return self._completed(each.term) if len(each.term) >= SHORTEST_PREFIX else []

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
        for phrase in query.phrases:
            found.keep(self._having_all(tuple(terms(phrase))))
        if query.phrases:
            self._check_phrases(query.phrases, found)

    def _having_all(self, group: tuple[str, ...]) -> set[int]:
        found = set(self._snapshot.cards)
        for term in group:
            found.intersection_update(number for number, _ in self._reading.postings("body", term))
        return found

    def _check_phrases(self, phrases: tuple[str, ...], found: Matches) -> None:
        """Keep what holds all `phrases` as written; beyond the MOST_CHECKED best nothing is looked at."""
        best = sorted(found.scores, key=lambda number: found.order(number, self._snapshot.age_rank))[:MOST_CHECKED]
        texts = ((number, " ".join(fold(self._reading.shown(number)["text"]).split())) for number in best)
        found.keep([number for number, text in texts if all(phrase in text for phrase in phrases)])
