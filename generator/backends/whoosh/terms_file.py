"""Write the dictionary of a segment: Whoosh's ordered hash file, with the cheaper of its hash functions.

In: the terms of each field in order, each with its information. Out: the file of terms, in which a term is found by its
hash and neighbours by their order (`terms`).
"""

from __future__ import annotations

from array import array
from binascii import crc32
from collections.abc import Iterable
from struct import Struct
from typing import Any

from whoosh.filedb.filetables import HashWriter

_CRC32 = 1
_BUCKETS = 256
_LENGTHS = Struct("!ii")
_POINTER = Struct("!Iq")
_FIELD = Struct("!H")
_TERMS_AT_ONCE = 1 << 16


class TermsFile(HashWriter):  # type: ignore[misc]
    """The file of all terms of a segment."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, hashtype=_CRC32)
        self._fields: dict[str, int] = {}
        self._hashes = [array("I") for _ in range(_BUCKETS)]
        self._places = [array("q") for _ in range(_BUCKETS)]
        self._order = array("q")

    def add_field(self, name: str, terms: Iterable[tuple[bytes, bytes]]) -> None:
        """Write all terms of a field: bytes in order, each with what is known of it."""
        prefix = _FIELD.pack(self._fields.setdefault(name, len(self._fields)))
        hashes, places, order, pack = self._hashes, self._places, self._order, _LENGTHS.pack
        position = self.dbfile.tell()
        pieces: list[bytes] = []
        waiting = 0
        for text, info in terms:
            key = prefix + text
            code = crc32(key)
            hashes[code & 255].append(code)
            places[code & 255].append(position)
            order.append(position)
            pieces += (pack(len(key), len(info)), key, info)
            position += _LENGTHS.size + len(key) + len(info)
            waiting += 1
            if waiting == _TERMS_AT_ONCE:
                self.dbfile.write(b"".join(pieces))
                pieces, waiting = [], 0
        self.dbfile.write(b"".join(pieces))

    def _write_hashes(self) -> None:
        """Write a table of twice its size for each bucket; Whoosh calls this when the file is closed."""
        start = self.dbfile.tell()
        tables = bytearray()
        for hashes, places in zip(self._hashes, self._places, strict=True):
            slots = 2 * len(hashes)
            first = len(tables)
            self.directory.append((start + first, slots))
            tables += bytes(slots * _POINTER.size)
            taken = bytearray(slots)
            for code, place in zip(hashes, places, strict=True):
                slot = (code >> 8) % slots
                while taken[slot]:
                    slot = (slot + 1) % slots
                taken[slot] = 1
                _POINTER.pack_into(tables, first + slot * _POINTER.size, code, place)
        self.dbfile.write(tables)

    def _write_extras(self) -> None:
        """Write the names of the fields and the place of each term in order."""
        highest = self._order[-1] if self._order else 0
        code = next(code for code, bits in (("H", 16), ("i", 31), ("I", 32), ("q", 63)) if highest < 1 << bits)
        self.extras = {"fieldmap": self._fields, "indextype": code, "indexlen": len(self._order)}
        super()._write_extras()
        self.dbfile.write_array(array(code, self._order))
