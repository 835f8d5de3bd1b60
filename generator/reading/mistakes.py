"""The mistake in a line on which a YAML parser stumbles, seen with the eyes of the person who wrote it."""

import re

from generator.diagnostics import Diagnostic, Rule, Span
from generator.reading import layout_rules, refused_rules, syntax_rules
from generator.reading.lines import Line, LineKind, in_quotes, scan_open, with_value

_QUOTED = {
    '"': re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'),
    "'": re.compile(r"'([^']*+(?:''[^']*+)*+)'"),
}
_UNKNOWN_ESCAPE = re.compile(r"(?:\\[0abt\tnvfre \"/\\N_LPxuU]|[^\\])*(\\[^0abt\tnvfre \"/\\N_LPxuU])")
_BAD_HEX = re.compile(r"\\(?:x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))[^\"]?")
_TOUCHING_COLON = re.compile(r"([A-Za-z_][\w-]*|[^\x00-\x7f:]{1,12}):(?!//)(\S.*)")
_FULL_COLON = re.compile(r"([^\s：:]{1,40})\s*：\s*(.*)")
_INNER_COLON = re.compile(r":(?:[ \t]|$)")


def mistake_in(path: str, line: Line, owner: str) -> Diagnostic | None:
    """Return what is wrong with this line by itself, or None; `owner` names the field above a line without a key."""
    if line.kind is not LineKind.STRUCTURE or not line.value:
        return None
    first = line.value[0]
    if first in _QUOTED:
        return _in_quoted(path, line, first)
    if first in "[{":
        return _in_brackets(path, line, line.key or owner)
    if first == "!":
        return _at(refused_rules.TAG_NOT_ALLOWED, path, line, line.key or owner, tag=line.value.split()[0])
    if first in "@`%*&|>,]}" or line.value[:2] in ("? ", "- ", ": "):
        return _at(syntax_rules.RESERVED_FIRST_CHARACTER, path, line, line.key or owner, character=first)
    if line.key and _INNER_COLON.search(line.value):
        return _at(syntax_rules.UNQUOTED_COLON, path, line, line.key)
    return None if line.key else _without_key(path, line, owner)


def not_a_field(path: str, line: Line) -> Diagnostic:
    """Return the diagnostic for a line that should be a field and has no colon."""
    place = Span(path, line.number, line.content + 1)
    if line.text[line.content :].startswith(":"):
        return refused_rules.KEY_NOT_TEXT.at(place)
    return layout_rules.MISSING_COLON.at(place, found=line.text.strip()[:60])


def _at(rule: Rule, path: str, line: Line, key: str, **values: object) -> Diagnostic:
    """Return the rule's diagnostic at the line's value, with the value in quotes as the way out."""
    fixed = with_value(line, in_quotes(line.value))
    return rule.at(Span(path, line.number, line.column), field=line.key, key=key, fixed=fixed, **values)


def _in_quoted(path: str, line: Line, quote: str) -> Diagnostic | None:
    value = line.value
    if quote == '"' and (escape := _UNKNOWN_ESCAPE.match(value) or _BAD_HEX.search(value)):
        end = value.rfind('"')
        inner = value[1 : end if end > 0 else len(value)]
        fixed = with_value(line, "'" + inner.replace("'", "''") + "'")
        found = escape[escape.lastindex or 0]
        return syntax_rules.UNKNOWN_ESCAPE.at(
            Span(path, line.number, line.column), field=line.key, key=line.key, escape=found, fixed=fixed
        )
    closed = _QUOTED[quote].match(value)
    rest = value[closed.end() :].strip() if closed else ""
    if not closed or not rest or rest.startswith("#"):
        return None
    whole = value[1:-1] if value.endswith(quote) and len(value) > 1 else value
    return syntax_rules.INNER_QUOTE.at(
        Span(path, line.number, line.column),
        field=line.key,
        key=line.key,
        inside=closed.group(),
        rest=rest,
        fixed=with_value(line, "'" + whole.replace("'", "''") + "'"),
    )


def _in_brackets(path: str, line: Line, key: str) -> Diagnostic | None:
    end = next((end for end in range(1, len(line.value) + 1) if _closed(line.value[:end])), 0)
    rest = line.value[end:].strip() if end else ""
    if not rest or rest.startswith("#"):
        return None
    return _at(syntax_rules.TEXT_AFTER_BRACKET, path, line, key, character=line.value[0])


def _closed(text: str) -> bool:
    return text[-1] in "]}" and scan_open(text, "", 0) == ("", 0)


def _without_key(path: str, line: Line, owner: str) -> Diagnostic | None:
    value, span = line.value, Span(path, line.number, line.content + 1)
    lead = line.text[: line.content]
    if value.startswith("-") and value[1:2].strip("-"):
        fixed = f"{lead}- {value[1:]}"
        return layout_rules.DASH_WITHOUT_SPACE.at(span, field=owner, key=owner, fixed=fixed)
    if match := _TOUCHING_COLON.match(value):
        fixed = f"{lead}{match[1]}: {match[2]}"
        return layout_rules.MISSING_SPACE_AFTER_COLON.at(span, field=match[1], key=match[1], fixed=fixed)
    if match := _FULL_COLON.match(value):
        fixed = f"{lead}{match[1]}: {match[2]}"
        return layout_rules.FULL_WIDTH_COLON.at(span, field=match[1], key=match[1], fixed=fixed)
    return None
