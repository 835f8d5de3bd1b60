"""Procedures stand before the incidents that they came from; what is worth more than was counted rises in its group."""

import pytest

from generator.search.counting.document_sets import set_of
from generator.search.counting.ordering import Ordering, Ranked, lifted
from generator.search.counting.plan import Plan
from generator.search.counting.ranking import Lane
from generator.search.counting.scoring import Scorer
from generator.search.counting.scoring_plain import PlainCounting
from tests.search.counting.test_scoring import Collection

# Order of relevance, procedures by the incident that they came from, order shown.
CASES = [
    ([1, 2, 3], {}, [1, 2, 3]),
    ([1, 2, 9], {2: [9]}, [1, 9, 2]),
    ([9, 1, 2], {2: [9]}, [9, 1, 2]),
    ([1, 2, 9], {1: [9], 2: [9]}, [9, 1, 2]),
    ([1, 2, 3], {2: [9]}, [1, 9, 2]),
    ([1, 2, 8, 9], {1: [8, 9]}, [8, 9, 1, 2]),
]


@pytest.mark.parametrize(("order", "procedures", "shown"), CASES)
def test_procedures_come_first(order: list[int], procedures: dict[int, list[int]], shown: list[int]) -> None:
    """A procedure is lifted to the best of its incidents, even from another page, and never lowered."""

    def ranked(numbers: list[int]) -> list[Ranked]:
        return [Ranked(number, 0.0, Lane.TEXT) for number in numbers]

    found = lifted(ranked(order), lambda number: ranked(procedures.get(number, [])))
    assert [one.number for one in found] == shown


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({2: 1.5}, [2, 1, 3, 4, 5]),
        ({4: 9.0}, [1, 2, 4, 3, 5]),
        ({2: 1.0, 3: 9.0, 5: 9.0}, [1, 2, 3, 4, 5]),
    ],
)
def test_nobody_rises_out_of_his_group(more: dict[int, float], shown: list[int]) -> None:
    """A code comes before all texts, what is void after them, whatever else they are worth; equal ones stay."""
    collection = Collection([{}] * 6)
    matches = Scorer(collection, PlainCounting(collection)).matches(Plan())
    ordering = Ordering(PlainCounting(collection), collection, matches)
    lanes = {1: Lane.CODE_IN_TEXT, 2: Lane.CODE_IN_TEXT}
    ranked = [Ranked(number, 7.0 - number, lanes.get(number, Lane.TEXT)) for number in (1, 2, 3, 4, 5)]

    assert collection.obsolete == set_of([0, 5], 6)
    assert [one.number for one in ordering.raised(ranked, [more.get(one.number, 0.0) for one in ranked])] == shown
