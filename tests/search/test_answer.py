"""Answers as JSON objects."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from generator.search.answer import answer_to, grouped, similar_answer, suggest_answer
from generator.search.asking.query import parse_query
from generator.search.asking.suggest import Suggestion
from generator.search.counting.plan import Expansion
from generator.search.documents.facet_table import FACET_NAMES
from tests.search.engines import DOCUMENTS, LABELS, SmallEngine

ENGINE = SmallEngine(DOCUMENTS)


def said(text: str) -> str:
    """Stand in for a translation."""
    return f"<{text}>"


def answered(text: str, **chosen: Any) -> dict[str, Any]:
    """Return the answer of the small engine to what was typed and chosen."""
    query = parse_query(text, facets=FACET_NAMES, labels=LABELS, **chosen)
    return answer_to(ENGINE, query, labels=LABELS, say=said)


def test_the_answer_has_the_agreed_parts() -> None:
    """Scripts and the page rely on names and order."""
    found = answered(" 死锁 ", sort="newest")

    assert list(found) == [
        *("ok", "query", "took_ms", "total", "truncated", "unread", "sort", "expansions", "nearest", "hits", "facets"),
    ]
    assert (found["query"], found["total"], found["sort"], found["truncated"]) == ("死锁", 1, "newest", False)
    assert found["nearest"] == []
    assert found["hits"][0] == {
        "id": "PM-2026-0007",
        "kind": "postmortem",
        "kind_label": "Post-mortem",
        "title": DOCUMENTS[0].title,
        "url": "incidents/PM-2026-0007/",
        "score": 1.0,
        "excerpt": DOCUMENTS[0].body,
        "why": "<in the text>",
        "date": "2026-05-11",
        "severity": "S1",
        "severity_label": "S1 Critical",
        "status": "",
        "status_label": "",
        "systems": ["ERP"],
        "obsolete": False,
        "related": False,
        "card": dict(DOCUMENTS[0].card),
    }
    assert list(found["facets"]) == list(FACET_NAMES)
    assert found["facets"]["system"] == [{"value": "ERP", "label": "Resource planning", "count": 1}]
    assert json.loads(json.dumps(found)) == found


def test_what_was_chosen_reaches_the_engine() -> None:
    """Filters in words of people, days, order and place."""
    answered(
        "sev>=S2 锁",
        filters={"kind": ["Runbook"]},
        since="2024",
        until="2025-06",
        sort="oldest",
        limit=3,
        offset=4,
    )
    query = ENGINE.last

    assert query.filters == {"kind": frozenset({"runbook"}), "severity": frozenset({"s1", "s2"})}
    assert (query.since, query.until, query.sort) == ("2024-01-01", "2025-06-30", "oldest")
    assert (query.limit, query.offset) == (3, 4)


def test_what_is_like_the_only_hit_follows_it() -> None:
    """It is marked, says why it is there, and counts neither in the total nor in the facets."""
    alike = replace(DOCUMENTS[0], id="PM-2026-0099", title="数据库死锁又来了", body="另一次")
    engine = SmallEngine([replace(DOCUMENTS[0], title="数据库死锁", body="ORA-00060"), alike])
    found = answer_to(engine, parse_query("ORA-00060", facets=FACET_NAMES), labels=LABELS, say=said)

    assert [(hit["id"], hit["related"], hit["why"]) for hit in found["hits"]] == [
        ("PM-2026-0007", False, "<in the text>"),
        ("PM-2026-0099", True, "<like the first result>"),
    ]
    assert (found["total"], found["facets"]["system"][0]["count"]) == (1, 1)
    assert [hit["id"] for hit in answer_to(engine, parse_query("+ORA-00060"), labels={}, say=said)["hits"]] == [
        "PM-2026-0007"
    ]


def test_without_a_hit_the_nearest_are_offered() -> None:
    """Each word has its turn; with hits nothing is offered."""
    found = answered("deadlokc priner")

    assert found["total"] == 0
    assert found["nearest"] == ["deadlock", "printer"]
    assert answered("zzzzz")["nearest"] == []


def test_a_query_that_was_cut_is_said_to_be() -> None:
    """Who pastes a novel is told that not all of it was looked for."""
    assert answered("锁 " * 200)["truncated"] is True


def test_expansions_are_grouped_by_word_and_reason() -> None:
    """One line for each typed word and reason, each other word once, in order."""
    rows = [
        Expansion("outage", "downtime", "a"),
        Expansion("dl", "deadlock", "b"),
        Expansion("outage", "宕机", "a"),
        Expansion("outage", "downtime", "a"),
        Expansion("outage", "outages", "b"),
    ]
    assert grouped(rows, said) == [
        {"typed": "outage", "instead": ["downtime", "宕机"], "reason": "<a>"},
        {"typed": "dl", "instead": ["deadlock"], "reason": "<b>"},
        {"typed": "outage", "instead": ["outages"], "reason": "<b>"},
    ]


def test_similar_incidents_say_why() -> None:
    """Reasons are texts; what was asked is repeated."""
    found = similar_answer(ENGINE.similar("PM-2025-0001", 1), labels=LABELS, say=str, identifier="PM-2025-0001")

    assert (found["id"], found["total"], "text" in found) == ("PM-2025-0001", 1, False)
    item = found["items"][0]
    assert (item["id"], item["severity_label"]) == ("PM-2026-0007", "S1 Critical")
    assert item["reasons"] == ["same system Resource planning", "锁"]
    assert item["card"]["fix"] == "重启接口"
    assert similar_answer((), labels={}, say=str, text="锁") == {"ok": True, "text": "锁", "total": 0, "items": []}


def test_suggestions_of_records_have_addresses() -> None:
    """A word has neither id nor address."""
    found = suggest_answer([Suggestion("T", "record", "PM-1", "x/"), Suggestion("deadlock")], "d")

    assert found["items"] == [
        {"text": "T", "kind": "record", "id": "PM-1", "url": "x/"},
        {"text": "deadlock", "kind": "word"},
    ]
