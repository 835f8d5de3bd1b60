"""The documents of an index by id and by the words of their titles, for suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import nsmallest

from generator.backends.whoosh.snapshot import Snapshot
from generator.search.asking.suggest import Titled
from generator.search.counting.document_sets import numbers_in, union


class IndexTitles:
    """`search.asking.suggest.Titles` over one generation; what is obsolete is not offered."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def with_id(self, beginning: str, limit: int) -> Sequence[Titled]:
        """Return up to `limit` documents whose `identifier_key(id)` begins so, in the order of their ids."""
        numbers = self._snapshot.numbers_with_id(beginning, limit)
        return [self._titled(number) for number in numbers if not self._snapshot.obsolete >> number & 1]

    def with_terms(self, groups: Sequence[Collection[str]], limit: int) -> Sequence[Titled]:
        """Return up to `limit` documents whose titles have at least one term of every group, the newest first."""
        found = self._snapshot.live & ~self._snapshot.obsolete
        for group in groups:
            found &= union(self._snapshot.postings("title", term).documents for term in group)
        dates = self._snapshot.dates
        newest = nsmallest(limit, numbers_in(found), key=lambda number: (-dates[number], number))
        return [self._titled(number) for number in newest]

    def _titled(self, number: int) -> Titled:
        shown = self._snapshot.shown(number)
        return Titled(shown["id"], shown["title"], shown["url"])
