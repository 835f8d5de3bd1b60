"""Where the index lies on disk: generations that are written beside each other and switched at once.

    index/current.json        which generation counts, with which versions and which files
    index/generation-000007/  one complete Whoosh index, never changed once `current.json` names it
    index/lock                held by the one process that writes

A generation shares the files that it has in common with the one before, so a small change costs little however large
the index is. A search that runs while a new generation appears keeps reading its own; a crash leaves the old one in
force. Whoosh unpickles what it opens, so nothing is opened in a folder where others could have put a file.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.backends.whoosh.generation import FileRecord, Generation, records, remove, share, to_disk
from generator.backends.whoosh.layout import SCHEMA_VERSION
from generator.errors import EnvironmentFault
from generator.search.engine import IndexBusy, IndexUnusable
from generator.wording import N_

_CURRENT = "current.json"
_PRIVATE = 0o700


class IndexFolder:
    """The folder of an index, its current generation and its lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[tuple[int, int, int], Generation] | None = None

    def current(self) -> Generation:
        """Return the generation in force. Raises IndexUnusable if there is none that may be opened."""
        if not self._is_private():
            raise IndexUnusable(
                N_("The search index in {folder} is missing or open to other users."), folder=self._folder
            )
        try:
            status = (self._folder / _CURRENT).stat()
            version = (status.st_ino, status.st_mtime_ns, status.st_size)
            if self._read is None or self._read[0] != version:
                self._read = (version, self._published())
            return self._read[1]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexUnusable(N_("There is no readable search index in {folder}."), folder=self._folder) from error

    def intact(self, *, thorough: bool = False) -> Generation:
        """Return the generation in force, checked for damage, `thorough` or at a glance. Raises IndexUnusable."""
        generation = self.current()
        while not _holds(generation, thorough):
            # What looks like damage may be pruning: then another generation is in force by now.
            successor = self.current()
            if successor == generation:
                raise generation.damage()
            generation = successor
        return generation

    @contextmanager
    def next_generation(self, start: Generation | None = None) -> Iterator[Path]:
        """Give a folder to write the next generation in; when the block ends well, it is in force.

        It begins with the files of `start`, or empty. Raises IndexBusy while another process writes, or if one has
        written since `start` was in force.
        """
        self._make_private()
        try:
            with self._locked():
                previous = self._current_name()
                if start is not None and previous != start.folder.name:
                    raise self._busy()
                try:
                    folder = self._folder / f"generation-{self._last_number() + 1:06d}"
                    shared = _begun(folder, start)
                    yield folder
                    self._publish(folder, start.files if start else {}, shared)
                finally:
                    # A failure leaves the old generation in force, and the unfinished one goes.
                    self._prune({previous, self._current_name()})
        except OSError as error:
            raise EnvironmentFault(
                N_("The search index in {folder} cannot be written: {reason}."),
                folder=self._folder,
                reason=error.strerror or error,
            ) from error

    def _published(self) -> Generation:
        state = json.loads((self._folder / _CURRENT).read_text(encoding="utf-8"))
        if state["version"] != SCHEMA_VERSION:
            raise IndexUnusable(N_("The search index in {folder} was made by another version."), folder=self._folder)
        files = {str(name): FileRecord(*record) for name, record in state["files"].items()}
        return Generation(self._folder / str(state["generation"]), files)

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
        import shutil

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
        # Only who writes waits for Whoosh to load.
        from whoosh.filedb.filestore import FileStorage

        lock = FileStorage(str(self._folder)).lock("lock")
        if not lock.acquire():
            raise self._busy()
        try:
            yield
        finally:
            lock.release()

    def _busy(self) -> IndexBusy:
        return IndexBusy(N_("Another process is writing the search index in {folder}."), folder=self._folder)

    def _current_name(self) -> str:
        try:
            return str(json.loads((self._folder / _CURRENT).read_text(encoding="utf-8"))["generation"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _generations(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("generation-*") if path.name[11:].isdigit())

    def _last_number(self) -> int:
        return max((int(path.name[11:]) for path in self._generations()), default=0)

    def _publish(self, folder: Path, known: Mapping[str, FileRecord], shared: set[str]) -> None:
        files = records(folder, known)
        state = {"version": SCHEMA_VERSION, "generation": folder.name, "files": files}
        beside = self._folder / f"{_CURRENT}.new"
        beside.write_text(json.dumps(state), encoding="utf-8")
        unchanged = {name for name in shared if files.get(name) == known[name]}
        for path in (*(folder / name for name in files if name not in unchanged), folder, beside):
            to_disk(path)
        beside.replace(self._folder / _CURRENT)
        to_disk(self._folder)

    def _prune(self, kept: set[str]) -> None:
        """Remove all generations but `kept`: the current one and the one before, which a search may still read.

        Where a file that is being read cannot be removed (Windows), it stays until a later update removes it.
        """
        for path in self._generations():
            if path.name not in kept:
                remove(path)


def _begun(folder: Path, start: Generation | None) -> set[str]:
    """Make `folder` with the files of `start`; return the names of those that are the same file, not a copy."""
    folder.mkdir(mode=_PRIVATE)
    if start is None:
        return set()
    return {name for name in start.files if share(f"{start.folder}{os.sep}{name}", f"{folder}{os.sep}{name}")}


def _holds(generation: Generation, thorough: bool) -> bool:
    try:
        return generation.is_intact(thorough=thorough)
    except FileNotFoundError:
        return False
