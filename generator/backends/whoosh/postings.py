"""Write and read the postings of a segment in bulk, in Whoosh's third format.

In and out: for each term the documents that have it and how often. A block is `length, info, data`, the last two pickled tuples
of numbers; a negative length marks the last. Behind the list of a term that many documents have, where no reader of
Whoosh looks, the same stands once more as a column (`search.counting.occurrences`), which is read and reckoned with
several times as fast: a mark, its length, compressed bytes. Terms with a single posting share one block among all that have the same:
most terms of a large collection occur once, and each would cost more than its name.
"""

from __future__ import annotations

from array import array
from io import BytesIO
from itertools import accumulate
from operator import itemgetter, sub
from pickle import dumps, load, loads
from struct import Struct
from typing import Any
from zlib import compress, decompress

from generator.backends.whoosh.files import Buffer
from generator.backends.whoosh.pool import NUMBER_BITS
from generator.search.counting.occurrences import HIGHEST_IN_COLUMN, SPARSE

# With this Whoosh marks the beginning of a list.
_MAGIC = b"W3Bl"
# Whoosh itself writes blocks of 128; we never skip inside a list, and larger blocks pack and unpack faster.
_BLOCK = 512
_LEVEL = 3
# Columns of frequent words are large, and twice as quick to write so.
_COLUMN_LEVEL = 1
_SHORTEST_COMPRESSED = 200
_HIGHEST_NUMBER = (1 << NUMBER_BITS) - 1
_MOST_SHARED = 1 << 18
_PROTOCOL = 2
_LENGTH = Struct("!i")
# With this begins a column.
_COLUMN = b"Fpn1"
_COLUMN_HEAD = Struct("!4si")
# In a smaller segment it would be no quicker than the list.
_SMALLEST_WITH_COLUMNS = 1024
# Inlined or not, total count, documents, shortest and longest field, highest count, first and last document, place, size.
_INFO = Struct("!BfIBBfIIqi")


