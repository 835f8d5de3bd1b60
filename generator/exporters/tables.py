"""A register as a table of typed cells, before it becomes a workbook, a CSV file or JSON.

Columns are declared once, with their English heading; a heading is translated when the table is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.model.values import Choice, Instant

Cell = str | int | float | bool | date | datetime | None
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON and CSV, its heading for people, and how wide it is in characters."""

    key: str
    heading: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; every row has a cell for each column.

    `name` is the word for file names and JSON, `title` the catalogue text for people.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as mappings from the key of the column to the cell."""
        return [{column.key: cell for column, cell in zip(self.columns, row, strict=True)} for row in self.rows]


def cell_of(value: object, say: Say) -> Cell:
    """Return a field's value as a cell: a choice by its label, a known time of day with it, many values as one text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Choice):
        return say(value.label)
    if isinstance(value, Instant):
        return value.moment if value.moment is not None else value.day
    if isinstance(value, date):
        return value
    if isinstance(value, tuple | list):
        return "; ".join(text_of(cell_of(one, say)) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text_of(cell_of(one, say))}" for key, one in value.items())
    return str(value)


def text_of(cell: Cell) -> str:
    """Return a cell as text: days and times in ISO form, nothing for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell)
