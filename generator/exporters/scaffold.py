"""A new record's file: what is known filled in, everything else as comments that explain themselves.

Derived from the kind's model, so that a new field appears in new files by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, tzinfo

from generator.exporters.field_facts import FieldFacts, fields_of
from generator.exporters.yaml_text import yaml_list, yaml_text
from generator.i18n.catalogue import Catalogue
from generator.model.kind import Kind, Layout
from generator.model.record import Part
from generator.wording import N_

Value = str | Sequence[str]

_MOST_CHOICES = 12
_DEEPEST = 3


def scaffold(
    kind: Kind, values: Mapping[str, Value], catalogue: Catalogue, today: date, zone: tzinfo, schema: str = ""
) -> str:
    """Return the text of a new file of `kind` with `values` filled in.

    Required and given fields come first, the rest are comments to be uncommented. `schema` is the path from the file
    to the kind's JSON Schema. Dates and times in the comments are examples around `today` in `zone`.
    """
    writer = _Writer(catalogue, today, zone)
    # An article's id is its file's name, and its title the first heading: said twice they would have to be kept equal.
    left_out = ("id", "title") if kind.layout is Layout.MARKDOWN else ()
    fields = [field for field in fields_of(kind.model) if field.key not in left_out]
    active = [field for field in fields if field.shape.required or field.key in values]
    lines = [*_head(kind, catalogue, schema)]
    for field in active:
        lines.extend(writer.active(field, values.get(field.key)))
    lines.append("")
    for field in fields:
        if field not in active:
            lines.extend(writer.commented(field))
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    if kind.layout is not Layout.MARKDOWN:
        return text
    return f"---\n{text}---\n\n# {_line(values.get('title') or kind.label)}\n\n"


def _head(kind: Kind, catalogue: Catalogue, schema: str) -> Iterator[str]:
    if schema and kind.layout is not Layout.MARKDOWN:
        yield f"# yaml-language-server: $schema={schema}"
    say = catalogue.text
    yield f"## {say(kind.label)}: " + say(N_("lines with ## explain; to use a field below, remove the “# ” before it."))


def _line(value: Value) -> str:
    return " ".join((value if isinstance(value, str) else " ".join(value)).split())


class _Writer:
    """Writes fields, each with its explanation above it."""

    def __init__(self, catalogue: Catalogue, today: date, zone: tzinfo) -> None:
        self._say = catalogue.text
        self._today = today
        self._moment = datetime.combine(today, time(14, 35), zone).isoformat(timespec="minutes")

    def active(self, field: FieldFacts, value: Value | None) -> Iterator[str]:
        """Yield a field that is in use, empty where its value is not known yet."""
        yield f"## {self._explained(field)}"
        part = field.shape.part
        if part is not None and value is None and not field.shape.many:
            yield from self._open_group(field.key, part)
        elif value is None:
            yield f"{field.key}:"
        elif isinstance(value, str):
            yield f"{field.key}: {yaml_list([value]) if field.shape.many else yaml_text(value)}"
        else:
            yield f"{field.key}: {yaml_list(value)}"

    def _open_group(self, key: str, part: type[Part]) -> Iterator[str]:
        """Yield a required group whose own fields may all be missing, with its first list already begun."""
        inner = fields_of(part)
        first = next((field for field in inner if field.shape.many), None)
        if first is None:
            yield f"{key}: {{}}"
            return
        yield f"{key}:"
        for field in inner:
            yield f"  {'' if field is first else '# '}{field.key}: []  # {self._explained(field)}"

    def commented(self, field: FieldFacts) -> Iterator[str]:
        """Yield a field that is not in use yet."""
        yield f"## {self._explained(field)}"
        for line in self._empty(field, 0, ()):
            yield f"# {line}"

    def _empty(self, field: FieldFacts, depth: int, above: tuple[type[Part], ...]) -> Iterator[str]:
        indent, part = "  " * depth, field.shape.part
        note = f"  # {self._explained(field)}" if depth else ""
        if part is None or part in above or depth >= _DEEPEST:
            yield f"{indent}{field.key}:{' []' if field.shape.many else ''}{note}"
            return
        yield f"{indent}{field.key}:{note}"
        lead = "- " if field.shape.many else ""
        for number, inner in enumerate(fields_of(part)):
            for row, line in enumerate(self._empty(inner, depth + 1, (*above, part))):
                first = lead if number == 0 and row == 0 else " " * len(lead)
                yield f"{'  ' * (depth + 1)}{first}{line[2 * (depth + 1) :]}"

    def _explained(self, field: FieldFacts) -> str:
        say = self._say
        parts = [f"{say(field.shape.label)}: {say(field.doc)}" if field.doc else say(field.shape.label)]
        if field.choice is not None:
            choices = [f"{one.value} ({say(one.label)})" for one in field.choice]
            shown = choices[:_MOST_CHOICES] + (["…"] if len(choices) > _MOST_CHOICES else [])
            parts.append(say(N_("One of: {choices}."), choices=", ".join(shown)))
        elif field.is_instant:
            parts.append(say(N_("Such as {example}."), example=self._moment))
        elif field.is_day:
            parts.append(say(N_("Such as {example}."), example=self._today.isoformat()))
        return _line(" ".join(parts))
