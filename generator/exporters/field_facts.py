"""What editors and scaffolds tell about a field, read from its declaration in the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from generator.model.record import Part
from generator.model.shape import FieldShape, shape_of
from generator.model.values import Choice, Instant

# The id of an article is its file's name and the body stands below the front matter; own fields begin with x-.
_NOT_WRITTEN = frozenset({"x_fields", "body"})


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field as an author meets it: its shape, its documentation, its limits."""

    shape: FieldShape
    doc: str
    limits: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The field's name in YAML."""
        return self.shape.key

    @property
    def choice(self) -> type[Choice] | None:
        """The closed list of values, if there is one."""
        return self.shape.leaf if self.shape.part is None and issubclass(self.shape.leaf, Choice) else None

    @property
    def is_instant(self) -> bool:
        """Whether a point in time belongs there."""
        return self.shape.part is None and self.shape.leaf is Instant

    @property
    def is_day(self) -> bool:
        """Whether a day belongs there."""
        return self.shape.part is None and self.shape.leaf is date


@cache
def fields_of(model: type[Part]) -> tuple[FieldFacts, ...]:
    """Return the fields of `model` that an author may write, in the order of the model."""
    shape = shape_of(model)
    infos = {info.alias or name: info for name, info in model.model_fields.items()}
    return tuple(
        FieldFacts(field, infos[key].description or "", dict(_limits(infos[key])))
        for key, field in shape.fields.items()
        if key not in _NOT_WRITTEN
    )


def _limits(info: FieldInfo) -> Iterator[tuple[str, Any]]:
    names = {"ge": "minimum", "le": "maximum", "max_length": "maxLength", "pattern": "pattern"}
    for item in info.metadata:
        for attribute, name in names.items():
            value = getattr(item, attribute, None)
            if value is not None:
                yield name, value
