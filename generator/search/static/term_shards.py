"""Cut the terms into files of even size, so that a question loads only those that hold its words.

In: packed postings in JavaScript's order. Out: scripts, each with a list of words and one of postings. Words that lie
side by side in the dictionary lie in one file or in two that follow each other, so that completing a word costs no more
than reading it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.search.static.dictionary_shards import DictionaryShards, Entry, dictionary_shards
from generator.search.static.packing import packed_words

# About 7 KB when compressed: with more a question loads mostly what it does not need, with less it waits for too many.
SHARD_SIGNS = 10_000


def term_shards(postings: Iterable[tuple[str, str]]) -> DictionaryShards:
    """Return the scripts that hold words with their packed postings."""
    entries = (Entry(word, packed, 2 + len(packed) + (1 if word.isascii() else 2)) for word, packed in postings)
    return dictionary_shards("terms", entries, SHARD_SIGNS, _packed)


def _packed(shard: Sequence[Entry[str]]) -> list[object]:
    return [packed_words([one.key for one in shard]), " ".join(one.value for one in shard)]
