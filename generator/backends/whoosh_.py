"""The Whoosh engine: an index in a folder, for sites of one machine.

Whoosh keeps the dictionary and the postings; analysis, ranking and excerpts are those of `search`, so that no query
reaches the parts of Whoosh that are slow or unsafe (its parser, its highlighter, its shared searchers).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from generator.backends.whoosh_folder import Generation, IndexFolder
from generator.backends.whoosh_schema import schema, whoosh_fields
from generator.backends.whoosh_scoring import Matches, Scoring
from generator.backends.whoosh_snapshot import Reading, Snapshot
from generator.search import engine
from generator.search.document import SearchDocument
from generator.search.engine import Changes, Hit, IndexUnusable, ResultPage
from generator.search.excerpt import excerpt
from generator.search.facets import count_facets, passes
from generator.search.query import Query
from generator.search.ranking import Lane
from generator.wording import N_

# A generation may be pruned between finding its name and opening it; the next look finds its successor.
_OPENING_TRIES = 5
_WRITER_MEGABYTES = 512
_MOST_SEGMENTS = 8
_MOST_DELETED = 0.2


class WhooshEngine:
    """`SearchEngine` on a folder that belongs to it alone; safe for many threads, one process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._opened: tuple[Path, Snapshot] | None = None

    def build(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, from nothing."""
        wanted = {document.id: document for document in documents}
        with self._folder.next_generation() as folder:
            index = FileIndex.create(FileStorage(str(folder)), schema(), "MAIN")
            _write(index, wanted.values(), (), compact=False)
        return Changes(added=len(wanted), rebuilt=True)

    def synchronize(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, writing only those whose digest differs."""
        wanted = {document.id: document for document in documents}
        try:
            start, snapshot = self._current()
        except IndexUnusable:
            return self.build(wanted.values())
        there = {card.id: (number, card.digest) for number, card in snapshot.cards.items()}
        added = [document for name, document in wanted.items() if name not in there]
        updated = [document for name, document in wanted.items() if there.get(name, (0, document.digest))[1] != document.digest]
        gone = [number for name, (number, _) in there.items() if name not in wanted]
        if added or updated or gone:
            outdated = [*gone, *(there[document.id][0] for document in updated)]
            self._write_changes(start, snapshot, [*added, *updated], outdated)
        return Changes(added=len(added), updated=len(updated), deleted=len(gone))

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first. Raises IndexUnusable."""
        started = time.perf_counter()
        _, snapshot = self._current()
        if query.is_empty:
            return ResultPage()
        with snapshot.reading() as reading:
            scoring = Scoring(snapshot, reading)
            found = scoring.matches(query)
            kept = [number for number in found.scores if passes(snapshot.facets[number], query.filters)]
            best = nsmallest(query.offset + query.limit, kept, key=lambda number: scoring.order(number, found))
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
        for _ in range(_OPENING_TRIES):
            generation = self._folder.current()
            opened = self._opened
            if opened is not None and opened[0] == generation.folder:
                return generation, opened[1]
            try:
                if generation.is_intact():
                    snapshot = Snapshot(generation.folder)
                    self._opened = (generation.folder, snapshot)
                    return generation, snapshot
            except FileNotFoundError:
                continue
        raise IndexUnusable(N_("The search index in {folder} is damaged."), folder=generation.folder.parent)

    def _write_changes(
        self, start: Generation, snapshot: Snapshot, documents: Iterable[SearchDocument], outdated: list[int]
    ) -> None:
        compact = snapshot.segments > _MOST_SEGMENTS or snapshot.deleted + len(outdated) > _MOST_DELETED * len(snapshot.cards)
        with self._folder.next_generation(start) as folder:
            index = FileIndex(FileStorage(str(folder)), schema=schema())
            _write(index, documents, outdated, compact=compact)


def _write(index: FileIndex, documents: Iterable[SearchDocument], outdated: Iterable[int], *, compact: bool) -> None:
    # Not one compound file: opening that copies all of it into memory, and every search opens its own.
    writer = index.writer(compound=False, limitmb=_WRITER_MEGABYTES)
    for number in outdated:
        writer.delete_document(number)
    for document in documents:
        writer.add_document(**whoosh_fields(document))
    writer.commit(optimize=compact)


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
        why=_why(number, query, found),
        date=card.date,
        facets=dict(snapshot.facets[number]),
    )


def _why(number: int, query: Query, found: Matches) -> str:
    lane = found.lanes.get(number, Lane.TEXT)
    if lane is not Lane.TEXT:
        return engine.WHY[lane]
    if number in found.in_title:
        return engine.WHY_TITLE
    if not found.weights:
        return engine.WHY_FILTER
    known = any(term in found.weights and term not in found.expanded for term in query.terms)
    return engine.WHY_TEXT if known else engine.WHY_EXPANDED
