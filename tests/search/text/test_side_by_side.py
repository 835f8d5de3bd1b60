"""Words that somebody asked for one after the other are counted where they stand so."""

import pytest

from generator.search.text.analysis import terms
from generator.search.text.side_by_side import LONGEST_READ, times_side_by_side

CASES = [
    ("A price list. Price lists, price-list!", "price list", 3),
    ("A list of the price", "price list", 0),
    ("The price had a list", "price list", 0),
    ("We ran out of addresses. Out, address!", "out address", 2),
    ("python3 errors in Python3Error", "python3 error", 1),
    ("prices " * 3 + "list", "price list", 1),
    (" " * LONGEST_READ + "price list", "price list", 0),
    ("", "price list", 0),
]


@pytest.mark.parametrize(("text", "words", "times"), CASES)
def test_pairs_are_counted_where_they_stand(text: str, words: str, times: int) -> None:
    """In any form, in this order, with a small word between them at most, near the beginning of a text."""
    first, second = terms(words)

    assert times_side_by_side(text, [(first, second)]) == [times]


def test_each_pair_has_its_own_count() -> None:
    """A word may belong to two pairs."""
    pairs = [("erp", "pric"), ("pric", "list"), ("list", "erp")]

    assert times_side_by_side("ERP price lists, then another price list", pairs) == [1, 2, 0]
