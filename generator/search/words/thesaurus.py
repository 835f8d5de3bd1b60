"""Words that stand for each other: what people say, and what records write.

In: lines as people write them: `登录, 登入, login` (all the same), `进不去, 进不来 => 登录失败` (said => written),
`密码/口令 … 不对/错了 => 密码错误` (said with other words between). Out: for a typed text, which of its parts have
other words, and which; and for its terms what is meant by those who say it in like words (`search.words.nearness`).
Compiled once, at index time, into sorted lines that are searched where they lie, so that opening an index loads no
dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from generator.search.text.analysis import pieces, terms
from generator.search.text.chinese import SMALL_PAIRS
from generator.search.text.english import STOPWORDS, stem
from generator.search.text.folding import fold
from generator.search.words.nearness import NEARNESS, Nearness, nearness_rows
from generator.search.words.sorted_lines import SortedLines

if TYPE_CHECKING:
    # A search needs no kind of record; loading one takes longer than the search.
    from generator.kinds.synonym import SynonymLine

THESAURUS_FILE = "thesaurus.txt"
LONGEST_PHRASE = 12
# How many units may stand in the gap of a phrase; what lies farther apart belongs to another sentence.
WIDEST_GAP = 16
# Within a word; one sign joins, several part.
_UNIT = re.compile(r"[^\W_]+(?:[-_.@#][^\W_]+)*")
_GAP = re.compile(r"\s*(?:…+|\.{3,})\s*")
_PLAIN_CHINESE = re.compile("[\u4e00-\u9fff]+")
_PLAIN_ENGLISH = re.compile("[a-z]+(?: [a-z]+)*")
_SAME, _WRITTEN, _GROUP, _REST = "=", ">", "#", "…"


class Unit(NamedTuple):
    """The smallest part of a text that a phrase is compared by: one Chinese character, one stemmed word, one code."""

    text: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """Return the units of a text with their places; unlike terms they keep every small word and part no pairs."""
    found = []
    for piece, start, is_run in pieces(fold(text)):
        if is_run:
            found += [Unit(sign, at, at + 1) for at, sign in enumerate(piece, start)]
        else:
            found += [_unit(match[0], start + match.start()) for match in _UNIT.finditer(piece)]
    return found


def _unit(text: str, start: int) -> Unit:
    return Unit(stem(text) if text.isascii() and text.isalpha() else text, start, start + len(text))


class Match(NamedTuple):
    """Parts of a typed text (each from one character to another) that have other words.

    `is_same` says that the words mean the same; otherwise the parts are how people talk about what the words name.
    """

    places: tuple[tuple[int, int], ...]
    others: tuple[str, ...]
    is_same: bool


class Places:
    """Parts of a text, each from one character to another; many may be asked for at once."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(set(places))
        self._firsts = [first for first, _ in ordered]
        self._farthest = list(accumulate((last for _, last in ordered), max))

    def cover(self, start: int, end: int) -> bool:
        """Whether the characters `start` to `end` lie within one of the parts."""
        before = bisect_right(self._firsts, start)
        return before > 0 and self._farthest[before - 1] >= end

    def cover_more(self, start: int, end: int) -> bool:
        """Whether they lie within a part that is longer."""
        return self.cover(start, end + 1) or self.cover(start - 1, end)


