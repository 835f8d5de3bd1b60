"""A lock written as YAML reads as exactly what was frozen."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.exporters.lock_text import lock_text
from generator.model.node import Mapping
from generator.model.source import Source
from generator.reading.validation import plain
from generator.reading.yaml_nodes import parse

signs = st.characters(exclude_categories=("Cs",), exclude_characters="\r\x85\u2028\u2029\x00")
texts = st.text(alphabet=signs | st.sampled_from(": #'\"-[]{}&*!|>%@`,\n\t是否"), min_size=1, max_size=20)
names = st.sampled_from(["id", "steps", "old", "new", "why"])
lists = st.lists(texts, min_size=1, max_size=3)
groups = st.dictionaries(names, texts | lists, min_size=1, max_size=3)
deep = st.dictionaries(names, groups | st.lists(groups, min_size=1, max_size=2), min_size=1, max_size=2)
entries = texts | lists | groups | st.lists(groups | deep, min_size=1, max_size=3) | deep


def read(text: str) -> Any:
    """Return what the reader of records makes of a text."""
    node, found = parse(Source("sop/released/A.lock.yml", text, "utf-8", ""))
    assert not found
    assert isinstance(node, Mapping)
    return plain(node)


@given(st.dictionaries(names, entries, min_size=1, max_size=4), texts)
def test_every_text_comes_back_sign_by_sign(values: dict[str, Any], title: str) -> None:
    """Colons, quotes, dashes, line breaks, words such as yes and numbers with zeros are texts in a lock."""
    assert read(lock_text(values, title)) == values


def test_what_is_empty_is_left_out() -> None:
    """A lock holds no empty fields; true, false and numbers are written plainly."""
    text = lock_text({"a": None, "b": "", "c": [], "d": {}, "e": False, "f": 2, "g": "0123"}, "SOP-IT-001\nA/0")

    assert text.splitlines()[0] == "# SOP-IT-001 A/0"
    assert text.splitlines()[2:] == ["e: false", "f: 2", 'g: "0123"']
