"""Read everything, type everything, link everything: from raw files to a sealed graph and a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Report, Severity, Span
from generator.files import rules as file_rules
from generator.files.tree import RawFile
from generator.graph import Graph, link
from generator.i18n.catalogue import translations_of
from generator.model.kind import Kind, Layout
from generator.model.left_out import LeftOut
from generator.model.node import Mapping as MappingNode
from generator.model.node import Scalar, Sequence
from generator.model.record import Record
from generator.model.source import Source
from generator.model.vocabulary import VOCABULARIES, Vocabulary, Word
from generator.reading import field_rules
from generator.reading.decoding import decode
from generator.reading.front_matter import split_front_matter
from generator.reading.refused_rules import MERGE_KEY_NOT_ALLOWED
from generator.reading.screening import screen
from generator.reading.spellings import Spellings
from generator.reading.validation import Validator
from generator.reading.yaml_nodes import parse
from generator.settings import Settings

# Where the frozen texts of released revisions lie.
RELEASED = "sop/released"
_ID_LINE = re.compile(r"^\s*(?:- )?[\"']?(?:id|title|编号)[\"']?\s*[:：]\s*[\"']?([^\"'\n#]+?)[\"']?\s*$", re.MULTILINE)
_ALIAS_LINE = re.compile(r"^aliases:\s*\[([^\]\n]*)\]", re.MULTILINE)
# The heading with which a text begins; a later "# …" may be a comment in a block of code.
_FIRST_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")


@dataclass(frozen=True)
class Library:
    """What was read: the linked records, the sources by path, and what was found wrong."""

    graph: Graph
    sources: Mapping[str, Source]
    report: Report


def read_library(
    files: Iterable[RawFile], kinds: Mapping[str, Kind], settings: Settings, found: Iterable[Diagnostic] = ()
) -> Library:
    """Read all files of an organization; `found` are diagnostics that reading the disk already gave.

    Nothing stops at the first problem: a file that cannot be read leaves out its own record only.
    """
    reader = _Reader(kinds, settings)
    for one in found:
        reader.diagnostics.append(one)
        if one.severity is Severity.ERROR:
            reader.lose(one.span.path)
    ordered = sorted(files, key=lambda file: (not _holds_policy(file, kinds), file.path))
    for file in ordered:
        reader.read(file)
    graph, unresolved = link(reader.records, kinds, reader.vocabularies, reader.left_out)
    return Library(graph, reader.sources, Report([*reader.diagnostics, *unresolved]))


def _holds_policy(file: RawFile, kinds: Mapping[str, Kind]) -> bool:
    policy = kinds.get("policy")
    return policy is not None and file.path == f"{policy.folder}/{policy.file}"


class _Reader:
    """Reads one file after the other; the policy, which comes first, adds to the words of the rest."""

    def __init__(self, kinds: Mapping[str, Kind], settings: Settings) -> None:
        self._kinds = kinds
        self._settings = settings
        self._use(dict(VOCABULARIES))
        self.records: list[Record] = []
        self.sources: dict[str, Source] = {}
        self.left_out = LeftOut()
        self._broken: list[Diagnostic] = []
        self.diagnostics: list[Diagnostic] = []

    def _use(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self.vocabularies = vocabularies
        self._validator = Validator(Spellings(translations_of, vocabularies), self._settings.zone)

    def read(self, file: RawFile) -> None:
        source, found = decode(file.path, file.data)
        self.diagnostics.extend(found)
        if source is None:
            self.lose(file.path)
            return
        self.sources[file.path] = source
        self._broken = []
        known = len(self.records)
        self._source(source)
        if len(self.records) == known:
            self.left_out.add_names(_names_in(source))

    def lose(self, path: str) -> None:
        """Note that nobody knows what a file or a folder holds."""
        name = PurePosixPath(path).stem
        self.left_out.add_names([name])
        kind = kind_of(path, MappingNode((), 1, 1), self._kinds)
        if kind is None:
            self.left_out.kinds.update(
                one.name for one in self._kinds.values() if f"{one.folder}/".startswith(f"{path}/")
            )
        elif kind.linked_by_name or not kind.accepts_id(name):
            self.left_out.kinds.add(kind.name)

    def _source(self, source: Source) -> None:
        if source.path.startswith(f"{RELEASED}/") and not source.path.endswith(".yml"):
            # The frozen text of a revision: no record, but what its lock's checksum is for.
            return
        if source.path.lower().endswith(".md"):
            self._article(source)
            return
        screened = screen(source)
        node, found = parse(source)
        told = {one.span for one in screened if one.severity is Severity.ERROR}
        found = [*screened, *(one for one in found if one.span not in told)]
        self.diagnostics.extend(found)
        self._broken = [one for one in found if one.severity is Severity.ERROR]
        if isinstance(node, MappingNode):
            self._records(source, node)

    def _records(self, source: Source, node: MappingNode) -> None:
        kind = kind_of(source.path, node, self._kinds)
        if kind is None:
            places = ", ".join(sorted({one.folder for one in self._kinds.values()}))
            self.diagnostics.append(file_rules.FILE_WITHOUT_KIND.at(Span(source.path), places=places))
            return
        if kind.layout is Layout.REGISTER:
            self._register(source, node, kind)
            return
        record = self._validated(source, node, kind)
        if record is None:
            return
        suffix = PurePosixPath(source.path).suffix
        stem = PurePosixPath(source.path).stem
        # Another name is a matter of taste; another record's number is a mistake.
        if not kind.file and stem != record.id and kind.accepts_id(stem):
            self.diagnostics.append(
                file_rules.FILE_NAME_IS_NOT_ID.at(record.span("id"), field="id", value=record.id, suffix=suffix)
            )
        if record.kind == "policy":
            self._use(_words_of(record, self.vocabularies))

    def _register(self, source: Source, node: MappingNode, kind: Kind) -> None:
        for key, entries in node.entries:
            if key.value != kind.plural:
                place = Span(source.path, key.line, key.column)
                self.diagnostics.append(
                    field_rules.UNKNOWN_FIELD.at(place, field=str(key.value), suggestion=kind.plural)
                )
            elif isinstance(entries, Sequence):
                ends = [*(entry.line for entry in entries.items[1:]), None]
                for entry, end in zip(entries.items, ends, strict=False):
                    if isinstance(entry, MappingNode):
                        if self._validated(source, entry, kind, end=end) is None:
                            self.left_out.add_names(_names_of(entry))
                    else:
                        self._say_entry(source, entry, kind)
            elif not (isinstance(entries, Scalar) and entries.value is None):
                self._say_entry(source, entries, kind)

    def _say_entry(self, source: Source, node: Scalar | Sequence | MappingNode, kind: Kind) -> None:
        place = Span(source.path, node.line, node.column)
        self.diagnostics.append(field_rules.GROUP_EXPECTED.at(place, field=kind.plural, keys="- id, title"))

    def _article(self, source: Source) -> None:
        node, body, _, found = split_front_matter(source)
        self.diagnostics.extend(found)
        self._broken = [one for one in found if one.severity is Severity.ERROR]
        kind = self._kinds["article"]
        if node is None and self._broken:
            return
        if node is None and PurePosixPath(source.path).stem.lower() == "readme":
            self.diagnostics.append(file_rules.README_PASSED_OVER.at(Span(source.path)))
            return
        front = node if isinstance(node, MappingNode) else MappingNode((), 1, 1)
        extra = {"id": PurePosixPath(source.path).stem, "body": body}
        heading = _FIRST_HEADING.match(body)
        if heading:
            extra["title"] = heading[1]
        self._validated(source, front, kind, extra)

    def _validated(
        self,
        source: Source,
        node: MappingNode,
        kind: Kind,
        extra: Mapping[str, str] | None = None,
        end: int | None = None,
    ) -> Record | None:
        """Return the record of `node`; in a register it reaches to the line before `end`."""
        record, found, cited = self._validator.record(source, node, kind, extra)
        broken = self._broken
        if kind.layout is Layout.REGISTER:
            broken = [one for one in broken if node.line <= one.span.line and (end is None or one.span.line < end)]
        # What the parser already said of a place need not be said again in other words, nor that what a merge key
        # would have brought is missing.
        told = {one.span for one in broken}
        is_copied = any(one.rule is MERGE_KEY_NOT_ALLOWED for one in broken)
        self.diagnostics.extend(
            one for one in found if one.span not in told and not (is_copied and one.rule is field_rules.MISSING_FIELD)
        )
        if told:
            return None
        self.left_out.cited.extend(cited)
        if record is not None:
            self.records.append(record)
        return record


def _names_in(source: Source) -> set[str]:
    """Return the names by which others may cite what a file holds that gave no record."""
    names = {PurePosixPath(source.path).stem, *_ID_LINE.findall(source.text)}
    for aliases in _ALIAS_LINE.findall(source.text):
        names.update(alias.strip() for alias in aliases.split(","))
    return names


def _names_of(node: MappingNode) -> set[str]:
    """Return the names by which others may cite an entry that gave no record."""
    names: set[str] = set()
    for key, value in node.entries:
        if key.value in ("id", "title", "编号", "名称", "标题") and isinstance(value, Scalar) and value.value:
            names.add(value.value)
        elif key.value == "aliases" and isinstance(value, Sequence):
            names.update(item.value for item in value.items if isinstance(item, Scalar) and item.value)
    return names


def kind_of(path: str, node: MappingNode, kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the kind of the records in a YAML file: by its file name, by the id's prefix, or by its folder."""
    for kind in kinds.values():
        if kind.file and path == f"{kind.folder}/{kind.file}":
            return kind
        if kind.suffix and path.startswith(f"{kind.folder}/") and path.endswith(kind.suffix):
            return kind
    identifier = node.get("id")
    text = (identifier.value or "").upper() if isinstance(identifier, Scalar) else ""
    prefixed = [kind for kind in kinds.values() if kind.prefix and text.startswith(kind.prefix)]
    if prefixed and path.split("/")[0] == prefixed[0].folder.split("/")[0]:
        return prefixed[0]
    folders = [
        kind
        for kind in kinds.values()
        if not kind.file and kind.layout is not Layout.MARKDOWN and path.startswith(f"{kind.folder}/")
    ]
    return max(folders, key=lambda kind: len(kind.folder), default=None)


def _words_of(policy: Record, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Vocabulary]:
    """Return the vocabularies with the policy's own names for severities and processes."""
    rows = {"severity": getattr(policy, "severities", ()), "process": getattr(policy, "processes", ())}
    return {
        name: vocabulary.extended(Word(row.code, row.title, tuple(row.aliases)) for row in rows.get(name, ()))
        for name, vocabulary in vocabularies.items()
    }
