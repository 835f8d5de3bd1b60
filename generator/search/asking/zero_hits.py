"""Queries that found nothing: what to keep of them, and which synonyms would have helped.

In: queries with their days, and the words that the organization knows. Out: lines of a log that holds no person (long
numbers and addresses are masked, nobody's name or machine is known), the queries by how often they were asked, and for
each a line for `kb/synonyms.yml` to be judged by somebody who knows what was meant.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import log

from generator.search.asking.query import Query
from generator.search.text.analysis import is_chinese
from generator.search.text.folding import fold

MOST_LINES = 3000
LONGEST_LOGGED = 200
MOST_WORDS = 4
LEAST_LIKENESS = 0.3
SAME_SOUND = 0.8
LEAST_SPELLING = 0.7
MASK = "*"
_PERSONAL = re.compile(r"(?<![\w-])[+(]?\d(?:[ \-.()/]{0,2}\d){6,}[xX]?(?![\w-])|\S+@\S*")
_WORD_OF_LETTERS = re.compile(r"[a-z0-9]{2,}")
# What parts words, sides and gaps of a line of synonyms.
_SIGNS = re.compile(r"[,，、;；/…#]+|\.{3,}|=>|->|[⇒→]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A query that found nothing: how often, and on which day for the last time."""

    query: str
    count: int
    last: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A gap with the known words nearest to it; there may be none."""

    gap: Gap
    words: tuple[str, ...]

    @property
    def line(self) -> str:
        """The line for `kb/synonyms.yml`; without known words a question mark stands for what was meant."""
        said = " ".join(_SIGNS.sub(" ", self.gap.query).split())
        return f"{said} => {', '.join(self.words) or '?'}"


def masked(query: str) -> str:
    """Return a query without what may be a person's: long numbers and mail addresses, also while they are typed."""
    line = "".join(sign if sign.isprintable() else " " for sign in " ".join(query.split())[:LONGEST_LOGGED])
    # Full-width digits are digits too; folding keeps every place.
    for match in reversed(list(_PERSONAL.finditer(fold(line)))):
        line = line[: match.start()] + MASK + line[match.end() :]
    return line.strip()


def line_of(query: str, day: str, count: int = 1) -> str:
    """Return the line of the log for a query, or "" where nothing of it may be kept."""
    kept = masked(query)
    if not kept.strip(f"{MASK} "):
        return ""
    return json.dumps({"query": kept, "day": day, "count": count}, ensure_ascii=False) + "\n"


def compacted(text: str, most: int = MOST_LINES) -> str:
    """Return a log with one line for each query and day, the newest `most` of them."""
    counts: Counter[tuple[str, str]] = Counter()
    for query, day, count in _rows(text):
        counts[query, day] += count
    newest = sorted(counts, key=lambda row: row[1])[-most:]
    return "".join(line_of(query, day, counts[query, day]) for query, day in newest)


def collected(text: str) -> tuple[Gap, ...]:
    """Return the queries of a log, the most frequent first.

    A search page asks while somebody types, so what is the beginning of another query of the same day is left out.
    """
    days: dict[str, set[str]] = defaultdict(set)
    counts: Counter[tuple[str, str]] = Counter()
    spelt: dict[str, str] = {}
    for query, day, count in _rows(text):
        key = fold(query)
        spelt.setdefault(key, query)
        days[day].add(key)
        counts[key, day] += count
    gaps: dict[str, Gap] = {}
    for day in sorted(days):
        for key in _finished(days[day]):
            before = gaps[key].count if key in gaps else 0
            gaps[key] = Gap(spelt[key], before + counts[key, day], day)
    return tuple(sorted(gaps.values(), key=lambda gap: (-gap.count, gap.query)))


def _finished(queries: Iterable[str]) -> Iterator[str]:
    ordered = sorted(queries)
    for query, following in zip(ordered, [*ordered[1:], ""], strict=True):
        if not following.startswith(query):
            yield query


