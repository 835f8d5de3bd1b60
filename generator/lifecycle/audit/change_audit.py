"""Who changed which field of which record from what to what, and when: what git's history says, as facts.

The log is as good as the controls around the repository: names and times come from the person's computer, and whoever
may rewrite the repository can rewrite it. Sources: ISO 13485:2016 4.2.5, NMPA GMP 2025 articles 45 and 46.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from generator.diagnostics import Severity
from generator.files.git_history import Commit, FileChange, HistoryState
from generator.files.tree import is_source
from generator.lifecycle.audit.field_changes import FieldChange, field_changes
from generator.model.node import Mapping as MappingNode
from generator.model.node import Scalar, Sequence
from generator.reading.decoding import decode
from generator.reading.front_matter import split_front_matter
from generator.reading.yaml_nodes import parse

FROZEN = "sop/released/"
WIDEST = "public"


class Act(StrEnum):
    """What a commit did to a record; `unreadable` says that one of the two versions cannot be read."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Version:
    """What matters of a version of a record beside its fields: its state, since when, who may read it."""

    state: str = ""
    since: str = ""
    audience: str = WIDEST


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one commit did to one record; `path` is the file after it, or before it where the record went.

    `withheld` says that the fields are not shown, because one of the versions was for fewer readers than the site.
    """

    id: str
    kind: str
    path: str
    act: Act
    fields: tuple[FieldChange, ...] = ()
    before: Version = Version()
    after: Version = Version()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class AuditedCommit:
    """A commit with what it did to records."""

    commit: Commit
    changes: tuple[RecordChange, ...]

    @property
    def day(self) -> date:
        """The day that the commit bears; one that no calendar has counts as the first of all."""
        try:
            return date.fromisoformat(self.commit.committed[:10])
        except ValueError:
            return date.min


@dataclass(frozen=True)
class ChangeAudit:
    """The history of all records, the newest commit first; without commits unless `state` is WHOLE.

    `pending` is what the files hold beyond the last commit; `published` is the commit of the last published site where it
    no longer lies in the history, which has been rewritten then.
    """

    state: HistoryState = HistoryState.NOT_READ
    head: str = ""
    commits: tuple[AuditedCommit, ...] = ()
    pending: tuple[RecordChange, ...] = ()
    uncommitted: tuple[str, ...] = ()
    published: str = ""
    detail: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether there is a history that may be shown."""
        return self.state is HistoryState.WHOLE

    @cached_property
    def by_record(self) -> Mapping[str, tuple[tuple[Commit, RecordChange], ...]]:
        """The changes of each record by its id, the newest first."""
        found: dict[str, list[tuple[Commit, RecordChange]]] = {}
        for one in self.commits:
            for change in one.changes:
                found.setdefault(change.id, []).append((one.commit, change))
        return {identifier: tuple(rows) for identifier, rows in found.items()}

    def for_readers(self, ids: frozenset[str], audiences: tuple[str, ...]) -> ChangeAudit:
        """Return what a site with the records `ids` may show to `audiences`: nothing of what was ever for fewer.

        Of a record that the site shows, a change from or to a narrower audience is told without its fields; a record that
        it does not show is not told at all, nor is the subject of a commit that touched one.
        """
        commits = (_for_readers(one, ids, audiences) for one in self.commits)
        return replace(self, commits=tuple(one for one in commits if one.changes), pending=())


def _for_readers(one: AuditedCommit, ids: frozenset[str], audiences: tuple[str, ...]) -> AuditedCommit:
    kept: list[RecordChange] = []
    hidden = False
    for change in one.changes:
        open_to_all = change.before.audience in audiences and change.after.audience in audiences
        if change.id in ids or (open_to_all and change.act is Act.REMOVED):
            kept.append(change if open_to_all else replace(change, fields=(), withheld=True))
            hidden = hidden or not open_to_all
        elif not open_to_all or change.act is not Act.REMOVED:
            hidden = True
    return AuditedCommit(replace(one.commit, subject="") if hidden else one.commit, tuple(kept))


@dataclass(frozen=True, slots=True)
class Shaped:
    """A record's kind, who may read it where it does not say so, and its fields under their names of today.

    `node` is None where the version has fields that this program does not know.
    """

    kind: str
    audience: str = WIDEST
    node: MappingNode | None = None


# From the path of a file, its whole tree and a record in it to what the record is.
Shape = Callable[[str, MappingNode, MappingNode], Shaped]


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    raw: MappingNode
    is_a: Shaped

    @property
    def kind(self) -> str:
        return self.is_a.kind

    @property
    def shaped(self) -> MappingNode | None:
        return self.is_a.node

    @property
    def version(self) -> Version:
        node = self.shaped or self.raw
        audience = _text(node, "audience") or _text(node, "confidentiality") or self.is_a.audience
        if self.kind == "capa":
            log = node.get("log")
            last = log.items[-1] if isinstance(log, Sequence) and log.items else None
            moved = last if isinstance(last, MappingNode) else MappingNode((), 1, 1)
            return Version(_text(moved, "to"), _text(moved, "at")[:10], audience)
        if self.kind == "revision":
            return Version("released", _text(node, "effective_on"), audience)
        return Version(_text(node, "status"), _text(node, "closed_at")[:10], audience)


