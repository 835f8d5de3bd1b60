"""Gather what git says of the records, each commit read once: what it changed is kept under build/ by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator import __version__
from generator.diagnostics import Severity
from generator.files.git_history import (
    FileChange,
    GitHistory,
    HistoryState,
    is_ancestor,
    read_contents,
    read_history,
)
from generator.files.manifest import Manifest
from generator.files.tree import read_tree
from generator.files.writing import write_file
from generator.graph import Graph
from generator.i18n.catalogue import translations_of
from generator.kinds.policy import Policy
from generator.library import kind_of
from generator.lifecycle.audit.change_audit import (
    WIDEST,
    Act,
    AuditedCommit,
    ChangeAudit,
    RecordChange,
    Shape,
    Shaped,
    Version,
    record_changes,
    versions_in,
)
from generator.lifecycle.audit.field_changes import FieldChange
from generator.model.node import Mapping as MappingNode
from generator.reading.shaping import Shaper
from generator.reading.spellings import Spellings
from generator.registry import KINDS

CACHE = "build/change-audit.json"
_FORM = 1


def gather_history(root: Path, graph: Graph, published: Manifest | None = None) -> ChangeAudit:
    """Return the change audit of the organization at `root`; `published` is the manifest of its last published site.

    Where git, its repository or a part of the history is missing the audit is empty and says why.
    """
    history = read_history(root)
    if history.state is not HistoryState.WHOLE:
        return ChangeAudit(history.state, history.head, detail=history.detail)
    shape = _shape(graph)
    commits = _audited(root, history, shape, _circumstances(graph))
    if commits is None:
        return ChangeAudit(HistoryState.REFUSED, history.head, detail="git cat-file")
    differing, contents = _uncommitted(root, history)
    was = published.commit if published is not None else ""
    rewritten = bool(was) and was != history.head and not is_ancestor(root, was, history.head)
    return ChangeAudit(
        HistoryState.WHOLE,
        history.head,
        commits,
        record_changes(differing, versions_in(contents, shape)),
        tuple(sorted(file.path for file in differing)),
        was if rewritten else "",
    )


def _shape(graph: Graph) -> Shape:
    spellings = Spellings(translations_of, graph.vocabularies)

    def shape(path: str, top: MappingNode, node: MappingNode) -> Shaped:
        kind = KINDS["article"] if path.lower().endswith(".md") else kind_of(path, top, KINDS)
        if kind is None:
            return Shaped("")
        shaper = Shaper(path, spellings)
        shaped = shaper.record(node, kind.model)
        audience = kind.model.model_fields.get("audience")
        # What an earlier version had and this program does not know is told as it was written.
        unknown = any(one.severity is Severity.ERROR for one in shaper.diagnostics)
        return Shaped(kind.name, str(audience.default) if audience else WIDEST, None if unknown else shaped)

    return shape


def _circumstances(graph: Graph) -> str:
    """Return what else than a commit decides how its changes are told."""
    policies = sorted(policy.digest for policy in graph.of(Policy))
    return hashlib.sha256("\n".join((str(_FORM), __version__, *policies)).encode()).hexdigest()


def _audited(root: Path, history: GitHistory, shape: Shape, circumstances: str) -> tuple[AuditedCommit, ...] | None:
    known = _read_cache(root, circumstances)
    new = [(commit, files) for commit, files in history.commits if commit.hash not in known]
    wanted = {blob for _, files in new for file in files for blob in (file.before, file.after) if blob}
    contents = read_contents(root, wanted)
    if wanted - set(contents):
        return None
    versions = versions_in(contents, shape)
    told = {commit.hash: record_changes(files, versions) for commit, files in new}
    kept = {commit.hash: told.get(commit.hash) or known.get(commit.hash, ()) for commit, _ in history.commits}
    if new:
        _write_cache(root, circumstances, kept)
    return tuple(AuditedCommit(commit, kept[commit.hash]) for commit, _ in history.commits)


def _uncommitted(root: Path, history: GitHistory) -> tuple[tuple[FileChange, ...], Mapping[str, bytes]]:
    """Return how the files differ from the last commit, and the contents of both sides."""
    files, _ = read_tree(root)
    algorithm = "sha256" if len(history.head) == 64 else "sha1"
    now: dict[str, str] = {}
    data: dict[str, bytes] = {}
    for file in files:
        blob = _blob(file.data, algorithm)
        # Git on Windows lays files out with other line ends than it keeps them with.
        unix = file.data.replace(b"\r\n", b"\n")
        if blob != history.tree.get(file.path) and _blob(unix, algorithm) == history.tree.get(file.path):
            blob = history.tree[file.path]
        now[file.path] = blob
        data[blob] = file.data
    paths = sorted({*now, *history.tree})
    changed = [
        FileChange(path, history.tree.get(path, ""), now.get(path, ""))
        for path in paths
        if history.tree.get(path, "") != now.get(path, "") and (path in now or not (root / path).exists())
    ]
    before = read_contents(root, (file.before for file in changed if file.before))
    return tuple(changed), {**data, **before}


def _blob(data: bytes, algorithm: str) -> str:
    """Return the hash by which git knows a content."""
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _read_cache(root: Path, circumstances: str) -> dict[str, tuple[RecordChange, ...]]:
    try:
        held = json.loads((root / CACHE).read_text(encoding="utf-8"))
        if held["circumstances"] != circumstances:
            return {}
        return {commit: tuple(map(_change, rows)) for commit, rows in held["commits"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _change(row: Any) -> RecordChange:
    identifier, kind, path, act, fields, before, after = row
    return RecordChange(
        identifier,
        kind,
        path,
        Act(act),
        tuple(FieldChange(*field) for field in fields),
        Version(*before),
        Version(*after),
    )


def _write_cache(root: Path, circumstances: str, kept: Mapping[str, Iterable[RecordChange]]) -> None:
    commits = {commit: [_row(change) for change in changes] for commit, changes in kept.items()}
    text = json.dumps({"circumstances": circumstances, "commits": commits}, ensure_ascii=False, separators=(",", ":"))
    path = root / CACHE
    with suppress(OSError):  # where nothing may be written, the next run reads the commits again
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode("utf-8", "surrogateescape"))


def _row(change: RecordChange) -> list[Any]:
    fields = [[field.field, field.old, field.new] for field in change.fields]
    before, after = (list(asdict(version).values()) for version in (change.before, change.after))
    return [change.id, change.kind, change.path, change.act.value, fields, before, after]
