"""The parser's events become nodes in one pass, and what records refuse is told at its place."""

from collections.abc import Callable
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostics import Diagnostic
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.source import Source
from generator.reading import refused_rules as rules
from generator.reading.continuation import joined_lines
from generator.reading.other_formats import not_a_mapping
from generator.reading.refusals import Refusals

DEPTH_LIMIT = 20
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class _Frame:
    """A list or mapping that is still being read; a key without a value (None) is one that was refused."""

    __slots__ = ("children", "column", "entries", "key", "line", "mapping", "seen")

    def __init__(self, mapping: bool, line: int, column: int) -> None:
        self.mapping = mapping
        self.line = line
        self.column = column
        self.key: Scalar | None = None
        self.seen: dict[str, int] = {}
        self.entries: list[tuple[Scalar, Node]] = []
        self.children: list[Node] = []


def build(next_event: Callable[[], Any], source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root mapping that the events make (None if they make none) and what was refused on the way."""
    refusals = Refusals(source)
    stack: list[_Frame] = []
    frame: _Frame | None = None
    root: Node | None = None
    node: Node
    start = None  # where the present document began
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            mark, value, plain = event.start_mark, event.value, not event.style
            line = mark.line + 1
            if event.anchor is not None or event.tag is not None:
                _properties(event, refusals, stack)
            if frame is not None and frame.mapping and frame.key is None:
                frame.key = _key(Scalar(value, line, mark.column + 1, plain), frame, refusals, stack)
                continue
            if plain:
                if value in _NOTHING:
                    value = None
                elif frame is not None and (event.end_mark.line >= line or (frame.key and line > frame.key.line)):
                    last = event.end_mark.line + 1
                    refusals.found += joined_lines(source, line, mark.column + 1, last, _path(stack))
            node = Scalar(value, line, mark.column + 1, plain)
        elif kind in _STARTS:
            mark = event.start_mark
            if event.anchor is not None or event.tag is not None:
                _properties(event, refusals, stack)
            if len(stack) == DEPTH_LIMIT:
                refusals.at(rules.NESTED_TOO_DEEP, mark.line + 1, mark.column + 1, _path(stack), limit=DEPTH_LIMIT)
                return None, refusals.all()
            frame = _Frame(kind is MappingStartEvent, mark.line + 1, mark.column + 1)
            stack.append(frame)
            continue
        elif kind in _ENDS:
            done = stack.pop()
            frame = stack[-1] if stack else None
            if done.mapping:
                node = Mapping(tuple(done.entries), done.line, done.column)
            else:
                node = Sequence(tuple(done.children), done.line, done.column)
        elif kind is AliasEvent:
            mark = event.start_mark
            if frame is None or frame.key is None or frame.key.value is not None:
                refusals.alias(event.anchor, mark.line + 1, mark.column + 1, _path(stack))
            node = Scalar(f"*{event.anchor}", mark.line + 1, mark.column + 1)
        elif kind is DocumentStartEvent:
            start = event.start_mark
            continue
        elif kind is StreamEndEvent:
            break
        else:
            continue
        if frame is None:
            if root is not None and not (isinstance(node, Scalar) and node.value is None):
                refusals.at(rules.SEVERAL_DOCUMENTS, start.line + 1 if start else node.line, 1)
                return None if isinstance(root, Scalar) else root, refusals.all()
            root = root or node
        elif not frame.mapping:
            frame.children.append(node)
        elif frame.key is None:
            refusals.at(rules.KEY_NOT_TEXT, node.line, node.column, _path(stack))
            frame.key = Scalar(None, node.line, node.column)
        else:
            if frame.key.value is not None:
                frame.entries.append((frame.key, node))
            frame.key = None
    if isinstance(root, Mapping):
        return root, refusals.all()
    return None, [*refusals.all(), *not_a_mapping(source, root)]


def _key(key: Scalar, frame: _Frame, refusals: Refusals, stack: list[_Frame]) -> Scalar:
    """Return the key, or one without a value if the mapping must not have it."""
    name = (key.value or "").strip()
    first = frame.seen.get(name)
    if first is None and name and (name != "<<" or not key.plain):
        frame.seen[name] = key.line
        return key
    path = ".".join(filter(None, (_path(stack), name)))
    if name == "<<" and key.plain:
        refusals.at(rules.MERGE_KEY_NOT_ALLOWED, key.line, key.column, path)
    elif not name:
        refusals.at(rules.KEY_NOT_TEXT, key.line, key.column, path)
    else:
        refusals.at(rules.DUPLICATE_KEY, key.line, key.column, path, key=name, first=first, second=key.line)
    return Scalar(None, key.line, key.column)


def _properties(event: Any, refusals: Refusals, stack: list[_Frame]) -> None:
    mark, path = event.start_mark, _path(stack)
    if event.anchor is not None:
        refusals.anchor(event.anchor, mark.line + 1, mark.column + 1, path)
    if event.tag is not None:
        refusals.tag(event.tag, mark.line + 1, mark.column + 1, path)


def _path(stack: list[_Frame]) -> str:
    """Return the dotted path of the place that is being read."""
    parts = ((frame.key and frame.key.value) or "" if frame.mapping else str(len(frame.children)) for frame in stack)
    return ".".join(filter(None, parts))
