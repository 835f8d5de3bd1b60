"""Cut a sorted dictionary into scripts of even size, of which a browser loads those that hold the keys it looks for.

In: keys in JavaScript's order, each with what is said of it. Out: scripts, and with which text each begins, so that
the place of a key is found by bisection without loading anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.search.static.script import Script, script

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DictionaryShards:
    """The scripts, and for each a text that is not after its first key and after every key of the one before."""

    scripts: tuple[Script, ...]
    beginnings: tuple[str, ...]

    @property
    def contents(self) -> list[str]:
        """What a browser needs to find them: the beginnings by lines, and the hashes one after the other."""
        return ["\n".join(self.beginnings), "".join(one.hash for one in self.scripts)]


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """A key with what is said of it, and about how many signs that takes in a script."""

    key: str
    value: Value
    size: int


def dictionary_shards(
    name: str, entries: Iterable[Entry[Value]], signs: int, packed: Callable[[Sequence[Entry[Value]]], object]
) -> DictionaryShards:
    """Return scripts of about `signs` signs, each with what `packed` makes of its entries."""
    scripts: list[Script] = []
    beginnings: list[str] = []
    shard: list[Entry[Value]] = []
    size, before = 0, ""

    def end() -> None:
        scripts.append(script(f"{name}-{len(scripts):03}", packed(shard)))

    for entry in entries:
        if shard and size >= signs:
            end()
            before, size = shard[-1].key, 0
            shard = []
        if not shard:
            beginnings.append(_beginning(before, entry.key))
        shard.append(entry)
        size += entry.size
    if shard:
        end()
    return DictionaryShards(tuple(scripts), tuple(beginnings))


def _beginning(before: str, key: str) -> str:
    """Return the shortest beginning of `key` that is greater than `before`, which is smaller."""
    return next((key[: at + 1] for at, sign in enumerate(key) if before[at : at + 1] != sign), key)
