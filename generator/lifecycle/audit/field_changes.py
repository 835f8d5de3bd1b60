"""Which fields differ between two versions of a record, and from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.model.node import Mapping, Node, Scalar, Sequence

# What makes an entry of a list the same entry after an edit.
_NAMES = ("id", "key", "code")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs: `old` is None for one that came, `new` for one that went.

    `field` is the dotted path; an entry of a list is named by its id or key where it has one, as in `actions[A1].due[1].due`.
    """

    field: str
    old: str | None
    new: str | None


def field_changes(old: Node, new: Node, path: str = "") -> Iterator[FieldChange]:
    """Yield every value that differs between two trees, in the order of the file."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys = dict.fromkeys(key.value or "" for key, _ in (*old.entries, *new.entries))
        for key in keys:
            yield from _one(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, Sequence) and isinstance(new, Sequence):
        yield from _lists(old, new, path)
    elif isinstance(old, Scalar) and isinstance(new, Scalar):
        if (old.value or "") != (new.value or ""):
            yield FieldChange(path, old.value or "", new.value or "")
    else:
        yield from (FieldChange(field, text, None) for field, text in leaves(old, path))
        yield from (FieldChange(field, None, text) for field, text in leaves(new, path))


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value below `node` with its path."""
    if isinstance(node, Scalar):
        yield path, node.value or ""
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from leaves(item, f"{path}[{_name(item) or number}]")
    else:
        for key, value in node.entries:
            yield from leaves(value, f"{path}.{key.value}" if path else key.value or "")


def _one(old: Node | None, new: Node | None, path: str) -> Iterator[FieldChange]:
    if old is None and new is not None:
        yield from (FieldChange(field, None, text) for field, text in leaves(new, path))
    elif new is None and old is not None:
        yield from (FieldChange(field, text, None) for field, text in leaves(old, path))
    elif old is not None and new is not None:
        yield from field_changes(old, new, path)


def _lists(old: Sequence, new: Sequence, path: str) -> Iterator[FieldChange]:
    before, after = _named(old), _named(new)
    if before is not None and after is not None:
        for name in {**before, **after}:
            yield from _one(before.get(name), after.get(name), f"{path}[{name}]")
        kept = [name for name in before if name in after]
        moved = [name for name in after if name in before]
        if kept != moved:
            yield FieldChange(path, ", ".join(kept), ", ".join(moved))
        return
    texts = [tuple(leaves(item)) for item in old.items], [tuple(leaves(item)) for item in new.items]
    for what, start, end, start_new, end_new in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for offset in range(max(end - start, end_new - start_new)):
            here = old.items[start + offset] if start + offset < end else None
            there = new.items[start_new + offset] if start_new + offset < end_new else None
            number = start_new + offset if there is not None else start + offset
            yield from _one(here, there, f"{path}[{number}]")


def _named(node: Sequence) -> dict[str, Node] | None:
    """Return the entries by name, or None unless each has one of its own."""
    names = {_name(item): item for item in node.items}
    return names if "" not in names and len(names) == len(node.items) else None


def _name(item: Node) -> str:
    if not isinstance(item, Mapping):
        return ""
    found = (item.get(name) for name in _NAMES)
    return next((one.value for one in found if isinstance(one, Scalar) and one.value), "")
