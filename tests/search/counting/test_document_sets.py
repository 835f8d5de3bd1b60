"""Sets of documents are what sets are."""

from hypothesis import given
from hypothesis import strategies as st

from generator.search.counting.document_sets import (
    flags_of,
    has,
    numbers_in,
    set_of,
    set_of_flags,
    union,
)

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


def test_an_empty_collection_has_empty_sets() -> None:
    """Nothing in, nothing out."""
    assert (set_of([], 0), flags_of(0, 0), set_of_flags(b""), numbers_in(0)) == (0, b"", 0, [])
