"""Read what a person typed into the search box.

In: any text at all, a pasted stack trace included. Out: a `Query`; nothing is ever refused, what is no operator is a
word to look for. Words are ranked, not demanded. `"exact words"` must occur as written, `+word` must occur, `-word`
must not, `facet:value` filters, and `*` at the very end completes the last word. There are no parentheses, ranges,
boosts or wildcards inside words: each of them let one query of a stock parser run for seconds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.search.analysis import terms as terms_of
from generator.search.folding import fold

LONGEST_QUERY = 200
MOST_TERMS = 32
SHORTEST_PREFIX = 3
MOST_FILTERS = 10
MOST_HITS = 50
FARTHEST_OFFSET = 1000

_QUOTES = '"“”„«»「」『』'
_PIECE = re.compile(
    rf"(?P<sign>(?<!\S)[+-](?=\S))?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))|[{_QUOTES}]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for, in folded form.

    `text` is what was typed, blanks and length put right. `terms` are ranked, each once; those of phrases and of
    demanded words are among them. `words` are the typed words whole, for comparison with identifiers. `phrases` must
    all occur literally. Of each group in `must` all terms must occur, of no group in `must_not` may all terms occur.
    `prefix` is the beginning of a term, or empty. `filters` holds the wanted values of each facet: any of a facet's
    values, all of the facets. Exclusions alone ask for nothing.
    """

    text: str
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limit: int = 20
    offset: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: no word, no phrase, no filter."""
        return not (self.terms or self.words or self.prefix or self.filters)


def parse_query(
    text: str,
    *,
    facets: Collection[str] = (),
    filters: Mapping[str, Collection[str]] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Query:
    """Return the query that `text` asks; `facets` are the names that `name:value` may filter by.

    `filters` adds filters that were chosen outside the text. Too much of anything is cut, not refused.
    """
    reading = _Reading(facets)
    for facet, values in (filters or {}).items():
        for value in values:
            reading.add_filter(facet, value)
    # A lone surrogate cannot be written in UTF-8; nobody types one, but a test of somebody's patience may.
    typed = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST_QUERY]
    folded = fold(typed)
    for match in _PIECE.finditer(folded):
        reading.add(match["sign"] or "", match["phrase"], match["word"], is_last=match.end() == len(folded))
    return reading.query(typed, limit=max(1, min(limit, MOST_HITS)), offset=max(0, min(offset, FARTHEST_OFFSET)))


class _Reading:
    """The parts of a query while it is read."""

    def __init__(self, facets: Collection[str]) -> None:
        self._facets = frozenset(facets)
        self._words: list[str] = []
        self._terms: list[str] = []
        self._phrases: list[str] = []
        self._must: list[tuple[str, ...]] = []
        self._must_not: list[tuple[str, ...]] = []
        self._prefix = ""
        self._filters: dict[str, set[str]] = {}

    def add_filter(self, facet: str, value: str) -> None:
        """Take one wanted value of a facet, as long as there is room."""
        if sum(map(len, self._filters.values())) < MOST_FILTERS:
            self._filters.setdefault(facet, set()).add(fold(value))

    def add(self, sign: str, phrase: str | None, word: str | None, *, is_last: bool) -> None:
        """Take one piece: a phrase, or a word that may turn out to be a filter; either may bear a sign."""
        facet, colon, value = (word or "").partition(":")
        if word and colon and value and not sign and facet in self._facets:
            self.add_filter(facet, value)
            return
        literal = (phrase if word is None else word) or ""
        if is_last and word and not sign and len(word) > 1 and word.endswith("*"):
            literal = literal.rstrip("*")
            # Chinese needs no completion: its pairs find any substring. Two letters would complete to half the index.
            self._prefix = literal if literal.isascii() and len(literal) >= SHORTEST_PREFIX else ""
        found = tuple(terms_of(literal))
        if sign == "-":
            self._must_not.extend([found] if found else [])
            return
        self._words.append(literal.strip())
        self._terms.extend(found)
        if phrase and phrase.strip():
            self._phrases.append(phrase.strip())
        elif sign == "+" and found:
            self._must.append(found)

    def query(self, text: str, *, limit: int, offset: int) -> Query:
        """Return all that was taken, each thing once."""
        return Query(
            text=text,
            terms=tuple(dict.fromkeys(self._terms)),
            words=tuple(word for word in dict.fromkeys(self._words) if word),
            phrases=tuple(dict.fromkeys(self._phrases)),
            must=tuple(self._must),
            must_not=tuple(self._must_not),
            prefix=self._prefix,
            filters={facet: frozenset(values) for facet, values in self._filters.items()},
            limit=limit,
            offset=offset,
        )
