"""Read the sources of an organization."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Span
from generator.files import rules
from generator.files.root import SOURCE_FOLDERS

SOURCE_SUFFIXES = (".yml", ".yaml", ".md")
# Templates for authors are not records.
_OTHER_FOLDERS = ("kb/templates",)
_UNUSABLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
_SECOND_ENDING = re.compile(r"\.(?:txt|text|rtf|docx?|wps|html?)$", re.IGNORECASE)
_TEMPORARY = re.compile(r"^\.|~$|^#.*#$|\.sw[a-z]$|\.tmp$|^~\$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of one source; `path` is relative to the root, with forward slashes."""

    path: str
    data: bytes


def is_source(path: str) -> bool:
    """Whether a path relative to the root is that of a source; editors' swap files and hidden ones are not."""
    parts = path.split("/")
    if parts[0] not in SOURCE_FOLDERS or any(_TEMPORARY.search(part) for part in parts):
        return False
    return path.lower().endswith(SOURCE_SUFFIXES) and not any(
        path.startswith(f"{folder}/") for folder in _OTHER_FOLDERS
    )


def read_tree(root: Path) -> tuple[list[RawFile], list[Diagnostic]]:
    """Read every source below `root`, sorted by path, without following symbolic links."""
    files: list[RawFile] = []
    found: list[Diagnostic] = []
    for folder in SOURCE_FOLDERS:
        seen: dict[str, str] = {}
        for path, is_link in _walk(root / folder, folder, found):
            if is_link:
                found.append(rules.SYMLINK_PASSED_OVER.at(Span(path), value=path))
                continue
            if not is_source(path):
                found.extend(_second_ending(path))
                continue
            found.extend(_name_problems(path, seen))
            try:
                files.append(RawFile(path, (root / path).read_bytes()))
            except OSError as error:
                found.append(rules.UNREADABLE_FILE.at(Span(path), reason=error.strerror or str(error)))
    return files, found


def _walk(folder: Path, relative: str, found: list[Diagnostic]) -> Iterator[tuple[str, bool]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        found.append(rules.UNREADABLE_FILE.at(Span(relative), reason=error.strerror or str(error)))
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.is_symlink():
            yield path, True
        elif entry.is_dir():
            if not _TEMPORARY.search(entry.name):
                yield from _walk(Path(entry.path), path, found)
        elif entry.is_file():
            yield path, False
        elif is_source(path):
            # Reading a pipe would wait for ever.
            found.append(rules.UNREADABLE_FILE.at(Span(path), reason="not a regular file"))


def _second_ending(path: str) -> Iterator[Diagnostic]:
    """Say of `PM-2026-0007.yml.txt` that it is not read, which nobody sees where endings are hidden."""
    inner = _SECOND_ENDING.sub("", path)
    if inner != path and is_source(inner):
        name = inner.rsplit("/", 1)[-1]
        yield rules.SECOND_ENDING.at(Span(path), suffix=path[len(inner) :], name=name)


def _name_problems(path: str, seen: dict[str, str]) -> Iterator[Diagnostic]:
    name = path.rsplit("/", 1)[-1]
    if _UNUSABLE.search(name):
        # repr keeps a line break in a name from breaking the message in two.
        yield rules.UNUSABLE_FILE_NAME.at(Span(path), value=repr(name)[1:-1])
    other = seen.setdefault(path.casefold(), path)
    if other != path:
        yield rules.CASE_CLASH.at(Span(path), other=other)
