"""The note beside the search index: from which records it was made, and what people read for its values.

Whether the index is fresh is asked at every search, so it must cost little: where names, sizes and times of all
sources are as noted, nothing is read. Only where they differ, or are so young that a second edit may have the same
time, contents decide; a checkout that touches every file rebuilds nothing.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR
from struct import Struct
from typing import Any

from generator import __version__

STATE_FILE = "build/index-state.json"
# Two edits within one tick of a disk's clock have the same time; the coarsest clocks in use tick every two seconds.
_SETTLED_AFTER = 2 * 10**9
_TIMES = Struct("<3q")

HelpButtons = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources at one moment: a fingerprint of their contents, and how they look (empty if that may deceive)."""

    content: str
    looks: str = ""


def sources_now(root: Path, noted: Mapping[str, Any]) -> Sources:
    """Return the state of the sources; contents are read only where they do not look as `noted`."""
    looks = looks_of(root)
    content = noted.get("sources")
    if looks and looks == noted.get("looks") and isinstance(content, str):
        return Sources(content, looks)
    return Sources(state_of_sources(root), looks)


def state_of_sources(root: Path) -> str:
    """Return the fingerprint of everything from which the index is made."""
    from generator.files.fingerprint import fingerprint
    from generator.files.tree import read_tree

    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return fingerprint(read_tree(root)[0], __version__, settings)


def looks_of(root: Path) -> str:
    """Return a hash of names, sizes and times of all that may be a source, or "" while one has just been changed.

    Reads no file; to look at too many files does no harm.
    """
    from generator.files.root import SOURCE_FOLDERS

    now = time.time_ns()
    seen = blake2b(__version__.encode(), digest_size=16)
    newest = 0
    try:
        for looks, changed in (
            _look(root / "mkdocs.yml"),
            *(one for name in SOURCE_FOLDERS for one in _looks(root / name)),
        ):
            seen.update(looks)
            newest = max(newest, changed)
    except OSError:
        return ""  # something vanished or cannot be read: whoever reads it will say so
    return seen.hexdigest() if newest + _SETTLED_AFTER < now else ""


def _look(file: Path) -> tuple[bytes, int]:
    found = file.stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    return _TIMES.pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns), newest


def _looks(folder: Path) -> Iterator[tuple[bytes, int]]:
    """Yield for a folder and each below it some bytes on its files, and when the latest of them was changed.

    Who copies a file may keep its time, but not the moment at which the copy was put there; hence both. Half of the
    time of a search in 10,000 records is spent here, hence the plain loop.
    """
    left = [str(folder)] if folder.is_dir() else []
    pack = _TIMES.pack
    while left:
        path = left.pop()
        rows: list[tuple[str, bytes]] = []
        below: list[str] = []
        newest = 0
        with _scanned(path) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                if S_ISDIR(found.st_mode):
                    below.append(entry.name)
                    continue
                changed, touched = found.st_mtime_ns, found.st_ctime_ns
                if changed > newest:
                    newest = changed
                if touched > newest:
                    newest = touched
                rows.append((entry.name, pack(found.st_size, changed, touched)))
        rows.sort()
        left += [f"{path}{os.sep}{name}" for name in sorted(below)]
        names = "\0".join((path, *(name for name, _ in rows), ""))
        yield names.encode("utf-8", "surrogateescape") + b"".join(times for _, times in rows), newest


@contextmanager
def _scanned(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Open a folder to look at what is in it, by a handle where that is possible: the system then finds each file at
    once, and need not follow the whole path again."""
    if os.scandir not in os.supports_fd:
        with os.scandir(path) as entries:
            yield entries
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        with os.scandir(handle) as entries:
            yield entries
    finally:
        os.close(handle)


def read_state(root: Path) -> dict[str, Any]:
    """Return what is noted about the index, or nothing when that cannot be read."""
    try:
        state = json.loads((root / STATE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def noted_language(root: Path) -> str:
    """Return the language that mkdocs.yml sets, if it is noted and the file has not changed since; else "".

    So that a search need not load a YAML parser to learn in which language to answer.
    """
    try:
        looks, language = read_state(root)["site"]
        return str(language) if looks and looks == settings_look(root) else ""
    except (OSError, LookupError, TypeError, ValueError):
        return ""


def settings_look(root: Path) -> str:
    """Return how mkdocs.yml looks, or "" while it has just been changed."""
    look, newest = _look(root / "mkdocs.yml")
    return look.hex() if newest + _SETTLED_AFTER < time.time_ns() else ""


def write_state(
    root: Path,
    sources: str | Sources,
    language: str,
    labels: Mapping[str, Mapping[str, str]],
    help_buttons: HelpButtons = (),
    site_language: str = "",
) -> None:
    """Note that the index holds the records with the fingerprint `sources`; labels and buttons are in `language`.

    The labels keep their order, as it is that of the severities. `site_language` is that of mkdocs.yml.
    """
    made_from = Sources(sources) if isinstance(sources, str) else sources
    write_noted(
        root,
        {
            "sources": made_from.content,
            "looks": made_from.looks,
            "language": language,
            "labels": labels,
            "help": [list(button) for button in help_buttons],
            "site": [settings_look(root), site_language] if site_language else [],
        },
    )


def write_noted(root: Path, state: Mapping[str, Any]) -> None:
    """Write a note as `read_state` returns it."""
    from generator.files.writing import write_file

    (root / STATE_FILE).parent.mkdir(exist_ok=True)
    write_file(root / STATE_FILE, json.dumps(state, ensure_ascii=False).encode("utf-8"))
