"""Every filled field of a record as one row, derived from its model: what the curated columns of a register leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.exporters.field_facts import fields_of
from generator.exporters.tables import Cell, Column, Say, Table, cell_of
from generator.model.record import Part, Record
from generator.wording import N_

_COLUMNS = (
    Column("id", N_("Record"), 18),
    Column("path", N_("Field"), 34),
    Column("label", N_("Name"), 26),
    Column("value", N_("Value"), 80),
)


def fields_table(records: Iterable[Record], say: Say) -> Table:
    """Return all filled fields of `records`, in the order of the model: id, path, label, value."""
    rows = [
        (record.id, path, label, value) for record in records for path, label, value in _fields(record, "", "", say)
    ]
    return Table("fields", N_("All fields"), _COLUMNS, tuple(rows))


def _fields(part: Part, path: str, above: str, say: Say) -> Iterator[tuple[str, str, Cell]]:
    attributes = {info.alias or name: name for name, info in type(part).model_fields.items()}
    for facts in fields_of(type(part)):
        value = getattr(part, attributes[facts.key])
        if value is None or value == ():
            continue
        here = f"{path}.{facts.key}" if path else facts.key
        label = f"{above} · {say(facts.shape.label)}" if above else say(facts.shape.label)
        if facts.shape.part is None:
            yield here, label, cell_of(value, say)
        elif isinstance(value, tuple):
            for number, entry in enumerate(value, 1):
                yield from _fields(entry, f"{here}[{number}]", f"{label} {number}", say)
        else:
            yield from _fields(value, here, label, say)
