"""What to offer while somebody types: records first, then words; and what is near when nothing is found.

In: the beginning of a query, the words of an index (`Lexicon`), its records by id and title (`Titles`) and the
`Thesaurus`. Out: `Suggestion`s, best first: records whose id begins with what is typed, records whose titles have all
its words, then words of the index that go on from the last one, mean the same, or sound like it. Nothing is offered
that a search would not find. Every step reads a few dozen entries of a dictionary, however many documents there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.search.asking.guessing import meant
from generator.search.asking.spelling import slips
from generator.search.counting.identifiers import identifier_key
from generator.search.text.analysis import Token, is_chinese, is_code, terms, tokens
from generator.search.text.english import stem
from generator.search.text.folding import fold
from generator.search.words.lexicon import Lexicon

if TYPE_CHECKING:
    from generator.search.words.thesaurus import Match

RECORD, WORD = "record", "word"
MOST_SUGGESTIONS = 20
LONGEST_TYPED = 60
SHORTEST_ID = 2
SHORTEST_WORD = 2
# So many places are kept for words, if there are any.
PLACES_FOR_WORDS = 3
MOST_COMPLETIONS = 64
# Of a long text so many different terms are looked at when nothing was found.
MOST_NEAR = 8
# A pair of characters that keeps less company lies across the border of two words.
LEAST_COMPANY = 0.06
# No English word ends so: `oracl`, `archiv`, `replac`.
_LOST_E = re.compile(r"(?:[bcdgkptz]l|[vz]|[aeu]c|nc|[dr]g|[aeu]us)$")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box: a record to go to (with `id` and `url`), or a text to search for."""

    text: str
    kind: str = WORD
    id: str = ""
    url: str = ""


class Titled(NamedTuple):
    """A document as lists show it."""

    id: str
    title: str
    url: str


class Titles(Protocol):
    """The documents of an index by id and title. What is obsolete comes last, or not at all."""

    def with_id(self, beginning: str, limit: int) -> Sequence[Titled]:
        """Return up to `limit` documents whose `identifier_key(id)` begins so, in the order of their ids."""

    def with_terms(self, groups: Sequence[Collection[str]], limit: int) -> Sequence[Titled]:
        """Return up to `limit` documents whose titles have at least one term of every group, the newest first."""


class Synonyms(Protocol):
    """The part of `Thesaurus` that is needed here."""

    def matches(self, text: str) -> Sequence[Match]:
        """Return every part of `text` that has other words."""


def suggest_from(
    typed: str, lexicon: Lexicon, titles: Titles, synonyms: Synonyms, limit: int = 8
) -> tuple[Suggestion, ...]:
    """Return up to `limit` suggestions for a text that is still being typed."""
    shown = " ".join(typed[: LONGEST_TYPED * 4].split())[:LONGEST_TYPED].rstrip()
    text = fold(shown)
    limit = max(1, min(limit, MOST_SUGGESTIONS))
    if not text:
        return ()
    read_as = meant(text, lexicon, synonyms.matches).text
    records = _records(text, read_as, lexicon, titles, limit)
    for_words = max(limit - len(records), min(PLACES_FOR_WORDS, limit - 1))
    known = {fold(one.id) for one in records}
    offered = _words(shown, text, read_as, lexicon, titles, synonyms)
    words = list(islice((one for one in offered if fold(one.text) not in known), for_words))
    if not records and not words:
        words = [Suggestion(word) for word in near(text, lexicon, titles, limit)]
    return (*records[: limit - len(words)], *words)


def near(text: str, lexicon: Lexicon, titles: Titles, limit: int = 8) -> tuple[str, ...]:
    """Return words of the index near those of a folded text that it does not have: misspelt, or with the same beginning.

    Each word of the text has its turn, so that one of them does not take all places.
    """
    typed = list({token.text: token for token in tokens(text)}.values())[:MOST_NEAR]
    turns = [_near_word(token, text[token.start : token.end], lexicon, titles) for token in typed]
    found: dict[str, None] = {}
    while turns and len(found) < limit:
        turns = [turn for turn in turns if (word := next(turn, None)) is not None and (found.setdefault(word), True)]
    return tuple(found)[:limit]


def _records(text: str, read_as: str, lexicon: Lexicon, titles: Titles, limit: int) -> list[Suggestion]:
    found: dict[str, Titled] = {}
    if len(text) >= SHORTEST_ID:
        found |= {one.id: one for one in titles.with_id(identifier_key(text), limit)}
    for way in dict.fromkeys((text, read_as)):
        if len(found) < limit and (groups := _groups(way, lexicon)):
            found |= {one.id: one for one in titles.with_terms(groups, limit) if one.id not in found}
    return [Suggestion(one.title, RECORD, one.id, one.url) for one in islice(found.values(), limit)]


