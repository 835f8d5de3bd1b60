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
        start = self._place_of(wanted)
        found, _, fields = self._data[start : self._data.find(b"\n", start)].partition(b"\t")
        return tuple(fields.decode("utf-8").split("\t")) if found == wanted else ()

    def has_beginning(self, beginning: str) -> bool:
        """Whether any key is or begins with `beginning`."""
        wanted = beginning.encode("utf-8", "replace")
        start = self._place_of(wanted)
        return self._data[start : start + len(wanted)] == wanted

    def _place_of(self, wanted: bytes) -> int:
        """Return where the first line begins whose key is not smaller."""
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", start)
            if self._data[start:end].partition(b"\t")[0] < wanted:
                low = end + 1
            else:
                high = start
        return low
