"""Read what git remembers of the sources; the only place that calls git.

Nothing that the repository configures is run: no hook, no monitor, no filter, no helper that shows differences or checks
signatures, and nothing is fetched. What cannot be read as a whole is said to be missing, never read in part.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.files.root import SOURCE_FOLDERS

TIME_LIMIT = 60.0
_HASH = re.compile(r"[0-9a-f]{7,64}")
# Parted by NUL, which neither a name, a subject nor a path can hold.
_FACTS = ("%H", "%an", "%cn", "%aI", "%cI", "%s")
_FORMAT = f"--format={'%x00'.join(_FACTS)}"
_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "core.quotepath=false", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false", "-c", "protocol.allow=never", "-c", "submodule.recurse=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.mailmap=false", "-c", "color.ui=false"),
)
# Neither another repository than the folder's nor a rewritten view of it may be slipped in from outside.
_FIXED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class HistoryState(StrEnum):
    """Whether there is a whole history, and if not, why."""

    WHOLE = "whole"
    NOT_READ = "not_read"
    NO_GIT = "no_git"
    NO_REPOSITORY = "no_repository"
    NOT_TRACKED = "not_tracked"
    SHALLOW = "shallow"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit as git gives it: names and times are what the person's computer said they were."""

    hash: str
    author: str
    committer: str
    authored: str
    committed: str
    subject: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit added (`before` empty), changed or took away (`after` empty), by the hashes of its contents."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GitHistory:
    """The commits that touched the sources, the newest first, and the sources' contents by the last one.

    Unless `state` is WHOLE there are no commits; `detail` may hold git's own words.
    """

    state: HistoryState
    head: str = ""
    commits: tuple[tuple[Commit, tuple[FileChange, ...]], ...] = ()
    tree: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""


class _Refused(Exception):
    """Git ended with an error, or not in time."""


def read_history(root: Path) -> GitHistory:
    """Return the history of the sources below `root`; never raises, but says why there is none."""
    program = _program(root)
    if program is None:
        return GitHistory(HistoryState.NO_GIT)
    try:
        return _read(program, root)
    except _Refused as refused:
        return GitHistory(HistoryState.REFUSED, detail=str(refused))


def _read(program: str, root: Path) -> GitHistory:
    try:
        facts = _run(program, root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    except _Refused as refused:
        text = str(refused)
        state = HistoryState.NO_REPOSITORY if "not a git repository" in text else HistoryState.REFUSED
        return GitHistory(state, detail="" if state is HistoryState.NO_REPOSITORY else text)
    inside, shallow, *_prefix = facts.decode("utf-8", "replace").split("\n")
    if inside != "true":
        return GitHistory(HistoryState.NO_REPOSITORY)
    try:
        head = _run(program, root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode("ascii").strip()
    except _Refused:
        return GitHistory(HistoryState.NOT_TRACKED)
    if shallow == "true":
        return GitHistory(HistoryState.SHALLOW, head)
    tree = dict(_tree(_run(program, root, "ls-tree", "-r", "-z", "HEAD", "--", *SOURCE_FOLDERS)))
    if not tree:
        return GitHistory(HistoryState.NOT_TRACKED, head)
    # -c shows of a merge what it changed by itself; --full-history keeps what a side branch did and undid.
    told = _run(
        program,
        root,
        *("log", "-z", "--raw", "-c", "--no-abbrev", "--no-renames", "--full-history", "--topo-order"),
        *(
            "--relative",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            _FORMAT,
            "HEAD",
            "--",
            *SOURCE_FOLDERS,
        ),
    )
    return GitHistory(HistoryState.WHOLE, head, tuple(_commits(told)), tree)


def read_contents(root: Path, hashes: Iterable[str]) -> Mapping[str, bytes]:
    """Return the contents that `hashes` name; one that git does not have is left out."""
    wanted = sorted({one for one in hashes if _HASH.fullmatch(one)})
    program = _program(root)
    if not wanted or program is None:
        return {}
    try:
        told = _run(program, root, "cat-file", "--batch", given="".join(f"{one}\n" for one in wanted).encode("ascii"))
    except _Refused:
        return {}
    return dict(_contents(told))


def is_ancestor(root: Path, commit: str, head: str) -> bool:
    """Whether `commit` still lies in the history of `head`; False where git does not know it any more."""
    program = _program(root)
    if program is None or not (_HASH.fullmatch(commit) and _HASH.fullmatch(head)):
        return False
    try:
        _run(program, root, "merge-base", "--is-ancestor", commit, head)
    except _Refused:
        return False
    return True


def _program(root: Path) -> str | None:
    found = shutil.which("git")
    # A program that lies in the organization's own folder is not the one that is installed.
    return None if found is None or Path(found).resolve().is_relative_to(root.resolve()) else found


def _run(program: str, root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _FIXED
    # Where a folder belongs to somebody else, only the user's own settings can say that it is to be trusted.
    command = [program, *_SAFE, "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command,
            input=given if given is not None else b"",
            capture_output=True,
            env=environment,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _Refused(f"git {arguments[0]}: > {TIME_LIMIT:.0f} s") from error
    except OSError as error:
        raise _Refused(error.strerror or str(error)) from error
    if done.returncode:
        raise _Refused(" ".join(done.stderr.decode("utf-8", "replace").split())[:300])
    return done.stdout


def _tree(told: bytes) -> Iterator[tuple[str, str]]:
    for row in told.split(b"\0"):
        if row:
            facts, _, path = row.partition(b"\t")
            mode, kind, blob = facts.decode("ascii").split(" ")
            if kind == "blob" and mode != "120000":
                yield path.decode("utf-8", "surrogateescape"), blob


def _commits(told: bytes) -> Iterator[tuple[Commit, tuple[FileChange, ...]]]:
    pieces = deque(told.split(b"\0"))
    while len(pieces) >= len(_FACTS):
        if not pieces[0].strip():
            pieces.popleft()
            continue
        facts = [pieces.popleft().decode("utf-8", "replace").strip("\n") for _fact in _FACTS]
        changes = []
        while pieces and (pieces[0].startswith((b":", b"\n")) or not pieces[0]):
            row = pieces.popleft().strip(b"\n")
            if row:
                changes.append(_file_change(row, pieces.popleft()))
        yield Commit(*facts), tuple(changes)


def _file_change(row: bytes, path: bytes) -> FileChange:
    """Return the change that a raw row tells; that of a merge has a column for each parent, of which the first counts."""
    parents = len(row) - len(row.lstrip(b":"))
    columns = row.lstrip(b":").decode("ascii").split(" ")
    hashes = columns[parents + 1 : 2 * parents + 2]
    return FileChange(path.decode("utf-8", "surrogateescape"), _known(hashes[0]), _known(hashes[-1]))


def _known(blob: str) -> str:
    return "" if not blob.strip("0") else blob


def _contents(told: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(told):
        end = told.index(b"\n", place)
        name, kind, *size = told[place:end].decode("ascii", "replace").split(" ")
        place = end + 1
        if size:
            length = int(size[0])
            if kind == "blob":
                yield name, told[place : place + length]
            place += length + 1
