"""Reads the cases of this room: a YAML text and the diagnostics that it earns, as data."""

import re
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Report
from generator.model.node import Node
from generator.model.source import Source
from generator.reading.screening import screen
from generator.reading.yaml_nodes import parse

_CASE = re.compile(r"^=== (?P<name>[^\n]*)\n(?P<text>.*?)^~~~ ?(?P<expected>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"<U\+([0-9A-F]{4,6})>")


class Case(NamedTuple):
    """One text and the lines `line:column name` that it should give."""

    name: str
    text: str
    expected: list[str]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; `<U+000B>` stands for that character."""
    return [
        Case(match["name"], _ESCAPE.sub(_character, match["text"]), match["expected"].strip().splitlines())
        for match in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def source(text: str) -> Source:
    """Return a source with this text."""
    return Source("a.yml", text, "utf-8", "")


def read(text: str) -> tuple[Node | None, Report]:
    """Return the node and all diagnostics of a text."""
    node, found = parse(source(text))
    return node, Report([*screen(source(text)), *found])


def shown(found: Diagnostic) -> str:
    """Return a diagnostic as the cases write it."""
    return f"{found.span.line}:{found.span.column} {found.rule.name}"
