"""The browser's analysis and reading of queries are those of Python, term for term."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.search.asking import query
from generator.search.static.folding_pairs import folding_pairs
from generator.search.static.postings import stored_key
from generator.search.text import analysis, english, side_by_side
from generator.search.text.excerpt import excerpt
from generator.search.text.folding import fold
from tests.search.static.runner import ASSETS, Scripts, running_scripts

FACETS = ("kind", "system", "severity", "year")
LABELS = {
    "kind": {"sop": "SOP 规程", "postmortem": "复盘"},
    "severity": {"S1": "S1 一级（紧急）", "S2": "S2 二级 (严重)", "S10": "轻", "S3": "S3 （）", "一级": "另一 种"},
    "vendor": {"V-1": "V-1 数据库 (旧)"},
}
# Pieces from which random texts are made: what people type, and what breaks programs.
PIECES = (
    *"abcdeistyzABCYZ0123456789",
    *"-_.@#:/+*\"'“”「」,;()<>!?。,:;",
    *" \t\n\u3000\xa0\x1c\x85\u2028\ufeff\0",
    *"数据库存单账帐臺資料庫標籤著着〇黏の가カｶﾅＡ１：－\u2010\u2013\u2212",
    *"éßİıΣςﬁ①⓪⓿➀፩㎡½Ⅳਅ٣\u0301\u200d",
    *"\U00020000\U0002f800\U0001f600\U00010400\U0001d400\U0001f100\U00030000",
    *("running", "studies", "failed", "tables", "agreed", "boxes", "the", "not", "ies", "ying", "stopped", "ingly"),
    *("ORA-01653", "T_INV_ONHAND", "14:35", "10.0.3.7", "PO-2024-00123", "read-only", "x" * 70, "a_b" * 30),
    *(
        "kind:复盘，sop",
        "kind:sop,postmortem ",
        " severity>=S2 ",
        " sev<二级 ",
        "sev=S10",
        " year:2026 ",
        "、规程 ",
        "‘表 空间’",
    ),
    *(
        " date:2024-02..2023 ",
        " date>2024/2/29 ",
        " date<=2024年5月 ",
        " date:2024-13 ",
        " kind:sopp ",
        " year:last ",
        " date<0001 ",
        "date:..2024",
        "…",
        "。。",
    ),
    *(
        " sev≥一级 ",
        " 严重程度:一级 ",
        " severity:一级(紧急) ",
        " sev:s10,二级 ",
        " sev>s1 ",
        " severity：另一种 ",
        " sev＞＝二级 ",
        " sev<=S3 ",
        " sev: ",
        " sev:S9 ",
    ),
    *(
        " date:2024..  ",
        " date＝2024-05 ",
        " date≥2024.5.1 ",
        " date:2024-01。。2024-06 ",
        " date:2024…2025年3月 ",
        " date>9999 ",
    ),
    *(
        "ti\u200bcket",
        "kind\u200b:sop",
        "\u200d",
        "\ufeff+数",
        "\u00ad",
        "sev\u2060>=S2",
        " date:2024\u200b-05 ",
        "“表\u200b空间”",
    ),
    *("kind:sop", "system:ERP", "+", "-", ' "', '" ', " +must ", " -not ", "dat*", "**"),
)


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    """Return the scripts with every pair that folding knows."""
    with running_scripts() as scripts:
        scripts.ask("learn", folding_pairs())
        yield scripts


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return random texts, the same every time."""
    choice = random.Random(20261121)
    return ["", *("".join(choice.choices(PIECES, k=choice.randrange(1, 24))) for _ in range(4000))]


def test_every_character_folds_alike(scripts: Scripts) -> None:
    """All characters that both sides know: a browser's Unicode may be newer than Python's."""
    planes = [range(0x20, 0xD800), range(0xE000, 0x10000), range(0x1D400, 0x1D800), range(0x20000, 0x2FA20)]
    characters = [chr(code) for plane in planes for code in plane if unicodedata.category(chr(code)) != "Cn"]
    folded = scripts.each("fold", characters)

    assert [(one, there) for one, there in zip(characters, folded, strict=True) if fold(one) != there] == []


def test_texts_fold_and_are_cut_alike(scripts: Scripts, texts: list[str]) -> None:
    """Folded texts, terms and their places, identifiers."""
    assert scripts.each("fold", texts) == [fold(text) for text in texts]
    assert scripts.each("terms", texts) == [analysis.terms(text) for text in texts]
    assert scripts.each("identifierKey", texts) == [stored_key(text) for text in texts]


