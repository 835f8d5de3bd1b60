"""Texts are cut into whole codes, stemmed words and pairs of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.text.analysis import LONGEST_TERM, code_parts, is_chinese, is_code, terms, tokens
from generator.search.text.folding import fold

CASES = [
    ("ORA-01653: unable to extend", ["ora-01653", "unabl", "extend"]),
    ("T_INV_ONHAND 和 t__gl__accvouch", ["t_inv_onhand", "和", "t__gl__accvouch"]),
    ("PO-2024-00123 于14:35从10.0.3.7", ["po-2024-00123", "于", "14:35", "从", "10.0.3.7"]),
    ("库存同步失败，锁", ["库存", "存同", "同步", "步失", "失败", "锁"]),
    ("0012345", ["0012345"]),
    ("load-balancer end.Next", ["load", "balancer", "end", "next"]),
    ("a I the x 5", ["5"]),
    ("ops@example.com", ["ops@example.com"]),
    ("_leading trailing_", ["lead", "trail"]),
    ("", []),
]
CODES = ["ora-01653", "0012345", "t_inv_onhand", "pm-2026-0007", "10.0.3.7", "e_4012", "po-2024-00123", "0xc004f074"]
NO_CODES = ["2024", "3306", "14:35", "k8s", "python3", "utf-8", "数据", "error", "windows-10"]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_terms(text: str, expected: list[str]) -> None:
    """Each case shows one rule of cutting."""
    assert terms(text) == expected


@given(st.text() | st.text(alphabet="aA1中文-_.:@# 　登錄ＥＲＰ"))
def test_tokens_stand_where_they_say(text: str) -> None:
    """A token's place lies in the text, holds the beginning of its term, and places ascend."""
    found = tokens(text)
    assert [token.text for token in found] == terms(text)
    assert [token.start for token in found] == sorted(token.start for token in found)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert fold(text)[token.start] == token.text[0]
        assert 0 < len(token.text) <= LONGEST_TERM


def test_endless_words_are_cut() -> None:
    """No term is longer than LONGEST_TERM, in one word or joined by signs."""
    assert [len(term) for term in terms("x" * 10_000)] == [LONGEST_TERM]
    assert all(len(term) <= LONGEST_TERM for term in terms("ab1-" * 1000 + "z"))


@pytest.mark.parametrize("term", CODES)
def test_codes_are_known(term: str) -> None:
    """Numbers of tickets, errors, tables and addresses are codes."""
    assert is_code(term)


@pytest.mark.parametrize("term", NO_CODES)
def test_words_and_years_are_no_codes(term: str) -> None:
    """Words, years, times and versions must not overtake the ranking."""
    assert not is_code(term)


def test_parts_of_codes() -> None:
    """The parts that people remember; a single letter says nothing."""
    assert code_parts("ora-01653") == ["ora", "01653"]
    assert code_parts("e_4012") == ["4012"]
    assert code_parts("0012345") == []


def test_chinese_terms_are_told_apart() -> None:
    """Pairs of characters are Chinese, codes and words are not."""
    assert is_chinese("数据")
    assert is_chinese("锁")
    assert not is_chinese("ora-01653")
    assert not is_chinese("data")
