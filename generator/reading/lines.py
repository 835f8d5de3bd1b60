"""Lines as a person reads them: indentation, dashes, key, value, and what a line leaves open for the next."""

import re
from dataclasses import dataclass
from enum import StrEnum

_LEAD = re.compile(r" *((?:-(?: +|$))*)")
_KEY_END = re.compile(r":(?=[ \t]|$)")
_BLOCK = re.compile(r"(?:[!&]\S* +)?[|>][-+0-9]* *(?:#.*)?$")
_DOUBLE = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"')
_SINGLE = re.compile(r"[^']*+(?:''[^']*+)*+'(?!')")
_CLOSED_BY = {'"': _DOUBLE, "'": _SINGLE}


class LineKind(StrEnum):
    """What a line is part of; only structure has a key and a value."""

    STRUCTURE = "structure"
    LITERAL = "literal"
    QUOTED = "quoted"
    FLOW = "flow"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source.

    `indent` counts the spaces before the first sign, `content` those before what follows the dashes;
    `column` (1-based) is where `value` begins; `opens` is the quote or bracket that the line leaves open.
    """

    number: int
    text: str
    kind: LineKind
    indent: int = 0
    content: int = 0
    key: str = ""
    value: str = ""
    column: int = 1
    opens: str = ""


def read_lines(text: str) -> list[Line]:
    """Return every line of `text` with its kind."""
    lines: list[Line] = []
    literal_above = -1  # the indentation that lines of the open block scalar exceed
    quote, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if quote or depth:
            kind = LineKind.FLOW if depth else LineKind.QUOTED
            quote, depth = scan_open(line, quote, depth)
            lines.append(Line(number, line, kind, indent, indent, opens=quote or "[" * depth))
            continue
        bare = line.strip(" \t")  # other spaces are text to YAML
        if literal_above >= 0:
            if not bare or indent > literal_above:
                lines.append(Line(number, line, LineKind.LITERAL, indent, indent))
                continue
            literal_above = -1
        if not bare or bare.startswith("#"):
            lines.append(Line(number, line, LineKind.EMPTY, indent, indent))
            continue
        lead = _LEAD.match(line)
        content = lead.end() if lead else indent
        key, value, column = split_field(line, content)
        if _BLOCK.match(value):
            literal_above = content if key else indent
        elif value[:1] in ("'", '"', "[", "{") and value:
            quote, depth = scan_open(value, "", 0)
        lines.append(Line(number, line, LineKind.STRUCTURE, indent, content, key, value, column, quote or "[" * depth))
    return lines


def split_field(line: str, start: int) -> tuple[str, str, int]:
    """Return key (or ""), value and the value's 1-based column of what stands from `start` on."""
    rest = line[start:]
    end = None
    if rest[:1] in ('"', "'") and rest:
        closing = _CLOSED_BY[rest[0]].match(rest, 1)
        if closing and _KEY_END.match(rest[closing.end() :].lstrip()):
            end = closing.end() + rest[closing.end() :].index(":")
    elif rest[:1] not in ("[", "{", "#", "&", "*", "!", "|", ">", "%", "@", "`"):
        colon = _KEY_END.search(rest)
        comment = rest.find(" #")
        if colon and not 0 <= comment < colon.start():
            end = colon.start()
    if end is None:
        return "", rest.rstrip(), start + 1
    value = rest[end + 1 :]
    stripped = value.lstrip(" \t")
    return rest[:end].strip(), stripped.rstrip(), start + end + 2 + len(value) - len(stripped)


def scan_open(text: str, quote: str, depth: int) -> tuple[str, int]:
    """Return the quote and the number of brackets that are still open after `text`."""
    position = 0
    in_brackets = depth > 0
    while position < len(text):
        if quote:
            closing = _CLOSED_BY[quote].match(text, position)
            if not closing:
                return quote, depth
            position, quote = closing.end(), ""
            if not depth:
                return "", 0
            continue
        sign = text[position]
        if sign in "\"'" and (position == 0 or text[position - 1] in " \t[{,:"):
            quote = sign
        elif sign in "[{":
            depth, in_brackets = depth + 1, True
        elif sign in "]}":
            depth -= 1
            if depth <= 0:
                return "", 0
        elif sign == "#" and position and text[position - 1] in " \t":
            break
        position += 1
        if not in_brackets and not quote:
            return "", 0
    return quote, depth


def in_quotes(text: str) -> str:
    """Return `text` as a quoted YAML value that reads as exactly this text."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def with_value(line: Line, value: str) -> str:
    """Return the line's text with another value."""
    return line.text[: line.column - 1] + value
