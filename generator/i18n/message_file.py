"""Read a compiled catalogue where it lies: who says a few texts does not wait until all of them are read.

In: a `.mo` file as `i18n.compiling` writes it. Out: single translations, each found by bisection, as the file is sorted.
Python's own reader makes a dictionary of all texts first, which takes longer than to find the answer to most searches.
"""

from __future__ import annotations

from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from struct import Struct

_LITTLE_ENDIAN = b"\xde\x12\x04\x95"


class MessageFile(NullTranslations):
    """The translations of one file; a text that it does not have stays as it is. Safe for many threads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._data = path.read_bytes()
        order = "<" if self._data.startswith(_LITTLE_ENDIAN) else ">"
        self._place = Struct(f"{order}2I")
        self._count, self._originals, self._translations = Struct(f"{order}3I").unpack_from(self._data, 8)
        # Who writes pages says the same texts again and again.
        self._said: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """Return the translation of a text."""
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._translated(message)
        return said

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation that fits a number."""
        return self._whole.ngettext(singular, plural, number)

    @cached_property
    def _whole(self) -> GNUTranslations:
        """All of the file; only Python's own reader knows the rules by which languages choose a plural."""
        return GNUTranslations(BytesIO(self._data))

    def _translated(self, message: str) -> str:
        wanted = message.encode("utf-8")
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found, _, plural = self._text(self._originals, middle).partition(b"\0")
            if found == wanted:
                return (
                    self._whole.gettext(message) if plural else self._text(self._translations, middle).decode("utf-8")
                )
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return message

    def _text(self, table: int, number: int) -> bytes:
        length, start = self._place.unpack_from(self._data, table + number * self._place.size)
        return self._data[start : start + length]
