"""The fields at the top of a Markdown article."""

import re
from dataclasses import replace

from generator.diagnostics import Diagnostic, Span
from generator.model.node import Node
from generator.model.source import Source
from generator.reading import shape_rules
from generator.reading.characters import looks_clean, odd_characters
from generator.reading.screening import screen
from generator.reading.yaml_nodes import parse

_OPENING = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[\w\"'-][^\n]{0,40}?[:：]")


def split_front_matter(source: Source) -> tuple[Node | None, str, int, list[Diagnostic]]:
    """Return the fields (None without front matter), the body, the line where the body begins, and what is wrong.

    All places are those of the whole file.
    """
    text = source.text
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    inner = text[opening.end() : closing.start()] if opening and closing else ""
    if opening and not closing and _FIELD.match(text, opening.end()):
        return None, text, 1, [shape_rules.UNCLOSED_FRONT_MATTER.at(Span(source.path))]
    if not opening or not closing or inner.startswith("\n"):
        # A rule across the page looks like an opening; front matter follows it without an empty line.
        return None, text, 1, _odd_in_body(source.path, text, 1)
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    found = _odd_in_body(source.path, body, body_line)
    if all(not line.strip() or line.lstrip().startswith("#") for line in inner.split("\n")):
        return None, body, body_line, found
    # An empty first line in place of the opening one keeps the line numbers of the file.
    fields = replace(source, text="\n" + inner)
    node, wrong = parse(fields)
    told = screen(fields)
    return node, body, body_line, told + [each for each in wrong if each not in told] + found


def _odd_in_body(path: str, body: str, first: int) -> list[Diagnostic]:
    """Return the odd characters of a body; its layout is Markdown's, so invisible spaces are its author's affair."""
    if looks_clean(body):
        return []
    return [
        found
        for number, line in enumerate(body.split("\n"), first)
        if not line.isprintable() or "\ufffd" in line or "锟斤拷" in line
        for found in odd_characters(path, number, line.replace("\t", " "), literal=True)
    ]