def test_places_are_those_of_the_original(scripts: Scripts, texts: list[str]) -> None:
    """A place counts UTF-16 units there and characters here."""

    def units(text: str, place: int) -> int:
        return len(text[:place].encode("utf-16-le")) // 2

    expected = [
        [
            {"text": token.text, "start": units(text, token.start), "end": units(text, token.end)}
            for token in analysis.tokens(text)
        ]
        for text in texts
    ]
    assert scripts.each("tokens", texts) == expected


def test_terms_are_judged_alike(scripts: Scripts, texts: list[str]) -> None:
    """Stems, codes and their parts, Chinese."""
    terms = sorted({term for text in texts for term in analysis.terms(text)})
    words = [term for term in terms if term.isalpha() and not analysis.is_chinese(term)]

    assert len(terms) > 2000
    assert scripts.each("isCode", terms) == [analysis.is_code(term) for term in terms]
    assert scripts.each("codeParts", terms) == [analysis.code_parts(term) for term in terms]
    assert scripts.each("isChinese", terms) == [analysis.is_chinese(term) for term in terms]
    assert scripts.each("stem", words) == [english.stem(word) for word in words]


def test_english_words_have_the_same_stems(scripts: Scripts) -> None:
    """Every word of the repository's English texts."""
    found = {
        word
        for path in sorted(Path(ASSETS).parents[3].rglob("*.py"))
        for word in re.findall(r"[a-z]{3,20}", path.read_text(encoding="utf-8").lower())
    }
    words = sorted(found)

    assert len(words) > 1000
    assert scripts.each("stem", words) == [english.stem(word) for word in words]
    assert scripts.each("terms", words) == [analysis.terms(word) for word in words]
    assert scripts.each("terms", sorted(english.STOPWORDS)) == [[]] * len(english.STOPWORDS)


def test_queries_are_read_alike(scripts: Scripts, texts: list[str]) -> None:
    """Signs, phrases, filters, days, prefixes and limits."""
    asked = [*texts, "x " * 300, "y" * 10_001, *(one for one in PIECES if len(one) > 1)]
    chosen = {
        "filters": {"kind": ["SOP", "复盘"], "vendor": ["数据库", "V-9"]},
        "since": "2023",
        "until": "2026-06",
        "limit": 99,
        "offset": 3,
    }
    found = scripts.ask("parse", asked, FACETS, chosen, [[name, list(of.items())] for name, of in LABELS.items()])

    def plain(parsed: query.Query) -> dict[str, object]:
        values: dict[str, object] = json.loads(json.dumps(parsed._asdict(), default=list))
        return with_sorted_filters(values)

    def with_sorted_filters(values: Mapping[str, Any]) -> dict[str, object]:
        return {**values, "filters": {facet: sorted(wanted) for facet, wanted in values["filters"].items()}}

    for text, there in zip(asked, found, strict=True):
        here = query.parse_query(text, facets=FACETS, labels=LABELS, **chosen)
        assert with_sorted_filters(there) == plain(here), text


def test_excerpts_are_cut_alike(scripts: Scripts, texts: list[str]) -> None:
    """The same part of the text, the same marks."""
    choice = random.Random(7)
    cases = []
    for text in texts[:1500]:
        long = " ".join([text, *choice.choices(texts, k=8)])
        terms = list(dict.fromkeys(choice.choices(analysis.terms(long) or ["x"], k=4)))
        start = choice.randrange(len(long))
        phrases = [fold(long[start : start + 4]).strip()] if choice.random() < 0.3 else []
        cases.append((long, terms, phrases, [(term, choice.random() * 9) for term in terms]))

    assert scripts.ask("excerpts", cases) == [
        excerpt(text, terms, phrases, dict(weights)) for text, terms, phrases, weights in cases
    ]


def test_words_stand_side_by_side_alike(scripts: Scripts, texts: list[str]) -> None:
    """The same pairs, counted in characters as people count them."""
    choice = random.Random(11)
    cases = []
    for text in texts[:1500]:
        words = choice.choices([*analysis.terms(text), "abc", "12", "run"], k=3)
        long = choice.choice(" -\n,\U0001f600").join(choice.choices([text, *words, *words, *words], k=12))
        cases.append((long, [(one, other) for one in words for other in words]))
    facts = {"characters": side_by_side.LONGEST_READ, "between": side_by_side.MOST_BETWEEN}
    here = [side_by_side.times_side_by_side(text, pairs) for text, pairs in cases]

    assert scripts.ask("sideBySide", cases, facts) == here
    assert sum(map(any, here)) > len(here) / 2
