"""Where the index lies on disk: generations that are written beside each other and switched at once.

    index/current.json        which generation counts, with which versions and which files
    index/generation-000007/  one complete Whoosh index, never changed once `current.json` names it
    index/lock                held by the one process that writes

A search that runs while a new generation appears keeps reading its own; a crash leaves the old one in force.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from generator.backends.whoosh_schema import SCHEMA_VERSION
from generator.search.engine import IndexBusy, IndexUnusable
from generator.wording import N_

_CURRENT = "current.json"
_PRIVATE = 0o700


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


def digests(folder: Path) -> dict[str, str]:
    """Return file name → content hash of all files in `folder`; random damage does not make Whoosh complain."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.endswith("LOCK"):
            with path.open("rb") as file:
                found[path.name] = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    return found


class IndexFolder:
    """The folder of an index, its current generation and its lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Generation:
        """Return the generation in force. Raises IndexUnusable if there is none that may be opened."""
        if not self._is_private():
            raise IndexUnusable(N_("The search index in {folder} is missing or open to other users."), folder=self._folder)
        try:
            state = json.loads((self._folder / _CURRENT).read_text(encoding="utf-8"))
            generation = Generation(self._folder / str(state["generation"]), dict(state["files"]))
            version = state["version"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(N_("There is no readable search index in {folder}."), folder=self._folder) from error
        if version != SCHEMA_VERSION:
            raise IndexUnusable(N_("The search index in {folder} was made by another version."), folder=self._folder)
        return generation

    @contextmanager
    def next_generation(self, start: Generation | None = None) -> Iterator[Path]:
        """Give a folder to write the next generation in; when the block ends well, it is in force.

        It begins as a copy of `start`, or empty. Raises IndexBusy while another process writes.
        """
        self._make_private()
        with self._locked():
            folder = self._folder / f"generation-{self._last_number() + 1:06d}"
            folder.mkdir(mode=_PRIVATE)
            try:
                for path in start.paths() if start else ():
                    _share(path, folder / path.name)
                yield folder
                self._publish(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._prune()

    def _is_private(self) -> bool:
        """Whether nobody else can put files here: Whoosh unpickles what it opens, so a foreign file is foreign code."""
        try:
            status = self._folder.stat()
        except OSError:
            return False
        if os.name != "posix":
            return True
        return status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077

    def _make_private(self) -> None:
        """Create the folder, or take it back; whatever lay in a folder open to others is thrown away."""
        try:
            if self._folder.exists() and not self._is_private():
                self._folder.chmod(_PRIVATE)
                for path in self._folder.iterdir():
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnusable(
                N_("The folder {folder} for the search index cannot be used: {reason}."),
                folder=self._folder,
                reason=error.strerror or error,
            ) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileStorage(str(self._folder)).lock("lock")
        if not lock.acquire():
            raise IndexBusy(N_("Another process is writing the search index in {folder}."), folder=self._folder)
        try:
            yield
        finally:
            lock.release()

    def _generations(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("generation-*") if path.name[11:].isdigit())

    def _last_number(self) -> int:
        return max((int(path.name[11:]) for path in self._generations()), default=0)

    def _publish(self, folder: Path) -> None:
        state = {"version": SCHEMA_VERSION, "generation": folder.name, "files": digests(folder)}
        beside = self._folder / f"{_CURRENT}.new"
        beside.write_text(json.dumps(state), encoding="utf-8")
        for path in (*folder.iterdir(), folder, beside):
            _to_disk(path)
        beside.replace(self._folder / _CURRENT)
        _to_disk(self._folder)

    def _prune(self) -> None:
        """Keep the current generation and the one before, which searches that began earlier may still read."""
        for path in self._generations()[:-2]:
            shutil.rmtree(path, ignore_errors=True)


def _share(source: Path, target: Path) -> None:
    """Give `source` a second name: Whoosh never changes a file that it has finished."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _to_disk(path: Path) -> None:
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
