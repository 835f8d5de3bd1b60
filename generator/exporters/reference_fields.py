"""The field reference: a page for each kind with every field that a record of it may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.exporters.field_facts import FieldFacts, fields_of
from generator.exporters.json_schema import file_patterns
from generator.exporters.markdown_text import code, heading, page, plain, table
from generator.i18n.catalogue import Catalogue, translations_of
from generator.model.kind import Kind, Layout
from generator.model.record import Part
from generator.model.shape import shape_of
from generator.model.vocabulary import VOCABULARIES, spelling
from generator.reading.spellings import OTHER_NAMES, Spellings
from generator.wording import N_

_LAYOUTS = {
    Layout.FILE: N_("One YAML file a record; the file is named after the id."),
    Layout.REGISTER: N_("Many records in one YAML file, as a list under the key below."),
    Layout.MARKDOWN: N_("One Markdown file a record, with the fields in its front matter; the file's name is the id."),
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field with its path from the record down; `same_as` is the path of a group that holds itself."""

    path: str
    facts: FieldFacts
    other_names: tuple[str, ...]
    same_as: str = ""


class FieldReference:
    """Writes the field pages in one language."""

    def __init__(self, kinds: Mapping[str, Kind], catalogue: Catalogue) -> None:
        self._kinds = kinds
        self._say = catalogue.text
        self._listing = "、" if catalogue.language == "zh" else ", "
        self._spellings = Spellings(translations_of, VOCABULARIES)

    def index(self) -> str:
        """Return the page that leads to all kinds."""
        say = self._say
        rows = [
            (
                f"[{plain(say(kind.label))}](fields/{kind.name}.md)",
                code(kind.name),
                self._places(kind),
                code(kind.id_example),
            )
            for kind in self._kinds.values()
        ]
        return page(
            (
                heading(1, say(N_("Fields of records"))),
                plain(
                    say(
                        N_(
                            "Each kind of record has a page that lists all its fields. The pages are derived from the declarations that fupan check uses."
                        )
                    )
                ),
                table([say(N_("Kind")), say(N_("Name")), say(N_("Files")), say(N_("Id such as"))], rows),
                heading(2, say(N_("How to read the tables"))),
                self._how_to_read(),
            )
        )

    def _how_to_read(self) -> str:
        texts = (
            N_("A dot leads into a group: `impact.text` is the field `text` below `impact`."),
            N_(
                "Needed means: without it the group, or the record itself, is an error. Everything else may be missing."
            ),
            N_(
                "Other names are understood as well, without regard to case, width and blanks; `fupan check` knows them by the same list."
            ),
            N_(
                "A value may be written as its word or as its label; a list with one entry may be written as that entry alone where the reader can tell."
            ),
            N_("Fields of your own begin with `x-`; they are kept and shown."),
        )
        return "\n".join(f"- {plain(self._say(text))}" for text in texts)

    def of_kind(self, kind: Kind) -> str:
        """Return the page of one kind."""
        say = self._say
        rows = list(self.rows(kind.model))
        parts = [
            heading(1, " · ".join((plain(say(kind.label)), say(N_("Fields"))))),
            self._head(kind),
            heading(2, say(N_("The record itself"))),
        ]
        parts.append(self._table([row for row in rows if "." not in row.path], kind))
        for group in (row for row in rows if "." not in row.path and row.facts.shape.part is not None):
            parts.append(f"## {group.path} · {plain(say(group.facts.shape.label))}")
            parts.append(f"{plain(say(group.facts.doc))} {self._shorthand(group)}".strip())
            parts.append(self._table([row for row in rows if row.path.startswith(f"{group.path}.")], kind))
        return page(parts)

    def rows(
        self, model: type[Part], prefix: str = "", above: Mapping[type[Part], str] | None = None
    ) -> Iterator[FieldRow]:
        """Yield every field below `model`, a group before its own fields."""
        seen = dict(above or {})
        for facts in fields_of(model):
            path = f"{prefix}{facts.key}"
            part = facts.shape.part
            yield FieldRow(path, facts, self._other_names(facts, model), seen.get(part, "") if part else "")
            if part is not None and part not in seen:
                yield from self.rows(part, f"{path}.", {**seen, part: path})

    def _head(self, kind: Kind) -> str:
        say = self._say
        rows = [
            (say(N_("Name")), code(kind.name)),
            (say(N_("Files")), self._places(kind)),
            (say(N_("Layout")), plain(say(_LAYOUTS[kind.layout]))),
            (say(N_("Id such as")), code(kind.id_example)),
        ]
        if kind.layout is Layout.REGISTER:
            rows.append((say(N_("Key of the list")), code(kind.plural)))
        return "\n".join(f"- {name}: {text}" for name, text in rows)

    def _places(self, kind: Kind) -> str:
        return " ".join(code(pattern) for pattern in file_patterns(kind) or [f"{kind.folder}/**/*.md"])

    def _table(self, rows: Iterable[FieldRow], kind: Kind) -> str:
        say = self._say
        head = [N_("Field"), N_("Label"), N_("Type and values"), N_("Needed"), N_("Other names"), N_("Meaning")]
        return table([say(text) for text in head], [self._cells(row, kind) for row in rows])

    def _cells(self, row: FieldRow, kind: Kind) -> list[str]:
        say = self._say
        shape = row.facts.shape
        return [
            code(row.path),
            plain(say(shape.label)),
            self._type(row, kind),
            say(N_("yes")) if shape.required else "",
            self._listing.join(plain(name) for name in row.other_names),
            plain(say(row.facts.doc)),
        ]

    def _type(self, row: FieldRow, kind: Kind) -> str:
        text = self._value(row, kind)
        return self._say(N_("list: {type}"), type=text) if row.facts.shape.many else text

    def _value(self, row: FieldRow, kind: Kind) -> str:
        say, facts, shape = self._say, row.facts, row.facts.shape
        if shape.part is not None:
            same = say(N_("the same as {path}"), path=code(row.same_as)) if row.same_as else say(N_("group of fields"))
            return f"{same} {self._shorthand(row)}".strip()
        if shape.term is not None:
            return self._words(shape.term.vocabulary)
        if facts.choice is not None:
            return self._listing.join(f"{code(str(one.value))} {plain(say(one.label))}" for one in facts.choice)
        if shape.refers is not None:
            return self._reference(shape.refers.kinds, by_name=shape.refers.by_name)
        if facts.is_instant:
            return say(N_("date and time such as {example}"), example=code("2026-05-11T14:35+08:00"))
        if facts.is_day:
            return say(N_("date such as {example}"), example=code("2026-05-11"))
        if shape.leaf is bool:
            return f"{code('true')} / {code('false')}"
        if row.path == "id":
            return say(N_("id such as {example}"), example=code(kind.id_example))
        return self._limited(say(N_("whole number")) if shape.leaf is int else say(N_("text")), facts)

    def _words(self, vocabulary: str) -> str:
        say = self._say
        rows = []
        for word in VOCABULARIES[vocabulary].words:
            also = f" ({plain(', '.join(word.aliases))})" if word.aliases else ""
            rows.append(f"{code(word.code)} {plain(say(word.label))}{also}")
        note = say(N_("The policy may add words."))
        return f"{self._listing.join(rows)}. {note}"

    def _reference(self, kinds: tuple[str, ...], *, by_name: bool) -> str:
        names = self._listing.join(plain(self._say(self._kinds[name].label)) for name in kinds if name in self._kinds)
        text = N_("id, name or alias of: {kinds}") if by_name else N_("id of: {kinds}")
        return self._say(text, kinds=names)

    def _limited(self, text: str, facts: FieldFacts) -> str:
        say = self._say
        limits = {
            "minimum": N_("at least {limit}"),
            "maximum": N_("at most {limit}"),
            "maxLength": N_("at most {limit} characters"),
            "pattern": N_("of the form {limit}"),
        }
        found = [
            say(limits[name], limit=code(str(limit)) if name == "pattern" else str(limit))
            for name, limit in facts.limits.items()
        ]
        return self._listing.join([text, *found])

    def _shorthand(self, row: FieldRow) -> str:
        part = row.facts.shape.part
        if part is None or not part.shorthand:
            return ""
        key = part.model_fields[part.shorthand].alias or part.shorthand
        return self._say(N_("(a plain text stands for {field})"), field=code(key))

    def _other_names(self, facts: FieldFacts, model: type[Part]) -> tuple[str, ...]:
        """Return every name but the key by which the reader knows the field."""
        understood = self._spellings.keys(shape_of(model))
        label = facts.shape.label
        names = dict.fromkeys((label, *translations_of(label), *OTHER_NAMES.get(label, ())))
        return tuple(
            name
            for name in names
            if spelling(name) != spelling(facts.key) and understood[spelling(name)].key == facts.key
        )
