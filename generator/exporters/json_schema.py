"""JSON Schema for editors: completion, hover help and squiggles while a record is written.

Draft 7, which the YAML extensions of all editors know. What the reader accepts with a spelling of its own (Chinese
names, aliases of words, a text for a small group) is accepted here too; a number or true/false where a text belongs is
not, because an editor that shows `0123` as a number should ask for quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.exporters.field_facts import FieldFacts, fields_of
from generator.i18n.catalogue import Catalogue, translations_of
from generator.model.kind import Kind, Layout
from generator.model.record import Part
from generator.model.shape import shape_of
from generator.model.values import Choice
from generator.model.vocabulary import VOCABULARIES, Vocabulary, spelling
from generator.reading.spellings import OTHER_NAMES, Spellings
from generator.wording import N_

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_INSTANT = r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})?\s?(Z|[+-]\d{2}:?\d{2})?)?$"
_WHOLE_NUMBER = r"^[+-]?\d+$"
_BOOLEAN_WORDS = ["true", "false", "yes", "no", "是", "否", "有", "无"]


def json_schema(
    kind: Kind,
    kinds: Mapping[str, Kind],
    catalogue: Catalogue,
    vocabularies: Mapping[str, Vocabulary] = VOCABULARIES,
) -> Schema:
    """Return the schema of a file that holds records of `kind`, with titles and help in the catalogue's language."""
    schemas = _Schemas(kind, kinds, catalogue, vocabularies)
    record = schemas.record()
    head = {"$schema": _DIALECT, "title": catalogue.text(kind.label)}
    if kind.layout is not Layout.REGISTER:
        return {**head, **record, "definitions": schemas.definitions()}
    return {
        **head,
        "title": catalogue.text(kind.plural_label),
        "type": "object",
        "properties": {kind.plural: {"type": "array", "items": record}},
        "required": [kind.plural],
        "additionalProperties": False,
        "definitions": schemas.definitions(),
    }


def schema_bytes(schema: Schema) -> bytes:
    """Return the schema as the bytes of its file; the same schema gives the same bytes."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def file_patterns(kind: Kind) -> list[str]:
    """Return the globs of the files that hold records of `kind`, none of which matches another kind's files."""
    if kind.file:
        return [f"{kind.folder}/{kind.file}"]
    if kind.layout is Layout.MARKDOWN:
        return []
    # Numbers by year stand in a folder a year, beside the folders of other kinds.
    folders = [kind.folder, *([f"{kind.folder}/20*"] if r"\d{4}" in kind.id_pattern else [])]
    return [f"{folder}/*.{suffix}" for folder in folders for suffix in ("yml", "yaml")]


