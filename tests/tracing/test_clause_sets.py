"""The built-in sets of clauses, and how texts cite them."""

from __future__ import annotations

import re

import pytest

from generator.kinds.policy import ClauseProfile
from generator.tracing.clause_sets import citations
from generator.tracing.showing import SHOWING
from tests.tracing.traces import SETS

GMP, ISO, QMSR, QSR, OLD = "nmpa_gmp_2025", "iso_13485_2016", "cfr_820_qmsr", "cfr_820_qsr", "nmpa_gmp_2014"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISO 13485:2016 第8.5.2条", [(ISO, "8.5.2")]),
        ("ISO 13485 8.5.2（f）、8.5.3", [(ISO, "8.5.2(f)"), (ISO, "8.5.3")]),
        ("GB/T 42061-2022 第 8.5.2 f) 条", [(ISO, "8.5.2(f)")]),
        ("医疗器械生产质量管理规范（2025）第45条", [(GMP, "45")]),
        ("医疗器械生产质量管理规范（2025年修订）第四十五条", [(GMP, "45")]),
        ("国家药监局公告 2025 年第 107 号 第一百二十五条", [(GMP, "125")]),
        ("医疗器械生产质量管理规范（2025）第42–44条", [(GMP, "42"), (GMP, "43"), (GMP, "44")]),
        ("21 CFR 820.35", [(QMSR, "820.35")]),
        ("21 CFR Part 820.100(a)(3)", [(QSR, "820.100(a)(3)")]),
        ("21 CFR 820.100", [(QSR, "820.100")]),
        ("医疗器械生产质量管理规范（2014）第七十七条", [(OLD, "77")]),
        ("医疗器械生产质量管理规范 第45条", []),
        ("规程里没有容量检查这一条", []),
        ("批号 8.5.2", []),
        ("ISO 9001:2015 8.5.2", []),
    ],
)
def test_a_citation_is_understood(text: str, expected: list[tuple[str, str]]) -> None:
    """As people write them; without an edition nobody can know which clauses are meant."""
    assert [(one.set, one.number) for one in citations(text, SETS)] == expected


def test_there_is_a_set_for_each_profile() -> None:
    """What a policy may choose is what ships."""
    assert {one.id for one in SETS} == {profile.value for profile in ClauseProfile}
    assert {one.id for one in SETS if one.is_historical} == {QSR, OLD}


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_a_set_is_sound(one: object) -> None:
    """Numbers once each, short paraphrases in both languages, and only facts that exist."""
    from generator.tracing.clause_sets import ClauseSet

    assert isinstance(one, ClauseSet)
    numbers = [clause.number for clause in one.clauses]

    assert len(numbers) == len(set(numbers))
    assert {*one.titles} == {*one.notes} == {"zh", "en"}
    for clause in one.clauses:
        assert re.fullmatch(one.number, clause.number if one.id not in (GMP, OLD) else f"第{clause.number}条")
        assert set(clause.shows) <= set(SHOWING), clause
        assert 0 < len(clause.texts["zh"]) <= 60
        assert 0 < len(clause.texts["en"]) <= 120


def test_every_fact_shows_some_clause() -> None:
    """A fact that no clause names is dead."""
    assert {name for one in SETS for clause in one.clauses for name in clause.shows} == set(SHOWING)


@pytest.mark.parametrize("word", ["符合", "满足", "电子签名", "防篡改", "合规"])
def test_no_paraphrase_claims_anything(word: str) -> None:
    """The list says what a clause is about, never that it is met."""
    texts = [text for one in SETS for group in (one.titles, one.notes) for text in group.values()]
    texts += [text for one in SETS for clause in one.clauses for text in clause.texts.values()]

    assert [text for text in texts if word in text] == []
