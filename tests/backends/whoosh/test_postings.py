"""Lists of postings and the columns behind them say the same, and a column is only there where it is of use."""

from __future__ import annotations

from array import array
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from generator.backends.whoosh.pool import NUMBER_BITS
from generator.backends.whoosh.postings import PostingsFile, decoded, written_column
from generator.search.counting.occurrences import HIGHEST_IN_COLUMN, SPARSE, column_of

LARGE, SMALL = 2048, 512
numbers = st.integers(0, SMALL - 1)
postings = st.one_of(
    st.dictionaries(numbers, st.integers(1, most), min_size=least, max_size=200)
    for least in (1, LARGE // SPARSE)
    for most in (1, HIGHEST_IN_COLUMN, HIGHEST_IN_COLUMN + 2)
)


def written(found: dict[int, int], size: int, *, scored: bool = True) -> tuple[bytes, bytes]:
    """Return a file with the postings of one term between two others, and what the dictionary says of it."""
    file = BytesIO()
    postings = PostingsFile(file)
    postings.start_field(bytes(size) if scored else None)
    postings.add([0, 1])
    info = postings.add([(found[number] - 1) << NUMBER_BITS | number for number in sorted(found)])
    postings.add([0, 1])
    return file.getvalue(), info


@given(postings)
def test_a_frequent_term_has_a_column_that_says_the_same(found: dict[int, int]) -> None:
    """As long as every count fits into a byte, and the column is quicker than the list."""
    data, info = written(found, LARGE)
    expected = array("I", sorted(found)), array("f", [found[number] for number in sorted(found)])
    assert decoded(data, info) == expected
    has_column = len(found) * SPARSE >= LARGE and max(found.values()) <= HIGHEST_IN_COLUMN
    assert written_column(data, info, LARGE) == (column_of(*expected, LARGE) if has_column else b"")


def test_no_column_in_a_small_segment_or_in_a_field_that_is_not_scored() -> None:
    """And where there is none, what follows is not taken for one, nor the end of the file."""
    found = dict.fromkeys(range(SMALL), 1)
    for size, scored in ((SMALL, True), (LARGE, False)):
        data, info = written(found, size, scored=scored)
        assert written_column(data, info, size) == written_column(data, info, LARGE) == b""
        assert len(decoded(data, info)[0]) == SMALL
    alone = BytesIO()
    file = PostingsFile(alone)
    file.start_field(None)
    info = file.add(list(range(SMALL)))
    assert written_column(alone.getvalue(), info, LARGE) == b""