def _groups(text: str, lexicon: Lexicon) -> list[Collection[str]]:
    """Return the terms that a title must have; the last word may still be unfinished."""
    typed = tokens(text)
    groups: list[Collection[str]] = [(token.text,) for token in typed]
    if typed and typed[-1].end == len(text):
        groups[-1] = (typed[-1].text, *_going_on(typed[-1], text, lexicon))
    return groups


def _going_on(last: Token, text: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the terms of the index that go on from the last word; whole Chinese pairs find longer words already."""
    word = text[last.start : last.end]
    if is_chinese(last.text):
        pairs = lexicon.completions(word, MOST_COMPLETIONS) if len(word) == 1 else ()
        return [pair for pair in pairs if len(pair) == 2]
    return lexicon.completions(word, MOST_COMPLETIONS) if len(word) >= SHORTEST_WORD else ()


def _words(
    shown: str, text: str, read_as: str, lexicon: Lexicon, titles: Titles, synonyms: Synonyms
) -> Iterator[Suggestion]:
    seen = {text}
    # One after the other, as each of them costs look-ups that are often not needed any more.
    ways = (
        _read(text, read_as),
        _finished(shown, text, lexicon, titles),
        _in_other_words(shown, text, lexicon, synonyms),
    )
    for word in chain.from_iterable(ways):
        if fold(word) not in seen:
            seen.add(fold(word))
            yield Suggestion(word)


def _read(text: str, read_as: str) -> Iterable[str]:
    return (read_as,) if read_as != text else ()


def _finished(shown: str, text: str, lexicon: Lexicon, titles: Titles) -> Iterator[str]:
    """Yield the text with its last word finished, the most frequent words first."""
    typed = tokens(text)
    if not typed or typed[-1].end != len(text):
        return
    last = typed[-1]
    for term in _by_frequency(_going_on(last, text, lexicon), lexicon):
        yield shown[: last.start] + written(term, titles)


def _in_other_words(shown: str, text: str, lexicon: Lexicon, synonyms: Synonyms) -> Iterator[str]:
    """Yield the text with a word of it replaced by another one that the index has.

    A part of an unbroken Chinese run is left alone: `log in失` is no text that anybody would search for.
    """
    for match in synonyms.matches(text):
        start, end = match.places[0]
        if len(match.places) > 1 or text[:start].strip() == text[:start] != "" or text[end : end + 1].strip():
            continue
        for other in match.others:
            found = terms(other)
            if found and all(map(lexicon.frequency, found)):
                yield shown[:start] + other + shown[end:]


def _near_word(token: Token, word: str, lexicon: Lexicon, titles: Titles) -> Iterator[str]:
    """Yield words near one word, the nearest first."""
    if is_chinese(token.text):
        for character in token.text:
            pairs = [pair for pair in lexicon.completions(character, MOST_COMPLETIONS) if len(pair) == 2]
            yield from islice(_by_frequency(pairs, lexicon), 3)
        return
    for term in slips(word, lexicon, 3):
        yield written(term, titles)
    for length in range(len(word) - 1, SHORTEST_WORD, -1):
        for term in islice(_by_frequency(lexicon.completions(word[:length], MOST_COMPLETIONS), lexicon), 5):
            yield written(term, titles)


def _by_frequency(found: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return terms by the number of their documents; pairs of characters that are no word are left out."""
    words = [term for term in found if not is_chinese(term) or lexicon.company(term) >= LEAST_COMPANY]
    return sorted(words, key=lambda term: (-lexicon.frequency(term), term))


def written(term: str, titles: Titles) -> str:
    """Return a term as people write it: an index knows stems (`databas`), a title has the word (`database`)."""
    if is_code(term) and "@" not in term:
        return term.upper()
    if not (term.isascii() and term.isalpha()):
        return term
    for one in titles.with_terms([(term,)], 1):
        for word in _LETTERS.findall(one.title):
            if stem(fold(word)) == term:
                return word if word.isupper() else fold(word)
    likely = term[:-1] + "y" if term.endswith("i") else term + "e" * bool(_LOST_E.search(term))
    return next((word for word in (likely, *(term + end for end in ("", "e", "s", "es"))) if stem(word) == term), term)
