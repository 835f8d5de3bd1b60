"""What a model expects at each key, read once from its annotations."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.fields import Frozen, Refers, Term
from generator.model.record import Part
from generator.model.values import Choice, Instant


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One key of a model: what stands under it, and whether it is a list.

    `part` is the model of a group of fields, `leaf` the type of a single value; `frozen` marks a copy of a record.
    """

    key: str
    label: str
    required: bool
    many: bool
    part: type[Part] | None
    leaf: type[Any]
    refers: Refers | None
    term: Term | None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class ModelShape:
    """All keys of a model, and the key for which a plain text stands."""

    fields: Mapping[str, FieldShape]
    shorthand: str | None


@cache
def shape_of(model: type[Part]) -> ModelShape:
    """Return the shape of `model`; keys are as YAML writes them."""
    fields = {
        field.alias or name: _field_shape(field.alias or name, field) for name, field in model.model_fields.items()
    }
    shorthand = model.shorthand and (model.model_fields[model.shorthand].alias or model.shorthand)
    return ModelShape(fields, shorthand)


def _field_shape(key: str, field: FieldInfo) -> FieldShape:
    facts = _Facts()
    facts.read(field.annotation, field.metadata)
    return FieldShape(
        key=key,
        label=field.title or key,
        required=field.is_required(),
        many=facts.many,
        part=facts.part,
        leaf=facts.leaf,
        refers=facts.refers,
        term=facts.term,
        frozen=facts.frozen,
    )


class _Facts:
    """Collects what an annotation says, through Optional, tuple and Annotated."""

    def __init__(self) -> None:
        self.many = False
        self.part: type[Part] | None = None
        self.leaf: type[Any] = str
        self.refers: Refers | None = None
        self.term: Term | None = None
        self.frozen = False

    def read(self, annotation: Any, metadata: list[Any]) -> None:
        for item in metadata:
            if isinstance(item, Refers):
                self.refers = item
            elif isinstance(item, Term):
                self.term = item
            elif isinstance(item, Frozen):
                self.frozen = True
        if hasattr(annotation, "__metadata__"):
            self.read(get_args(annotation)[0], list(annotation.__metadata__))
        elif get_origin(annotation) in (Union, types.UnionType):
            for choice in get_args(annotation):
                if choice is not type(None):
                    self.read(choice, [])
        elif get_origin(annotation) is tuple:
            self.many = True
            self.read(get_args(annotation)[0], [])
        elif get_origin(annotation) is dict:
            self.leaf = dict
        elif isinstance(annotation, type):
            if issubclass(annotation, Part):
                self.part = annotation
            elif issubclass(annotation, (Choice, Instant, bool, int, date, str)):
                self.leaf = annotation
