"""Where the words of a search come from: the built-in list, the organization's own, and the aliases in its records."""

from __future__ import annotations

import pytest

from generator.search.words import word_lines
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.thesaurus import Thesaurus
from generator.search.words.word_lines import thesaurus_of
from tests.libraries import library

FILES = {
    "kb/synonyms.yml": (
        "synonyms:\n  - id: talk\n    title: 叫法\n    words: [巴枪 => 扫码枪, 挂单 => 订单取消]\n    without: [崩了]\n"
    ),
    "kb/organization/glossary.yml": (
        "terms:\n  - id: near-miss\n    title: 险兆\n    english: near miss\n    aliases: [差点出事]\n    definition: 差一步。\n"
    ),
    "kb/systems/MES.yml": "id: MES\ntitle: 生产执行系统\naliases: [报工系统]\n",
}


def others(text: str) -> set[str]:
    """Return the other words of `text` in the organization."""
    compiled = thesaurus_of(library(FILES).graph, ["崩了, 崩溃, crash", "宕机, outage"])
    return {word for match in Thesaurus(SortedLines(compiled)).matches(text) for word in match.others}


def test_words_of_all_sources_are_known() -> None:
    """An alias that stands in a record need not be written down a second time."""
    assert others("宕机") == {"outage"}
    assert others("巴枪") == {"扫码枪"}
    assert others("差点出事") == {"险兆", "near miss"}
    assert others("报工系统") == {"生产执行系统"}


def test_an_organization_silences_built_in_words() -> None:
    """What means something else here is not expanded; the rest of the line stays."""
    assert others("崩了") == set()
    assert others("崩溃") == {"crash"}


def test_the_same_words_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that builds again and again gets the same bytes without the work; other words are compiled anew."""
    lines, graph = ["宕机, outage, 崩了"], library(FILES).graph
    first = thesaurus_of(graph, lines)
    asked: list[object] = []
    monkeypatch.setattr(word_lines, "compile_thesaurus", lambda *given: asked.append(given) or b"other")

    assert thesaurus_of(library(FILES).graph, lines) == first
    assert not asked
    assert thesaurus_of(graph, ["宕机, down"]) == b"other"
    word_lines._compiled.cache_clear()
