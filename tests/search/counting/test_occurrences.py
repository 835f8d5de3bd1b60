"""Both forms of occurrences say the same, and as plain dictionaries do."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.counting.document_sets import numbers_in
from generator.search.counting.occurrences import (
    HIGHEST_IN_COLUMN,
    SPARSE,
    FewOccurrences,
    ManyOccurrences,
    Occurrences,
    column_of,
    joined,
    least,
    occurrences_of,
)

SIZE = 40
Counted = Mapping[int, int]
counted = st.dictionaries(st.integers(0, SIZE - 1), st.integers(1, HIGHEST_IN_COLUMN))


def few(found: Counted, size: int = SIZE) -> Occurrences:
    """Return occurrences as arrays."""
    numbers = sorted(found)
    return FewOccurrences(array("I", numbers), array("f", [found[number] for number in numbers]), size)


def many(found: Counted, size: int = SIZE) -> Occurrences:
    """Return occurrences as a column."""
    return ManyOccurrences(column_of(list(found), list(found.values()), size))


def told(one: Occurrences) -> Counted:
    """Return what occurrences say, as a dictionary; what they say of themselves must agree with it."""
    found = dict(zip(one.numbers, map(int, one.counts), strict=True))
    assert list(found) == sorted(found) == numbers_in(one.documents)
    assert one.count == len(found)
    assert one.highest == max(found.values(), default=0)
    return found


@given(counted, st.sets(st.integers(0, SIZE - 1)))
def test_both_forms_say_the_same(found: Counted, asked: set[int]) -> None:
    """Documents, counts, sets, and how often some documents have the term."""
    numbers = sorted(asked)
    for form in (few, many):
        assert told(form(found)) == found
        assert list(form(found).times(numbers)) == [found.get(number, 0) for number in numbers]


often = st.dictionaries(st.integers(0, SIZE - 1), st.integers(1, 1000))


@given(st.lists(st.one_of(st.tuples(counted, st.booleans()), st.tuples(often, st.just(False))), min_size=1, max_size=3))
def test_the_rarest_of_several_terms_counts(members: list[tuple[Counted, bool]]) -> None:
    """Only documents with every term are left, each with the least of its counts."""
    forms = [many(found) if is_many else few(found) for found, is_many in members]
    everywhere = set.intersection(*(set(found) for found, _ in members))
    expected = {number: min(found[number] for found, _ in members) for number in everywhere}
    assert told(least(forms, SIZE)) == expected


@given(st.lists(st.tuples(counted, st.booleans()), min_size=1, max_size=3), st.data())
def test_parts_are_joined_and_deleted_documents_left_out(
    parts: list[tuple[Counted, bool]], data: st.DataObject
) -> None:
    """Documents of later parts are numbered after those of earlier ones; the form of the parts makes no difference."""
    size = SIZE * len(parts)
    deleted = data.draw(st.sets(st.integers(0, size - 1)))
    living = bytes(number not in deleted for number in range(size)) if deleted else b""
    forms = [(many(found) if is_many else few(found), SIZE) for found, is_many in parts]
    expected = {
        place * SIZE + number: count
        for place, (found, _) in enumerate(parts)
        for number, count in found.items()
        if place * SIZE + number not in deleted
    }
    assert told(joined(forms, living)) == expected


@pytest.mark.parametrize(
    ("found", "size", "form"),
    [
        pytest.param({}, 0, FewOccurrences, id="no-documents"),
        pytest.param({}, 10, FewOccurrences, id="no-occurrences"),
        pytest.param({3: 1}, SPARSE, ManyOccurrences, id="just-frequent"),
        pytest.param({3: 1}, SPARSE + 1, FewOccurrences, id="just-rare"),
        pytest.param({3: HIGHEST_IN_COLUMN + 1}, 10, FewOccurrences, id="too-often"),
    ],
)
def test_the_form_follows_from_the_frequency(found: Counted, size: int, form: type) -> None:
    """Frequent terms get a column, if their counts fit into bytes."""
    one = occurrences_of(array("I", found), array("f", found.values()), size)
    assert isinstance(one, form)
    assert told(one) == found


def test_a_count_that_fits_no_column_is_not_lost_in_joining() -> None:
    """One part has a column, another a document that has the term too often for one."""
    parts = [(many({0: 1, 1: 2}), SIZE), (few({5: 1000}), SIZE)]
    assert told(joined(parts)) == {0: 1, 1: 2, SIZE + 5: 1000}
