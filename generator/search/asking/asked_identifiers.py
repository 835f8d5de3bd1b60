"""Which numbers of something a question may hold: what it asks for by such a number comes before all else.

In: a query and its terms. Out: keys to compare with the ids and identifiers of documents.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.search.asking.query import Query
from generator.search.counting.identifiers import identifier_key


def asked_identifiers(query: Query, terms: Iterable[str]) -> tuple[str, ...]:
    """Return what may be the number of something, the longest form first; the text of a query that only filters is none.

    A word of letters is a number only if nothing else was asked for: somebody who types `ERP` wants the page of that
    system, but `ERP login fails` asks what to do about it.
    """
    if not query.words:
        return ()
    words = [word for word in query.words if len(query.words) == 1 or not word.isalpha()]
    texts = (query.text, *words, *(term for term in terms if not term.isalpha()))
    return tuple(dict.fromkeys(key for key in map(identifier_key, texts) if key))
