"""Every spelling of names and values that is understood beside the canonical one."""

from __future__ import annotations

import pytest

from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.model.shape import shape_of
from generator.model.values import Choice
from generator.model.vocabulary import spelling
from generator.reading.spellings import OTHER_NAMES, Spellings
from tests.models import MODELS

SPELLINGS = Spellings(lambda label: {"Title": ("标题",), "Closed": ("已关闭",)}.get(label, ()))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("title", "title"),
        ("Title", "title"),
        ("ＴＩＴＬＥ", "title"),
        ("标题", "title"),
        ("题目", "title"),
        ("根因", "causes"),
        ("Post-mortem no.", "id"),
    ],
)
def test_a_field_is_known_by_key_label_translation_and_other_names(written: str, key: str) -> None:
    """English label, translated label and names in common use lead to the same field."""
    assert SPELLINGS.keys(shape_of(Postmortem))[spelling(written)].key == key


def test_a_key_wins_over_a_label() -> None:
    """The label of one field never hides the key of another."""
    table = SPELLINGS.keys(shape_of(Capa))

    assert {key: table[spelling(key)].key for key in shape_of(Capa).fields if key != "x_fields"} == {
        key: key for key in shape_of(Capa).fields if key != "x_fields"
    }


def test_own_fields_cannot_be_named() -> None:
    """The place where x- fields are kept is no field that people write."""
    assert "x_fields" not in SPELLINGS.keys(shape_of(Postmortem))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("closed", "closed"),
        ("Closed", "closed"),
        ("已关闭", "closed"),
        ("In review", "in_review"),
        ("inreview", "in_review"),
    ],
)
def test_a_value_is_known_by_its_labels(written: str, value: str) -> None:
    """Values are understood as their fields are."""
    assert SPELLINGS.values(PostmortemStatus)[spelling(written)] == value


def test_tables_of_two_lists_are_apart() -> None:
    """One label may mean different values in different lists."""
    assert SPELLINGS.values(CapaState)[spelling("Closed")] == "closed"
    assert "open" not in SPELLINGS.values(PostmortemStatus)


def test_other_names_belong_to_labels_that_exist() -> None:
    """A name for a label that no model has would never be found."""
    labels = {field.label for model in MODELS for field in shape_of(model).fields.values()}
    leaves = {field.leaf for model in MODELS for field in shape_of(model).fields.values()}
    labels |= {one.label for leaf in leaves if issubclass(leaf, Choice) for one in leaf}

    assert set(OTHER_NAMES) <= labels
