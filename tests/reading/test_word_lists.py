"""The built-in synonyms are sound: the same validation as for an organization's own file finds nothing in them."""

from __future__ import annotations

import pytest

from generator.checks import synonym_line_without_other_words
from generator.kinds.synonym import read_line
from generator.reading.word_lists import built_in_lines, built_in_texts
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.thesaurus import Thesaurus, compile_thesaurus
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ORA-01653", "表空间不足"),
        ("ora 1653 报错", "表空间不足"),
        ("错误18456", "登录失败"),
        ("提示 0x0000011b 怎么办", "共享打印机"),
        ("net::ERR_CONNECTION_REFUSED", "拒绝连接"),
        ("OOMKilled", "内存不足"),
    ],
)
def test_a_code_leads_to_what_it_means(thesaurus: Thesaurus, typed: str, meant: str) -> None:
    """However it is written, also where no record has it; a number alone is nothing."""
    assert any(meant in word for match in thesaurus.matches(typed) for word in match.others)
    assert thesaurus.matches("18456") == []


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    """Return the built-in words."""
    return Thesaurus(SortedLines(compile_thesaurus(map(read_line, built_in_lines()))))