def _rows(text: str) -> Iterator[tuple[str, str, int]]:
    for line in text.splitlines():
        try:
            row = json.loads(line)
            query, day, count = row["query"], row["day"], row["count"]
        except (ValueError, TypeError, KeyError):
            continue  # a line that was cut off by a full disk
        if isinstance(query, str) and isinstance(day, str) and isinstance(count, int):
            yield query, day, count


class KnownWords:
    """The words that records and synonyms use, to be found by what they share with others.

    `sounds` returns the pinyin of a Chinese word, one syllable a character.
    """

    def __init__(self, words: Iterable[str], sounds: Callable[[str], list[str]]) -> None:
        self._words = list(dict.fromkeys(word for word in words if word.strip()))
        self._sounds = sounds
        self._parts = [(_signs(word), _syllables(word, sounds)) for word in self._words]
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, (signs, syllables) in enumerate(self._parts):
            for part in signs | syllables:
                self._having[part].append(number)

    def near(self, query: str, most: int = MOST_WORDS) -> tuple[str, ...]:
        """Return the words that share most with a query, rare characters counting more than frequent ones."""
        signs, syllables = _signs(query), _syllables(query, self._sounds)
        scores: list[tuple[float, str]] = []
        for number in {number for part in signs | syllables for number in self._having.get(part, ())}:
            its_signs, its_syllables = self._parts[number]
            likeness = max(
                self._likeness(signs, its_signs), SAME_SOUND * self._likeness(syllables | signs, its_syllables)
            )
            if likeness >= LEAST_LIKENESS:
                scores.append((likeness, self._words[number]))
        scores += ((ratio, word) for word, ratio in self._spelt_like(query))
        best = sorted(scores, key=lambda one: (-one[0], one[1]))
        return tuple(dict.fromkeys(word for _, word in best if fold(word) != fold(query)))[:most]

    def _likeness(self, mine: frozenset[str], its: frozenset[str]) -> float:
        """Return how much of the shorter one is found again, and how much both are the same, from 0 to 1."""
        shared = self._weight(mine & its)
        whole, other = self._weight(mine), self._weight(its)
        return (shared / min(whole, other) + 2 * shared / (whole + other)) / 2 if shared else 0.0

    def _weight(self, parts: Iterable[str]) -> float:
        return sum(log(2 + len(self._words) / (1 + len(self._having.get(part, ())))) for part in parts)

    def _spelt_like(self, query: str) -> Iterator[tuple[str, float]]:
        wanted = fold(query)
        if not wanted.isascii():
            return
        matcher = SequenceMatcher(b=wanted)
        for word in self._words:
            if word.isascii() and abs(len(word) - len(wanted)) <= max(2, len(wanted) // 3):
                matcher.set_seq1(fold(word))
                if matcher.quick_ratio() >= LEAST_SPELLING and (ratio := matcher.ratio()) >= LEAST_SPELLING:
                    yield word, ratio


def proposals(gaps: Iterable[Gap], known: KnownWords) -> tuple[Proposal, ...]:
    """Return each gap with the words that were perhaps meant."""
    return tuple(Proposal(gap, known.near(gap.query)) for gap in gaps)


def tells_of_a_gap(query: Query) -> bool:
    """Whether a query without a hit says that a word is missing; one that was narrowed asked for too much."""
    is_plain = not (query.phrases or query.must or query.must_not or query.is_narrowed)
    return is_plain and bool(query.words) and not query.offset


def _signs(text: str) -> frozenset[str]:
    """Return what is compared by its look: Chinese characters, and words of letters."""
    folded = fold(text)
    return frozenset((*filter(is_chinese, folded), *_WORD_OF_LETTERS.findall(folded)))


def _syllables(text: str, sounds: Callable[[str], list[str]]) -> frozenset[str]:
    """Return what is compared by its sound: pairs of syllables, and the whole word as it would be written in letters."""
    chinese = "".join(filter(is_chinese, fold(text)))
    if len(chinese) < 2:
        return frozenset()
    syllables = sounds(chinese)
    return frozenset((*(f"{first}'{second}" for first, second in pairwise(syllables)), "".join(syllables)))
