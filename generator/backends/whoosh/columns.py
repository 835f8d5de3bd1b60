"""Read the columns of a segment in which every document has a byte string of its own, in Whoosh's format.

In: a mapped file. Out: the string of a document. The strings lie one after the other; then come their lengths, perhaps
the places where they begin, and last the type of these numbers.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from itertools import accumulate

from generator.backends.whoosh.files import Buffer

_HAS_OFFSETS = ord("X")


class ByteStrings:
    """A column of byte strings; safe for many threads."""

    def __init__(self, buffer: Buffer, documents: int) -> None:
        self._buffer = buffer
        end = len(buffer) - 1
        if buffer[end] == _HAS_OFFSETS:
            self._offsets, start = _numbers(buffer, chr(buffer[end - 1]), end - 2, documents)
            self._lengths, _ = _numbers(buffer, chr(buffer[end - 2]), start, documents)
        else:
            self._lengths, _ = _numbers(buffer, chr(buffer[end]), end, documents)
            self._offsets = array("Q", accumulate(self._lengths, initial=0))

    def __getitem__(self, number: int) -> bytes:
        start = self._offsets[number]
        return self._buffer[start : start + self._lengths[number]]

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self._lengths)))


def _numbers(buffer: Buffer, code: str, end: int, count: int) -> tuple[array[int], int]:
    """Return the `count` numbers of a type that end at `end`, and where they begin."""
    numbers = array(code)
    start = end - count * numbers.itemsize
    numbers.frombytes(buffer[start:end])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers, start