class PostingsFile:
    """The file of all postings of a segment."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._offset = 0
        self._lengths: bytes | None = None
        self._shared: dict[int, bytes] = {}

    def start_field(self, lengths: bytes | None) -> None:
        """Begin a field, whose length in each document is one byte of `lengths`."""
        self._lengths = lengths
        self._shared = {}

    def add(self, postings: list[int]) -> bytes:
        """Write the postings of one term; return what the dictionary says of it."""
        if len(postings) > 1:
            return self._write(postings)
        info = self._shared.get(postings[0])
        if info is None:
            if len(self._shared) == _MOST_SHARED:
                self._shared.clear()
            info = self._shared[postings[0]] = self._write(postings)
        return info

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def _write(self, postings: list[int]) -> bytes:
        # One function, because most terms have few postings and the calls would cost more than the work.
        lengths = self._lengths
        pieces = [_MAGIC]
        total = highest = longest = 0
        shortest = 255
        column = bytearray(len(lengths)) if lengths and _has_column(len(postings), len(lengths), 1) else None
        for start in range(0, len(postings), _BLOCK):
            numbers = postings[start : start + _BLOCK]
            weights: tuple[int, ...] | float | None = None
            most, occurrences = 1, len(numbers)
            if max(numbers) > _HIGHEST_NUMBER:
                counts = tuple([(posting >> NUMBER_BITS) + 1 for posting in numbers])
                numbers = [posting & _HIGHEST_NUMBER for posting in numbers]
                most, occurrences = max(counts), sum(counts)
                weights = float(most) if most == min(counts) else counts
                if column and most <= HIGHEST_IN_COLUMN:
                    for number, count in zip(numbers, counts, strict=True):
                        column[number] = count
                elif column:
                    column = None
            elif column:
                for number in numbers:
                    column[number] = 1
            data = dumps(((numbers[0], *map(sub, numbers[1:], numbers)), weights, None), _PROTOCOL)
            level = _LEVEL if len(data) >= _SHORTEST_COMPRESSED else 0
            if level:
                data = compress(data, level)
            if lengths is None:
                least = upmost = 0
            elif len(numbers) == 1:
                least = upmost = lengths[numbers[0]]
            else:
                here = itemgetter(*numbers)(lengths)
                least, upmost = min(here), max(here)
            info = dumps((len(numbers), numbers[-1], float(most), level, least, upmost), _PROTOCOL)
            size = len(info) + len(data)
            pieces += (_LENGTH.pack(size if start + _BLOCK < len(postings) else -size), info, data)
            total += occurrences
            highest = most if most > highest else highest
            shortest = least if least < shortest else shortest
            longest = upmost if upmost > longest else longest
        written = b"".join(pieces)
        behind = _packed(column) if column else b""
        self._file.write(written + behind)
        offset, self._offset = self._offset, self._offset + len(written) + len(behind)
        first, last = postings[0] & _HIGHEST_NUMBER, numbers[-1]
        return _INFO.pack(0, total, len(postings), shortest, longest, highest, first, last, offset, len(written))


def _packed(column: bytearray) -> bytes:
    packed = compress(column, _COLUMN_LEVEL)
    return _COLUMN_HEAD.pack(_COLUMN, len(packed)) + packed


def _has_column(documents: int, size: int, highest: float) -> bool:
    return size >= _SMALLEST_WITH_COLUMNS and documents * SPARSE >= size and highest <= HIGHEST_IN_COLUMN


def documents_of(info: bytes) -> int:
    """Return how many documents have a term, of which the dictionary says `info`; deleted ones too."""
    found: int = _INFO.unpack(info)[2]
    return found


def decoded(buffer: Buffer, info: bytes) -> tuple[array[int], array[float]]:
    """Return the documents and counts of a term, of which the dictionary says `info`; deleted ones too.

    Whoosh's own reader builds a set of all deleted documents for each term and steps through postings one by one.
    """
    is_inlined, total, documents, _, _, _, first, _, offset, size = _INFO.unpack(info)
    if is_inlined:
        raise ValueError("Postings inside the dictionary: no Whoosh writes them.")
    if documents == 1:
        return array("I", (first,)), array("f", (total,))
    return _blocks(buffer[offset : offset + size])


def written_column(buffer: Buffer, info: bytes, size: int) -> bytes:
    """Return the column of a term, of which the dictionary says `info`, in a segment of `size` documents.

    Nothing if there is none: the term is rare or too frequent in a document, the segment is small, the field has no
    lengths, or Whoosh's own writer wrote it.
    """
    _, _, documents, _, _, highest, _, _, offset, written = _INFO.unpack(info)
    if not _has_column(documents, size, highest):
        return b""
    start = offset + written
    mark, length = _COLUMN_HEAD.unpack(buffer[start : start + _COLUMN_HEAD.size].ljust(_COLUMN_HEAD.size))
    start += _COLUMN_HEAD.size
    if mark != _COLUMN:
        return b""
    column = decompress(buffer[start : start + length])
    if len(column) != size:
        raise ValueError("A column of another segment.")
    return column


def _blocks(data: bytes) -> tuple[array[int], array[float]]:
    """Return what a list of postings holds: blocks of `length, info, data`, a negative length marks the last."""
    numbers, counts = array("I"), array("f")
    position, size = len(_MAGIC), 1
    while size > 0:
        size = _LENGTH.unpack_from(data, position)[0]
        start, position = position + _LENGTH.size, position + _LENGTH.size + abs(size)
        block = BytesIO(data[start:position])
        length, _, _, level, _, _ = load(block)
        rest = block.read()
        steps, weights, _ = loads(decompress(rest) if level else rest)
        # By way of a tuple, which is quicker than number by number.
        numbers += array("I", tuple(accumulate(steps)))
        counts += array("f", weights if isinstance(weights, tuple) else (weights or 1.0,) * length)
    return numbers, counts
