"""The Whoosh engine: an index in a folder, for sites of one machine.

Whoosh keeps the dictionary and the postings; analysis, ranking and excerpts are those of `search`, so that no query
reaches the parts of Whoosh that are slow or unsafe (its parser, its highlighter, its shared searchers).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.backends.whoosh.folder import IndexFolder
from generator.backends.whoosh.generation import Generation
from generator.backends.whoosh.searching import Searching
from generator.backends.whoosh.snapshot import Snapshot
from generator.memory import collector_resting
from generator.search.asking.understanding import understand
from generator.search.engine import Changes, IndexUnusable, ResultPage
from generator.search.text.folding import fold
from generator.wording import N_

# A search at the command line is over before Whoosh is loaded: what only writes, or answers another question, is
# imported by the method that needs it.
if TYPE_CHECKING:
    from generator.search.asking.query import Query
    from generator.search.asking.suggest import Suggestion
    from generator.search.counting.plan import Plan
    from generator.search.documents.document import SearchDocument
    from generator.search.likeness.similar import SimilarHit
    from generator.search.words.lexicon import Lexicon

# A generation may be pruned between finding its name and reading it; the next look finds its successor.
_OPENING_TRIES = 5
_FEW_PATCHES = 50
_MOST_PATCHED = 0.2


class WhooshEngine:
    """`SearchEngine` on a folder that belongs to it alone; safe for many threads, one process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._opened: tuple[Generation, Searching] | None = None

    def build(self, documents: Iterable[SearchDocument], words: bytes = b"") -> Changes:
        """Make the index hold exactly `documents`, from nothing; `words` is the compiled thesaurus."""
        from generator.backends.whoosh.updating import create
        from generator.backends.whoosh.words import write_words

        wanted = {document.id: document for document in documents}
        with self._folder.next_generation() as folder, collector_resting():
            create(folder, wanted.values())
            write_words(folder, wanted.values(), words)
        return Changes(added=len(wanted), rebuilt=True)

    def synchronize(self, documents: Iterable[SearchDocument], words: bytes = b"") -> Changes:
        """Make the index hold exactly `documents` and `words`, writing only what differs."""
        wanted = {document.id: document for document in documents}
        try:
            return self._patch(wanted, words)
        except (IndexUnusable, FileNotFoundError):
            return self.build(wanted.values(), words)

    def _patch(self, wanted: Mapping[str, SearchDocument], words: bytes) -> Changes:
        from generator.backends.whoosh.updating import update
        from generator.backends.whoosh.words import replace_thesaurus

        with self._folder.intact().doubted():
            start, searching = self._current()
            snapshot = searching.snapshot
            there = snapshot.digests()
        added = [document for name, document in wanted.items() if name not in there]
        known = [document for name, document in wanted.items() if name in there]
        updated = [document for document in known if there[document.id][1] != document.digest]
        gone = [name for name in there if name not in wanted]
        outdated = [*gone, *(document.id for document in updated)]
        changes = Changes(added=len(added), updated=len(updated), deleted=len(gone))
        if _is_worn(snapshot, len(added) + len(outdated)):
            self.build(wanted.values(), words)
            return changes._replace(rebuilt=True)
        if added or outdated or snapshot.thesaurus.data != words:
            with self._folder.next_generation(start) as folder, start.doubted():
                update(folder, [*added, *updated], outdated)
                replace_thesaurus(folder, words)
        return changes

    def upsert(self, documents: Iterable[SearchDocument]) -> Changes:
        """Add or replace `documents`, at a cost that does not depend on how many others there are."""
        wanted = {document.id: document for document in documents}
        updated = self._update(self._folder.intact(), wanted.values(), wanted)
        return Changes(added=len(wanted) - updated, updated=updated)

    def delete(self, ids: Iterable[str]) -> Changes:
        """Remove the documents with `ids`, as far as there are such."""
        return Changes(deleted=self._update(self._folder.intact(), (), set(ids)))

    def _update(self, start: Generation, documents: Iterable[SearchDocument], outdated: Iterable[str]) -> int:
        from generator.backends.whoosh.updating import update

        with self._folder.next_generation(start) as folder, start.doubted():
            return update(folder, documents, outdated)

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first. Raises IndexUnusable."""
        if query.is_empty:
            return ResultPage()
        started = time.perf_counter()
        with self._searching() as searching:
            plan = understand(query, searching.snapshot, searching.snapshot.thesaurus)
            return searching.execute(plan, query, started)

    def similar(self, text: str, limit: int = 5) -> tuple[SimilarHit, ...]:
        """Return the incidents that fit a description best. Raises IndexUnusable."""
        from generator.backends.whoosh.similar import similar

        with self._searching() as searching:
            return similar(searching, text, limit)

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what to offer while `typed` is being typed. Raises IndexUnusable."""
        from generator.backends.whoosh.titles import IndexTitles
        from generator.search.asking.suggest import suggest_from

        with self._searching() as searching:
            snapshot = searching.snapshot
            return suggest_from(typed, snapshot, IndexTitles(snapshot), snapshot.thesaurus, limit)

    def near(self, text: str, limit: int = 8) -> tuple[str, ...]:
        """Return words of the index near those of a text for which nothing was found. Raises IndexUnusable."""
        from generator.backends.whoosh.titles import IndexTitles
        from generator.search.asking.suggest import near

        with self._searching() as searching:
            return near(fold(text), searching.snapshot, IndexTitles(searching.snapshot), limit)

    def execute(self, plan: Plan, query: Query) -> ResultPage:
        """Return the documents that answer `plan`, in the order and the part that `query` asks for."""
        with self._searching() as searching:
            return searching.execute(plan, query)

    def lexicon(self) -> Lexicon:
        """Return the words of the index as it is now. Raises IndexUnusable."""
        with self._searching() as searching:
            return searching.snapshot

    def verify(self) -> None:
        """Read all files of the index and compare them with what was published. Raises IndexUnusable."""
        self._folder.intact(thorough=True)

    @contextmanager
    def _searching(self) -> Iterator[Searching]:
        """Give what searches the generation in force; damage that is only met while it is read is IndexUnusable too."""
        generation, searching = self._latest()
        with generation.doubted():
            yield searching

    def _latest(self) -> tuple[Generation, Searching]:
        for _ in range(_OPENING_TRIES):
            try:
                return self._current()
            except FileNotFoundError:
                self.close()
        raise IndexUnusable(N_("The search index is replaced faster than it can be read."))

    def close(self) -> None:
        """Forget what was read; a search that still runs keeps its files."""
        self._opened = None

    def _current(self) -> tuple[Generation, Searching]:
        """Return the generation in force and what was read of it, checked for damage when first read."""
        generation = self._folder.current()
        opened = self._opened
        if opened is not None and opened[0] == generation:
            return opened
        if not generation.is_intact():
            raise IndexUnusable(N_("The search index in {folder} is damaged."), folder=generation.folder.parent)
        before = opened[1].snapshot if opened else None
        with generation.doubted():
            self._opened = opened = (generation, Searching(Snapshot(generation.folder, before)))
        return opened


def _is_worn(snapshot: Snapshot, changes: int) -> bool:
    """Whether writing all documents again is quicker than patching, or leaves a clearly better index."""
    patches = snapshot.deleted + snapshot.added_since + changes
    return patches > max(_FEW_PATCHES, _MOST_PATCHED * snapshot.documents)
