"""What a model expects at each key, and how it is declared."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.model.record import Part
from generator.model.shape import shape_of
from generator.model.values import Instant
from generator.registry import KINDS
from tests.models import MODELS


@pytest.mark.parametrize(
    ("model", "key", "facts"),
    [
        (Postmortem, "title", (True, False, None, str)),
        (Postmortem, "summary", (False, False, None, str)),
        (Postmortem, "started_at", (True, False, None, Instant)),
        (Postmortem, "near_miss", (False, False, None, bool)),
        (Postmortem, "actions", (False, True, "PostmortemAction", str)),
        (Postmortem, "backup", (False, False, "BackupState", str)),
        (Capa, "opened_on", (True, False, None, date)),
        (Capa, "kind", (False, False, None, Capa.model_fields["kind_"].annotation.__args__[0])),  # type: ignore[union-attr]
    ],
)
def test_a_shape_tells_what_stands_under_a_key(model: type[Part], key: str, facts: tuple[object, ...]) -> None:
    """Required or not, one or many, a group or a value of which type."""
    field = shape_of(model).fields[key]

    assert (field.required, field.many, field.part.__name__ if field.part else None, field.leaf) == facts


def test_references_and_words_are_marked() -> None:
    """What may be cited, and which vocabulary a word belongs to, survives lists and options."""
    fields = shape_of(Postmortem).fields

    assert fields["systems"].refers is not None
    assert (fields["systems"].refers.kinds, fields["systems"].refers.by_name) == (("system",), True)
    assert fields["severity"].term is not None
    assert fields["processes"].term is not None
    assert fields["processes"].term.vocabulary == "process"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_documented(model: type[Part]) -> None:
    """A label and a sentence stand beside each field, for editors, references and aliases."""
    bare = [name for name, field in model.model_fields.items() if not (field.title and field.description)]

    assert [name for name in bare if name != "id"] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_key_is_a_word_that_yaml_types(model: type[Part]) -> None:
    """A key such as `on` or `no` becomes True or False in other tools."""
    assert {"on", "off", "yes", "no", "y", "n", "true", "false", "null", "~"} & {*shape_of(model).fields} == set()


@pytest.mark.parametrize("model", [model for model in MODELS if model.shorthand], ids=lambda model: model.__name__)
def test_a_shorthand_names_a_field_of_one_value(model: type[Part]) -> None:
    """A plain text must have somewhere to go."""
    shape = shape_of(model)

    assert shape.shorthand is not None
    assert (shape.fields[shape.shorthand].many, shape.fields[shape.shorthand].part) == (False, None)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_accepts_its_own_example(kind: object) -> None:
    """The id that messages show as an example is one."""
    assert kind.accepts_id(kind.id_example)  # type: ignore[attr-defined]
    assert not kind.accepts_id("../x")  # type: ignore[attr-defined]
