"""Find what people say in like words: the lines of the synonyms that share the most telling words with a question.

A manner of speaking that no line has is often near to several of them, and what those lead to is likely meant. In, at
index time: for each group of written words the terms of all that is said for them. Out: rows of the compiled thesaurus,
and for the terms of a question the nearest groups. That is how a text is classed by its nearest neighbours: E. Fix and
J. L. Hodges, Discriminatory analysis, 1951; how near is reckoned as by BM25 with every term counted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from generator.search.words.sorted_lines import SortedLines

# Before a term stand its groups; alone it stands before how many terms are said for each group.
NEARNESS = "~"
# A term of more than this part of all groups says nothing about any of them.
TOO_COMMON = 0.03
# How much a group's many manners of speaking speak against it.
LENGTH_PART = 0.4
# One common word is chance.
LEAST_COMMON = 2
MOST_GROUPS = 10
# What is farther away than this part of the nearest one is left out.
LEAST_PART = 0.3


def nearness_rows(said: Mapping[int, AbstractSet[str]]) -> dict[str, str]:
    """Return the rows of a compiled thesaurus: `said` are the terms of each group by its number, few and small."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, terms in said.items():
        for term in terms:
            groups[term].append(number)
    rows = {
        NEARNESS + term: "\t".join(map(str, sorted(numbers)))
        for term, numbers in groups.items()
        if len(numbers) <= max(1, TOO_COMMON * len(said))
    }
    sizes = (len(said.get(number, ())) for number in range(max(said, default=-1) + 1))
    return rows | {NEARNESS: "\t".join(map(str, sizes))}


class Nearness:
    """The rows of a compiled thesaurus; safe for many threads."""

    def __init__(self, lines: SortedLines) -> None:
        self._lines = lines

    def nearest(self, terms: Sequence[str], rarity: Callable[[int, int], float]) -> list[tuple[int, float]]:
        """Return the nearest groups with how near they are, the nearest first; none if all have less than two terms.

        `rarity` says what a term is worth of which there are so many groups and that so many of them are said with.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        common: defaultdict[int, int] = defaultdict(int)
        for numbers in self._known(terms):
            rare = round(rarity(self._groups, len(numbers)), 3)
            for number in numbers:
                scores[number] += rare / self._norms[number]
                common[number] += 1
        near = sorted((-score, number) for number, score in scores.items() if common[number] >= LEAST_COMMON)
        return [(number, -score) for score, number in near[:MOST_GROUPS] if score <= LEAST_PART * near[0][0]]

    def _known(self, terms: Sequence[str]) -> Iterator[list[int]]:
        """Yield the groups of each term that anything is said with."""
        found = (self._lines.find(NEARNESS + term) for term in dict.fromkeys(terms))
        return (list(map(int, numbers)) for numbers in found if numbers)

    @cached_property
    def _sizes(self) -> list[int]:
        return list(map(int, filter(None, self._lines.find(NEARNESS))))

    @cached_property
    def _groups(self) -> int:
        """How many groups there are of which something is said."""
        return sum(map(bool, self._sizes))

    @cached_property
    def _norms(self) -> list[float]:
        average = sum(self._sizes) / max(1, self._groups)
        return [1 - LENGTH_PART + LENGTH_PART * size / average for size in self._sizes]
