"""Filter and count by facets.

In: the facet values of each match. Out: whether it passes, and how many matches have each value. Matches share few
combinations of values, so each combination is judged once, however many documents have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from generator.search.folding import fold

Facets = tuple[tuple[str, tuple[str, ...]], ...]
Filters = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many documents found have a value of a facet."""

    value: str
    count: int


def packed(facets: Mapping[str, Iterable[str]]) -> Facets:
    """Return facets as a value that can be compared and counted: sorted by name, empty ones left out."""
    named = ((name, tuple(values)) for name, values in sorted(facets.items()))
    return tuple((name, values) for name, values in named if values)


def passes(facets: Facets, filters: Filters) -> bool:
    """Whether a document has one of the wanted (folded) values of every filtered facet."""
    return not filters or not _missed(facets, filters)


def count_facets(matches: Iterable[Facets], filters: Filters) -> dict[str, tuple[FacetCount, ...]]:
    """Return the values of each facet among `matches`, most frequent first.

    A match counts for a facet if it passes the filters of all other facets: choosing a value must not make the other
    values of its facet vanish.
    """
    counts: dict[str, Counter[str]] = {}
    for facets, number in Counter(matches).items():
        missed = _missed(facets, filters)
        for name, values in facets:
            counts.setdefault(name, Counter())
            if not missed or missed == [name]:
                counts[name].update(dict.fromkeys(values, number))
    return {
        name: tuple(
            FacetCount(value, number) for value, number in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        )
        for name, found in sorted(counts.items())
    }


def _missed(facets: Facets, filters: Filters) -> list[str]:
    values = dict(facets)
    return [
        name for name, wanted in filters.items() if not any(fold(value) in wanted for value in values.get(name, ()))
    ]
