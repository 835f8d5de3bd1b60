"""The search service: what it reads, refuses and answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import __version__
from generator.errors import EnvironmentFault, UserError
from generator.search.documents.facet_table import FACET_NAMES
from generator.server.application import make_application
from generator.server.live import LiveState
from generator.server.openapi import INDEX_AWAY
from generator.server.rate import LONGEST_QUERY_STRING, Buckets
from generator.server.security import CONTENT_SECURITY_POLICY
from generator.server.workers import Workers
from tests.server.asked import Asked
from tests.server.clients import TestClient

PLAIN = {"since": "", "until": "", "sort": "relevance", "limit": 20, "offset": 0}


@pytest.fixture
def asked() -> Asked:
    """Return answers that remember."""
    return Asked()


@pytest.fixture
def client(tmp_path: Path, asked: Asked) -> TestClient:
    """Return a client of a service without a site."""
    application = make_application(tmp_path, asked, LiveState(), language="en", workers=Workers(seconds=0.2))
    return TestClient(application, raise_server_exceptions=False)


def test_a_search_passes_on_what_was_chosen(client: TestClient, asked: Asked) -> None:
    """Repeated parameters are several values; empty ones are passed over."""
    answer = client.get("/api/search?q=a&kind=sop&kind=runbook&system=&failure_mode=disk-full")

    assert answer.json()["ok"] is True
    assert answer.headers["cache-control"] == "no-store"
    filters = {"kind": ("sop", "runbook"), "failure_mode": ("disk-full",)}
    assert asked.last == ("search", "a", {**PLAIN, "filters": filters})
    client.get("/api/search?since=2024-02&until=2024-02&sort=newest&limit=5&offset=10")
    chosen = {"since": "2024-02-01", "until": "2024-02-29", "sort": "newest", "limit": 5, "offset": 10}
    assert asked.last == ("search", "", {**chosen, "filters": {}})
    client.get("/api/search", params=dict.fromkeys(FACET_NAMES, "x"))
    assert set(asked.last[2]["filters"]) == set(FACET_NAMES)


def test_too_much_of_anything_is_cut(client: TestClient, asked: Asked) -> None:
    """Texts have an end, of a list one more is read than counts, which tells that it was cut."""
    client.get("/api/search", params={"q": "x" * 5000, "year": ["y" * 500] * 50})
    _, text, chosen = asked.last

    assert len(text) == 400
    assert (len(chosen["filters"]["year"]), len(chosen["filters"]["year"][0])) == (11, 100)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("search?limit=x", "limit must be a whole number."),
        ("search?offset=1e9", "offset must be a whole number."),
        ("search?limit=" + "9" * 5000, "limit must be from 1 to 50."),
        ("search?limit=0", "limit must be from 1 to 50."),
        ("search?limit=1000", "limit must be from 1 to 50."),
        ("search?offset=-1", "offset must be from 0 to 1000."),
        ("search?offset=1001", "offset must be from 0 to 1000."),
        ("similar?id=PM-1&limit=0", "limit must be from 1 to 50."),
        ("suggest?q=a&limit=21", "limit must be from 1 to 20."),
        ("search?q=a&sytem=ERP", "There is no parameter sytem; perhaps system?"),
        ("search?q=a&Kind=sop", "There is no parameter Kind; perhaps kind?"),
        ("similar?txet=a", "There is no parameter txet; perhaps text?"),
        ("suggest?q=a&utm_source=1", "There is no parameter utm_source; there are: q, limit."),
        ("search?limit=٣", "limit must be a whole number."),
        ("search?limit=--1", "limit must be a whole number."),
        ("search?sort=best", "sort must be one of relevance, newest, oldest, severity."),
        ("search?since=soon", "since must be a day such as 2024-05-31, a month or a year."),
        ("search?until=2024-02-30", "until must be a day such as 2024-05-31, a month or a year."),
        ("suggest?q=a&limit=x", "limit must be a whole number."),
        ("similar", "Give exactly one of id, text."),
        ("similar?id=PM-1&text=x", "Give exactly one of id, text."),
        ("similar?id=%20", "Give exactly one of id, text."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(client: TestClient, asked: Asked, path: str, sentence: str) -> None:
    """A mistake of the one who asks is 400, and nothing is looked for."""
    answer = client.get(f"/api/{path}")

    assert (answer.status_code, answer.json()) == (400, {"ok": False, "error": sentence})
    assert asked.last == ()


def test_similar_suggest_and_health_answer(client: TestClient, asked: Asked) -> None:
    """Each passes on what was asked."""
    assert client.get("/api/similar?id=PM-2026-0007").json()["ok"] is True
    assert asked.last == ("similar", {"identifier": "PM-2026-0007", "text": "", "limit": 5})
    client.get("/api/similar", params={"text": "x" * 9000, "limit": 50})
    assert (len(asked.last[1]["text"]), asked.last[1]["limit"]) == (4000, 50)
    client.get("/api/suggest?q=ora&limit=20")
    assert asked.last == ("suggest", "ora", 20)
    health = {"ok": True, "version": __version__, "generation": 1, "errors": 0, "documents": 42}
    assert client.get("/api/health").json() == health


@pytest.mark.parametrize("path", ["search?q=x", "similar?text=x", "suggest?q=x", "health", "openapi.json", ""])
def test_head_is_answered_without_a_body(client: TestClient, path: str) -> None:
    """Monitors ask with HEAD."""
    answer = client.head(f"/api/{path}")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [
        (EnvironmentFault("There is no index in {folder}.", folder="/home/secret/path"), 503, INDEX_AWAY),
        (UserError("There is no post-mortem {name}.", name="PM-1"), 404, "There is no post-mortem PM-1."),
        (RuntimeError("/home/secret/path"), 500, "Something went wrong in the service; its log says what."),
        (ValueError("/home/secret/path"), 500, "Something went wrong in the service; its log says what."),
    ],
)
def test_faults_are_sentences_and_never_stack_traces(
    client: TestClient, asked: Asked, fault: Exception, status: int, sentence: str
) -> None:
    """Readers get a sentence as JSON with all headers; what went wrong inside is not shown."""
    asked.fault = fault
    answer = client.get("/api/similar?id=PM-1")

    assert (answer.status_code, answer.json()) == (status, {"ok": False, "error": sentence})
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_an_answer_that_takes_too_long_is_given_up(client: TestClient, asked: Asked) -> None:
    """Nobody waits for ever, and the service goes on."""
    asked.let_go.clear()
    answer = client.get("/api/search?q=x")
    asked.let_go.set()

    assert (answer.status_code, answer.json()["ok"]) == (503, False)
    assert answer.headers["retry-after"] == "1"
    assert client.get("/api/search?q=x").status_code == 200


def test_too_many_requests_are_told_when_to_come_back(tmp_path: Path, asked: Asked) -> None:
    """Only the service is limited, not the pages; the site stays readable."""
    (tmp_path / "index.html").write_text("page", encoding="utf-8")
    buckets = Buckets(rate=0.5, burst=2, clock=lambda: 0.0)
    client = TestClient(make_application(tmp_path, asked, LiveState(), language="en", buckets=buckets))
    answers = [client.get("/api/search?q=x") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "2"
    assert "Too many requests" in answers[2].json()["error"]
    assert client.get("/").status_code == 200


def test_an_endless_address_is_refused(client: TestClient, asked: Asked) -> None:
    """What is longer than any question is not read."""
    answer = client.get("/api/search?q=" + "x" * LONGEST_QUERY_STRING)

    assert (answer.status_code, answer.json()["ok"], asked.last) == (414, False, ())


@pytest.mark.parametrize("path", ["nope", "search/x", "../x", "Search"])
def test_other_addresses_of_the_service_are_json_too(client: TestClient, path: str) -> None:
    """A program is not answered with a page."""
    answer = client.get(f"http://testserver/api/{path}")

    assert answer.status_code in (404, 405)


def test_hostile_parameters_are_only_text(client: TestClient, asked: Asked) -> None:
    """Bytes that are no UTF-8, control signs and templates reach the search as text."""
    for query in ("%ff%fe", "%00%01", "{name}%s", "<script>", "%F0%9F", "a%0d%0aX-Evil:1"):
        answer: Any = client.get(f"/api/search?q={query}")
        assert answer.status_code == 200
        assert "x-evil" not in answer.headers


def test_refusals_speak_the_language_of_the_site(tmp_path: Path, asked: Asked) -> None:
    """A wrong method and a mistake of our own are told in Chinese on a Chinese site, to programs and to people."""
    asked.fault = RuntimeError("/home/secret/path")
    client = TestClient(make_application(tmp_path, asked, LiveState()), raise_server_exceptions=False)
    posted, broken, page = client.post("/api/search"), client.get("/api/search?q=x"), client.post("/index.html")

    assert (posted.status_code, posted.json()["error"], posted.headers["allow"]) == (
        405,
        "只答复 GET 和 HEAD。",
        "GET, HEAD",
    )
    assert (broken.status_code, broken.json()["error"]) == (500, "服务出了错，日志里有详情。")
    assert (page.status_code, page.text) == (405, "只答复 GET 和 HEAD。")
