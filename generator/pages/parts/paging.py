"""Long lists in pieces: the pages of a list, and the first rows of one with the number of the others.

So a page weighs the same however many records there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

# Rows of a list that is not the matter of its page, such as the incidents of a system.
FEW = 10


@dataclass(frozen=True, slots=True)
class Excerpt(Generic[Row]):
    """The first rows of a list, how many more there are, and the docs path of the page that has them all."""

    rows: tuple[Row, ...]
    more: int = 0
    path: str = ""

    @property
    def total(self) -> int:
        """How many rows the whole list has."""
        return len(self.rows) + self.more


def excerpt(rows: Sequence[Row], path: str = "", size: int = FEW) -> Excerpt[Row]:
    """Return the first `size` rows of a list; `path` leads to all of them."""
    return Excerpt(tuple(rows[:size]), max(len(rows) - size, 0), path)


def leaf(path: str, number: int) -> str:
    """Return the docs path of page `number` (from 1) of a list that begins at `path`."""
    return path if number == 1 else f"{path.removesuffix('.md')}-page-{number}.md"


def leaves_of(rows: Sequence[Row], size: int, path: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the pages of a list, each with its docs path and its rows; an empty list has one page."""
    starts = range(0, max(len(rows), 1), size)
    return tuple((leaf(path, number), tuple(rows[start : start + size])) for number, start in enumerate(starts, 1))
