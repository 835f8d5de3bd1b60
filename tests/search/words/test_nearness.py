"""Which groups of words are said in words like those of a question."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.search.counting.ranking import rarity
from generator.search.words.nearness import LEAST_PART, MOST_GROUPS, NEARNESS, Nearness, nearness_rows
from generator.search.words.sorted_lines import SortedLines

SAID: Mapping[int, set[str]] = {
    0: {"printer", "paper", "jam", "stuck"},
    2: {"printer", "blank", "page"},
    3: {"disk", "full", "space"},
    5: {"disk", "noise", "click", "space"},
}


def nearness(said: Mapping[int, set[str]]) -> Nearness:
    """Return what is compiled from groups."""
    rows = nearness_rows(said)
    return Nearness(SortedLines("".join(f"{key}\t{rows[key]}\n" for key in sorted(rows)).encode()))


@pytest.fixture(autouse=True)
def _few_groups_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """In so few groups every term would be too common."""
    monkeypatch.setattr("generator.search.words.nearness.TOO_COMMON", 1.0)


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        (["paper", "stuck", "again"], [0]),
        (["disk", "full"], [3]),
        (["disk", "space"], [3, 5]),
        (["disk", "space", "click"], [5, 3]),
        (["printer"], []),
        (["printer", "printer"], []),
        (["printer", "disk"], []),
        ([], []),
    ],
)
def test_two_common_words_make_a_group_near(asked: list[str], groups: list[int]) -> None:
    """The more they tell, and the fewer other words there are, the nearer; one word alone is chance."""
    assert [number for number, _ in nearness(SAID).nearest(asked, rarity)] == groups


def test_what_is_far_away_is_left_out() -> None:
    """Of many only the nearest, and of these none that is much farther than the first."""
    said = {number: {"same", "words", f"own{number}"} for number in range(30)} | {
        40: {"same", "words", "right", "here"}
    }
    found = nearness(said).nearest(["same", "words", "right", "here"], rarity)
    assert found[0][0] == 40
    assert all(score >= LEAST_PART * found[0][1] for _, score in found)
    assert len(nearness(said).nearest(["same", "words"], rarity)) == MOST_GROUPS


def test_a_word_of_all_groups_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not even written down."""
    monkeypatch.setattr("generator.search.words.nearness.TOO_COMMON", 0.5)
    rows = nearness_rows({number: {"all", f"own{number}"} for number in range(9)})
    assert NEARNESS + "all" not in rows
    assert NEARNESS + "own3" in rows


def test_nothing_said_is_near_to_nothing() -> None:
    """An organization may leave out every built-in word."""
    assert nearness({}).nearest(["disk", "full"], rarity) == []
    assert Nearness(SortedLines(b"")).nearest(["disk", "full"], rarity) == []
