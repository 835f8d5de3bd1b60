"""The files of one generation of the index, and how they get to disk."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete index: its folder and the digest of each of its files."""

    folder: Path
    files: dict[str, str]

    def paths(self) -> list[Path]:
        """Return all its files."""
        return [self.folder / name for name in self.files]

    def is_intact(self) -> bool:
        """Whether every file still has the digest with which it was published."""
        return self.files == digests(self.folder)


def digests(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return file name → content hash of all files in `folder`; random damage does not make Whoosh complain.

    Files in `known` are taken at their word: they are shared with a generation that was checked.
    """
    found = dict(known or {})
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.endswith("LOCK") and path.name not in found:
            with path.open("rb") as file:
                found[path.name] = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    return {name: digest for name, digest in found.items() if (folder / name).exists()}


def share(source: Path, target: Path) -> None:
    """Give `source` a second name: Whoosh never changes a file that it has finished."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def to_disk(path: Path) -> None:
    """Wait until `path` would survive a power cut; Whoosh itself never does."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
