"""Incidents that fit a description, from an index.

In: the searches of one generation. Out: `SimilarHit`s. What is asked and the reasons are those of
`search.described`; only the counting is the index's.
"""

from __future__ import annotations

from generator.backends.whoosh.searching import Searching
from generator.search.described import fitting, plan_of, query_of
from generator.search.likeness.similar import SimilarHit


def similar(searching: Searching, text: str, limit: int) -> tuple[SimilarHit, ...]:
    """Return the incidents that fit a description best."""
    snapshot = searching.snapshot
    query = query_of(text, limit)
    if not query.words:
        return ()
    plan = plan_of(text, query, snapshot, snapshot.thesaurus)

    def text_of(identifier: str) -> str:
        number = snapshot.number_of(identifier)
        return "" if number is None else str(snapshot.shown(number)["text"])

    return fitting(searching.execute(plan, query).hits, text, plan, text_of, snapshot.company, limit)
