"""Which pieces of evidence a record cites, wherever in it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.model.record import Part, Path

_NUMBER = re.compile(r"ATT-[0-9A-Za-z]+")


def lost_evidence(record: Capa | Postmortem) -> Iterator[tuple[Path, str]]:
    """Yield path and number of each piece of evidence that is cited and does not stand under `attachments`."""
    known = {row.id for row in record.attachments}
    for path, text in _cited(record, ()):
        number = _NUMBER.match(text.strip())
        if number is not None and number[0] not in known:
            yield path, number[0]


def field_name(path: Path) -> str:
    """Return a path as people write it, such as actions[0].evidence, without the place in the last list."""
    steps = path[:-1] if path and isinstance(path[-1], int) else path
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def _cited(part: Part, path: Path) -> Iterator[tuple[Path, str]]:
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), (*path, field.alias or name)
        rows = value if isinstance(value, tuple) else (value,)
        for place, row in enumerate(rows):
            inner = (*here, place) if isinstance(value, tuple) else here
            if isinstance(row, Part):
                yield from _cited(row, inner)
            elif name == "evidence" and isinstance(row, str):
                yield inner, row