# The records of a file by id, from its path and the hash of its content; None where it cannot be read.
Versions = Callable[[str, str], Mapping[str, "_Found"] | None]
# A version comes up in two commits, the one that made it and the one that changed it, which mostly lie near each other.
_REMEMBERED = 400


def versions_in(contents: Mapping[str, bytes], shape: Shape) -> Versions:
    """Return what reads the records of the files in `contents` (content by its hash)."""

    @lru_cache(maxsize=_REMEMBERED)
    def records(path: str, blob: str) -> Mapping[str, _Found] | None:
        return _records_in(path, contents.get(blob), shape)

    return records


def record_changes(files: tuple[FileChange, ...], versions: Versions) -> tuple[RecordChange, ...]:
    """Return what changed between the contents that `files` name; a record may have moved to another file."""
    before: dict[str, _Found] = {}
    after: dict[str, _Found] = {}
    unreadable: dict[str, str] = {}
    for file in files:
        if not is_source(file.path) or (file.path.startswith(FROZEN) and not file.path.endswith(".yml")):
            continue
        for blob, found in ((file.before, before), (file.after, after)):
            if not blob:
                continue
            records = versions(file.path, blob)
            if records is None:
                unreadable[PurePosixPath(file.path).stem] = file.path
            else:
                found.update(records)
    told = [RecordChange(stem, "", path, Act.UNREADABLE) for stem, path in unreadable.items()]
    broken = set(unreadable.values())
    for identifier in sorted({*before, *after}):
        old, new = before.get(identifier), after.get(identifier)
        if not {one.path for one in (old, new) if one is not None} & broken:
            told.extend(_change(identifier, old, new))
    return tuple(told)


def _change(identifier: str, old: _Found | None, new: _Found | None) -> Iterator[RecordChange]:
    if old is None and new is not None:
        # Before it was there, nobody could read less of it than afterwards.
        yield RecordChange(identifier, new.kind, new.path, Act.ADDED, (), new.version, new.version)
    elif new is None and old is not None:
        yield RecordChange(identifier, old.kind, old.path, Act.REMOVED, (), old.version, old.version)
    elif old is not None and new is not None:
        both = old.shaped is not None and new.shaped is not None
        pair = (old.shaped, new.shaped) if both else (old.raw, new.raw)
        fields = tuple(field_changes(pair[0], pair[1])) if pair[0] is not None and pair[1] is not None else ()
        if old.path != new.path:
            fields = (FieldChange("", old.path, new.path), *fields)
        if fields:
            yield RecordChange(identifier, new.kind, new.path, Act.CHANGED, fields, old.version, new.version)


def _records_in(path: str, data: bytes | None, shape: Shape) -> dict[str, _Found] | None:
    """Return the records of a file by id, or None where it cannot be read."""
    source, _ = decode(path, data) if data is not None else (None, [])
    if source is None:
        return None
    if path.lower().endswith(".md"):
        front, body, _, found = split_front_matter(source)
        if any(one.severity is Severity.ERROR for one in found) and front is None:
            return None
        fields = front if isinstance(front, MappingNode) else MappingNode((), 1, 1)
        is_a = shape(path, fields, fields)
        lines = Sequence(tuple(Scalar(line, 1, 1) for line in body.split("\n")), 1, 1)
        shaped = replace(is_a, node=_with_body(is_a.node, lines) if is_a.node is not None else None)
        identifier = _text(fields, "id") or PurePosixPath(path).stem
        return {identifier: _Found(path, _with_body(fields, lines), shaped)}
    node, _ = parse(source)
    if not isinstance(node, MappingNode):
        return None
    entries = [node] if _identifier(node) else list(_entries(node))
    return {_identifier(one): _Found(path, one, shape(path, node, one)) for one in entries if _identifier(one)}


def _with_body(fields: MappingNode, lines: Sequence) -> MappingNode:
    """Return an article's fields with its text, line by line, so that a change names the line."""
    return MappingNode((*fields.entries, (Scalar("body", 1, 1), lines)), fields.line, fields.column)


def _entries(top: MappingNode) -> Iterator[MappingNode]:
    for _, value in top.entries:
        if isinstance(value, Sequence):
            yield from (item for item in value.items if isinstance(item, MappingNode))


def _identifier(node: MappingNode) -> str:
    return _text(node, "id") or _text(node, "编号")


def _text(node: MappingNode, key: str) -> str:
    value = node.get(key)
    return (value.value or "").strip() if isinstance(value, Scalar) else ""