class _Schemas:
    """The schemas of a kind's parts; each part is defined once and referred to by name."""

    def __init__(
        self, kind: Kind, kinds: Mapping[str, Kind], catalogue: Catalogue, vocabularies: Mapping[str, Vocabulary]
    ) -> None:
        self._kind = kind
        self._kinds = kinds
        self._say = catalogue.text
        self._spellings = Spellings(translations_of, vocabularies)
        self._vocabularies = vocabularies
        self._defined: dict[str, Schema] = {}

    def definitions(self) -> dict[str, Schema]:
        return dict(sorted(self._defined.items()))

    def record(self) -> Schema:
        schema = self._group(self._kind.model)
        schema["patternProperties"] = {"^x-": {}}
        return schema

    def _group(self, model: type[Part]) -> Schema:
        facts = fields_of(model)
        properties: dict[str, Schema] = {}
        names: dict[str, list[str]] = {}
        for field in facts:
            properties[field.key] = self._field(field, model)
            names[field.key] = [field.key]
        for field in facts:
            for name in self._other_names(field, model):
                if name not in properties:
                    properties[name] = self._alias(field, properties[field.key])
                    names[field.key].append(name)
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [field for field in facts if field.shape.required and not self._is_given(field)]
        needed = [_any_of_keys(names[field.key]) for field in required]
        return {**schema, "allOf": needed} if needed else schema

    def _is_given(self, field: FieldFacts) -> bool:
        return field.key == "id" and self._kind.layout is Layout.MARKDOWN

    def _other_names(self, field: FieldFacts, model: type[Part]) -> Iterable[str]:
        """Return the names in other languages by which the reader knows the field."""
        understood = self._spellings.keys(shape_of(model))
        return [name for name in _names(field.shape.label) if understood[spelling(name)].key == field.key]

    def _alias(self, field: FieldFacts, schema: Schema) -> Schema:
        note = self._say(N_("The same as {field}; {doc}"), field=field.key, doc=self._say(field.doc))
        return {**schema, "description": note}

    def _field(self, field: FieldFacts, model: type[Part]) -> Schema:
        value = self._value(field)
        if field.key == "id" and model is self._kind.model:
            value |= {"pattern": f"^({self._kind.id_pattern})$", "examples": [self._kind.id_example]}
            if self._kind.layout is Layout.MARKDOWN:
                del value["pattern"]  # its \w means letters of any script, which JavaScript does not know
        schema = {"type": "array", "items": value} if field.shape.many else value
        return {"title": self._say(field.shape.label), "description": self._say(field.doc), **schema}

    def _value(self, field: FieldFacts) -> Schema:
        shape = field.shape
        if shape.part is not None:
            return self._part(shape.part)
        if shape.term is not None:
            return self._word(self._vocabularies[shape.term.vocabulary])
        if field.choice is not None:
            return self._choice(field.choice)
        if shape.refers is not None:
            examples = [self._kinds[name].id_example for name in shape.refers.kinds if name in self._kinds]
            return {"type": "string", "minLength": 1, "examples": examples}
        if field.is_instant or field.is_day:
            return self._time(_INSTANT if field.is_instant else _DAY)
        if shape.leaf is bool:
            return {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": _BOOLEAN_WORDS}]}
        if shape.leaf is int:
            return {"type": ["integer", "string"], "pattern": _WHOLE_NUMBER, **field.limits}
        return {"type": "string", "minLength": 1, **field.limits}

    def _time(self, pattern: str) -> Schema:
        example = "2026-05-11" if pattern == _DAY else "2026-05-11T14:35+08:00"
        message = self._say(N_("Write it like {example}."), example=example)
        return {"type": "string", "pattern": pattern, "patternErrorMessage": message, "examples": [example]}

    def _part(self, part: type[Part]) -> Schema:
        name = part.__name__
        if name not in self._defined:
            self._defined[name] = {}  # a place is kept, so that a part may hold itself
            self._defined[name] = self._group(part)
        reference = {"$ref": f"#/definitions/{name}"}
        if not part.shorthand:
            return reference
        key = part.model_fields[part.shorthand].alias or part.shorthand
        short = next(field for field in fields_of(part) if field.key == key)
        return {"anyOf": [self._value(short), reference]}

    def _choice(self, choice: type[Choice]) -> Schema:
        labels = {str(one.value): self._say(one.label) for one in choice}
        understood = self._spellings.values(choice)
        names = {name: str(one.value) for one in choice for name in _names(one.label)}
        clear = {name: value for name, value in names.items() if understood[spelling(name)] == value}
        return _enumeration(labels, clear)

    def _word(self, vocabulary: Vocabulary) -> Schema:
        labels = {word.code: self._say(word.label) for word in vocabulary.words}
        aliases: dict[str, str] = {}
        for word in vocabulary.words:
            for name in (word.label, *translations_of(word.label), *word.aliases):
                found = vocabulary.find(name)
                if name not in labels and found is not None and found.code == word.code:
                    aliases[name] = word.code
        schema = _enumeration(labels, dict(sorted(aliases.items())))
        numbers = sorted(int(name) for name in aliases if name.isdecimal())
        return {"anyOf": [schema, {"type": "integer", "enum": numbers}]} if numbers else schema


def _names(label: str) -> list[str]:
    """Return what `label` is called in other languages."""
    return sorted({*translations_of(label), *OTHER_NAMES.get(label, ())})


def _enumeration(labels: Mapping[str, str], aliases: Mapping[str, str]) -> Schema:
    descriptions = [*labels.values(), *(f"= {value}" for value in aliases.values())]
    return {
        "type": "string",
        "enum": [*labels, *aliases],
        "enumDescriptions": descriptions,
        "markdownEnumDescriptions": descriptions,
    }


def _any_of_keys(names: list[str]) -> Schema:
    needed = [{"required": [name]} for name in names]
    return needed[0] if len(needed) == 1 else {"anyOf": needed}
