"""Whatever is typed becomes a query."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.asking.query import FARTHEST_OFFSET, LONGEST_QUERY, MOST_FILTERS, MOST_HITS, SORTS, parse_query
from generator.search.asking.query_filters import day_of
from generator.search.text.analysis import terms

FACETS = ("kind", "system", "severity", "status", "year")
LABELS = {
    "severity": {"S1": "S1 一级", "S2": "S2 二级（严重）", "S3": "S3 三级"},
    "kind": {"sop": "标准操作规程", "runbook": "应急处置手册"},
    "status": {"closed": "已关闭"},
    "year": {},
}
CASES: list[tuple[str, dict[str, Any]]] = [
    ("库存 失败", {"terms": ("库存", "失败"), "words": ("库存", "失败")}),
    ("ＯＲＡ－01653", {"terms": ("ora-01653",), "words": ("ora-01653",)}),
    ('"disk full" error', {"terms": ("disk", "full", "error"), "phrases": ("disk full",)}),
    ("“批记录” 丢失", {"terms": ("批记", "记录", "丢失"), "phrases": ("批记录",)}),
    ("‘批记录’丢失 don’t", {"phrases": ("批记录",)}),
    ("＋死锁，－mysql　＂disk full＂", {"must": (("死锁",),), "must_not": (("mysql",),), "phrases": ("disk full",)}),
    ("库存，失败；重启、备份", {"words": ("库存", "失败", "重启", "备份")}),
    ("ORA\u200b-01653\x00xy", {"text": "ORA-01653 xy", "terms": ("ora-01653", "xy")}),
    ("kind:sop,runbook", {"filters": {"kind": frozenset({"sop", "runbook"})}}),
    ("status=500 kind>=sop", {"filters": {}}),
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
NARROWED: list[tuple[str, tuple[str, str]]] = [
    ("date:2024-01..2024-06", ("2024-01-01", "2024-06-30")),
    ("date：2024-01。。2024-02", ("2024-01-01", "2024-02-29")),
    ("date:2023-02", ("2023-02-01", "2023-02-28")),
    ("date:2024", ("2024-01-01", "2024-12-31")),
    ("date:2024/5/1", ("2024-05-01", "2024-05-01")),
    ("date:2024年5月..2024年5月20日", ("2024-05-01", "2024-05-20")),
    ("date:..2024-06-30", ("", "2024-06-30")),
    ("date:2024-06..", ("2024-06-01", "")),
    ("date:2024-06..2024-01", ("2024-01-01", "2024-06-30")),
    ("date>=2024-05 date<2024-07", ("2024-05-01", "2024-06-30")),
    ("date>2024-05", ("2024-06-01", "")),
    ("date<=2024", ("", "2024-12-31")),
    ("date≤2024", ("", "2024-12-31")),
    ("date:2024 date:2024-03..2025", ("2024-03-01", "2024-12-31")),
    ("date:2024-13", ("", "")),
    ("date:2023-02-29", ("", "")),
    ("date:..", ("", "")),
    ("date:soon", ("", "")),
    ("date:0000", ("", "")),
    ("date:9999-12", ("9999-12-01", "9999-12-31")),
]
SEVERITIES: list[tuple[str, set[str] | None]] = [
    ("sev>=S2", {"s1", "s2"}),
    ("severity＞＝S2", {"s1", "s2"}),
    ("sev≥二级", {"s1", "s2"}),
    ("sev>S2", {"s1"}),
    ("sev<S2", {"s3"}),
    ("sev<=s2", {"s2", "s3"}),
    ("sev:S1", {"s1"}),
    ("sev=S1", {"s1"}),
    ("sev:一级", {"s1"}),
    ("sev:S1,S3", {"s1", "s3"}),
    ("sev>=S3 sev<=S2", {"s2", "s3"}),
    ("sev>=S2 sev:S3", set()),
    ("sev>=S9", None),
    ("sev:urgent", None),
]
UNREAD = [
    ("kind:sop sev>=S2 date:2024 year:2024", ()),
    ("sev:urgent sev>=S9 printer", ("sev:urgent", "sev>=s9")),
    ("Date:2024-13 DATE:2024-13 date<soon date:..", ("date:2024-13", "date<soon", "date:..")),
    ("year:last +year:next -year:none", ("year:last",)),
    ("http://host colour:red status=500 kind: date", ()),
    (" ".join(f"year:200{number}" for number in range(10)) + " sev:none", ()),
]
HOSTILE = [
    "(" * 3000,
    "NOT " * 500,
    '"' * 999,
    "+-" * 500,
    "x" * 100_000,
    "* " * 999,
    "\ud800",
    "a_" * 9999,
    "\0\1\2",
    "[a TO z] x~9 y^1e309 z^nan",
    "date:" * 999,
    "kind:" + "," * 999,
    "sev>=" + ">" * 999,
    "‘" * 999,
    " " * 100_000 + "x",
    "\u202e\u2066",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_grammar(text: str, expected: dict[str, Any]) -> None:
    """Each case shows one rule; only the named parts are compared."""
    query = parse_query(text, facets=FACETS)
    assert {name: getattr(query, name) for name in expected} == expected


@pytest.mark.parametrize(("text", "expected"), UNREAD)
def test_a_filter_that_cannot_be_read_is_told(text: str, expected: tuple[str, ...]) -> None:
    """It is searched for as words, as it may have been meant so; what names no facet is nothing but words."""
    query = parse_query(text, facets=FACETS, labels=LABELS)
    assert query.unread == expected
    assert all(set(terms(word)) <= set(query.terms) for word in expected)


def test_one_filter_too_many_is_a_cut() -> None:
    """What is over the limit is not narrowed by, which the answer must tell."""
    text = " ".join(f"kind:k{number}" for number in range(11))
    assert [parse_query(part, facets=FACETS).is_cut for part in (text, text[: text.rindex(" ")])] == [True, False]


@given(st.text())
def test_nothing_is_refused(text: str) -> None:
    """Any text gives a query that knows its limits."""
    query = parse_query(text, facets=FACETS)
    assert len(query.text) <= LONGEST_QUERY
    assert len(set(query.terms)) == len(query.terms)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_words(text: str) -> None:
    """What made a stock parser overflow or hang is read in one pass, and stays within the limits."""
    query = parse_query(text, facets=FACETS, labels=LABELS)
    assert len(query.text) <= LONGEST_QUERY
    assert query.text.isprintable()
    assert query.filters == {}
    query.text.encode("utf-8")


@given(st.text(alphabet='"“‘’+-*:：，,.。<>=≥ datesvkind24-01S库存\ud800\u200b', max_size=300))
def test_signs_in_any_order_are_read(text: str) -> None:
    """No mix of operators is refused, and reading what was understood again changes nothing."""
    query = parse_query(text, facets=FACETS, labels=LABELS)
    assert parse_query(query.text, facets=FACETS, labels=LABELS).terms == query.terms


@pytest.mark.parametrize(("text", "expected"), NARROWED)
def test_days(text: str, expected: tuple[str, str]) -> None:
    """Days, months and years, open at either end; what no calendar has is a word."""
    query = parse_query(text, facets=FACETS)
    assert (query.since, query.until) == expected
    assert bool(query.words) == (expected == ("", ""))


@pytest.mark.parametrize(("text", "expected"), SEVERITIES)
def test_severities(text: str, expected: set[str] | None) -> None:
    """At least S2 is S1 and S2; the organization's own words count; an unknown level is a word."""
    query = parse_query(text, facets=FACETS, labels=LABELS)
    assert query.filters == ({} if expected is None else {"severity": frozenset(expected)})
    assert bool(query.words) == (expected is None)


