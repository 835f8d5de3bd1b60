"""Cut the terms into files of even size, so that a question loads only those that hold its words.

In: packed postings in JavaScript's order. Out: scripts, and with which text each begins. Words that lie side by side in
the dictionary lie in one file or in two that follow each other, so that completing a word costs no more than reading it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.search.static.packing import packed_words
from generator.search.static.script import Script, script

# About 7 KB when compressed: with more a question loads mostly what it does not need, with less it waits for too many.
SHARD_SIGNS = 10_000


@dataclass(frozen=True, slots=True)
class TermShards:
    """The scripts, and for each the shortest text that is greater than everything in the one before."""

    scripts: tuple[Script, ...]
    beginnings: tuple[str, ...]


def term_shards(entries: Iterable[tuple[str, str]]) -> TermShards:
    """Return the scripts that hold `entries`, each a list of words and one of postings."""
    scripts: list[Script] = []
    beginnings: list[str] = []
    words: list[str] = []
    postings: list[str] = []
    size, before = 0, ""
    for word, packed in entries:
        if size >= SHARD_SIGNS:
            scripts.append(_shard(len(scripts), words, postings))
            before, words, postings, size = words[-1], [], [], 0
        if not words:
            beginnings.append(_between(before, word))
        words.append(word)
        postings.append(packed)
        size += 2 + len(packed) + (1 if word.isascii() else 2)
    if words:
        scripts.append(_shard(len(scripts), words, postings))
    return TermShards(tuple(scripts), tuple(beginnings))


def _shard(number: int, words: list[str], postings: list[str]) -> Script:
    return script(f"terms-{number:03}", [packed_words(words), " ".join(postings)])


def _between(before: str, word: str) -> str:
    """Return the shortest beginning of `word` that is greater than `before`, which is smaller."""
    shared = next((at for at, sign in enumerate(word) if before[at : at + 1] != sign), len(word) - 1)
    return word[: shared + 1]
