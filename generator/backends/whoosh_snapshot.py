"""One generation of the index as all searches share it: what is known of every document, loaded once, never changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from generator.backends.whoosh_reading import Reading
from generator.backends.whoosh_schema import TEXT_FIELDS, schema
from generator.search.facets import Facets, packed


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a document without reading its text."""

    id: str
    digest: str
    date: str


class Snapshot:
    """One generation, with what is known of every document; safe for many threads."""

    def __init__(self, folder: Path) -> None:
        self._storage = FileStorage(str(folder), readonly=True)
        self._segments = FileIndex(self._storage, schema=schema())._segments()
        self.cards: dict[int, Card] = {}
        self.facets: dict[int, Facets] = {}
        self.lengths: dict[str, list[int]] = {field: [] for field in TEXT_FIELDS}
        deleted: set[int] = set()
        with self._opened() as readers:
            for first, reader in readers:
                self._load(first, reader, deleted)
        self._deleted = frozenset(deleted)
        self.averages = {field: _average(lengths, self.cards) for field, lengths in self.lengths.items()}
        by_id = sorted(self.cards, key=lambda number: self.cards[number].id)
        newest = sorted(by_id, key=lambda number: self.cards[number].date, reverse=True)
        self.age_rank = {number: rank for rank, number in enumerate(newest)}

    @property
    def segments(self) -> int:
        """How many parts the index has: each costs every search a little."""
        return len(self._segments)

    @property
    def deleted(self) -> int:
        """How many documents are only marked as deleted."""
        return len(self._deleted)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open the files for one thread and close them afterwards."""
        with self._opened() as readers:
            yield Reading(readers, self._deleted)

    @contextmanager
    def _opened(self) -> Iterator[list[tuple[int, SegmentReader]]]:
        readers: list[tuple[int, SegmentReader]] = []
        first = 0
        try:
            for segment in self._segments:
                readers.append((first, SegmentReader(self._storage, schema(), segment)))
                first += segment.doc_count_all()
            yield readers
        finally:
            for _, reader in readers:
                reader.close()

    def _load(self, first: int, reader: SegmentReader, deleted: set[int]) -> None:
        cards = reader.column_reader("card")
        facets = reader.column_reader("facets")
        distinct: dict[bytes, Facets] = {}
        for number in range(reader.doc_count_all()):
            if reader.is_deleted(number):
                deleted.add(first + number)
            else:
                self.cards[first + number] = Card(*json.loads(cards[number]))
                stored = facets[number]
                if stored not in distinct:
                    distinct[stored] = packed(json.loads(stored))
                self.facets[first + number] = distinct[stored]
        for field in TEXT_FIELDS:
            self.lengths[field] += _lengths(reader, field)


def _average(lengths: list[int], live: Collection[int]) -> float:
    return sum(lengths[number] for number in live) / len(live) if live else 0.0


def _lengths(reader: SegmentReader, field: str) -> list[int]:
    return [reader.doc_field_length(number, field) or 0 for number in range(reader.doc_count_all())]
