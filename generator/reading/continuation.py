"""Lines that YAML silently joins to one value although they look like fields or list items."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span
from generator.model.source import Source
from generator.reading import layout_rules as rules

_TOUCHING_COLON = re.compile(r"([a-z_][a-z0-9_]*)[:：](?!//)(\S.*)")
_LIKE_FIELD = re.compile(r"\s*[a-z_][a-z0-9_]*[:：](?!//)\S")
_ITEM = re.compile(r"-[^\s-]")
_NUMBER = re.compile(r"-[0-9.,]+\s*\S{0,3}$")
_ADDRESSES = ("mailto", "tel", "file", "urn", "doi")


def joined_lines(source: Source, first: int, column: int, last: int, path: str) -> Iterator[Diagnostic]:
    """Yield what is suspicious about an unquoted value that spans lines `first` to `last` or stands below its key.

    `path` is the value's dotted path; the value begins at `column` of line `first`.
    """
    lines = source.text.split("\n")[first - 1 : last]
    start = lines[0][column - 1 :].rstrip()
    lead = lines[0][: column - 1]
    below = not lead.strip()
    if below and _ITEM.match(start) and not (first == last and _NUMBER.match(start)):
        fixed = f"{lead}- {start[1:]}"
        yield rules.DASH_WITHOUT_SPACE.at(Span(source.path, first, column), field=path, key=path, fixed=fixed)
        return
    if below and (match := _TOUCHING_COLON.match(start)) and match[1] not in _ADDRESSES:
        fixed = f"{lead}{match[1]}: {match[2]}"
        place = Span(source.path, first, column)
        yield rules.MISSING_SPACE_AFTER_COLON.at(place, field=path, key=match[1], fixed=fixed)
        return
    all_items = all(line.lstrip().startswith("- ") for line in lines[1:])  # one among others is wrapped prose
    for number, line in enumerate(lines[1:], first + 1):
        if _LIKE_FIELD.match(line) or all_items:
            place = Span(source.path, number, len(line) - len(line.lstrip()) + 1)
            yield rules.RUNS_ON.at(place, field=path, key=path or "-", found=line.strip()[:60])
