"""Sums of all documents at once are the sums of each."""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from generator.search.counting.document_sets import numbers_in, set_of
from generator.search.counting.sums import Sums, reaching

SIZE = 200
sets = st.frozensets(st.integers(0, SIZE - 1), max_size=60)
levelled = st.dictionaries(st.integers(0, SIZE - 1), st.integers(1, 15), max_size=60)


@given(
    additions=st.lists(st.tuples(st.integers(0, 40), levelled), max_size=6),
    plain=st.lists(st.tuples(st.integers(0, 1000), sets), max_size=3),
    among=sets,
    demand=st.integers(0, 700),
    wanted=st.integers(1, 20),
)
def test_sums(
    additions: list[tuple[int, dict[int, int]]],
    plain: list[tuple[int, frozenset[int]]],
    among: frozenset[int],
    demand: int,
    wanted: int,
) -> None:
    """The highest, those with enough and the best are what one document after the other would say."""
    sums, expected = Sums(), Counter(dict.fromkeys(among, 0))
    for amount, levels in additions:
        ordered = dict(sorted(levels.items()))
        sums.add_levels(
            amount, [set_of([one for one in ordered if ordered[one] >> digit & 1], SIZE) for digit in range(4)]
        )
        expected.update({number: amount * level for number, level in levels.items()})
    for amount, numbers in plain:
        sums.add(amount, set_of(sorted(numbers), SIZE))
        expected.update(dict.fromkeys(numbers, amount))
    group = set_of(sorted(among), SIZE)
    assert sums.highest(group) == max((expected[number] for number in among), default=0)
    assert set(numbers_in(sums.at_least(demand, group))) == {number for number in among if expected[number] >= demand}
    best = numbers_in(sums.best(wanted, group))
    assert len(best) >= min(wanted, len(among))
    assert min((expected[number] for number in best), default=0) >= max(
        (expected[number] for number in among.difference(best)), default=0
    )


@given(parts=st.lists(st.tuples(st.floats(0, 1), sets), max_size=8), least=st.floats(0.001, 1))
def test_shares_add_up(parts: list[tuple[float, frozenset[int]]], least: float) -> None:
    """A document reaches a share if its thousandths, rounded up, do."""
    sums = {
        number: sum(ceil(share * 1000 - 1e-6) for share, numbers in parts if number in numbers)
        for number in frozenset().union(*(numbers for _, numbers in parts))
    }
    found = reaching(least, [(share, set_of(sorted(numbers), SIZE)) for share, numbers in parts])
    demand = min(int(least * 1000 + 1e-6), min(1000, max(sums.values(), default=0)) // 2)
    assert numbers_in(found) == sorted(number for number, total in sums.items() if total >= demand)


def test_exact_parts_reach_the_whole() -> None:
    """Thirds are not lost to rounding."""
    assert reaching(0.5, [(1 / 6, 0b1), (1 / 6, 0b1), (1 / 6, 0b11), (1 / 2, 0b100)]) == 0b101
