"""Bring a node tree into the form that its model expects: canonical keys, shorthand, lists, spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from generator.diagnostics import Diagnostic, Rule, Span
from generator.model.node import Mapping as MappingNode
from generator.model.node import Node, Scalar, Sequence
from generator.model.record import Part
from generator.model.shape import FieldShape, ModelShape, shape_of
from generator.model.values import Choice, day_from_text
from generator.model.vocabulary import Vocabulary, spelling
from generator.reading import field_rules as rules
from generator.reading.quoting import other_reading
from generator.reading.spellings import Spellings

_SEPARATORS = re.compile(r"\s*[、,，;；]\s*")
_TRUE_FALSE = {"是": "true", "有": "true", "否": "false", "无": "false"}


class Shaper:
    """Shapes one file's nodes and collects what it had to change or could not place."""

    def __init__(self, path: str, spellings: Spellings) -> None:
        self._path = path
        self._spellings = spellings
        self.diagnostics: list[Diagnostic] = []
        # Fields that a misspelt name stands for: that they are missing need not be said as well.
        self.meant: set[str] = set()

    def record(self, node: MappingNode, model: type[Part]) -> MappingNode:
        """Return the record's mapping with canonical keys; keys that begin with x- go under `x_fields`."""
        own = tuple(entry for entry in node.entries if (entry[0].value or "").startswith("x-"))
        rest = (
            MappingNode(tuple(entry for entry in node.entries if entry not in own), node.line, node.column)
            if own
            else node
        )
        shaped = self._group(rest, shape_of(model), "")
        if not own:
            return shaped
        key = Scalar("x_fields", own[0][0].line, own[0][0].column)
        return MappingNode((*shaped.entries, (key, MappingNode(own, key.line, key.column))), node.line, node.column)

    def _say(self, rule: Rule, node: Node, field: str, **values: object) -> None:
        self.diagnostics.append(rule.at(Span(self._path, node.line, node.column), field=field, **values))

    def _group(self, node: MappingNode, shape: ModelShape, path: str) -> MappingNode:
        names = self._spellings.keys(shape)
        entries: list[tuple[Scalar, Node]] = []
        for key, value in node.entries:
            written = key.value or ""
            field = shape.fields.get(written) or names.get(spelling(written))
            if field is None or field.key == "x_fields":
                self._unknown(key, written, shape, names, path)
                continue
            name = f"{path}.{field.key}" if path else field.key
            if isinstance(value, Scalar) and value.value is None:
                if field.required:
                    self._say(rules.EMPTY_FIELD, key, name)
                    entries.append((Scalar(field.key, key.line, key.column), value))
                continue
            shaped = self._list(value, field, name) if field.many else self._one(value, field, name, key)
            if shaped is not None:
                entries.append((key if key.value == field.key else Scalar(field.key, key.line, key.column), shaped))
        return MappingNode(tuple(entries), node.line, node.column)

    def _unknown(
        self, key: Scalar, written: str, shape: ModelShape, names: Mapping[str, FieldShape], path: str
    ) -> None:
        field = f"{path}.{written}" if path else written
        close = get_close_matches(spelling(written), [*names], n=1, cutoff=0.6)
        if close:
            meant = names[close[0]].key
            # Whoever writes in Chinese is told the name in Chinese, which is as good.
            shown = meant if close[0].isascii() else f"{close[0]} ({meant})"
            self._say(rules.UNKNOWN_FIELD, key, field, suggestion=shown)
            self.meant.add(f"{path}.{names[close[0]].key}" if path else names[close[0]].key)
        else:
            known = ", ".join(name for name in shape.fields if name != "x_fields")
            self._say(rules.UNKNOWN_FIELD_HERE, key, field, known=known)

    def _list(self, node: Node, field: FieldShape, path: str) -> Node | None:
        if isinstance(node, Sequence):
            items = [self._entry(item, field, f"{path}[{number}]") for number, item in enumerate(node.items)]
            return Sequence(tuple(item for item in items if item is not None), node.line, node.column)
        if isinstance(node, Scalar):
            return self._list_from_text(node, field, path)
        if field.part is not None:
            # One group stands for a list of one.
            item = self._entry(node, field, path)
            return Sequence((item,) if item is not None else (), node.line, node.column)
        self._say(rules.TEXT_EXPECTED, node, path)
        return None

    def _list_from_text(self, node: Scalar, field: FieldShape, path: str) -> Node | None:
        text = node.value or ""
        if node.plain and re.match(r"[-－]\s*\S", text):
            self._say(rules.DASH_WITHOUT_BLANK, node, path, first=text.lstrip("-－ ").split(" ")[0])
            return None
        texts = [text] if field.part is not None else [part for part in _SEPARATORS.split(text.strip()) if part]
        if len(texts) > 1:
            self._say(rules.LIST_FROM_TEXT, node, path, fixed=f"[{', '.join(texts)}]")
        items = [self._entry(Scalar(part, node.line, node.column, node.plain), field, path) for part in texts]
        return Sequence(tuple(item for item in items if item is not None), node.line, node.column)

    def _entry(self, node: Node, field: FieldShape, path: str) -> Node | None:
        if isinstance(node, Scalar) and node.value is None:
            self._say(rules.EMPTY_ENTRY, node, path)
            return None
        return self._one(node, field, path, node)

    def _one(self, node: Node, field: FieldShape, path: str, key: Node) -> Node | None:
        if field.part is not None:
            return self._part(node, field.part, path)
        if field.leaf is dict:
            return node
        if not isinstance(node, Scalar):
            self._say(rules.TEXT_EXPECTED, key, path)
            return None
        return self._scalar(node, field, path)

    def _part(self, node: Node, model: type[Part], path: str) -> Node | None:
        shape = shape_of(model)
        if isinstance(node, MappingNode):
            return self._group(node, shape, path)
        if isinstance(node, Scalar) and shape.shorthand:
            field = shape.fields[shape.shorthand]
            value = self._one(node, field, f"{path}.{field.key}", node)
            key = Scalar(shape.shorthand, node.line, node.column)
            return MappingNode(((key, value),), node.line, node.column) if value is not None else None
        self._say(rules.GROUP_EXPECTED, node, path, keys=", ".join([*shape.fields][:4]))
        return None

    def _scalar(self, node: Scalar, field: FieldShape, path: str) -> Node | None:
        text = (node.value or "").strip()
        if field.term is not None:
            return self._word(node, text, self._spellings.vocabularies[field.term.vocabulary], path)
        if issubclass(field.leaf, Choice):
            return self._choice(node, text, field.leaf, path)
        if field.leaf is date:
            return self._day(node, text, path)
        if field.leaf is bool and text in _TRUE_FALSE:
            return Scalar(_TRUE_FALSE[text], node.line, node.column, node.plain)
        return node

    def _word(self, node: Scalar, text: str, vocabulary: Vocabulary, path: str) -> Node | None:
        word = vocabulary.find(text)
        if word is None:
            self._unknown_value(node, text, [one.code for one in vocabulary.words], path)
            return None
        return node if word.code == node.value else Scalar(word.code, node.line, node.column, node.plain)

    def _choice(self, node: Scalar, text: str, choice: type[Choice], path: str) -> Node | None:
        names = self._spellings.values(choice)
        value = names.get(spelling(text))
        if value is None:
            self._unknown_value(node, text, [str(one.value) for one in choice], path)
            return None
        return node if value == node.value else Scalar(value, node.line, node.column, node.plain)

    def _unknown_value(self, node: Scalar, text: str, allowed: list[str], path: str) -> None:
        self._say(rules.UNKNOWN_VALUE, node, path, value=text, allowed=", ".join(allowed), quote=quote_hint(node))

    def _day(self, node: Scalar, text: str, path: str) -> Node:
        try:
            day, is_iso = day_from_text(text.translate(_FULL_WIDTH_DIGITS))
        except PydanticCustomError:
            return node
        if is_iso and text == node.value:
            return node
        self._say(rules.DATE_NORMALIZED, node, path, value=text, fixed=day.isoformat())
        return Scalar(day.isoformat(), node.line, node.column, node.plain)


_FULL_WIDTH_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def quote_hint(node: Scalar) -> str:
    """Return what other YAML tools would make of the plain value, as a reason for quotes, or an empty text."""
    reading = other_reading(node.value or "") if node.plain else None
    return f'("{node.value}" → {reading}: quote / 请加引号)' if reading is not None else ""
