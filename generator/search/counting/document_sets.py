"""Sets of documents as whole numbers: bit `n` stands for document `n`.

Python joins, cuts and counts such sets at the speed of memory: a set of 100,000 documents has 12 KB, joining two takes
a microsecond or two. That makes exact totals, filters and facet counts cheap however many documents match.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import compress

_FILLED = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if value >> bit & 1) for value in range(256))
_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")
_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")
# With fewer members than this part of all, single bits are set quicker than a byte for each document is turned.
_SPARSE = 16
# So many members are taken off one by one quicker than the whole set is gone through.
_FEW = 64


def set_of(numbers: Collection[int], size: int) -> int:
    """Return the set of `numbers`, all of which are less than `size`."""
    if len(numbers) * 64 > size:
        flags = bytearray(size)
        for number in numbers:
            flags[number] = 1
        return set_of_flags(flags)
    bits = bytearray(size // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def set_of_flags(flags: bytes | bytearray) -> int:
    """Return the set of the places at which `flags` is 1; all others are 0."""
    return int(flags[::-1].translate(_AS_DIGITS), 2) if flags else 0


def flags_of(documents: int, size: int) -> bytes:
    """Return a byte for each document below `size`: 1 if it is in the set, else 0."""
    return f"{documents:0{size}b}".encode("ascii")[::-1].translate(_AS_FLAGS) if size else b""


def numbers_in(documents: int) -> list[int]:
    """Return the documents of a set, in order."""
    length, count = documents.bit_length(), documents.bit_count()
    if count * _SPARSE > length:
        return list(compress(range(length), flags_of(documents, length)))
    if count < _FEW:
        last = []
        while documents:
            last.append(documents.bit_length() - 1)
            documents ^= 1 << last[-1]
        return last[::-1]
    data = documents.to_bytes(length // 8 + 1, "little")
    found: list[int] = []
    for match in _FILLED.finditer(data):
        at = match.start()
        first = at * 8
        found += [first + bit for bit in _BITS[data[at]]]
    return found


def has(documents: int, number: int) -> bool:
    """Whether a document is in a set."""
    return bool(documents >> number & 1)


def union(sets: Iterable[int]) -> int:
    """Return what is in any of the sets."""
    joined = 0
    for one in sets:
        joined |= one
    return joined
