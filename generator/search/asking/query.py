"""Read what a person typed into the search box.

In: any text at all, a pasted stack trace included. Out: a `Query`; nothing is ever refused, what is no operator is a
word to look for. Words are ranked, not demanded. `"exact words"` must occur as written, `+word` must occur, `-word`
must not, `facet:value,value` filters, as do `date:2024-01..2024-06` and `sev>=S2` (see `search.asking.query_filters`), and
`*` at the very end completes the last word. Signs of full width count as those of half width. There are no
parentheses, wildcards, ranges of words or boosts: each of them let one query of a stock parser run for seconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.search.asking.query_filters import FilterReading, day_of
from generator.search.text.analysis import terms as terms_of
from generator.search.text.folding import fold

LONGEST_QUERY = 200
MOST_TERMS = 32
SHORTEST_PREFIX = 3
MOST_FILTERS = 10
MOST_HITS = 50
FARTHEST_OFFSET = 1000
SORTS = ("relevance", "newest", "oldest", "severity")
# What follows is not even looked at, so that a pasted novel takes no time.
_LONGEST_INPUT = 10_000

_QUOTES = '"“”„‟«»「」『』〝〞〟'
# Signs that part words in a Chinese sentence without blanks; `;` and `,` of half width may be within a code.
_PARTING = "，、；"
_PIECE = re.compile(
    rf"(?P<sign>(?<![^\s{_PARTING}])[+-](?=[^\s{_PARTING}]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|‘(?P<single>[^‘’]*)’|(?P<word>[^\s{_QUOTES}{_PARTING}]+))"
)
# Signs of full width that mean something here; all others are folded with the words, the parting ones are kept.
_HALF_WIDTH = str.maketrans("：＋－＂＊＞＜＝．", ':+-"*><=.')


class Query(NamedTuple):
    """What to look for, in folded form.

    `text` is what was typed, blanks and length put right. `terms` are ranked, each once; those of phrases and of
    demanded words are among them. `words` are the typed words whole, for comparison with identifiers. `phrases` must
    all occur literally. Of each group in `must` all terms must occur, of no group in `must_not` may all terms occur.
    `prefix` is the beginning of a term, or empty. `filters` holds the wanted values of each facet: any of a facet's
    values, all of the facets. `since` and `until` are ISO dates, both included, or empty; a document without a date is
    within no range. `sort` is one of SORTS. `is_cut` says that more was typed than is looked at, `unread` holds the
    words that name something to filter by but nothing that it can be; they are words to look for, too. Exclusions alone
    ask for nothing.
    """

    text: str
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""
    filters: Mapping[str, frozenset[str]] = MappingProxyType({})
    since: str = ""
    until: str = ""
    sort: str = SORTS[0]
    limit: int = 20
    offset: int = 0
    is_cut: bool = False
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: no word, no phrase, no filter."""
        return not (self.terms or self.words or self.prefix or self.is_narrowed)

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides words decides what is found: a filter or a range of days."""
        return bool(self.filters or self.since or self.until)


def parse_query(
    text: str,
    *,
    facets: Collection[str] = (),
    filters: Mapping[str, Collection[str]] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    since: str = "",
    until: str = "",
    sort: str = SORTS[0],
    limit: int = 20,
    offset: int = 0,
) -> Query:
    """Return the query that `text` asks; `facets` are the names that `name:value` may filter by.

    `filters`, `since` and `until` (a day, month or year) add what was chosen outside of the text. `labels` are what
    people read for the values of facets: with them a value may be given as people call it. Too much of anything is
    cut, and what cannot be read is passed over; nothing is refused.
    """
    narrowing = FilterReading(facets, labels or {}, MOST_FILTERS)
    for facet, values in (filters or {}).items():
        for value in values:
            narrowing.add(facet, value)
    narrowing.between(day_of(since), day_of(until, last=True))
    typed, is_cut = _cleaned(text)
    reading = _Reading(narrowing)
    folded = "".join(
        sign if sign in _PARTING else folded
        for sign, folded in zip(typed, fold(typed.translate(_HALF_WIDTH)), strict=True)
    )
    for match in _PIECE.finditer(folded):
        phrase = match["phrase"] if match["single"] is None else match["single"]
        goes_on = match.start() > 0 and folded[match.start() - 1] in _PARTING
        reading.add(match["sign"] or "", phrase, match["word"], goes_on=goes_on, is_last=match.end() == len(folded))
    return Query(
        text=typed,
        terms=tuple(dict.fromkeys(reading.terms)),
        words=tuple(word for word in dict.fromkeys(reading.words) if word),
        phrases=tuple(dict.fromkeys(reading.phrases)),
        must=tuple(dict.fromkeys(reading.must)),
        must_not=tuple(dict.fromkeys(reading.must_not)),
        prefix=reading.prefix,
        filters=narrowing.filters,
        since=narrowing.since,
        until=narrowing.until,
        sort=sort if sort in SORTS else SORTS[0],
        limit=max(1, min(limit, MOST_HITS)),
        offset=max(0, min(offset, FARTHEST_OFFSET)),
        is_cut=is_cut or narrowing.is_cut,
        unread=tuple(dict.fromkeys(narrowing.unread)),
    )


def _cleaned(text: str) -> tuple[str, bool]:
    """Return what was typed with single blanks and no sign that cannot be shown, and whether it had to be cut."""
    # A lone surrogate cannot be written in UTF-8; nobody types one, but a test of somebody's patience may.
    written = text[:_LONGEST_INPUT].encode("utf-8", "replace").decode("utf-8")
    typed = " ".join("".join(sign if sign.isprintable() else _instead(sign) for sign in written).split())
    return typed[:LONGEST_QUERY].rstrip(), len(typed) > LONGEST_QUERY or len(text) > _LONGEST_INPUT


def _instead(sign: str) -> str:
    """Return what to read for a sign that cannot be shown: copied text hides marks without width within words."""
    return "" if unicodedata.category(sign) == "Cf" else " "


class _Reading:
    """The words of a query while it is read; what narrows is handed on."""

    def __init__(self, narrowing: FilterReading) -> None:
        self._narrowing = narrowing
        self.words: list[str] = []
        self.terms: list[str] = []
        self.phrases: list[str] = []
        self.must: list[tuple[str, ...]] = []
        self.must_not: list[tuple[str, ...]] = []
        self.prefix = ""

    def add(self, sign: str, phrase: str | None, word: str | None, *, goes_on: bool, is_last: bool) -> None:
        """Take one piece: a phrase, or a word that may turn out to be a filter; either may bear a sign.

        It `goes_on` directly after the piece before it and a comma, and may be one more value of a filter.
        """
        if word and not sign and self._narrowing.take(word, goes_on=goes_on):
            return
        literal = (phrase if word is None else word) or ""
        if is_last and word and not sign and len(word) > 1 and word.endswith("*"):
            literal = literal.rstrip("*")
            # Chinese needs no completion: its pairs find any substring. Two letters would complete to half the index.
            self.prefix = literal if literal.isascii() and len(literal) >= SHORTEST_PREFIX else ""
        found = tuple(terms_of(literal))
        if sign == "-":
            self.must_not.extend([found] if found else [])
            return
        self.words.append(literal.strip())
        self.terms.extend(found)
        if phrase and phrase.strip():
            self.phrases.append(phrase.strip())
        elif sign == "+" and found:
            self.must.append(found)
