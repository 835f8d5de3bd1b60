"""Which fields differ between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lifecycle.audit.field_changes import field_changes, leaves
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.model.source import Source
from generator.reading.yaml_nodes import parse


def node(text: str) -> Node:
    """Return the tree of a YAML text."""
    found, wrong = parse(Source("a.yml", text, "utf-8", ""))
    assert found is not None
    assert not wrong
    return found


CASES = [
    ("a: 1\n", "a: 2\n", [("a", "1", "2")]),
    ("a: 1\n", "a: 1\nb: {c: 3}\n", [("b.c", None, "3")]),
    ("a: 1\nb: 2\n", "b: 2\na: 1\n", []),
    ("a: 一\n", "a: '一'   # a comment\n", []),
    ("a: >-\n  one\n  two\n", "a: one two\n", []),
    ("a:\n", "a: ''\n", []),
    ("a: 1\n", "a: {b: 1}\n", [("a", "1", None), ("a.b", None, "1")]),
    (
        "actions: [{id: A1, due: [2026-01-01]}]\n",
        "actions: [{id: A1, due: [2026-01-01, {due: 2026-02-01, reason: 缺货}]}]\n",
        [("actions[A1].due[1].due", None, "2026-02-01"), ("actions[A1].due[1].reason", None, "缺货")],
    ),
    (
        "s: [{key: a, t: 1}, {key: b, t: 1}]\n",
        "s: [{key: b, t: 2}]\n",
        [("s[a].key", "a", None), ("s[a].t", "1", None), ("s[b].t", "1", "2")],
    ),
    ("s: [{id: a}, {id: b}]\n", "s: [{id: b}, {id: a}]\n", [("s", "a, b", "b, a")]),
    ("s: [x, y, z]\n", "s: [x, n, y, z]\n", [("s[1]", None, "n")]),
    ("s: [x, y, z]\n", "s: [x, z]\n", [("s[1]", "y", None)]),
    ("s: [x, y]\n", "s: [x, n]\n", [("s[1]", "y", "n")]),
    ("s: [{id: a}, {id: a}]\n", "s: [{id: a}, {id: a, t: 1}]\n", [("s[1].t", None, "1")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_every_value_that_differs_is_told_once(
    old: str, new: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    """Order of keys, quotes, comments and folds are no change; entries are known by id or key, else by what they say."""
    assert [(row.field, row.old, row.new) for row in field_changes(node(old), node(new))] == expected


_TEXT = st.text("ab", max_size=2)
_TREES = st.recursive(
    _TEXT.map(lambda text: Scalar(text, 1, 1)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: Sequence(tuple(items), 1, 1)),
        st.dictionaries(st.sampled_from(["id", "x", "y"]), inner, max_size=3).map(
            lambda items: Mapping(tuple((Scalar(key, 1, 1), value) for key, value in items.items()), 1, 1)
        ),
    ),
    max_leaves=8,
)


@given(_TREES, _TREES)
def test_nothing_is_lost(old: Node, new: Node) -> None:
    """Trees with other values have a change, and a tree compared with itself has none."""
    assert [*field_changes(old, old)] == []
    if sorted(leaves(old)) != sorted(leaves(new)):
        assert [*field_changes(old, new)]
