"""All models of all kinds, for tests that every model must pass."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.record import Part
from generator.model.shape import shape_of
from generator.registry import KINDS


def models() -> Iterator[type[Part]]:
    """Yield every model of every kind, the parts included."""
    waiting: list[type[Part]] = [kind.model for kind in KINDS.values()]
    known: set[type[Part]] = set()
    while waiting:
        model = waiting.pop()
        if model not in known:
            known.add(model)
            yield model
            waiting += [field.part for field in shape_of(model).fields.values() if field.part is not None]


MODELS = sorted(models(), key=lambda model: f"{model.__module__}.{model.__name__}")
