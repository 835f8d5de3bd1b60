"""The note beside the search index: from which records it was made, and what people read for its values.

Whether the index is fresh is asked at every search, so it must cost little: where names, sizes and times of all
sources are as noted, nothing is read. Only where they differ, or are so young that a second edit may have the same
time, contents decide; a checkout that touches every file rebuilds nothing.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple
from zlib import crc32

from generator import __version__

STATE_FILE = "build/index-state.json"
# Two edits within one tick of a disk's clock have the same time; the coarsest clocks in use tick every two seconds.
_SETTLED_AFTER = 2 * 10**9
_TIMES = Struct("<3q")

HelpButtons = Sequence[tuple[str, str]]


class Sources(NamedTuple):
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
    from generator.files.source_fingerprint import fingerprint
    from generator.files.tree import read_tree

    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return fingerprint(read_tree(root)[0], __version__, settings)


def looks_of(root: Path) -> str:
    """Return a mark of names, sizes and times of all that may be a source, or "" while one has just been changed.

    Reads no file; to look at too many files does no harm. The moment of the latest change is part of the mark, so a
    short checksum is enough for the rest; a cryptographic hash would have to be loaded first.
    """
    from generator.files.root import SOURCE_FOLDERS

    now = time.time_ns()
    seen = crc32(__version__.encode())
    newest = 0
    try:
        for looks, changed in (
            _look(root / "mkdocs.yml"),
            *(one for name in SOURCE_FOLDERS for one in _looks(root / name)),
        ):
            seen = crc32(looks, seen)
            newest = max(newest, changed)
    except OSError:
        return ""  # something vanished or cannot be read: whoever reads it will say so
    return f"{newest:x}-{seen:08x}" if newest + _SETTLED_AFTER < now else ""


def _look(file: Path) -> tuple[bytes, int]:
    found = file.stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    return _TIMES.pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns), newest


def _looks(folder: Path) -> Iterator[tuple[bytes, int]]:
    """Yield for a folder and each below it some bytes on its files, and when the latest of them was changed.

    Who copies a file may keep its time, but not the moment at which the copy was put there; hence both. A fifth of the
    time of a search in 10,000 records is spent here, hence whole lists, and no sorting: as long as nothing is changed
    in a folder, the system lists it in the same order.
    """
    left = [str(folder)] if folder.is_dir() else []
    while left:
        path = left.pop()
        with _scanned(path) as scanned:
            entries = list(scanned)
            files = [entry for entry in entries if not entry.is_dir(follow_symlinks=False)]
            found = [entry.stat(follow_symlinks=False) for entry in files]
        if len(files) < len(entries):
            left += [f"{path}{os.sep}{entry.name}" for entry in entries if entry.is_dir(follow_symlinks=False)]
        changed = [one.st_mtime_ns for one in found]
        touched = [one.st_ctime_ns for one in found]
        names = "\0".join([path, *[entry.name for entry in files], ""])
        times = array("q", changed + touched + [one.st_size for one in found])
        yield names.encode("utf-8", "surrogateescape") + times.tobytes(), max(times[: 2 * len(files)], default=0)


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
