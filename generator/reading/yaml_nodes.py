"""YAML text becomes nodes with positions; every scalar stays text."""

from dataclasses import replace
from typing import Any

import yaml
from yaml.error import YAMLError

from generator.diagnostics import Diagnostic, Severity
from generator.model.node import Node
from generator.model.source import Source
from generator.reading.characters import UNREADABLE
from generator.reading.explaining import explain
from generator.reading.mending import mended
from generator.reading.other_formats import empty
from generator.reading.screening import screen
from generator.reading.tree import build

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # without libyaml: slower, and no tabs in JSON
_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_MENDINGS = 10  # a file with more syntax mistakes than this is read again after the first ones are corrected


def parse(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Return the source's mapping (None if there is none) and everything that is wrong with its YAML.

    A node may come together with errors: what is refused in one place does not hide what stands in the others.
    Without a node there is always an error, which may be one of those that `screen` returns, too.
    """
    if not source.text.strip():
        return None, [empty(source)]
    text = source.text
    if "\x85" in text or "\u2028" in text or "\u2029" in text:
        source = replace(source, text=text.translate(_LINE_ENDS))  # YAML would count them as line ends
    try:
        return build(_PARSER(source.text).get_event, source)
    except (YAMLError, UnicodeEncodeError) as error:
        if not UNREADABLE.search(text):
            return _parse_mended(source, explain(error, source))
    # Characters that YAML refuses altogether must not hide the other mistakes of the file.
    told = [each for each in screen(source) if each.severity is Severity.ERROR]
    node, found = parse(replace(source, text=UNREADABLE.sub("\ufffd", source.text)))
    return node, told + [each for each in found if each not in told]


def _parse_mended(source: Source, found: list[Diagnostic]) -> tuple[Node | None, list[Diagnostic]]:
    """Go on behind a syntax error, as if its line were written as the hint says."""
    told = list(found)
    for _ in range(_MENDINGS):
        copy = mended(source, found)
        if copy is None:
            break
        last = max(each.span.line for each in found)
        source = copy
        try:
            node, found = build(_PARSER(source.text).get_event, source)
            return node, told + [each for each in found if each not in told]
        except YAMLError as error:
            found = explain(error, source)
        if min(each.span.line for each in found) <= last:
            break  # the mending did not help
        told += found
    return None, told