def test_severities_without_an_organization() -> None:
    """Where no labels are known, there are four levels."""
    assert parse_query("sev<=S2", facets=FACETS).filters == {"severity": frozenset({"s2", "s3", "s4"})}


def test_labels_stand_for_values_and_unknown_values_are_words() -> None:
    """People write what they read; `status:500` of a pasted error is no filter."""
    query = parse_query("kind:应急处置手册，标准操作规程 status:500 status:closed year:x", facets=FACETS, labels=LABELS)
    assert query.filters == {"kind": frozenset({"runbook", "sop"}), "status": frozenset({"closed"})}
    assert query.words == ("status:500", "year:x")
    chosen = parse_query("", filters={"kind": ["标准操作规程"]}, labels=LABELS)
    assert chosen.filters == {"kind": frozenset({"sop"})}


def test_what_was_chosen_outside_of_the_text_counts_too() -> None:
    """Ranges cut each other down; an order or a day that cannot be is passed over."""
    query = parse_query("date:2024", facets=FACETS, since="2024-03", until="2030", sort="newest")
    assert (query.since, query.until, query.sort) == ("2024-03-01", "2024-12-31", "newest")
    assert parse_query("x", since="soon", until="x" * 999, sort="best").sort == SORTS[0]
    assert parse_query("x", since="soon").since == ""


def test_a_day_is_the_first_or_the_last_of_what_was_written() -> None:
    """A month and a year have a first and a last day."""
    assert [day_of("2024-04", last=last) for last in (False, True)] == ["2024-04-01", "2024-04-30"]
    assert [day_of("2024", last=last) for last in (False, True)] == ["2024-01-01", "2024-12-31"]


def test_a_longer_text_is_cut_and_says_so() -> None:
    """The words of the cut part are not looked for."""
    query = parse_query("锁 " * 150)
    assert (len(query.text) <= LONGEST_QUERY, query.is_cut) == (True, True)
    assert not parse_query("x" * LONGEST_QUERY).is_cut


def test_too_much_is_cut() -> None:
    """Filters, page size and offset stay within the limits of the server."""
    query = parse_query("x", filters={"system": [str(number) for number in range(99)]}, limit=10**9, offset=10**9)
    assert (len(query.filters["system"]), query.limit, query.offset) == (MOST_FILTERS, MOST_HITS, FARTHEST_OFFSET)
    assert query.is_cut
    assert not parse_query("", filters={"system": [f"s{number}" for number in range(MOST_FILTERS)]}).is_cut
    assert parse_query("x", limit=-1, offset=-1).limit == 1
