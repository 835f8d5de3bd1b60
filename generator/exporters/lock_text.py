"""Write a lock as YAML that reads as exactly what was frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.exporters.yaml_text import yaml_text

_HEAD = """\
# {title}
# Written by `fupan sop release`, added to by `fupan sop approve`. Never edit it by hand: `fupan check` would tell.
"""


def lock_text(values: Mapping[str, Any], title: str) -> str:
    """Return `values` (plain data: mappings, lists, texts, numbers, true and false) as YAML; empty ones are left out."""
    shown = "".join(sign for sign in " ".join(title.split()) if sign.isprintable())
    return _HEAD.format(title=shown) + "".join(f"{line}\n" for line in _lines(values, ""))


def _lines(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if value is None or value in ("", [], {}, ()):
            continue
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, (list, tuple)):
            yield from _list(key, value, indent)
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _list(key: str, items: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    yield f"{indent}{key}:"
    for item in items:
        if not isinstance(item, Mapping):
            yield f"{indent}  - {_scalar(item)}"
            continue
        # The first field stands behind the dash.
        lines = list(_lines(item, f"{indent}    "))
        yield f"{indent}  - {lines[0].lstrip()}"
        yield from lines[1:]


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return yaml_text(value) if isinstance(value, str) else str(value)
