"""Keep what was used lately, up to a limit, without a lock.

Two dictionaries suffice: new entries go into the young one, and when it is full it becomes the old one and what was
old is forgotten. An entry that is used again moves back to the young one. Threads may race: at worst something is
worked out twice or a little more is kept than allowed, never a wrong answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Value = TypeVar("Value")


class Recent:
    """A bounded memory; each entry has a cost, and together they stay within `limit`."""

    def __init__(self, limit: int) -> None:
        self._half = limit // 2
        self._young: dict[Hashable, tuple[object, int]] = {}
        self._old: dict[Hashable, tuple[object, int]] = {}
        self._cost = 0

    def get(self, key: Hashable, make: Callable[[], Value], cost: Callable[[Value], int]) -> Value:
        """Return what is kept under `key`, or make and keep it."""
        entry = self._young.get(key)
        if entry is None:
            entry = self._old.get(key)
            if entry is None:
                made = make()
                entry = (made, cost(made))
            self._keep(key, entry)
        return entry[0]  # type: ignore[return-value]

    def _keep(self, key: Hashable, entry: tuple[object, int]) -> None:
        if self._cost + entry[1] > self._half:
            self._old, self._young, self._cost = self._young, {}, 0
        self._young[key] = entry
        self._cost += entry[1]
