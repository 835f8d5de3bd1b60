"""Write Markdown that GitHub, editors and this site read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"(`[^`|\n]+`)")
_SIGNS = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "<": "&lt;", "&": "&amp;", "|": "&#124;", "`": "\\`"}
)


def plain(text: str) -> str:
    """Return `text` on one line, shown as it is; `code` in backticks stays code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if number % 2 else part.translate(_SIGNS) for number, part in enumerate(parts))


def code(text: str) -> str:
    """Return `text` as code; a text with signs that a table or code cannot hold stays plain."""
    return plain(text) if "`" in text or "|" in text or not text.strip() else f"`{text}`"


def heading(level: int, text: str) -> str:
    """Return a heading; `text` is Markdown already."""
    return f"{'#' * level} {text}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def fence(text: str, language: str = "") -> str:
    """Return `text` as a block of code."""
    body = text.rstrip("\n")
    mark = "~~~" if "```" in body else "```"
    return f"{mark}{language}\n{body}\n{mark}\n"


def page(parts: Iterable[str]) -> str:
    """Return blocks as one page, parted by empty lines."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
