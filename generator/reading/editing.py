"""Change a YAML source in place: one field set or one item added is one line of difference.

The parser only finds the place; the text is spliced there. So comments, order, quotes, line ends, a byte-order mark
and the encoding stay as the author has them, which no round trip through a dumper can promise.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.errors import UserError
from generator.model.record import Part, Path
from generator.model.shape import FieldShape, ModelShape, shape_of
from generator.model.vocabulary import spelling
from generator.reading.decoding import decode
from generator.reading.lines import in_quotes
from generator.reading.quoting import other_reading
from generator.reading.spellings import Spellings
from generator.wording import N_

Value: TypeAlias = "str | bool | int | date | Mapping[str, Any] | Sequence[Any]"

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# YAML would count them as line ends; see `yaml_nodes`.
_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class SetField:
    """Give the field at `path` (canonical names, numbers of list items) a value, or another one."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class AppendItem:
    """Add an item at the end of the list at `path`, which is begun where there is none."""

    path: Path
    value: Value


Edit: TypeAlias = SetField | AppendItem


def edited(path: str, data: bytes, edits: Sequence[Edit], model: type[Part], spellings: Spellings) -> bytes:
    """Return the bytes of the file at `path` with `edits` made, one after the other; none leave it to the bit.

    `model` tells the order of fields, and with `spellings` which of the author's own names a field has.
    Raises UserError where the file is no text that can be changed in place.
    """
    mark, encoding, text = _decoded(path, data)
    for edit in edits:
        try:
            root = yaml.compose(text.translate(_LINE_ENDS), Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            raise _refused(path) from error
        if not isinstance(root, MappingNode):
            raise _refused(path)
        splice = _Editor(text, path, spellings).splice(edit, root, shape_of(model))
        text = text[: splice.start] + splice.text + text[splice.end :]
    return mark + text.encode(encoding)


def written(value: Value) -> str:
    """Return `value` on one line, as YAML that reads as exactly this; quotes only where they are needed."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items() if item is not None) + "}"
    return "[" + ", ".join(written(item) for item in value) + "]"


def _decoded(path: str, data: bytes) -> tuple[bytes, str, str]:
    """Return byte-order mark, encoding and text; the text keeps its line ends."""
    source, _ = decode(path, data)
    if source is None:
        raise _refused(path)
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", source.encoding)
    )
    text = data[len(mark) :].decode(encoding)
    if text.encode(encoding) != data[len(mark) :]:
        raise _refused(path)
    return mark, encoding, text


def _refused(path: str) -> UserError:
    return UserError(N_("{path} cannot be changed in place; save it as UTF-8 and run fupan check."), path=path)


def _scalar(text: str) -> str:
    if any(sign < " " or sign in "\x7f\x85\u2028\u2029" for sign in text):
        return json.dumps(text, ensure_ascii=False)
    try:
        plain = yaml.load(f"[{text}]", Loader=yaml.BaseLoader) == [text]
    except yaml.YAMLError:
        plain = False
    return text if plain and text and other_reading(text) is None else in_quotes(text)


@dataclass(frozen=True, slots=True)
class _Splice:
    start: int
    end: int
    text: str


class _Editor:
    """Finds the place of one edit in one text."""

    def __init__(self, text: str, path: str, spellings: Spellings) -> None:
        self._text = text
        self._path = path
        self._spellings = spellings
        self._line_end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")

    def splice(self, edit: Edit, root: MappingNode, shape: ModelShape) -> _Splice:
        adds = isinstance(edit, AppendItem)
        node: Node = root
        inside: ModelShape | None = shape
        for position, step in enumerate(edit.path):
            rest = edit.path[position + 1 :]
            if isinstance(step, int):
                node = self._item(node, step)
                continue
            node, within = self._group(node, inside)
            field = within.fields.get(step) if within else None
            found = self._entry(node, step, within)
            if found is None or (_is_empty(found[1]) and (rest or adds)):
                value = _wrapped([edit.value] if adds else edit.value, rest)
                return self._new(node, step, value, within, found)
            key, below = found
            if not rest:
                return self._append(key, below, edit.value, node) if adds else self._set(key, below, edit.value)
            node, inside = below, shape_of(field.part) if field and field.part else None
        if adds:
            raise self._in_the_way(node)
        return _Splice(node.start_mark.index, self._end(node), written(edit.value))

    def _in_the_way(self, node: Node) -> UserError:
        return UserError(
            N_("{path}, line {line}: what stands here cannot be added to; write it as a list or a group of fields."),
            path=self._path,
            line=node.start_mark.line + 1,
        )

    def _item(self, node: Node, number: int) -> Node:
        if isinstance(node, SequenceNode) and number < len(node.value):
            item: Node = node.value[number]
            return item
        if number == 0 and not isinstance(node, SequenceNode):
            return node  # one thing stands for a list of one
        raise self._in_the_way(node)

    def _group(self, node: Node, shape: ModelShape | None) -> tuple[MappingNode, ModelShape | None]:
        if isinstance(node, MappingNode):
            return node, shape
        raise self._in_the_way(node)

    def _entry(self, node: MappingNode, step: str, shape: ModelShape | None) -> tuple[Node, Node] | None:
        entries: list[tuple[Node, Node]] = node.value
        return next(((key, value) for key, value in entries if self._name(key, shape) == step), None)

    def _name(self, key: Node, shape: ModelShape | None) -> str:
        name = str(key.value)
        if shape is None or name in shape.fields:
            return name
        field: FieldShape | None = self._spellings.keys(shape).get(spelling(name))
        return field.key if field else name

    def _set(self, key: Node, old: Node, value: Value) -> _Splice:
        if isinstance(old, ScalarNode) and old.style not in ("|", ">") and not _is_empty(old):
            begin, end = old.start_mark.index, self._end(old)
            # What says the same already keeps its quotes.
            return _Splice(begin, end, self._text[begin:end] if old.value == value else written(value))
        start = self._text.index(":", key.end_mark.index) + 1
        return _Splice(start, max(start, self._end(old)), f" {written(value)}")

    def _append(self, key: Node, old: Node, value: Value, parent: MappingNode) -> _Splice:
        end = self._end(old)
        if isinstance(old, SequenceNode):
            if not old.value:
                return _Splice(old.start_mark.index, end, f"[{written(value)}]")
            last = self._end(old.value[-1])
            if old.flow_style:
                return _Splice(last, last, f", {written(value)}")
            return self._line(last, f"{' ' * old.start_mark.column}- {written(value)}")
        if isinstance(old, MappingNode) and not old.flow_style:
            raise self._in_the_way(old)  # a group in several lines would have to be moved
        there = self._text[old.start_mark.index : end]
        if isinstance(old, ScalarNode) and old.style in ("|", ">"):
            raise self._in_the_way(old)
        if isinstance(old, ScalarNode) and not old.style:
            there = written(str(old.value))
        return _Splice(old.start_mark.index, end, f"[{there}, {written(value)}]")

    def _new(
        self,
        node: MappingNode,
        step: str,
        value: Value,
        shape: ModelShape | None,
        found: tuple[Node, Node] | None,
    ) -> _Splice:
        """Return the splice that writes a field that is missing, or fills one that is empty."""
        in_lines = not node.flow_style
        indent = " " * node.start_mark.column
        if in_lines and isinstance(value, (list, tuple)):
            body = "".join(f"{self._line_end}{indent}  - {written(item)}" for item in value)
        else:
            body = f" {written(value)}"
        if found is not None:
            start = self._text.index(":", found[0].end_mark.index) + 1
            end = max(start, self._end(found[1]))
            if in_lines and isinstance(value, (list, tuple)) and end == start:
                # Behind the comment that may stand beside the name.
                start = end = self._line_stop(start)
            return _Splice(start, end, body)
        if not node.value:
            return _Splice(node.start_mark.index, self._end(node), f"{{{step}:{body}}}")
        before = self._before(node, step, shape)
        if not in_lines:
            last = self._end(node.value[-1][1])
            return _Splice(last, last, f", {step}:{body}")
        return self._line(max(self._end(before[1]), before[0].end_mark.index), f"{indent}{step}:{body}")

    def _before(self, node: MappingNode, step: str, shape: ModelShape | None) -> tuple[Node, Node]:
        """Return the entry behind which the field belongs: the last that stands before it in the model."""
        order = {name: rank for rank, name in enumerate(shape.fields)} if shape else {}
        mine = order.get(step, len(order))
        entries: list[tuple[Node, Node]] = node.value
        earlier = [entry for entry in entries if order.get(self._name(entry[0], shape), -1) < mine]
        return earlier[-1] if earlier else entries[-1]

    def _line(self, place: int, line: str) -> _Splice:
        """Return the splice that puts a line behind the one in which `place` lies."""
        stop = self._line_stop(place)
        return _Splice(stop, stop, f"{self._line_end}{line}")

    def _line_stop(self, place: int) -> int:
        stops = [stop for sign in "\r\n" if (stop := self._text.find(sign, place)) >= 0]
        return min(stops, default=len(self._text))

    def _end(self, node: Node) -> int:
        """Return where what was written of a node ends, without the blank lines and comments behind it."""
        if isinstance(node, ScalarNode):
            end: int = node.end_mark.index
            if node.style in ("|", ">"):
                return node.start_mark.index + len(self._text[node.start_mark.index : end].rstrip())
            return end
        if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(last, tuple):
            return max(self._end(last[1]), self._text.index(":", last[0].end_mark.index) + 1)
        return self._end(last)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null", "Null", "NULL")


def _wrapped(value: Any, rest: Path) -> Any:
    """Return `value` inside the groups and lists that `rest` still asks for."""
    for step in reversed(rest):
        value = [value] if isinstance(step, int) else {step: value}
    return value
