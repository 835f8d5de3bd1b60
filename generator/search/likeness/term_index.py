"""A small index in memory: which texts have which terms, and what that is worth.

In: the terms of each text with their numbers. Out: scores by place of the text. For a few thousand short texts that
are compared with each other once, as for the pages of a build; what people search lies in an engine's index.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from generator.search.counting.ranking import impact, length_norm, rarity
from generator.search.text.analysis import is_chinese
from generator.search.words.company import Company, company_of
from generator.search.words.sorted_lines import SortedLines

# Postings read for one question, from the rarest term on: thousands of like texts do not make it slow.
MOST_POSTINGS = 1000


class TermIndex:
    """Terms are numbers here, counted from 0 in the order of their first occurrence, as are the places of texts."""

    def __init__(self, texts: Iterable[Mapping[str, int]], most: int) -> None:
        """Index `texts`; a term that more than `most` of them have is worth nothing."""
        self._numbers: dict[str, int] = {}
        self._texts: list[array[int]] = []
        having = array("L")
        for counts in texts:
            row = array("L")
            for term, count in counts.items():
                number = self._numbers.setdefault(term, len(having))
                if number == len(having):
                    having.append(0)
                having[number] += 1
                row.extend((number, count))
            self._texts.append(row)
        self._words = list(self._numbers)
        self._having = having
        self._worth = [rarity(len(self._texts), one) if one <= most else 0.0 for one in having]
        self._worth_if_shared = [worth if one > 1 else 0.0 for worth, one in zip(self._worth, having, strict=True)]
        # A row for each term: the texts that have it, and beside each what its occurrences there are worth.
        self._places = [array("L") for _ in self._words]
        self._impacts = [array("d") for _ in self._words]
        self._invert()

    def _invert(self) -> None:
        lengths = [sum(row[1::2]) for row in self._texts]
        average = sum(lengths) / max(len(lengths), 1)
        for place, row in enumerate(self._texts):
            norm = length_norm(lengths[place], average)
            # Nearly every count is 1 or 2, so each is worked out once for a text.
            impacts = {count: impact(count, norm) for count in set(row[1::2])}
            for number, count in _pairs(row):
                worth = self._worth[number]
                if worth:
                    self._places[number].append(place)
                    self._impacts[number].append(worth * impacts[count])

    def worth(self, number: int) -> float:
        """Return the rarity of a term, or 0 for one that too many texts have."""
        return self._worth[number]

    def worth_if_shared(self, number: int) -> float:
        """Return the same for a term that at least two texts have, else 0."""
        return self._worth_if_shared[number]

    def company(self, pair: str) -> float:
        """Return how much two Chinese characters keep company in the texts, from 0 to 1 (`Lexicon.company`)."""
        number = self._numbers.get(pair)
        return self._company.of(pair, self._having[number]) if number is not None else 0.0

    @cached_property
    def _company(self) -> Company:
        counts = zip(self._words, self._having, strict=True)
        pairs = ((word, having) for word, having in counts if len(word) == 2 and is_chinese(word))
        return Company(SortedLines(company_of(pairs)))

    def terms_of(self, place: int) -> Iterator[tuple[int, int]]:
        """Return the terms of an indexed text with their occurrences."""
        return _pairs(self._texts[place])

    def known(self, counts: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Return those terms of any text that the index knows."""
        return ((self._numbers[term], count) for term, count in counts.items() if term in self._numbers)

    def scores(self, keys: Sequence[int]) -> dict[int, float]:
        """Return the score of each text that has one of the terms `keys`, by its place; the rarest terms come first."""
        scores: dict[int, float] = {}
        left = MOST_POSTINGS
        for number in sorted(keys, key=lambda one: (-self._worth[one], one)):
            places = self._places[number]
            left -= len(places)
            if left < 0 and scores:
                break
            for place, worth in zip(places, self._impacts[number], strict=True):
                scores[place] = scores.get(place, 0.0) + worth
        return scores

    def shared(self, keys: Iterable[int], place: int) -> list[str]:
        """Return those of the terms `keys` that the text at `place` has, as words."""
        found = []
        for number in keys:
            places = self._places[number]
            at = bisect_left(places, place)
            if at < len(places) and places[at] == place:
                found.append(self._words[number])
        return found


def _pairs(row: array[int]) -> Iterator[tuple[int, int]]:
    return zip(row[::2], row[1::2], strict=True)
