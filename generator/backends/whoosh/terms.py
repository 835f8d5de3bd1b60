"""Read the dictionary of a segment, Whoosh's ordered hash file: one term by its hash, neighbours by their order.

In: the mapped file of terms. Out: what is noted of a term, and which terms there are. Nothing of Whoosh is loaded, and
opening reads the names of the fields only.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterator
from pickle import loads
from struct import Struct

from generator.backends.whoosh.files import Buffer

_BUCKETS = 256
_LENGTHS = Struct("!ii")
_POINTER = Struct("!Iq")
_FIELD = Struct("!H")
_ENTRY = Struct("!qi")
_SIZE = Struct("!i")
# The number of the hash function is the byte after the four that mark the file.
_MAGIC = 4
# The first term follows the mark, that number and two numbers without use.
_START = 13


def _md5(key: bytes) -> int:
    # Rarely needed, and slow to load: our own writer takes the other function.
    from hashlib import md5

    return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")


_HASHES = (_md5, crc32)


class Terms:
    """The dictionary of a segment; safe for many threads."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        end = len(buffer) - _SIZE.size
        extras = end - _SIZE.unpack_from(buffer, end)[0]
        # A view, as the places of all terms follow, which nobody needs to copy.
        found = loads(memoryview(buffer)[extras:end])
        self._fields: dict[str, int] = found["fieldmap"]
        self._directory = extras - _BUCKETS * _ENTRY.size
        self._end = _ENTRY.unpack_from(buffer, self._directory)[0]
        self._hash = _HASHES[buffer[_MAGIC]]
        self._place = Struct(f"!{found['indextype']}")
        self._count: int = found["indexlen"]
        self._places = end - self._count * self._place.size

    def find(self, field: str, text: bytes) -> bytes | None:
        """Return what the dictionary says of one term, or None."""
        if field not in self._fields:
            return None
        key = _FIELD.pack(self._fields[field]) + text
        code = self._hash(key)
        table, slots = _ENTRY.unpack_from(self._buffer, self._directory + (code & 255) * _ENTRY.size)
        for step in range(slots):
            found, place = _POINTER.unpack_from(self._buffer, table + ((code >> 8) + step) % slots * _POINTER.size)
            if not place:
                return None
            if found == code:
                there, info, _ = self._entry(place)
                if there == key:
                    return info
        return None

    def all(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield the field and the bytes of each term in order, with what the dictionary says of it."""
        names = {_FIELD.pack(number): name for name, number in self._fields.items()}
        for key, info in self._entries(_START):
            yield names[key[: _FIELD.size]], key[_FIELD.size :], info

    def beginning_with(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield the terms of `field` that begin so, in order, each with what the dictionary says of it."""
        if field not in self._fields:
            return
        first = _FIELD.pack(self._fields[field]) + prefix
        for key, info in self._entries(self._place_from(first)):
            if not key.startswith(first):
                return
            yield key[_FIELD.size :], info

    def _place_from(self, key: bytes) -> int:
        """Return where the first entry stands whose key is not smaller than `key`."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._entry(self._place_of(middle))[0] < key:
                low = middle + 1
            else:
                high = middle
        return self._place_of(low) if low < self._count else self._end

    def _place_of(self, number: int) -> int:
        place: int = self._place.unpack_from(self._buffer, self._places + number * self._place.size)[0]
        return place

    def _entries(self, place: int) -> Iterator[tuple[bytes, bytes]]:
        while place < self._end:
            key, info, place = self._entry(place)
            yield key, info

    def _entry(self, place: int) -> tuple[bytes, bytes, int]:
        key, info = _LENGTHS.unpack_from(self._buffer, place)
        start = place + _LENGTHS.size
        return self._buffer[start : start + key], self._buffer[start + key : start + key + info], start + key + info
