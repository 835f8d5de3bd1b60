"""Sets of documents are what sets are."""

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from generator.search.counting.document_sets import flags_of, has, numbers_in, set_of, set_of_flags, union
from generator.search.counting.sums import reaching

SIZE = 1000
sets = st.frozensets(st.integers(0, SIZE - 1), max_size=60)


@given(numbers=sets, others=sets, size=st.sampled_from((SIZE, 100 * SIZE)))
def test_sets_come_back_as_they_were(numbers: frozenset[int], others: frozenset[int], size: int) -> None:
    """Numbers, flags and sets say the same, in a small collection and in a large one."""
    found = set_of(sorted(numbers), size)
    assert numbers_in(found) == sorted(numbers)
    assert set_of_flags(flags_of(found, size)) == found
    assert numbers_in(union((found, set_of(sorted(others), size)))) == sorted(numbers | others)
    assert [number for number in range(SIZE) if has(found, number)] == sorted(numbers)
    assert numbers_in(set_of(range(size), size)) == list(range(size))


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
    """Thirds are not lost to rounding; an empty collection has empty sets."""
    assert reaching(0.5, [(1 / 6, 0b1), (1 / 6, 0b1), (1 / 6, 0b11), (1 / 2, 0b100)]) == 0b101
    assert (set_of([], 0), flags_of(0, 0), set_of_flags(b""), numbers_in(0)) == (0, b"", 0, [])
