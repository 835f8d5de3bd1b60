"""Slips of the fingers find the word or code that was meant."""

from collections.abc import Sequence

import pytest

from generator.search.asking.spelling import MOST_LOOKUPS, slips

FREQUENCIES = {
    "timeout": 30,
    "certificat": 9,
    "queri": 7,
    "fail": 12,
    "fall": 3,
    "mail": 12,
    "ora-01653": 4,
    "ora-01653s": 9,
    "po-2024-00124": 8,
    "po-2024-0123": 1,
    "t_inv_onhand": 2,
    "10.0.3.7": 5,
    "12045": 2,
    "1234": 9,
}


class Words:
    """A lexicon that only knows frequencies, and counts how often it is asked."""

    documents = 100
    asked = 0

    def frequency(self, term: str) -> int:
        """Count the question and answer it."""
        self.asked += 1
        return FREQUENCIES.get(term, 0)

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Fail."""
        raise AssertionError("nothing but frequencies is asked")

    codes_with = completions

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Fail."""
        raise AssertionError("nothing but frequencies is asked")

    def readings_of(self, character: str) -> Sequence[str]:
        """Fail."""
        raise AssertionError("nothing but frequencies is asked")


CASES = [
    ("timeuot", ["timeout"]),
    ("imeout", ["timeout"]),
    ("rimeout", ["timeout"]),
    ("timeoutt", ["timeout"]),
    ("certifcate", ["certificat"]),
    ("certifcates", ["certificat"]),
    ("qurey", ["queri"]),
    ("faill", ["fail", "fall"]),
    ("faik", ["fail"]),
    ("jail", ["fail", "mail"]),
    ("ora-o1653", ["ora-01653"]),
    ("0ra-o1653", ["ora-01653"]),
    ("ora01653", ["ora-01653"]),
    ("ora-016535", ["ora-01653s", "ora-01653"]),
    ("t_lnv_onhand", ["t_inv_onhand"]),
    ("t_inv_onhond", ["t_inv_onhand"]),
    ("10.03.7", ["10.0.3.7"]),
    ("po-2024-00123", ["po-2024-0123", "po-2024-00124"]),
    ("12345", ["1234", "12045"]),
    ("1235", []),
    ("tis", []),
    ("timeout", []),
    ("fails", ["mail", "fall"]),
    ("登录失败", []),
    ("x" * 25, []),
]


@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_slips(typed: str, meant: list[str]) -> None:
    """One slip at any place is forgiven, signs that look alike at two; likelier terms come first."""
    assert list(slips(typed, Words())) == meant


def test_few_are_returned() -> None:
    """The limit cuts the less frequent ones off."""
    assert slips("jail", Words(), limit=1) == ("fail",)
    assert slips("jail", Words(), limit=0) == ()


@pytest.mark.parametrize("typed", ["abcdefghijklmnopqrstuvwx", "o0o0-l1l1-s5s5-b8b8-z2z2", "1" * 24, "-_./:@#-_./:@#"])
def test_few_look_ups_are_made(typed: str) -> None:
    """However long and odd a term is, the index is not asked without end."""
    words = Words()
    assert slips(typed, words) == ()
    assert words.asked <= MOST_LOOKUPS
