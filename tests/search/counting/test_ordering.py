"""Procedures stand before the incidents that they came from."""

import pytest

from generator.search.counting.ordering import Ranked, lifted
from generator.search.counting.ranking import Lane

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
