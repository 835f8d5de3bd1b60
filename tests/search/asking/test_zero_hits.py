"""What is kept of searches without a result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.asking.query import parse_query
from generator.search.asking.zero_hits import (
    Gap,
    KnownWords,
    Proposal,
    collected,
    compacted,
    line_of,
    masked,
    proposals,
    tells_of_a_gap,
)

SOUNDS = {
    "扫": "sao",
    "码": "ma",
    "枪": "qiang",
    "库": "ku",
    "存": "cun",
    "电": "dian",
    "没": "mei",
    "巴": "ba",
    "苦": "ku",
}


def sounds(word: str) -> list[str]:
    """Return the pinyin of a few characters."""
    return [SOUNDS.get(sign, "x") for sign in word]


KNOWN = KnownWords(["扫码枪", "库存", "死锁", "deadlock", "database", "密码"], sounds)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("巴枪没电", "巴枪没电"),
        ("张三 13800138000", "张三 *"),
        ("138 0013 8000 打不通", "* 打不通"),
        ("+86-138-0013-8000", "*"),
        ("110101199003070011X", "*"),
        ("li.si@example.com 收不到", "* 收不到"),
        ("PO-2024-00123", "PO-2024-00123"),
        ("a\nb\x00c", "a b c"),
        ("x" * 500, "x" * 200),
    ],
)
def test_numbers_of_persons_are_masked(query: str, kept: str) -> None:
    """Eleven digits and more may be a phone or an identity card; shorter codes stay."""
    assert masked(query) == kept


def test_what_holds_nothing_else_is_not_kept() -> None:
    """A lone phone number leaves no line."""
    assert line_of("13800138000", "2026-11-20") == ""
    assert line_of("巴枪", "2026-11-20") == '{"query": "巴枪", "day": "2026-11-20", "count": 1}\n'


def test_queries_are_counted_and_unfinished_ones_left_out() -> None:
    """A page asks at every key: only what was typed to its end on a day counts; case does not part queries."""
    log = "".join(
        line_of(query, day)
        for query, day in [
            ("巴", "2026-11-19"),
            ("巴枪", "2026-11-19"),
            ("巴枪没电", "2026-11-19"),
            ("巴枪没电", "2026-11-20"),
            ("VPN断", "2026-11-20"),
            ("vpn断", "2026-11-20"),
            ("Vpn断", "2026-11-20"),
            ("巴枪", "2026-11-20"),
        ]
    )
    assert collected(log) == (Gap("VPN断", 3, "2026-11-20"), Gap("巴枪没电", 2, "2026-11-20"))


def test_a_log_keeps_the_newest_lines() -> None:
    """One line for a query and day, with its count; damaged lines are passed over."""
    log = (
        line_of("a", "2026-01-01") * 3 + "{\n[]\n" + line_of("b", "2026-01-02") + '{"query": 1, "day": 2, "count": 3}\n'
    )

    assert compacted(log) == line_of("a", "2026-01-01", 3) + line_of("b", "2026-01-02")
    assert compacted(log, 1) == line_of("b", "2026-01-02")
    assert compacted(compacted(log)) == compacted(log)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("巴枪没电", "扫码枪"),
        ("苦存", "库存"),
        ("kucun", "库存"),
        ("databse", "database"),
        ("deadlokc", "deadlock"),
        ("zzz", None),
        ("", None),
    ],
)
def test_near_words_share_characters_sounds_or_spelling(query: str, first: str | None) -> None:
    """The nearest known word comes first; nothing is proposed where nothing is near."""
    assert next(iter(KNOWN.near(query)), None) == first


def test_a_proposal_is_a_line_of_synonyms() -> None:
    """Signs that part words in such a line are taken out of what was typed; a question mark stands for the unknown."""
    found = proposals([Gap("巴枪, 没电 => ?", 1, ""), Gap("zzz", 1, "")], KNOWN)

    assert [one.line for one in found] == ["巴枪 没电 ? => 扫码枪", "zzz => ?"]
    assert Proposal(Gap("a/b", 1, ""), ("c", "d")).line == "a b => c, d"


@pytest.mark.parametrize(
    ("text", "tells"),
    [("巴枪", True), ("+巴枪", False), ('"巴枪"', False), ("巴枪 -xy", False), ("巴枪 date:2024", False), ("", False)],
)
def test_only_plain_queries_tell_of_a_gap(text: str, tells: bool) -> None:
    """Who demands too much finds nothing for another reason."""
    assert tells_of_a_gap(parse_query(text)) is tells
    assert not tells_of_a_gap(parse_query(text, offset=10))


@given(st.text())
def test_any_query_can_be_kept(query: str) -> None:
    """What is written can be read again."""
    line = line_of(query.encode("utf-8", "replace").decode("utf-8"), "2026-01-01")
    assert len(collected(line)) == bool(line)
