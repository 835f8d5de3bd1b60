"""Files that are text, but not fields and values."""

import re

from generator.diagnostics import Diagnostic, Span
from generator.model.node import Node, Scalar
from generator.model.source import Source
from generator.reading import layout_rules, shape_rules
from generator.reading.screening import screen

_WEB_PAGE = re.compile(r"(?is)\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|\?xml|head|body|script|div|table)\b")
_TOUCHING_COLON = re.compile(r"([a-z_][a-z0-9_]*):(?!//)(\S.*)")


def other_shape(source: Source) -> Diagnostic | None:
    """Return a diagnostic if the file is evidently a web page or a table, else None."""
    if _WEB_PAGE.match(source.text):
        return shape_rules.WEB_PAGE.at(Span(source.path))
    filled = [line for line in source.text.split("\n", 5)[:5] if line.strip() and not line.startswith("#")]
    for separator in (",", "\t", ";"):
        counts = {line.count(separator) for line in filled[:4]}
        if len(filled) > 1 and min(counts) > 0 and len(counts) == 1 and ":" not in filled[0] and "[" not in filled[0]:
            shown = "TAB" if separator == "\t" else separator
            return shape_rules.CSV_FILE.at(Span(source.path), separator=shown)
    return None


def empty(source: Source) -> Diagnostic:
    """Return the diagnostic for a source without any value."""
    comments = any(line.lstrip().startswith("#") for line in source.text.split("\n"))
    rule = shape_rules.ONLY_COMMENTS if comments else shape_rules.EMPTY_FILE
    return rule.at(Span(source.path))


def not_a_mapping(source: Source, root: Node | None) -> list[Diagnostic]:
    """Return why the outermost node of a source is no group of fields."""
    if root is None or (isinstance(root, Scalar) and root.value is None):
        return [empty(source)]
    span = Span(source.path, root.line, root.column)
    if not isinstance(root, Scalar):
        return [shape_rules.LIST_AT_ROOT.at(span)]
    other = other_shape(source)
    if other:
        return [other]
    colons = [each for each in screen(source) if each.rule is layout_rules.FULL_WIDTH_COLON]
    if colons:
        return colons
    first = source.line(root.line).strip()
    if match := _TOUCHING_COLON.match(first):
        fixed = f"{match[1]}: {match[2]}"
        return [layout_rules.MISSING_SPACE_AFTER_COLON.at(span, field=match[1], key=match[1], fixed=fixed)]
    return [shape_rules.TEXT_AT_ROOT.at(span, found=first[:40])]
