"""Find the few documents that may be among the best, without looking at each that matches.

In: the clauses of a question with what they find, and a set of documents. Out: exact scores of some of these, the best
among them for certain. A clause knows for each document a level from 1 to LEVELS, a bound of what it is worth there.
Levels of all clauses are added up for all documents at once (`search.counting.sums`); exact scores are reckoned for the
documents with the highest bounds, and then for as many as may still come up to the best of those: of 500,000 places at
which a question's words stand, a hundred are looked at. To leave out whoever cannot win by such a bound, and yet miss
nobody, is from H. Turtle and J. Flood, Query evaluation: strategies and optimizations, 1995.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import nlargest

from generator.search.counting.document_sets import numbers_in, set_of
from generator.search.counting.scoring import Counting, Weighted, scores
from generator.search.counting.sums import Sums

LEVEL_DIGITS = 4
LEVELS = (1 << LEVEL_DIGITS) - 1
# Scores are compared after rounding to six digits; what is within this much of the worst winner is still looked at.
_MARGIN = 1e-5
# Of so few documents it is quicker to reckon all.
_FEW = 48
# The amount of the weightiest clause: exact enough, and few digits to add.
_GREATEST_AMOUNT = 31
# How many times the wanted documents are reckoned first, and how many times as many then.
_FIRST, _GROWTH = 2, 4


def promising(counting: Counting, clauses: Sequence[Weighted], group: int, wanted: int) -> dict[int, float]:
    """Return the exact scores of documents of `group` among which the `wanted` best and all their equals certainly are."""
    if group.bit_count() <= max(_FEW, wanted):
        return _scored(counting, clauses, numbers_in(group))
    bounds, unit = _bounds(clauses)
    scored: dict[int, float] = {}
    count, floor = _FIRST * wanted, 0.0
    while group:
        # Many may have the same bound; any of them will do to begin with.
        chosen = numbers_in(bounds.best(count, group))[: 2 * count]
        scored |= _scored(counting, clauses, chosen)
        group &= ~set_of(chosen, group.bit_length())
        if len(scored) >= wanted:
            floor = nlargest(wanted, scored.values())[-1] - _MARGIN
            group = bounds.at_least(max(0, int(floor / unit)), group)
        count *= _GROWTH
    return {number: score for number, score in scored.items() if score >= floor}


def level_factor(highest: float) -> float:
    """Return by what to multiply a value, up to `highest`, for the level below its own: 0 to LEVELS - 1."""
    return LEVELS / highest * (1 - 1e-9)


def _bounds(clauses: Sequence[Weighted]) -> tuple[Sums, float]:
    """Return for each document a number which, times the unit that comes with it, its score does not exceed."""
    unit = max(one.highest for one in clauses) / (LEVELS * _GREATEST_AMOUNT)
    sums = Sums()
    for one in clauses:
        sums.add_levels(math.ceil(one.highest / LEVELS / unit), one.worth.levels)
    return sums, unit


def _scored(counting: Counting, clauses: Sequence[Weighted], numbers: Sequence[int]) -> dict[int, float]:
    return dict(zip(numbers, scores(counting, clauses, numbers), strict=True))
