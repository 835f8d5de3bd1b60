"""A dictionary on disk: sorted lines of `key<TAB>field<TAB>field…`, found by bisection where they lie.

Opening one costs nothing and holds nothing in memory, however long it is; many threads may look things up at once.
"""

from __future__ import annotations

from mmap import mmap


class SortedLines:
    """Lines of UTF-8 text in the byte order of their keys, each ended by a newline."""

    def __init__(self, data: bytes | mmap) -> None:
        self._data = data

    @property
    def data(self) -> bytes:
        """Return all lines."""
        return self._data[:]

    def find(self, key: str) -> tuple[str, ...]:
        """Return the fields after `key`, or nothing if no line has it."""
        wanted = key.encode("utf-8", "replace")
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", start)
            found, _, fields = self._data[start:end].partition(b"\t")
            if found == wanted:
                return tuple(fields.decode("utf-8").split("\t"))
            if found < wanted:
                low = end + 1
            else:
                high = start
        return ()
