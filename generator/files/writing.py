"""Write only what changed, and remove what is no longer made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left as they were, and removed."""

    changed: int
    same: int
    removed: int


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make `folder` hold exactly `files` (relative path to bytes); equal files keep their time of change."""
    changed = same = 0
    made: set[Path] = set()
    for relative, data in files.items():
        path = folder / relative
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if _holds(path, data):
            same += 1
        else:
            write_file(path, data)
            changed += 1
    wanted = {folder / relative for relative in files}
    removed = 0
    for path in sorted(_files(folder)):
        if path not in wanted:
            path.unlink()
            removed += 1
    return Written(changed, same, removed)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then into it."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError where it is there."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
