"""The opened files of a generation, for one search.

Whoosh's readers share a file position: two threads on one of them silently get wrong postings. Each search therefore
opens its own, which costs a tenth of a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader, TermNotFound

Postings = list[tuple[int, float]]


class Reading:
    """Reads postings and stored texts; documents are numbered through all segments. Not for two threads."""

    def __init__(self, readers: list[tuple[int, SegmentReader]], deleted: frozenset[int]) -> None:
        self._readers = readers
        self._deleted = deleted

    def postings(self, field: str, term: str) -> Postings:
        """Return the number of each document that has `term` in `field`, with how often it has it."""
        found: Postings = []
        for first, reader in self._readers:
            try:
                matcher = reader.postings(field, term)
            except TermNotFound:
                continue
            found += [(first + number, count) for number, count in _decoded(matcher)]
        if self._deleted:
            found = [posting for posting in found if posting[0] not in self._deleted]
        return found

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return up to `limit` body terms that begin with `prefix`, in order."""
        found: set[str] = set()
        for _, reader in self._readers:
            for count, text in enumerate(reader.expand_prefix("body", prefix)):
                if count >= limit:
                    break
                found.add(text.decode("utf-8"))
        return sorted(found)[:limit]

    def shown(self, number: int) -> dict[str, str]:
        """Return the stored texts of a document: kind, title, url, text."""
        first, reader = next(pair for pair in reversed(self._readers) if pair[0] <= number)
        stored: dict[str, Any] = reader.stored_fields(number - first)
        return dict(stored["shown"])


def _decoded(matcher: Any) -> Iterator[tuple[int, float]]:
    # Whoosh steps through postings one method call at a time; its blocks are arrays and are taken as such.
    while matcher.is_active():
        if isinstance(matcher, W3LeafMatcher):
            matcher._read_ids()
            matcher._read_weights()
            yield from zip(matcher._ids, matcher._weights, strict=True)
            matcher._next_block()
        else:
            yield matcher.id(), matcher.weight()
            matcher.next()
