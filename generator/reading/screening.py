"""Text problems that are seen line by line, without the parser."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span
from generator.model.source import Source
from generator.reading import layout_rules as rules
from generator.reading.characters import character_name, looks_clean, odd_characters
from generator.reading.lines import Line, LineKind, in_quotes, read_lines, with_value

_ODD_SPACE = "[\u3000\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\ufeff]"
_ODD_LEAD = re.compile(rf"[ \t]*{_ODD_SPACE}[\s{_ODD_SPACE[1:]}*")
_ODD_AFTER_COLON = re.compile(rf"([^\s:：'\"\[{{]{{1,40}}):({_ODD_SPACE}+)(.*)")
_FULL_COLON = re.compile(r"([^\s：:\"'\[{#][^：:\s]{0,30}) ?：\s*(.*)")
_MAYBE_FULL_COLON = re.compile(r"\n[ -]*[^\s：:\"'#][^：:\s]{0,30} ?：")
_LOWER_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FIELD_LIKE = re.compile(r"[\w-]+\s*[:：]")
_DASHES = "－—–−"
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
_PATH_ESCAPE = re.compile(r"(?:\b[A-Za-z]:|\\\\[\w.-]+)(?:\\[0abtnvfreNLPxuU_][^\\\"]*)*?(\\[0abtnvfreNLPxuU_])")
_UNKNOWN_ESCAPE = re.compile(r"\\[^0abt\tnvfre \"/\\N_LPxuU]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#([^\s#!])?")
_NOT_PLAIN = ('"', "'", "[", "{", "|", ">")


def screen(source: Source) -> list[Diagnostic]:
    """Return what is odd about the text of a YAML source, line by line; nothing for a clean one."""
    text = source.text
    clean = looks_clean(text)
    if clean and not _suspicious(text):
        return []
    lines = read_lines(text)
    found = list(_layout(source.path, lines))
    if not clean:
        told = {(each.span.line, each.span.column) for each in found}
        for line in lines:
            if not line.text.isprintable() or "\ufffd" in line.text or "锟斤拷" in line.text:
                odd = odd_characters(source.path, line.number, line.text, literal=line.kind is LineKind.LITERAL)
                found += (each for each in odd if (each.span.line, each.span.column) not in told)
    return found


def _suspicious(text: str) -> bool:
    """Whether the slow look is worth it; every test is a plain substring search wherever that is possible."""
    return (
        " #" in text
        or ("：" in text and _MAYBE_FULL_COLON.search("\n" + text) is not None)
        or "\\" in text
        or any(dash in text for dash in _DASHES)
        or "<<<<<<<" in text
        or ">>>>>>>" in text
    )


def _layout(path: str, lines: list[Line]) -> Iterator[Diagnostic]:
    owner: Line | None = None  # the last line with a key or a dash: what follows deeper continues it
    tab_above = 0
    conflict = False
    for index, line in enumerate(lines):
        if line.text[:7] in ("<<<<<<<", ">>>>>>>") and _CONFLICT.match(line.text):
            if line.text[0] == "<" or not conflict:
                yield rules.MERGE_CONFLICT.at(Span(path, line.number), marker=line.text[:7])
            conflict = True
            continue
        if line.kind is not LineKind.STRUCTURE:
            continue
        span = Span(path, line.number, line.indent + 1)
        first = line.text[line.indent]
        beside = owner is None or line.indent <= owner.content  # not a continuation of the text above
        if first == "\t":
            if tab_above != line.number - 1:
                yield rules.TAB_INDENTATION.at(span, fixed=_spaces(line, owner))
            tab_above = line.number
        elif lead := (line.key or beside) and _ODD_LEAD.match(line.text):
            width = sum(2 if sign == "\u3000" else 1 for sign in lead.group())
            fixed = " " * width + line.text[lead.end() :]
            yield rules.ODD_SPACE.at(span, character=character_name(first), fixed=fixed)
        elif first in _DASHES and (beside or not (owner and owner.value)):
            if first == "－" or line.text[line.indent + 1 : line.indent + 2] == " ":
                fixed = line.text[: line.indent] + "- " + line.text[line.indent + 1 :].lstrip()
                yield rules.FULL_WIDTH_DASH.at(span, dash=first, fixed=fixed)
                continue
        else:
            yield from _field(path, line, owner, beside, lines[index + 1 : index + 2])
        yield from _value(path, line, owner)
        # Wrapped prose may begin a line with a dash; below a value it is no list item.
        wrapped = owner is not None and owner.value and not beside
        if line.key or beside or (line.content > line.indent and not wrapped):
            owner = line


def _field(path: str, line: Line, owner: Line | None, beside: bool, below: list[Line]) -> Iterator[Diagnostic]:
    """What stands between a field's name and its value."""
    rest = line.text[line.content :]
    span = Span(path, line.number, line.content + 1)
    if rest[:1] == "-" and re.match(_ODD_SPACE, rest[1:2]):
        fixed = f"{line.text[: line.content]}- {rest[1:].strip()}"
        place = Span(path, line.number, line.content + 2)
        yield rules.ODD_SPACE.at(place, character=character_name(rest[1]), fixed=fixed)
        return
    match = _FULL_COLON.match(rest) if not line.key or "：" in line.key else None
    after = _ODD_AFTER_COLON.match(rest) if not line.key else None
    name = match[1] if match else after[1] if after else ""
    if not name or not _means_field(name, line, owner, beside, below):
        return
    lead = line.text[: line.content]
    if match:
        value = in_quotes(match[2]) if ": " in match[2] else match[2]
        yield rules.FULL_WIDTH_COLON.at(span, field=name, key=name, fixed=f"{lead}{name}: {value}".rstrip())
    elif after:
        place = Span(path, line.number, line.content + after.start(2) + 1)
        fixed = f"{lead}{name}: {after[3]}"
        yield rules.ODD_SPACE.at(place, field=name, character=character_name(after[2][0]), fixed=fixed)