def compile_thesaurus(lines: Iterable[SynonymLine], without: Iterable[str] = ()) -> bytes:
    """Return the file that `Thesaurus` searches; words in `without` are taken out of every line."""
    dropped = {key_of(word) for word in without}
    rows: dict[str, dict[str, None]] = {}
    # Many phrases lead to the same words, or go on in the same way after a gap: each is written down once.
    groups: dict[tuple[str, ...], int] = {}
    rests: dict[tuple[str, ...], int] = {}
    told: dict[int, set[str]] = {}
    for line in lines:
        said = _without(dropped, line.said)
        # Blanks of every sort become one: a tab or a new line would part what is one word here.
        others = tuple(" ".join(fold(word).split()) for word in _without(dropped, line.written or said))
        if not others:
            continue
        number = groups.setdefault(others, len(groups))
        for phrase in said:
            parts = [[_read(one) for one in part.split("/")] for part in _parts(phrase)]
            if line.written:
                found = told.setdefault(number, set())
                found.update(*(one.terms for part in parts for one in part))
            first, *rest = (sorted({one.key for one in part} - {""}) for part in parts)
            following = tuple("/".join(part) for part in rest)
            field = f"{_WRITTEN if line.written else _SAME}{number}"
            if following:
                field += f"{_REST}{rests.setdefault(following, len(rests))}"
            for key in first:
                rows.setdefault(key, {})[field] = None
    table = {key: "\t".join(fields) for key, fields in rows.items()}
    for sign, numbered in ((_GROUP, groups), (_REST, rests)):
        table |= {f"{sign}{number}": "\t".join(words) for words, number in numbered.items()}
    table |= nearness_rows(told)
    return "".join(f"{key}\t{table[key]}\n" for key in sorted(table)).encode("utf-8")


def _without(dropped: Collection[str], words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if key_of(word) not in dropped] if dropped else words


def _parts(phrase: str) -> Sequence[str]:
    return _GAP.split(phrase) if "…" in phrase or "..." in phrase else (phrase,)


def words_in(compiled: bytes) -> Iterator[str]:
    """Yield every word that a compiled thesaurus leads to or from, as far as it is one word and no pattern."""
    for line in compiled.decode("utf-8").splitlines():
        key, *fields = line.split("\t")
        if key.startswith(_GROUP):
            yield from fields
        elif not key.startswith((_REST, NEARNESS)) and any(_REST not in field for field in fields):
            yield key.replace(" ", "")


class _Read(NamedTuple):
    """One way of saying something: its units, and its terms that tell what it is about."""

    key: str
    terms: tuple[str, ...]


# The built-in lists repeat their words, and who previews records compiles them again and again.
@lru_cache(maxsize=131_072)
def _read(text: str) -> _Read:
    folded = fold(text).strip()
    # Nearly all are plain words, and there are a hundred thousand of them.
    if _PLAIN_CHINESE.fullmatch(folded):
        return _Read(
            " ".join(folded), tuple([pair for pair in map(add, folded, folded[1:]) if pair not in SMALL_PAIRS])
        )
    if _PLAIN_ENGLISH.fullmatch(folded):
        words = folded.split()
        return _Read(" ".join(map(stem, words)), tuple([stem(word) for word in words if word not in STOPWORDS]))
    found = tuple([term for term in terms(folded) if term not in SMALL_PAIRS])
    return _Read(" ".join(unit.text for unit in units(folded)), found)


def key_of(text: str) -> str:
    """Return the units of a text with blanks between them: what phrases are compared by."""
    return _read(text).key


class Thesaurus:
    """A compiled thesaurus; safe for many threads."""

    def __init__(self, lines: SortedLines) -> None:
        self._lines = lines
        self._nearness = Nearness(lines)

    @property
    def data(self) -> bytes:
        """Return what it was compiled to."""
        return self._lines.data

    def matches(self, text: str) -> list[Match]:
        """Return every part of `text` that has other words, in the order of the text, longer parts first.

        A part within a longer one that means the same thing as a whole is left out: 服务 within 服务器.
        """
        found = list(_Matching(self._lines, text).matches())
        wholes = Places(match.places[0] for match in found if match.is_same)
        return [match for match in found if len(match.places) > 1 or not wholes.cover_more(*match.places[0])]

    def said_alike(self, asked: Sequence[str], rarity: Callable[[int, int], float]) -> list[tuple[str, float]]:
        """Return the words to which the lines lead that share the most telling terms with those `asked`.

        With each comes how near its lines are, all together; the nearest word is the first. `rarity` is that of the ranking.
        """
        scores: dict[str, float] = {}
        for number, score in self._nearness.nearest(asked, rarity):
            for word in self._lines.find(f"{_GROUP}{number}"):
                scores[word] = scores.get(word, 0.0) + score
        return sorted(scores.items(), key=lambda one: -one[1])


