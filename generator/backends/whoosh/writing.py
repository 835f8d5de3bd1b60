"""Write Whoosh segments several times faster than Whoosh, in its own format.

In: an opened index and documents as Whoosh takes them. Out: a committed index that stock Whoosh reads, searches, extends
and merges. Used through Whoosh's extension points only: a writer, a codec, its field writer. What is left out is what
this product never stores: positions, vectors, spelling graphs, boosts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, W3Segment
from whoosh.fields import FieldType
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from generator.backends.whoosh.pool import Pool
from generator.backends.whoosh.postings import PostingsFile, decoded
from generator.backends.whoosh.storage import MappedStorage
from generator.backends.whoosh.terms import Terms
from generator.backends.whoosh.terms_file import TermsFile

# Every search asks each segment, so there must be few; merging them all would rewrite the index for one new word.
MOST_SEGMENTS = 8


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec with a faster field writer; what it writes names only Whoosh's own."""

    def field_writer(self, storage: Any, segment: W3Segment) -> Fields:
        """Return what writes the terms and postings of a segment."""
        return Fields(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        """Return a new segment; it is pickled with its codec, so that must be one that every Whoosh knows."""
        return W3Segment(W3Codec(), indexname)


class Fields(FieldWriter):  # type: ignore[misc]
    """Writes the dictionary and the postings of a segment, one field after another."""

    def __init__(self, storage: Any, segment: W3Segment) -> None:
        self._terms = TermsFile(segment.create_file(storage, W3Codec.TERMS_EXT))
        self._postings = PostingsFile(segment.create_file(storage, W3Codec.POSTS_EXT))
        self.is_closed = False

    def add_field(self, name: str, terms: Iterator[tuple[bytes, list[int]]], lengths: bytes | None) -> None:
        """Write all `terms` of a field; they come in order. `lengths` has one byte for each document."""
        self._postings.start_field(lengths)
        self._terms.add_field(name, ((text, self._postings.add(postings)) for text, postings in terms))

    def close(self) -> None:
        """Finish both files."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's index writer with another pool. The caller holds the lock; no other process may write this folder."""

    def __init__(self, index: FileIndex, memory: int | None = None) -> None:
        for name, field in index.schema.items():
            _demand_plain(name, field)
        super().__init__(index, _lk=False, codec=Codec(), compound=False)
        self.mapped = MappedStorage(Path(self.storage.folder))
        self.pool = Pool(self._tempstorage, **({} if memory is None else {"memory": memory}))

    def add_document(self, **fields: Any) -> None:
        """Add one document, a value for each field of the schema; None is no value."""
        self._check_state()
        self._check_fields(self.schema, fields)
        self.perdocwriter.start_doc(self.docnum)
        for name, value in sorted(fields.items()):
            if value is not None:
                self._add_field(name, self.schema[name], value)
        self.perdocwriter.finish_doc()
        self.pool.finish_document()
        self._added = True
        self.docnum += 1

    def _add_field(self, name: str, field: FieldType, value: Any) -> None:
        length = self.pool.add(name, self.docnum, _counts(field, value)) if field.indexed else 0
        self.perdocwriter.add_field(name, field, value if field.stored else None, length if field.scorable else 0)
        if field.column_type:
            self.perdocwriter.add_column_value(name, field.column_type, field.to_column_value(value))

    def add_postings_to_pool(self, reader: SegmentReader, startdoc: int, docmap: Mapping[int, int] | None) -> None:
        """Take over the postings of another segment; Whoosh calls this when it merges."""
        # The new number of each document, -1 if it is deleted.
        moved = [
            startdoc + number if docmap is None else docmap.get(number, -1) for number in range(reader.doc_count_all())
        ]
        segment, names = reader.segment(), frozenset(self.schema.names())
        postings = segment.open_file(self.mapped, W3Codec.POSTS_EXT).buffer
        for name, text, info in Terms(segment.open_file(self.mapped, W3Codec.TERMS_EXT).buffer).all():
            if name in names:
                numbers, counts = decoded(postings, info)
                self.pool.extend(name, text.decode(), map(moved.__getitem__, numbers), counts)
        self.pool.finish_document()

    def remove(self, field: str, keys: Iterable[str]) -> int:
        """Mark the committed documents that have one of `keys` in a unique `field`; return how many there were."""
        texts, removed = [self.schema[field].to_bytes(key) for key in keys], 0
        for segment in self.segments if texts else ():
            terms = Terms(segment.open_file(self.mapped, W3Codec.TERMS_EXT).buffer)
            postings = segment.open_file(self.mapped, W3Codec.POSTS_EXT).buffer
            for info in filter(None, (terms.find(field, text) for text in texts)):
                living = [number for number in decoded(postings, info)[0] if not segment.is_deleted(number)]
                removed += len(living)
                for number in living:
                    segment.delete_document(number)
        return removed

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        documents = self.per_document_reader()
        for name, terms in self.pool.fields():
            lengths = None
            if self.schema[name].scorable and documents.has_column(f"_{name}_len"):
                lengths = bytes(documents.column_reader(f"_{name}_len", LENGTHS_COLUMN))
            self.fieldwriter.add_field(name, terms, lengths)
        self.fieldwriter.close()
        documents.close()


def _counts(field: FieldType, value: Any) -> Mapping[str, int]:
    """Return how often each term occurs; a field that counts by itself spares a step of a generator for each term."""
    if hasattr(field, "counts"):
        counted: Mapping[str, int] = field.counts(value)
        with suppress(UnicodeEncodeError):
            "".join(counted).encode()
            return counted
    found: Counter[str] = Counter()
    for text, frequency, _, _ in field.index(value):
        # Half characters, which no file can hold, make different terms equal.
        found[text.decode()] += frequency
    return found


def _demand_plain(name: str, field: FieldType) -> None:
    if field.indexed and (field.format.fixed_value_size() != 0 or field.vector or field.separate_spelling()):
        raise TypeError(f"Field {name!r} stores more than counts, which this writer cannot write.")


def merge_few(writer: Writer, segments: list[W3Segment]) -> list[W3Segment]:
    """Drop segments without a living document; if there are still too many, merge the smallest into the new one.

    Each document is thereby written again a logarithmic number of times, and the one large segment almost never.
    """
    living = sorted((segment for segment in segments if segment.doc_count()), key=lambda segment: segment.doc_count())
    if len(living) < MOST_SEGMENTS:
        return living
    merged, documents = 0, writer.doc_count()
    while merged < 2 or (merged < len(living) and living[merged].doc_count() <= 2 * documents):
        documents += living[merged].doc_count()
        merged += 1
    for segment in living[:merged]:
        reader = SegmentReader(writer.mapped, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return living[merged:]
