"""The Whoosh engine: an index in a folder, for sites of one machine.

Whoosh keeps the dictionary and the postings; analysis, ranking and excerpts are those of `search`, so that no query
reaches the parts of Whoosh that are slow or unsafe (its parser, its highlighter, its shared searchers).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from generator.backends.whoosh_folder import IndexFolder
from generator.backends.whoosh_generation import Generation
from generator.backends.whoosh_matches import Matches
from generator.backends.whoosh_reading import Reading
from generator.backends.whoosh_schema import schema, whoosh_fields
from generator.backends.whoosh_scoring import Scoring
from generator.backends.whoosh_snapshot import Snapshot
from generator.search.document import SearchDocument
from generator.search.engine import Changes, Hit, IndexUnusable, ResultPage
from generator.search.excerpt import excerpt
from generator.search.facets import count_facets, passes
from generator.search.query import Query
from generator.wording import N_

# A generation may be pruned between finding its name and reading it; the next look finds its successor.
_OPENING_TRIES = 5
_WRITER_MEGABYTES = 512
_MOST_SEGMENTS = 8
_FEW_PATCHES = 50
_MOST_PATCHED = 0.2


class WhooshEngine:
    """`SearchEngine` on a folder that belongs to it alone; safe for many threads, one process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._opened: tuple[Generation, Snapshot] | None = None

    def build(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, from nothing."""
        wanted = {document.id: document for document in documents}
        with self._folder.next_generation() as folder:
            _write(FileIndex.create(FileStorage(str(folder)), schema(), "MAIN"), wanted.values())
        return Changes(added=len(wanted), rebuilt=True)

    def synchronize(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, writing only those whose digest differs."""
        wanted = {document.id: document for document in documents}
        try:
            start, snapshot = self._current()
        except (IndexUnusable, FileNotFoundError):
            return self.build(wanted.values())
        there = {card.id: (number, card.digest) for number, card in snapshot.cards.items()}
        added = [document for name, document in wanted.items() if name not in there]
        known = [document for name, document in wanted.items() if name in there]
        updated = [document for document in known if there[document.id][1] != document.digest]
        gone = [number for name, (number, _) in there.items() if name not in wanted]
        outdated = [*gone, *(there[document.id][0] for document in updated)]
        changes = Changes(added=len(added), updated=len(updated), deleted=len(gone))
        if _is_worn(snapshot, len(added) + len(outdated)):
            self.build(wanted.values())
            return replace(changes, rebuilt=True)
        if added or outdated:
            with self._folder.next_generation(start) as folder:
                _write(FileIndex(FileStorage(str(folder)), schema=schema()), [*added, *updated], outdated)
        return changes

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first. Raises IndexUnusable."""
        for _ in range(_OPENING_TRIES):
            try:
                return self._answer(query)
            except FileNotFoundError:
                self.close()
        raise IndexUnusable(N_("The search index is replaced faster than it can be read."))

    def _answer(self, query: Query) -> ResultPage:
        started = time.perf_counter()
        _, snapshot = self._current()
        if query.is_empty:
            return ResultPage()
        with snapshot.reading() as reading:
            found = Scoring(snapshot, reading).matches(query)
            kept = [number for number in found.scores if passes(snapshot.facets[number], query.filters)]
            best = nsmallest(
                query.offset + query.limit, kept, key=lambda number: found.order(number, snapshot.age_rank)
            )
            hits = tuple(_hit(number, query, found, snapshot, reading) for number in best[query.offset :])
        return ResultPage(
            hits=hits,
            total=len(kept),
            facets=count_facets((snapshot.facets[number] for number in found.scores), query.filters),
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            expanded=found.expanded,
        )

    def close(self) -> None:
        """Forget what was read; files are open only while a search runs."""
        self._opened = None

    def _current(self) -> tuple[Generation, Snapshot]:
        """Return the generation in force and what was read of it, checked for damage when first read."""
        generation = self._folder.current()
        opened = self._opened
        if opened is not None and opened[0] == generation:
            return opened
        if not generation.is_intact():
            raise IndexUnusable(N_("The search index in {folder} is damaged."), folder=generation.folder.parent)
        self._opened = (generation, Snapshot(generation.folder))
        return self._opened


def _is_worn(snapshot: Snapshot, changes: int) -> bool:
    """Whether writing all documents again is quicker than patching, or leaves a clearly better index."""
    patches = snapshot.deleted + changes
    return snapshot.segments > _MOST_SEGMENTS or patches > max(_FEW_PATCHES, _MOST_PATCHED * len(snapshot.cards))


def _write(index: FileIndex, documents: Iterable[SearchDocument], outdated: Iterable[int] = ()) -> None:
    # Not one compound file: opening that copies all of it into memory, and every search opens its own.
    writer = index.writer(compound=False, limitmb=_WRITER_MEGABYTES)
    for number in outdated:
        writer.delete_document(number)
    for document in documents:
        writer.add_document(**whoosh_fields(document))
    writer.commit()


def _hit(number: int, query: Query, found: Matches, snapshot: Snapshot, reading: Reading) -> Hit:
    shown, card = reading.shown(number), snapshot.cards[number]
    text = shown["text"][len(shown["title"]) + 1 :]
    return Hit(
        id=card.id,
        kind=shown["kind"],
        title=shown["title"],
        url=shown["url"],
        score=round(found.scores[number], 4),
        excerpt=excerpt(text, (*query.terms, *found.expanded), query.phrases, found.weights),
        why=found.why(number, query),
        date=card.date,
        facets=dict(snapshot.facets[number]),
    )
