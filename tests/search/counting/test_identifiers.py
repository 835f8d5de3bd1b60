"""Identifiers are equal however they are written."""

import pytest

from generator.search.counting.identifiers import LONGEST_IDENTIFIER, identifier_key

KEYS = [(" ＰＭ-2026 ", "pm-2026"), ("A \t B", "a b"), ("x" * 999, "x" * LONGEST_IDENTIFIER)]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_identifiers_are_compared_folded(text: str, key: str) -> None:
    """Width, case and blanks do not matter, and no key is endless."""
    assert identifier_key(text) == key
