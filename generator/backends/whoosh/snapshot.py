"""One generation of the index as all searches share it.

In: the folder of a generation. Out: what scoring, ordering, facets and understanding ask of an index. Opening reads
which segments there are and maps their files; everything else is read when it is first asked for. Nothing ever changes, so
threads share a snapshot; two that ask first at the same time read the same twice. Segments that the generation before
had too are taken over as they are opened.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from generator.backends.whoosh.layout import noted_segments
from generator.backends.whoosh.reading import SegmentFiles
from generator.backends.whoosh.words import Words
from generator.search.counting.document_sets import flags_of, set_of, union
from generator.search.counting.facets import FacetSets
from generator.search.counting.lengths import STORED_LENGTHS
from generator.search.counting.occurrences import Occurrences, joined
from generator.search.counting.ranking import length_norm
from generator.search.counting.recent import Recent
from generator.search.words.thesaurus import Thesaurus

_CODES = 256
_MANY = 1000
# Whoever asks for completions looks at no more terms of deleted documents than this many times what it wants.
_PATIENCE = 20
_COUNTED_EXACTLY = 1000
# Understanding one query asks for some terms again and again, and the next query for many of the same.
_KEPT_FREQUENCIES = 50_000
# A question names a word in many clauses, alone and in its synonyms; to unpack it once for all of them takes a third of
# the time. So many postings take 8 MB.
_KEPT_POSTINGS = 1_000_000


class Snapshot:
    """A complete index. Documents are numbered through all segments; safe for many threads."""

    def __init__(self, folder: Path, before: Snapshot | None = None) -> None:
        opened = {one.id: one for _, one in before._segments} if before else {}
        self._words = Words(folder)
        self._segments: list[tuple[int, SegmentFiles]] = []
        self._deleted: list[int] = []
        self.size = 0
        # The largest first: its documents then keep their numbers, and only those of the others must be moved.
        for note in sorted(noted_segments(folder), key=lambda note: -note.documents):
            files = opened.get(note.id) or SegmentFiles(folder, note)
            self._segments.append((self.size, files))
            self._deleted += [self.size + number for number in note.deleted]
            self.size += files.size
        self._firsts = [first for first, _ in self._segments]
        self.live = ((1 << self.size) - 1) ^ set_of(self._deleted, self.size)
        self._live_flags = flags_of(self.live, self.size) if self._deleted else b""
        self._frequencies = Recent(_KEPT_FREQUENCIES)
        self._unpacked = Recent(_KEPT_POSTINGS)
        self._lengths: dict[str, bytes] = {}
        self._norms: dict[str, list[float]] = {}

    @property
    def added_since(self) -> int:
        """How many documents lie outside of the largest segment: they came after its words were written down."""
        sizes = [files.size for _, files in self._segments]
        return sum(sizes) - max(sizes, default=0)

    @property
    def deleted(self) -> int:
        """How many documents are only still there because their segment is."""
        return len(self._deleted)

    @property
    def documents(self) -> int:
        """How many documents there are, deleted ones not counted."""
        return self.size - self.deleted

    # What scoring asks (`search.counting.scoring.Postings`)

    def postings(self, field: str, term: str) -> Occurrences:
        """Return the documents that have `term` in `field`, and how often each has it."""
        return self._unpacked.get((field, term), lambda: self._unpack(field, term), lambda found: found.cost)

    def _unpack(self, field: str, term: str) -> Occurrences:
        encoded = term.encode("utf-8", "replace")
        return joined([(files.postings(field, encoded), files.size) for _, files in self._segments], self._live_flags)

    def lengths(self, field: str) -> bytes:
        """Return a code for the length of `field` in each document."""
        known = self._lengths.get(field)
        if known is None:
            known = self._lengths[field] = b"".join(files.lengths(field) for _, files in self._segments)
        return known

    def norms(self, field: str) -> Sequence[float]:
        """Return the `length_norm` of each code; deleted documents do not count in the average."""
        known = self._norms.get(field)
        if known is None:
            counts: Counter[int] = Counter()
            for _, files in self._segments:
                counts.update(files.length_counts(field))
            counts.subtract(map(self.lengths(field).__getitem__, self._deleted))
            total = sum(count * STORED_LENGTHS[code] for code, count in counts.items())
            average = total / self.documents if self.documents else 0.0
            known = self._norms[field] = [length_norm(STORED_LENGTHS[code], average) for code in range(_CODES)]
        return known

    # What ordering asks (`search.counting.ordering.Facts`)

    @cached_property
    def obsolete(self) -> int:
        """The set of the documents to be shown last."""
        return union(files.obsolete << first for first, files in self._segments)

    @cached_property
    def dates(self) -> array[int]:
        """The date of each document as `20260511`, 0 for none."""
        return _joined("i", (files.dates for _, files in self._segments))

    @cached_property
    def standing(self) -> array[int]:
        """A number for each document that is smaller the more urgent, then the newer it is."""
        return _joined("q", (files.standing for _, files in self._segments))

    def by_id(self, numbers: Iterable[int]) -> list[int]:
        """Return documents in the order of their ids."""
        several = list(numbers)
        return sorted(several, key=self._id_ranks.__getitem__ if len(several) > _MANY else self.id_of)

    @cached_property
    def _id_ranks(self) -> array[int]:
        ids = [key for _, files in self._segments for key in files.ids()]
        ranks = array("I", bytes(4 * self.size))
        for rank, number in enumerate(sorted(range(self.size), key=ids.__getitem__)):
            ranks[number] = rank
        return ranks

    # What is shown

    def id_of(self, number: int) -> str:
        """Return the id of a document."""
        first, files = self._segment_of(number)
        return files.key(number - first)

    def shown(self, number: int) -> dict[str, Any]:
        """Return what is stored of a document: id, kind, title, url, date, facets, card, text."""
        first, files = self._segment_of(number)
        return files.shown(number - first)

    @cached_property
    def facets(self) -> FacetSets:
        """Which documents have which value of which facet."""
        return FacetSets([(first, files.facets) for first, files in self._segments], self.size)

    # What synchronizing and other calls by id ask

    def digests(self) -> Mapping[str, tuple[int, str]]:
        """Return the number and the content hash of every document by its id."""
        found: dict[str, tuple[int, str]] = {}
        for first, files in self._segments:
            for number, (key, digest) in enumerate(zip(files.ids(), files.digests(), strict=True), first):
                if not self.deleted or self._live_flags[number]:
                    found[key] = number, digest
        return found

    def number_of(self, identifier: str) -> int | None:
        """Return the number of the document with this id."""
        numbers = self.postings("id", identifier).numbers
        return numbers[0] if numbers else None

    def numbers_with_id(self, beginning: str, limit: int) -> list[int]:
        """Return up to `limit` documents whose key of the own id begins so, in the order of these keys."""
        keys = islice(self._terms_from("own_id", beginning, limit), limit)
        return [number for key in keys for number in self.postings("own_id", key).numbers]

    @property
    def thesaurus(self) -> Thesaurus:
        """Which words stand for each other."""
        return self._words.thesaurus

    # What understanding asks (`search.words.lexicon.Lexicon`)

    def frequency(self, term: str) -> int:
        """Return how many documents have `term` in their text (title and headings included)."""
        return self._frequency("body", term)

    def company(self, pair: str) -> float:
        """Return how much the two Chinese characters of `pair` keep company in the texts, from 0 to 1."""
        count = self.frequency(pair)
        return self._words.company.of(pair, count) if len(pair) == 2 else float(count > 0)

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return up to `limit` terms of the texts that begin with `prefix`, in the order of the dictionary."""
        return list(islice(self._terms_from("body", prefix, limit), limit))

    def codes_with(self, part: str, limit: int) -> list[str]:
        """Return up to `limit` codes of the texts one of whose parts is `part`: `ora-01653` for `01653`."""
        found = self._terms_from("parts", f"{part} ", limit)
        return [term.partition(" ")[2] for term in islice(found, limit)]

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Return the Chinese words that sound like `key`, most frequent first, with their number of documents."""
        return self._words.sounds.sounding_like(key)

    def readings_of(self, character: str) -> Sequence[str]:
        """Return the pinyin of one Chinese character without tones, the usual reading first; empty if unknown."""
        return self._words.sounds.readings_of(character)

    def _frequency(self, field: str, term: str) -> int:
        return self._frequencies.get((field, term), lambda: self._counted(field, term), lambda _: 1)

    def _counted(self, field: str, term: str) -> int:
        encoded = term.encode("utf-8", "replace")
        count = sum(files.frequency(field, encoded) for _, files in self._segments)
        # Of a frequent term it does not matter that some of its documents are deleted; reading all of them would.
        if self.deleted and count <= _COUNTED_EXACTLY:
            return self.postings(field, term).count
        return count

    def _terms_from(self, field: str, prefix: str, limit: int) -> Iterator[str]:
        encoded = prefix.encode("utf-8", "replace")
        terms = merge(*(files.terms_from(field, encoded) for _, files in self._segments))
        once = (term.decode("utf-8") for term, _ in groupby(terms))
        # A deleted document leaves its terms behind until its segment is written again.
        return (
            (term for term in islice(once, _PATIENCE * limit) if self._frequency(field, term)) if self.deleted else once
        )

    def _segment_of(self, number: int) -> tuple[int, SegmentFiles]:
        return self._segments[bisect_right(self._firsts, number) - 1]


def _joined(code: str, columns: Iterable[array[int]]) -> array[int]:
    joined = array(code)
    for column in columns:
        joined.extend(column)
    return joined
