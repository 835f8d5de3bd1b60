"""Work in threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from generator.server.workers import TooLate, Workers


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Return what `work` comes to, in a thread of its own: a browser test may have left a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_results_and_faults_come_back() -> None:
    """What the work returns or raises is returned or raised."""
    workers = Workers()

    assert run(workers.do(lambda: 6 * 7)) == 42
    with pytest.raises(KeyError):
        run(workers.do(lambda: {}["x"]))


def test_late_work_is_given_up_and_too_much_refused() -> None:
    """Neither an endless work nor a crowd of them blocks who comes later."""
    gate = threading.Event()
    begun: list[int] = []
    workers = Workers(seconds=0.05, threads=1, most=2)

    async def crowd() -> list[object]:
        tasks = [workers.do(gate.wait), workers.do(lambda: begun.append(1)), workers.do(lambda: begun.append(2))]
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(one) for one in run(crowd())] == [TooLate] * 3
    gate.set()
    assert run(Workers(seconds=5).do(lambda: "on")) == "on"
    assert begun == []
