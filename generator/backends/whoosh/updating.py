"""Change what an index holds: create one, write and remove documents.

In: the folder of a generation that is not yet in force, documents and ids. Out: that folder, complete. A change costs
what the changed documents cost, not what the index holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from generator.backends.whoosh.facets import note_facets
from generator.backends.whoosh.layout import SegmentNote, note_segments
from generator.backends.whoosh.schema import schema, whoosh_fields
from generator.backends.whoosh.writing import Writer, merge_few
from generator.search.documents.document import SearchDocument


def create(folder: Path, documents: Iterable[SearchDocument]) -> None:
    """Write an index of `documents` into the empty `folder`."""
    _write(FileIndex.create(FileStorage(str(folder)), schema()), documents, ())


def update(folder: Path, documents: Iterable[SearchDocument], outdated: Iterable[str]) -> int:
    """Remove the documents with the ids `outdated`, add `documents`; return how many were removed."""
    return _write(FileIndex(FileStorage(str(folder)), schema()), documents, outdated)


def _write(index: FileIndex, documents: Iterable[SearchDocument], outdated: Iterable[str]) -> int:
    with Writer(index) as writer:
        writer.mergetype = merge_few
        removed: int = writer.remove("id", outdated)
        for document in documents:
            writer.add_document(**whoosh_fields(document))
    # What Whoosh has written down now; reading it back is as good as a search's own look at it.
    segments = FileIndex(index.storage, index.schema)._segments()
    notes = [
        SegmentNote(str(one.segment_id()), one.doc_count_all(), tuple(sorted(one.deleted_docs()))) for one in segments
    ]
    folder = Path(index.storage.folder)
    note_segments(folder, notes)
    note_facets(folder, notes)
    return removed
