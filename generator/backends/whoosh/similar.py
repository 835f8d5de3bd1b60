"""Incidents like one of them, or like a text, from an index.

In: the searches of one generation. Out: `SimilarHit`s. The question and the reasons are those of `search.likeness.similar`;
only the counting is the index's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from generator.backends.whoosh.searching import Searching
from generator.search.asking.query import Query
from generator.search.counting.ranking import rarity
from generator.search.documents.document import SearchDocument
from generator.search.likeness.reasons import Wording
from generator.search.likeness.similar import LONGEST_TEXT, SPARE, SimilarHit, judged, plan_of_text
from generator.search.text.analysis import terms

# Of a stored text its beginning is compared: title, symptoms, what happened; the log that follows is the same everywhere.
LONGEST_COMPARED = 1200


def similar(searching: Searching, like: str, limit: int) -> tuple[SimilarHit, ...]:
    """Return the incidents most like the document with the id `like`, or like that text if there is no such document."""
    number = searching.snapshot.number_of(like)
    if number is None:
        source = SearchDocument(id="", kind="", title=like[:LONGEST_TEXT], url="")
    else:
        source = _document(searching.snapshot.shown(number))
    return tuple(islice(_found(searching, source, limit), limit))


def _found(searching: Searching, source: SearchDocument, limit: int) -> Iterator[SimilarHit]:
    snapshot = searching.snapshot
    plan = plan_of_text(source.body or source.title, snapshot, is_indexed=bool(source.id))
    worth = {
        key: rarity(snapshot.documents, snapshot.frequency(key)) for one in plan.clauses for key in one.members[0].terms
    }
    whole = sum(worth.values())
    query = Query(text="", filters={"kind": frozenset({"postmortem"})}, limit=limit + SPARE + 1)
    for hit in searching.execute(plan, query).hits if whole else ():
        if hit.id == source.id or hit.is_obsolete:
            continue
        other = _document(snapshot.shown(snapshot.number_of(hit.id) or 0))
        has = set(terms(other.body))
        shared = [key for key in worth if key in has]
        share = sum(worth[key] for key in shared) / whole
        if (judgement := judged(source, other, shared, share, _wording)) is not None:
            yield judgement


def _document(shown: dict[str, Any]) -> SearchDocument:
    facets = {name: tuple(values) for name, values in shown["facets"].items()}
    return SearchDocument(
        id=shown["id"],
        kind=shown["kind"],
        title=shown["title"],
        url=shown["url"],
        body=shown["text"][:LONGEST_COMPARED],
        facets=facets,
        date=shown["date"],
        card=shown["card"],
    )


def _wording(document: SearchDocument) -> Wording:
    return Wording(document.body or document.title)
