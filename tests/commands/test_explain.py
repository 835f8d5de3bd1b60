"""`fupan explain`."""

from __future__ import annotations

import pytest

from generator.registry import rules
from tests.organizations import Terminal


@pytest.mark.parametrize("word", ["F001", "f001", "missing-field", "Missing_Field"])
def test_a_code_or_a_name_in_any_case(terminal: Terminal, word: str) -> None:
    """Code and name lead to the same page."""
    assert terminal("explain", word) == 0
    assert terminal.out.startswith("F001 missing-field (Error)")
    assert "Not like this" in terminal.out
    assert "{" not in terminal.out


def test_an_unknown_code_gets_the_nearest(terminal: Terminal) -> None:
    """A typo is exit 2 with a suggestion."""
    assert terminal("explain", "mising-field") == 2
    assert "Did you mean missing-field?" in terminal.err


def test_all_codes_are_listed(terminal: Terminal) -> None:
    """The list holds every rule, once, in order."""
    assert terminal("explain", "--all", "--json") == 0
    assert [item["code"] for item in terminal.answer["items"]] == sorted(rules())


def test_a_gap_of_the_trace_is_explained_too(terminal: Terminal) -> None:
    """The page of gaps shows codes of its own; whoever types one gets its meaning."""
    assert terminal("explain", "t08") == 0
    assert "T08" in terminal.out
    assert terminal("explain", "T08", "--json") == 0
    assert (terminal.answer["code"], terminal.answer["kind"]) == ("T08", "gap")
