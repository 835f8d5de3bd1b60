"""The index is replaced while people search."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from generator.backends.whoosh.engine import WhooshEngine
from generator.commands.serve.answering import Answering
from generator.search.documents.document import SearchDocument
from generator.server.application import make_application
from generator.server.live import LiveState
from generator.server.rate import Buckets
from generator.server.workers import Workers
from tests.server.clients import TestClient

THREADS = 3
GENERATIONS = 5


def documents(generation: int) -> list[SearchDocument]:
    """Return what the index holds in one generation; each says in every document which one it is."""
    return [
        SearchDocument(id=f"PM-{n:04}", kind="postmortem", title=f"锁等待 {n}", url="x/", body=f"第{generation}版")
        for n in range(20 + generation)
    ]


def test_no_request_is_dropped_while_the_index_is_replaced(tmp_path: Path) -> None:
    """Every answer is one whole generation, the last one is seen at once, and nobody gets an error."""
    folder = tmp_path / "index"
    WhooshEngine(folder).build(documents(0))
    engine: Any = WhooshEngine(folder)
    answers = Answering(engine, dict, str)
    application = make_application(
        tmp_path, answers, LiveState(), buckets=Buckets(rate=1e6, burst=10**6), workers=Workers(seconds=30)
    )
    is_over = threading.Event()
    seen: list[tuple[int, int, int]] = []
    faults: list[BaseException] = []

    def ask() -> None:
        client = TestClient(application)
        try:
            while not is_over.is_set():
                answer = client.get("/api/search?q=锁等待&limit=50")
                found = answer.json()
                seen.append((answer.status_code, found["total"], len({hit["excerpt"][-3:] for hit in found["hits"]})))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    writer = WhooshEngine(folder)
    for generation in range(1, GENERATIONS + 1):
        (writer.synchronize if generation % 2 else writer.build)(documents(generation))
    last = TestClient(application).get("/api/search?q=锁等待").json()
    is_over.set()
    for thread in threads:
        thread.join(30)

    assert not faults
    assert last["total"] == 20 + GENERATIONS
    assert seen
    assert {(status, versions) for status, _, versions in seen} == {(200, 1)}
    assert {total for _, total, _ in seen} <= {20 + generation for generation in range(GENERATIONS + 1)}
