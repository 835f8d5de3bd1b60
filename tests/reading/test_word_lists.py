"""The built-in synonyms are sound: the same validation as for an organization's own file finds nothing in them."""

from __future__ import annotations

import pytest

from generator.checks import synonym_line_without_other_words
from generator.kinds.synonym import read_line
from generator.reading.word_lists import built_in_lines, built_in_texts
from tests.libraries import TODAY, library


@pytest.mark.parametrize("name", built_in_texts())
def test_a_built_in_list_is_valid(name: str) -> None:
    """No message, not even a remark, about the fields or the lines of a list."""
    read = library({"kb/synonyms.yml": built_in_texts()[name]})

    assert list(read.report) == []
    assert [*synonym_line_without_other_words.find(read.graph, TODAY)] == []


def test_every_phrase_is_short_enough_to_be_found() -> None:
    """A part of a phrase that is longer than a search looks for would never match."""
    from generator.search.words.thesaurus import LONGEST_PHRASE, units

    lines = map(read_line, built_in_lines())
    parts = [part for line in lines for word in line.said for piece in word.split("…") for part in piece.split("/")]

    assert [part for part in parts if not 1 <= len(units(part)) <= LONGEST_PHRASE] == []
