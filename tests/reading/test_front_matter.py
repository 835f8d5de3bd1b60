"""The fields at the top of an article."""

import pytest

from generator.model.node import Mapping
from generator.reading.front_matter import split_front_matter
from tests.reading.cases import shown, source


def test_fields_and_body_keep_their_lines() -> None:
    """Nodes and body carry the line numbers of the whole file."""
    node, body, line, found = split_front_matter(source("---\ntitle: 备份\ntags: [a]\n---\n# 恢复\n"))

    assert isinstance(node, Mapping)
    assert [(key.value, key.line) for key, _ in node.entries] == [("title", 2), ("tags", 3)]
    assert (body, line, found) == ("# 恢复\n", 5, [])


@pytest.mark.parametrize("text", ["# 标题\n", "---\n\n一条横线\n\n---\n", "", "---\n", "text: not fields\n"])
def test_an_article_may_have_no_fields(text: str) -> None:
    """Without front matter everything is body, and a rule across the page is none."""
    node, body, line, found = split_front_matter(source(text))

    assert (node, body, line, found) == (None, text, 1, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: a\n# b\n", ["1:1 unclosed-front-matter"]),
        ("---\nx: 1\ntitle：备份\n---\nbody\n", ["3:1 full-width-colon"]),
        ("---\ntitle: a: b\n---\nbody\n", ["2:8 unquoted-colon"]),
        ("---\ntitle: a\n---\nb\u202ec\n", ["4:2 bidi-control"]),
    ],
)
def test_mistakes_are_told_at_their_place_in_the_file(text: str, expected: list[str]) -> None:
    """Mistakes in the fields and odd characters in the body have the file's places."""
    assert [shown(each) for each in split_front_matter(source(text))[3]] == expected
