"""What else to ask when hardly anything matches: what the first hit is about.

In: a query, how many documents match it and the title of the first. Out: the query whose hits go on below, or none. A
rare error code stands in one record; what helped with the same trouble under another code, its title finds.
"""

from __future__ import annotations

from generator.search.asking.query import LONGEST_QUERY, Query
from generator.search.text.analysis import terms
from generator.search.text.folding import fold

# Where fewer match, the list goes on until so many are shown.
FEW_HITS = 3
ENOUGH_HITS = 10


def about_the_first(query: Query, total: int, title: str) -> Query | None:
    """Return a query for what `title` says, if hits are few and everything else was left open.

    Whoever demands a word, filters or sorts wants just what matches.
    """
    is_narrowed = query.filters or query.since or query.until or query.sort != "relevance" or query.offset
    is_demanding = query.must or query.must_not or query.phrases or query.prefix
    if not 0 < total < FEW_HITS or is_narrowed or is_demanding or not query.words:
        return None
    said = fold(title[:LONGEST_QUERY])
    return Query(
        said, terms=tuple(dict.fromkeys(terms(said))), words=tuple(dict.fromkeys(said.split())), limit=ENOUGH_HITS
    )
