"""A role by any of its names."""

from __future__ import annotations

import pytest

from generator.kinds.role import Role
from generator.lifecycle.role_names import RoleNames

NAMES = RoleNames(
    [
        Role.model_validate({"id": "it-lead", "title": "IT Lead", "aliases": ["信息负责人"]}),
        Role.model_validate({"id": "clerk", "title": "记录员"}),
    ]
)


@pytest.mark.parametrize("text", ["it-lead", "IT-Lead", "it lead", "ＩＴ Lead", "信息负责人"])
def test_each_name_leads_to_the_id(text: str) -> None:
    """Id, title and alias, in any case and width."""
    assert NAMES.id_of(text) == "it-lead"


def test_a_text_that_names_no_role_stays() -> None:
    """A person is not a role; nothing is nobody."""
    assert (NAMES.id_of("Wang"), NAMES.id_of(""), NAMES.id_of(None)) == ("Wang", "", "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("信息负责人", "IT Lead", True),
        ("wang", "WANG", True),
        ("it-lead", "记录员", False),
        (None, None, False),
        ("it-lead", None, False),
    ],
)
def test_two_texts_name_the_same(one: str | None, other: str | None, expected: bool) -> None:
    """Names of one role are the same, nobody is the same as nobody else."""
    assert NAMES.same(one, other) is expected
