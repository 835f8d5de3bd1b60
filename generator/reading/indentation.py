"""Which indentation a line should have had."""

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Span
from generator.reading import syntax_rules
from generator.reading.lines import Line, LineKind


def misplaced(path: str, lines: Sequence[Line], number: int) -> Diagnostic | None:
    """Return the diagnostic for line `number` if its indentation fits nothing above it, or None if it fits."""
    line = lines[number - 1]
    if line.kind is not LineKind.STRUCTURE:
        return None
    fields, items = _open_levels(lines[: number - 1])
    dashed = line.content > line.indent
    wanted = items if dashed else fields
    if dashed and line.indent not in items and line.indent in fields:
        above = fields[line.indent]
        if not items or above.value:
            return syntax_rules.MISPLACED_LIST_ITEM.at(Span(path, number, line.indent + 1))
    if line.indent in wanted or not wanted:
        return None
    # Of two levels equally near, the deeper one: losing a space while typing is the common slip.
    expected = min(wanted, key=lambda level: (abs(level - line.indent), -level))
    sibling = wanted[expected]
    return syntax_rules.WRONG_INDENTATION.at(
        Span(path, number),
        indent=line.indent,
        expected=expected,
        sibling=sibling.key or "-",
        sibling_line=sibling.number,
        fixed=" " * expected + line.text.strip(),
    )


def _open_levels(lines: Sequence[Line]) -> tuple[dict[int, Line], dict[int, Line]]:
    """Return the indentations at which, after `lines`, a field or a list item may stand, each with its last line."""
    fields: dict[int, Line] = {}
    items: dict[int, Line] = {}
    for line in lines:
        if line.kind is not LineKind.STRUCTURE or not (line.key or line.content > line.indent):
            continue
        for levels in (fields, items):
            for level in [level for level in levels if level > line.indent]:
                del levels[level]
        position = line.indent
        for sign in line.text[line.indent : line.content]:
            if sign == "-":
                items[position] = line
            position += 1
        if line.key:
            fields[line.content] = line
    return fields, items
