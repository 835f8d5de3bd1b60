"""Texts and aligned columns on a terminal, where a Chinese character is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def width(text: str) -> int:
    """Return how many cells `text` takes."""
    return sum(_cells(sign) for sign in text)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def printable(text: str) -> str:
    """Return a text of a record without signs that would do something to the terminal, in as many signs."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def shortened(text: str, most: int) -> str:
    """Return `text` on one line in at most `most` cells."""
    line = " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())
    if width(line) <= most:
        return line
    kept, room = "", most - 1
    for sign in line:
        room -= _cells(sign)
        if room < 0:
            break
        kept += sign
    return kept + "…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], most: int = 44) -> Iterator[str]:
    """Yield the lines of a table with its columns aligned; no cell is wider than `most`, empty columns are left out."""
    cells = [[shortened(cell, most) for cell in row] for row in rows]
    used = [number for number in range(len(head)) if any(row[number] for row in cells)]
    widths = {number: max(width(head[number]), *(width(row[number]) for row in cells)) for number in used}
    for row in ([*head], *cells):
        line = "  ".join(row[number] + " " * (widths[number] - width(row[number])) for number in used)
        yield line.rstrip()
