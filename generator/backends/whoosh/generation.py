"""The files of one generation of the index: what was published of each, whether it still holds, and how they get to disk.

In: a folder and what `current.json` says of it. A digest proves a file, but reading hundreds of megabytes at each start
would take a second; so size and time of change are compared first, and only a file that differs in these is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from generator.search.engine import IndexUnusable
from generator.wording import N_


class FileRecord(NamedTuple):
    """What is known of a file that never changes again."""

    size: int
    mtime_ns: int
    digest: str


class Generation(NamedTuple):
    """One complete index: its folder and what was published of each of its files."""

    folder: Path
    files: Mapping[str, FileRecord]

    def is_intact(self, *, thorough: bool = False) -> bool:
        """Whether the published files are there, unchanged, and no others; `thorough` reads all of them.

        Without it, only decay that leaves size and time alone stays unseen. Raises FileNotFoundError if the whole
        generation is gone, which is no damage: a newer one has taken its place.
        """
        there = dict(_files(self.folder))
        return there.keys() == self.files.keys() and all(
            self._is_unchanged(name, status, thorough) for name, status in there.items()
        )

    @contextmanager
    def doubted(self) -> Iterator[None]:
        """Give a fault while this generation is read its true name: IndexUnusable if a file is damaged.

        Whoosh answers damage with any exception of the languages of pickle, zlib and struct, or a bare Exception.
        """
        try:
            yield
        except Exception as error:  # all but proven damage goes on as it is
            if isinstance(error, FileNotFoundError) or self.is_intact(thorough=True):
                raise
            raise self.damage() from error

    def damage(self) -> IndexUnusable:
        """Return the fault that says that files of this generation are damaged."""
        return IndexUnusable(N_("The search index in {folder} is damaged."), folder=self.folder.parent)

    def _is_unchanged(self, name: str, status: os.stat_result, thorough: bool) -> bool:
        known = self.files[name]
        if status.st_size != known.size:
            return False
        if status.st_mtime_ns == known.mtime_ns and not thorough:
            return True
        return _digest(self.folder / name) == known.digest


def records(folder: Path, known: Mapping[str, FileRecord]) -> dict[str, FileRecord]:
    """Return what is to be published of each file in `folder`; those that are still as `known` are not read again."""
    return {name: _record(folder / name, status, known.get(name)) for name, status in sorted(_files(folder))}


def share(source: str, target: str) -> bool:
    """Give the file `source` a second name, or a copy where names cannot be shared; return whether it is the same file.

    Whoosh never changes a file that it has finished, so two generations may hold the same one.
    """
    import shutil

    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
        return False
    return True


def to_disk(path: Path) -> None:
    """Wait until `path` would survive a power cut; Whoosh itself never does."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(folder: Path) -> None:
    """Remove a generation as far as it lets itself: where a file that is being read cannot go, it stays (Windows)."""
    import shutil

    for name in os.listdir(folder):
        path = f"{folder}{os.sep}{name}"
        with suppress(OSError):
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    with suppress(OSError):
        folder.rmdir()


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield entry.name, os.stat(entry.path)


def _record(path: Path, status: os.stat_result, known: FileRecord | None) -> FileRecord:
    if known is not None and (known.size, known.mtime_ns) == (status.st_size, status.st_mtime_ns):
        return known
    return FileRecord(status.st_size, status.st_mtime_ns, _digest(path))


def _digest(path: Path) -> str:
    # A file that is as it was published is not read, so a search need not load this.
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
