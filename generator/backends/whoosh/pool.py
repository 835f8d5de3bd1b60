"""Collect postings in memory, in the order in which they are written: by field, then by term.

In: the terms of each document with their counts. Out: for each field its terms in order, each with all its postings.
Whoosh sorts a tuple for each posting; here each term has one list, and a posting is one number that all terms of a
document with the same count share. What does not fit into memory goes to disk in sorted runs.
"""

from __future__ import annotations

import marshal
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

# A posting is the number of a document and, above that, how often more than once: postings of terms that no document
# repeats are the numbers of the documents. Whoosh's own counts (32-bit floats) are exact up to the same limit.
NUMBER_BITS = 32
HIGHEST_COUNT = (1 << 24) - 1

_MEMORY = 512 << 20
_BYTES_OF_POSTING = 9
_BYTES_OF_TERM = 250
_TERMS_AT_ONCE = 4096
Terms = Iterator[tuple[bytes, list[int]]]


class Pool:
    """The postings of a segment until they are written. `memory` bounds, roughly, what it keeps in bytes."""

    def __init__(self, storage: Any, memory: int = _MEMORY) -> None:
        self._storage = storage
        self._memory = memory
        self._fields: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._postings = 0
        self._runs: list[dict[str, str]] = []

    def add(self, name: str, document: int, counts: Mapping[str, int]) -> int:
        """Add the terms of one field of one document; return how many there are, repetitions counted."""
        if not counts:
            return 0
        terms = self._fields[name]
        shared = {count: _posting(document, count) for count in set(counts.values())}
        # A loop that no bytecode runs in: of all that indexing does, this is done most often.
        postings = map(shared.__getitem__, counts.values())
        deque(map(list.append, map(terms.__getitem__, counts), postings), maxlen=0)
        self._postings += len(counts)
        return sum(counts.values())

    def extend(self, name: str, text: str, documents: Iterable[int], counts: Iterable[float]) -> None:
        """Add postings of one term; their documents come after those that the term already has."""
        terms = self._fields[name]
        for document, count in zip(documents, counts, strict=True):
            # No document: it is deleted, and so perhaps is the term.
            if document >= 0:
                terms[text].append(_posting(document, int(count)))
                self._postings += 1

    def finish_document(self) -> None:
        """Make room if it is time."""
        terms = sum(map(len, self._fields.values()))
        if self._postings * _BYTES_OF_POSTING + terms * _BYTES_OF_TERM > self._memory:
            self._spill()

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Yield each field with its terms, all in order, and forget them."""
        names = {name for run in self._runs for name in run} | self._fields.keys()
        for name in sorted(names):
            # A field may have lost all its documents in merging.
            if not any(name in run for run in self._runs) and not self._fields[name]:
                continue
            runs = [self._run(run[name]) for run in self._runs if name in run]
            rest = _in_order(self._fields.pop(name, {}))
            yield name, _joined(merge(*runs, rest, key=itemgetter(0))) if runs else rest

    def cleanup(self) -> None:
        """Forget everything; Whoosh calls this at the end and removes the temporary files itself."""
        self._fields.clear()
        self._runs.clear()

    def _spill(self) -> None:
        files = {}
        for name in list(self._fields):
            files[name] = f"{len(self._runs)}-{name}.run"
            with self._storage.create_file(files[name]) as file:
                chunk: list[tuple[bytes, bytes]] = []
                for text, postings in _in_order(self._fields.pop(name)):
                    chunk.append((text, array("Q", postings).tobytes()))
                    if len(chunk) == _TERMS_AT_ONCE:
                        file.write(marshal.dumps(chunk))
                        chunk = []
                file.write(marshal.dumps(chunk))
                file.write(marshal.dumps([]))
        self._runs.append(files)
        self._postings = 0

    def _run(self, name: str) -> Terms:
        with self._storage.open_file(name) as file:
            while chunk := marshal.load(file.raw_file()):
                for text, postings in chunk:
                    yield text, array("Q", postings).tolist()


def _posting(document: int, count: int) -> int:
    return (min(count, HIGHEST_COUNT) - 1) << NUMBER_BITS | document


def _in_order(terms: dict[str, list[int]]) -> Terms:
    """Yield terms in order, which is the same for texts and their bytes, and free each as soon as it is written."""
    for text in sorted(terms):
        yield text.encode(), terms.pop(text)


def _joined(terms: Terms) -> Terms:
    """Put together the postings that one term has in several runs."""
    for text, parts in groupby(terms, key=itemgetter(0)):
        yield text, [posting for _, postings in parts for posting in postings]
