"""A dictionary of sorted lines: every key is found, nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.search.words.sorted_lines import SortedLines

KEYS = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(st.dictionaries(KEYS, st.lists(KEYS, min_size=1, max_size=3)), KEYS)
def test_every_key_is_found(table: dict[str, list[str]], stranger: str) -> None:
    """What was written under a key comes back, and a stranger finds nothing."""
    lines = SortedLines("".join(f"{key}\t" + "\t".join(table[key]) + "\n" for key in sorted(table)).encode())

    assert {key: list(lines.find(key)) for key in table} == table
    assert stranger in table or lines.find(stranger) == ()


@given(st.lists(KEYS, max_size=8), KEYS)
def test_beginnings_of_keys_are_known(keys: list[str], beginning: str) -> None:
    """A text is a beginning if any key goes on from it, and of itself."""
    lines = SortedLines("".join(f"{key}\tx\n" for key in sorted(set(keys))).encode())

    assert lines.has_beginning(beginning) == any(key.startswith(beginning) for key in keys)


def test_an_empty_dictionary_knows_nothing() -> None:
    """No lines, no answer, no fault."""
    assert SortedLines(b"").find("a") == ()
    assert not SortedLines(b"").has_beginning("a")
