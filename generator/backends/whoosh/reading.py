"""Read one segment of an index: terms, postings, columns and stored texts.

In: the mapped files of a segment, which never change. Out: plain arrays. Whoosh's own matchers and readers keep a
position in a shared file, and two threads on one of them silently get wrong postings; here every answer is cut out of
the mapped file by its offset, so any number of threads may ask at once. Nothing of Whoosh is loaded.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import repeat
from operator import sub
from pathlib import Path
from pickle import loads
from typing import Any
from zlib import decompress

from generator.backends.whoosh.columns import ByteStrings
from generator.backends.whoosh.facets import facets_of
from generator.backends.whoosh.files import mapped
from generator.backends.whoosh.layout import COLUMN, DIGEST_BYTES, FACETS_FILE, POSTINGS, STORED, TERMS, SegmentNote
from generator.backends.whoosh.postings import decoded, documents_of, written_column
from generator.backends.whoosh.terms import Terms
from generator.search.counting.document_sets import set_of_flags
from generator.search.counting.facets import FacetPart
from generator.search.counting.occurrences import FewOccurrences, ManyOccurrences, Occurrences

# One degree of urgency counts more than any day, written as `20260511`.
_DAYS_A_DEGREE = 10**8


class SegmentFiles:
    """One segment; its documents are numbered from 0, deleted ones included. Safe for many threads."""

    def __init__(self, folder: Path, note: SegmentNote) -> None:
        # All files are mapped now: the folder may be pruned while the snapshot is in use.
        names = [name for name in os.listdir(folder) if name.startswith(f"{note.id}.")]
        self._files = {name.removeprefix(note.id): mapped(folder / name) for name in names}
        self._terms = Terms(self._files[TERMS])
        self._postings = self._files[POSTINGS]
        self.id = note.id
        self.size = note.documents
        self._length_counts: dict[str, Mapping[int, int]] = {}

    def postings(self, field: str, term: bytes) -> Occurrences:
        """Return the documents that have `term` in `field`, and how often each has it."""
        info = self._terms.find(field, term)
        column = written_column(self._postings, info, self.size) if info else b""
        if column:
            return ManyOccurrences(column)
        return FewOccurrences(*(decoded(self._postings, info) if info else (array("I"), array("f"))), self.size)

    def frequency(self, field: str, term: bytes) -> int:
        """Return how many documents have `term` in `field`."""
        info = self._terms.find(field, term)
        return documents_of(info) if info else 0

    def terms_from(self, field: str, prefix: bytes) -> Iterator[bytes]:
        """Yield the terms of `field` that begin with `prefix`, in order."""
        return (term for term, _ in self._terms.beginning_with(field, prefix))

    def lengths(self, field: str) -> bytes:
        """Return Whoosh's one-byte code for the length of `field` in each document."""
        return self._column(f"_{field}_len").ljust(self.size, b"\0")

    def _integers(self, field: str) -> array[int]:
        values = array("i", self._column(field))
        if sys.byteorder == "little":
            values.byteswap()
        values.extend(repeat(0, self.size - len(values)))
        return values

    def key(self, number: int) -> str:
        """Return the id of a document."""
        return self._keys[number].decode("utf-8")

    def ids(self) -> Iterator[str]:
        """Yield the ids of all documents."""
        return (key.decode("utf-8") for key in self._keys)

    def digests(self) -> Iterator[str]:
        """Yield the content hashes of all documents."""
        data = self._column("digest").ljust(self.size * DIGEST_BYTES, b"\0").hex()
        return (data[at : at + 2 * DIGEST_BYTES] for at in range(0, len(data), 2 * DIGEST_BYTES))

    def shown(self, number: int) -> dict[str, Any]:
        """Return what is stored to be shown of a document."""
        return dict(loads(decompress(self._stored[number]))["shown"])

    # What every generation that shares this segment asks again, and what takes longer to work out than to join

    @cached_property
    def facets(self) -> FacetPart:
        """The documents of each value of each facet."""
        return facets_of(self._files[FACETS_FILE], self.size)

    @cached_property
    def obsolete(self) -> int:
        """The set of the documents to be shown last."""
        return set_of_flags(self._column("obsolete").ljust(self.size, b"\0"))

    @cached_property
    def dates(self) -> array[int]:
        """The date of each document as `20260511`, 0 for none."""
        return self._integers("date")

    @cached_property
    def standing(self) -> array[int]:
        """A number for each document that is smaller the more urgent, then the newer it is."""
        return array("q", map(sub, map((-_DAYS_A_DEGREE).__mul__, self._integers("urgency")), self.dates))

    def length_counts(self, field: str) -> Mapping[int, int]:
        """Return how many documents, deleted ones too, have each code for the length of `field`."""
        known = self._length_counts.get(field)
        if known is None:
            known = self._length_counts[field] = Counter(self.lengths(field))
        return known

    @cached_property
    def _keys(self) -> ByteStrings:
        return ByteStrings(self._files[COLUMN.format(field="key")], self.size)

    @cached_property
    def _stored(self) -> ByteStrings:
        return ByteStrings(self._files[COLUMN.format(field=STORED)], self.size)

    def _column(self, field: str) -> bytes:
        """Return all of a column; one without any value but its default has no file."""
        return self._files.get(COLUMN.format(field=field), b"")[:]
