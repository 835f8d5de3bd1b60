"""Do work in threads, but never let a request wait for it for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

LONGEST_WORK = 2.0
THREADS = 8
# More than this many at a time would all be late; who comes then is told at once.
MOST_WAITING = 64


class TooLate(Exception):
    """The work was not done in time, or there is too much of it."""


class Workers:
    """A few threads. Work that is late goes on in its thread, as a thread cannot be stopped, but nobody waits for it."""

    def __init__(self, seconds: float = LONGEST_WORK, threads: int = THREADS, most: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="fupan-answer")
        self._seconds = seconds
        self._most = most
        self._there: set[Future[Any]] = set()

    async def do(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, or raise what it raises; raises TooLate."""
        self._there = {future for future in self._there if not future.done()}
        if len(self._there) >= self._most:
            raise TooLate
        future = self._pool.submit(work)
        self._there.add(future)
        waiting = asyncio.wrap_future(future)
        done, _late = await asyncio.wait([waiting], timeout=self._seconds)
        if not done:
            waiting.cancel()  # work that has not begun never will
            raise TooLate
        return waiting.result()
