"""C093 and C094: a number that stands twice in a CAPA is told where it stands again."""

from __future__ import annotations

import pytest

from generator.checks import capa_numbers
from tests.libraries import TODAY, library

HEAD = "id: CAPA-2026-0001\ntitle: 磁盘告警\nopened_on: 2026-05-12\n"
PATH = "postmortems/capa/CAPA-2026-0001.yml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actions: [{id: A1, text: a}, {id: A2, text: b}]", []),
        ("actions: [{id: A1, text: a}, {id: A1, text: b}]", ["C093 actions[1].id"]),
        ("actions: [{id: A1, text: a}, {id: a1, text: b}]", ["C093 actions[1].id"]),
        ("actions: [{id: A1, text: a}, {id: A1, text: b}, {id: A1, text: c}]", ["C093 actions[1].id", "C093 actions[2].id"]),
        ("causes: [{id: RC1, text: a}, {id: RC1, text: b}]", ["C094 causes[1].id"]),
        ("causes: [{text: a}, {text: b}]", []),
        ("causes: [{id: A1, text: a}]\nactions: [{id: A1, text: b}]", []),
    ],
)  # fmt: skip
def test_a_number_stands_once(text: str, expected: list[str]) -> None:
    """Whatever its letters' case; causes without a number are not compared."""
    found = list(capa_numbers.find(library({PATH: f"{HEAD}{text}\n"}).graph, TODAY))

    assert [f"{one.rule.code} {one.field}" for one in found] == expected