def _means_field(name: str, line: Line, owner: Line | None, beside: bool, below: list[Line]) -> bool:
    """Whether `name` was meant as a field; in list items and running text a colon is mostly just a colon."""
    if line.content > line.indent:
        next_is_field = any(
            each.indent == line.content and _FIELD_LIKE.match(each.text[each.indent :]) for each in below
        )
        return next_is_field and _LOWER_NAME.fullmatch(name) is not None
    return beside or (owner is not None and not owner.value and _LOWER_NAME.fullmatch(name) is not None)


def _value(path: str, line: Line, owner: Line | None) -> Iterator[Diagnostic]:
    """What YAML silently drops or changes inside a value."""
    value = line.value
    key = line.key or (owner.key if owner else "") or "-"
    comment = None if value.startswith(_NOT_PLAIN) else _COMMENT.search(value)
    if comment and comment[1]:  # with a space behind it, the number sign means a comment
        place = Span(path, line.number, line.column + comment.start())
        fixed, lost = with_value(line, in_quotes(value)), value[comment.start() :]
        yield rules.COMMENT_SWALLOWS_TEXT.at(place, field=line.key, key=key, lost=lost, fixed=fixed)
    elif value.startswith('"') and not line.opens:
        escape = _PATH_ESCAPE.search(value)
        if escape and not _UNKNOWN_ESCAPE.search(value.replace("\\\\", "")):
            fixed = with_value(line, in_quotes(value[1 : value.rindex('"')]))
            place = Span(path, line.number, line.column)
            yield rules.ESCAPE_IN_PATH.at(place, field=line.key, escape=escape[1], fixed=fixed)


def _spaces(line: Line, owner: Line | None) -> str:
    """Return the line with the indentation that fits the line above."""
    bare = line.text.strip()
    if owner is None or bare.startswith("-"):
        return (line.text[: -len(bare)] if bare else "").expandtabs(2) + bare
    return " " * (owner.content + (2 if owner.value[:1] in ("", "|", ">") else 0)) + bare
