"""Whatever is typed becomes a query."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.query import FARTHEST_OFFSET, LONGEST_QUERY, MOST_FILTERS, MOST_HITS, parse_query

FACETS = ("kind", "system")
CASES: list[tuple[str, dict[str, Any]]] = [
    ("库存 失败", {"terms": ("库存", "失败"), "words": ("库存", "失败")}),
    ("ＯＲＡ－01653", {"terms": ("ora-01653",), "words": ("ora-01653",)}),
    ('"disk full" error', {"terms": ("disk", "full", "error"), "phrases": ("disk full",)}),
    ("“批记录” 丢失", {"terms": ("批记", "记录", "丢失"), "phrases": ("批记录",)}),
    ("+死锁 -mysql", {"terms": ("死锁",), "must": (("死锁",),), "must_not": (("mysql",),)}),
    ("kind:SOP 备份", {"terms": ("备份",), "filters": {"kind": frozenset({"sop"})}}),
    ("system：ERP system:MES", {"terms": (), "filters": {"system": frozenset({"erp", "mes"})}}),
    ("http://host kind:", {"terms": ("http", "host", "kind"), "filters": {}}),
    ("ora-01*", {"terms": ("ora-01",), "prefix": "ora-01"}),
    ("or* lock", {"prefix": "", "terms": ("lock",)}),
    ("PM-2026-0007", {"terms": ("pm-2026-0007",), "must_not": ()}),
    ("- 重启 +", {"terms": ("重启",), "must": (), "must_not": ()}),
    ('"unclosed phrase', {"terms": ("unclos", "phras"), "phrases": ()}),
    ("锁 锁", {"terms": ("锁",)}),
    ("", {"terms": (), "is_empty": True}),
    ("-error", {"is_empty": True}),
    ("(a OR b) NOT c~9 [a TO z]^1e309", {"phrases": (), "must": (), "must_not": ()}),
]
HOSTILE = ["(" * 3000, "NOT " * 500, '"' * 999, "+-" * 500, "x" * 100_000, "* " * 999, "\ud800", "a_" * 9999, "\0\1\2"]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_grammar(text: str, expected: dict[str, Any]) -> None:
    """Each case shows one rule; only the named parts are compared."""
    query = parse_query(text, facets=FACETS)
    assert {name: getattr(query, name) for name in expected} == expected


@given(st.text())
def test_nothing_is_refused(text: str) -> None:
    """Any text gives a query that knows its limits."""
    query = parse_query(text, facets=FACETS)
    assert len(query.text) <= LONGEST_QUERY
    assert len(set(query.terms)) == len(query.terms)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_at_once(text: str) -> None:
    """What made a stock parser overflow or hang takes no time."""
    started = time.perf_counter()
    parse_query(text, facets=FACETS)
    assert time.perf_counter() - started < 0.1


def test_too_much_is_cut() -> None:
    """Filters, page size and offset stay within the limits of the server."""
    query = parse_query("x", filters={"system": [str(number) for number in range(99)]}, limit=10**9, offset=10**9)
    assert (len(query.filters["system"]), query.limit, query.offset) == (MOST_FILTERS, MOST_HITS, FARTHEST_OFFSET)
    assert parse_query("x", limit=-1, offset=-1).limit == 1
