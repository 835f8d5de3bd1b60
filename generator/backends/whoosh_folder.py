"""Where the index lies on disk: generations that are written beside each other and switched at once.

    index/current.json        which generation counts, with which versions and which files
    index/generation-000007/  one complete Whoosh index, never changed once `current.json` names it
    index/lock                held by the one process that writes

A search that runs while a new generation appears keeps reading its own; a crash leaves the old one in force.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from generator.backends.whoosh_generation import Generation, digests, share, to_disk
from generator.backends.whoosh_schema import SCHEMA_VERSION
from generator.errors import EnvironmentFault
from generator.search.engine import IndexBusy, IndexUnusable
from generator.wording import N_

_CURRENT = "current.json"
_PRIVATE = 0o700


class IndexFolder:
    """The folder of an index, its current generation and its lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Generation:
        """Return the generation in force. Raises IndexUnusable if there is none that may be opened."""
        if not self._is_private():
            raise IndexUnusable(
                N_("The search index in {folder} is missing or open to other users."), folder=self._folder
            )
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
            previous = self._current_name()
            folder = self._folder / f"generation-{self._last_number() + 1:06d}"
            try:
                folder.mkdir(mode=_PRIVATE)
                for path in start.paths() if start else ():
                    share(path, folder / path.name)
                yield folder
                self._publish(folder, start)
            except OSError as error:
                raise EnvironmentFault(
                    N_("The search index in {folder} cannot be written: {reason}."),
                    folder=self._folder,
                    reason=error.strerror or error,
                ) from error
            finally:
                # A failure leaves the old generation in force, and the unfinished one goes.
                self._prune({previous, self._current_name()})

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
            raise EnvironmentFault(
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

    def _current_name(self) -> str:
        try:
            return str(json.loads((self._folder / _CURRENT).read_text(encoding="utf-8"))["generation"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _generations(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("generation-*") if path.name[11:].isdigit())

    def _last_number(self) -> int:
        return max((int(path.name[11:]) for path in self._generations()), default=0)

    def _publish(self, folder: Path, start: Generation | None) -> None:
        files = digests(folder, start.files if start else None)
        state = {"version": SCHEMA_VERSION, "generation": folder.name, "files": files}
        beside = self._folder / f"{_CURRENT}.new"
        beside.write_text(json.dumps(state), encoding="utf-8")
        for path in (*folder.iterdir(), folder, beside):
            to_disk(path)
        beside.replace(self._folder / _CURRENT)
        to_disk(self._folder)

    def _prune(self, kept: set[str]) -> None:
        """Remove all generations but `kept`: the current one and the one before, which a search may still read."""
        for path in self._generations():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
