"""Records that could not be taken in: who cites them is not at fault, and what they cite is looked up all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.diagnostics import Span
from generator.model.fields import Refers
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.record import Part
from generator.model.shape import FieldShape, shape_of
from generator.model.vocabulary import spelling


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as it is written at a place: `field` is the outermost one, `refers` says what it may point at."""

    span: Span
    field: str
    text: str
    refers: Refers


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is known of the records that were left out because of their own mistakes.

    `names` are their ids and names as `spelling` writes them, `kinds` those of which a file could not even be read,
    `cited` is what they cite.
    """

    names: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    cited: list[Citation] = field(default_factory=list)

    def add_names(self, names: Iterable[str]) -> None:
        """Add ids, names and aliases of such a record."""
        self.names.update(map(spelling, names))

    def excuses(self, text: str, refers: Refers) -> bool:
        """Whether a reference that leads nowhere may mean one of them."""
        return not self.kinds.isdisjoint(refers.kinds) or spelling(text) in self.names


def citations(source_path: str, node: Mapping, model: type[Part]) -> Iterator[Citation]:
    """Yield what a tree with canonical keys cites where `model` refers to records, as far as it has that shape."""
    for key, value in node.entries:
        field = shape_of(model).fields.get(key.value or "")
        if field is not None and not field.frozen:
            yield from _below(source_path, value, field, field.key)


def _below(source_path: str, node: Node, field: FieldShape, name: str) -> Iterator[Citation]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _below(source_path, item, field, name)
    elif isinstance(node, Mapping) and field.part is not None:
        for found in citations(source_path, node, field.part):
            yield Citation(found.span, name, found.text, found.refers)
    elif isinstance(node, Scalar) and field.refers is not None and node.value:
        yield Citation(Span(source_path, node.line, node.column), name, node.value.strip(), field.refers)
