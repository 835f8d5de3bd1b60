"""The base of all records: frozen, typed, and aware of where each field was written."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr

from generator.diagnostics import Span
from generator.model.fields import optional
from generator.model.node import Mapping, Node, Sequence
from generator.wording import N_

Path = tuple[str | int, ...]


class Part(BaseModel):
    """A group of fields inside a record; a plain text stands for the field named by `shorthand`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)
    shorthand: ClassVar[str | None] = None


class Record(Part):
    """One thing that the organization remembers, with the place in the source of every field."""

    kind: ClassVar[str]
    id: str
    x_fields: dict[str, Any] = optional(
        N_("Other fields"), N_("Fields whose name begins with x-, kept as they are."), {}
    )

    _path: str = PrivateAttr("")
    _node: Mapping = PrivateAttr(default_factory=lambda: Mapping((), 1, 1))
    _digest: str = PrivateAttr("")

    @property
    def name(self) -> str:
        """What people call it: the title, or the id where there is none."""
        return str(getattr(self, "title", None) or self.id)

    @property
    def source_path(self) -> str:
        """The file that holds the record, relative to the organization's root."""
        return self._path

    @property
    def digest(self) -> str:
        """SHA-256 of the file that holds the record."""
        return self._digest

    @property
    def node(self) -> Mapping:
        """The YAML from which the record was read, with positions."""
        return self._node

    def place(self, node: Node) -> Span:
        """Return the place of a node of this record."""
        return Span(self._path, node.line, node.column)

    def placed(self, path: str, node: Mapping, digest: str) -> Self:
        """Remember where the record was read; called once by the reader."""
        self._path, self._node, self._digest = path, node, digest
        return self

    def with_changes(self, update: dict[str, Any]) -> Self:
        """Return a copy with some fields replaced; it still knows where it was written."""
        changed = self.model_copy(update=update)
        changed._path, changed._node, changed._digest = self._path, self._node, self._digest
        return changed

    def span(self, *path: str | int) -> Span:
        """Return the place of the field at `path`, or of the nearest thing around it that was written."""
        return span_of(self._path, self._node, path)


def span_of(source_path: str, root: Node, path: Path) -> Span:
    """Return the place in the file of the node at `path` below `root`, as far as it exists.

    A missing field gives the place of the mapping that lacks it; an empty one that of its key.
    """
    node, line, column = root, root.line, root.column
    for step in path:
        found: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            found = node.get(step)
            key = node.key(step)
            if key is not None and (found is None or (found.line, found.column) == (0, 0)):
                line, column = key.line, key.column
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
        if found is None:
            break
        node = found
        line, column = node.line, node.column
    return Span(source_path, line, column)