class _Matching:
    """Compares one text with the lines. What is looked up is remembered: who repeats a word asks for it once."""

    def __init__(self, lines: SortedLines, text: str) -> None:
        self._parts = units(text)
        self._find = cache(lines.find)
        self._has_beginning = cache(lines.has_beginning)
        self._places = cache(self._places_of)
        self._rules = cache(self._rules_of)
        self._joined = f" {' '.join(unit.text for unit in self._parts)} "
        # Where each unit, with the blank before it, begins in that.
        ends = accumulate((1 + len(unit.text) for unit in self._parts), initial=0)
        self._begins = {place: number for number, place in enumerate(ends)}
        self._offsets = [*self._begins]

    def matches(self) -> Iterator[Match]:
        """Yield all parts that have other words, those within others too."""
        for first in range(len(self._parts)):
            for last in self._possible_ends(first):
                yield from self._beginning(first, last)

    def _possible_ends(self, first: int) -> list[int]:
        """Return where keys that begin at a unit may end, the farthest first: nothing goes on as no key begins."""
        ends: list[int] = []
        for last in range(first + 1, min(len(self._parts), first + LONGEST_PHRASE) + 1):
            if not self._has_beginning(self._key(first, last)):
                break
            ends.append(last)
        return ends[::-1]

    def _beginning(self, first: int, last: int) -> Iterator[Match]:
        for is_same, wanted, others in self._rules(self._key(first, last)):
            places = self._following(last, wanted)
            if places is not None:
                yield Match((self._place(first, last), *places), others, is_same)

    def _rules_of(self, key: str) -> list[tuple[bool, Sequence[str], tuple[str, ...]]]:
        """Return what follows from a key: whether it means the same, what else must stand behind it, other words.

        Of what must stand behind it the text has everything, if perhaps not there.
        """
        rules = []
        for field in self._find(key):
            rule, _, rest = field.partition(_REST)
            wanted: Sequence[str] = self._find(_REST + rest) if rest else ()
            if all(self._places(either)[0] for either in wanted):
                words = self._find(_GROUP + rule[1:])
                others = tuple(word for word in words if rule[0] == _WRITTEN or key_of(word) != key)
                if others:
                    rules.append((rule[0] == _SAME, wanted, others))
        return rules

    def _following(self, at: int, wanted: Sequence[str]) -> list[tuple[int, int]] | None:
        """Return where the `wanted` parts follow each other from unit `at` on, or None if one is missing."""
        places = []
        for either in wanted:
            starts, lengths = self._places(either)
            next_one = bisect_left(starts, at)
            if next_one == len(starts) or starts[next_one] > at + WIDEST_GAP:
                return None
            start, at = starts[next_one], starts[next_one] + lengths[starts[next_one]]
            places.append(self._place(start, at))
        return places

    def _places_of(self, either: str) -> tuple[list[int], Mapping[int, int]]:
        """Return at which units one of the words of `either` begins, and how many units the longest one has there."""
        lengths: dict[int, int] = {}
        for word in either.split("/"):
            wanted, length = f" {word} ", word.count(" ") + 1
            place = self._joined.find(wanted)
            while place >= 0:
                number = self._begins[place]
                lengths[number] = max(length, lengths.get(number, 0))
                place = self._joined.find(wanted, place + 1)
        return sorted(lengths), lengths

    def _key(self, first: int, last: int) -> str:
        return self._joined[self._offsets[first] + 1 : self._offsets[last]]

    def _place(self, first: int, last: int) -> tuple[int, int]:
        return self._parts[first].start, self._parts[last - 1].end
