"""Incidents like this one, in all history, with the reason why each is shown.

In: the search documents of post-mortems, and one of them or any text. Out: `SimilarHit`s, best first. What counts are
the key terms of the text: the forty that say most by occurrences × rarity, scored as in a search; facets are shown as
reasons, not scored, and whoever shares nothing that can be named is left out. Two incidents of one trade use the same
words for many things, so people judge and the machine only says what is shared.

`SimilarIncidents` holds a small index of its own because pages are made before there is one on disk; the command and
the service ask the same object, so that all three give the same answer. What somebody describes in their own words is
understood as a search is, where there is an index (`search.described`); `like` serves where there is none yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from generator.search.counting.identifiers import identifier_key
from generator.search.documents.document import SearchDocument
from generator.search.likeness.reasons import (
    LEAST_SHARE,
    TELLING_FACETS,
    Reason,
    Wording,
    plain_reasons,
    share_needed,
    with_words,
)
from generator.search.likeness.term_index import TermIndex
from generator.search.text.analysis import terms
from generator.search.text.folding import fold

if TYPE_CHECKING:
    from generator.search.engine import Hit

Term = TypeVar("Term", str, int)

KEY_TERMS = 40
# A term in more than this share of the incidents says nothing; in a small history a few may share any word.
MOST_COMMON = 0.2
ALWAYS_RARE = 8
MOST_SIMILAR = 5
# Some of the best may turn out to share nothing that can be named; so many more are looked at.
SPARE = 4
NEARLY = 0.4
# Beginning of the body that is compared: what happened, what people saw; the log that follows is the same everywhere.
LONGEST_BODY = 500
LONGEST_TEXT = 4000
_NO_LABELS: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarHit:
    """An incident that is like another one; `share` (0 to 1) says how much of what was asked it answers.

    For a description that is beside the best answer, as the score of a search has no measure of its own.
    """

    id: str
    kind: str
    title: str
    url: str
    date: str
    share: float
    reasons: tuple[Reason, ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    card: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, found: SearchDocument | Hit, *, share: float, reasons: tuple[Reason, ...]) -> SimilarHit:
        """Return what to show of an incident that was found."""
        return cls(
            id=found.id,
            kind=found.kind,
            title=found.title,
            url=found.url,
            date=found.date,
            share=round(share, 3),
            reasons=reasons,
            facets=found.facets,
            card=found.card,
        )


def key_terms(counts: Iterable[tuple[Term, int]], worth: Callable[[Term], float]) -> list[Term]:
    """Return the terms that say most of a text, the most telling first.

    `counts` are terms with their occurrences in the text, `worth` is a term's rarity, or 0 for one that says nothing.
    """
    weighed = ((count * value, term) for term, count in counts if (value := worth(term)))
    return [term for _, term in nlargest(KEY_TERMS, weighed)]


def most_common(documents: int) -> int:
    """Return in how many of `documents` a term may occur that still says something."""
    return max(ALWAYS_RARE, int(documents * MOST_COMMON))


def telling_text(document: SearchDocument) -> str:
    """Return the text by which a document is compared; title, symptoms and codes count twice."""
    parts = (document.title, document.headings, *document.identifiers, document.body[:LONGEST_BODY], document.keywords)
    return "\n".join(parts)


def source_of(text: str) -> SearchDocument:
    """Return a document that is nothing but a text, to compare others with."""
    return SearchDocument(id="", kind="", title=text, url="")


class SimilarIncidents:
    """All post-mortems of an organization, comparable with each other and with any text.

    `labels` are what people read for the values of facets; a shared word that only repeats such a label is no reason.
    Void incidents are never shown; their own pages may still ask.
    """

    def __init__(
        self, documents: Iterable[SearchDocument], labels: Mapping[str, Mapping[str, str]] = _NO_LABELS
    ) -> None:
        self._incidents = {one.id: one for one in documents if one.kind == "postmortem"}
        self._spellings = {identifier_key(identifier): identifier for identifier in self._incidents}
        self._labels = labels
        # The newest first: of equally like ones the newer is shown.
        shown = [one for one in self._incidents.values() if not one.is_obsolete]
        self._shown = sorted(shown, key=lambda one: (one.date, one.id), reverse=True)
        self._places = {one.id: place for place, one in enumerate(self._shown)}
        self._wordings: dict[str, Wording] = {}
        texts = (Counter(terms(telling_text(one))) for one in self._shown)
        self._index = TermIndex(texts, most_common(len(self._shown)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all incidents, sorted."""
        return tuple(sorted(self._incidents))

    def named(self, text: str) -> str:
        """Return the id that a text spells, void incidents included, or nothing if no incident has it."""
        return self._spellings.get(identifier_key(text), "")

    def of(self, identifier: str, limit: int = MOST_SIMILAR) -> tuple[SimilarHit, ...]:
        """Return the incidents most like the one with this id; KeyError if there is none."""
        document = self._incidents[identifier]
        place = self._places.get(identifier)
        if place is None:
            keys = self._keys(telling_text(document))
        else:
            keys = key_terms(self._index.terms_of(place), self._index.worth_if_shared)
        # What was copied from a screen counts, however many other things the text says.
        codes = self._index.known(dict.fromkeys(map(fold, document.identifiers), 1))
        keys = list(dict.fromkeys((*keys, *(code for code, _ in codes if self._index.worth_if_shared(code)))))
        return self._like(document, keys, limit)

    def like(self, text: str, limit: int = MOST_SIMILAR) -> tuple[SimilarHit, ...]:
        """Return the incidents most like a text."""
        asked = text[:LONGEST_TEXT]
        return self._like(source_of(asked), self._keys(asked), limit)

    def _keys(self, text: str) -> list[int]:
        return key_terms(self._index.known(Counter(terms(text))), self._index.worth)

    def _like(self, source: SearchDocument, keys: list[int], limit: int) -> tuple[SimilarHit, ...]:
        whole = sum(map(self._index.worth, keys))
        scores = self._index.scores(keys)
        scores.pop(self._places.get(source.id, -1), None)
        # A few words fit many incidents a little; a text is worth only those that fit it about as well as the best.
        nearly = 0.0 if source.id else NEARLY * max(scores.values(), default=0.0)
        least = max(LEAST_SHARE * whole, nearly)
        best = nlargest(limit + SPARE, ((score, -place) for place, score in scores.items() if score >= least))
        hits = (self._hit(source, -place, keys, min(score / whole, 1.0)) for score, place in best)
        return tuple(islice((hit for hit in hits if hit is not None), limit))

    def _hit(self, source: SearchDocument, place: int, keys: list[int], share: float) -> SimilarHit | None:
        """Return an incident with the reasons why it is like `source`; None if there is nothing that could be named."""
        other = self._shown[place]
        shared = self._index.shared(keys, place)
        here, there = self._wording(source), self._wording(other)
        found = plain_reasons(source, other, here, shared)
        if share < share_needed(found, of_a_text=not source.id):
            return None
        found = with_words(found, here, there, shared, self._labels, self._index.company, self._names(source, other))
        if not found:
            return None
        return SimilarHit.of(other, share=share, reasons=found)

    def _names(self, source: SearchDocument, other: SearchDocument) -> set[str]:
        """Return what facets are called that both have and that are told as reasons of their own."""
        names = set(source.keywords.splitlines()).intersection(other.keywords.splitlines())
        return names.difference(
            *(labels.values() for facet, labels in self._labels.items() if facet not in TELLING_FACETS)
        )

    def _wording(self, document: SearchDocument) -> Wording:
        """Return the compared text with nothing said twice: the body mostly begins with what the headings repeat."""
        if not document.id:
            return Wording(document.title)
        wording = self._wordings.get(document.id)
        if wording is None:
            body = document.body[:LONGEST_BODY]
            headings = "" if document.headings in body else document.headings
            wording = Wording("\n".join((document.title, headings, body, *document.identifiers, document.keywords)))
            self._wordings[document.id] = wording
        return wording
