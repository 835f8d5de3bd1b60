"""The files of one generation, mapped into memory for reading.

In: a folder that holds a Whoosh index. Out: what Whoosh calls a storage. Whoosh's own file storage reads through one
file position, which two threads corrupt for each other, or copies a whole file into memory. Here every opened file has
a position of its own over one shared mapping: opening costs no reading, `get` needs no position at all, and the
operating system keeps in memory only what searches touch.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NoReturn

from whoosh.filedb.filestore import ReadOnlyError, Storage
from whoosh.filedb.structfile import BufferFile

from generator.backends.whoosh.files import Buffer, mapped


class MappedStorage(Storage):  # type: ignore[misc]
    """Opens the files of a folder for reading only; safe for many threads."""

    supports_mmap = True
    readonly = True

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self._folder = folder
        self._mapped: dict[str, Buffer] = {}

    def open_file(self, name: str, **_: Any) -> MappedFile:
        """Return `name` with a position of its own. Raises FileNotFoundError."""
        buffer = self._mapped.get(name)
        if buffer is None:
            # Two threads may both map a file; one of the mappings is then dropped, which harms nobody.
            buffer = self._mapped.setdefault(name, mapped(self._folder / name))
        return MappedFile(buffer, name)

    def close(self) -> None:
        """Let go of all files; those still being read stay mapped until their reader is gone.

        Every Whoosh reader calls this when it closes, so it must not pull a file from under another.
        """
        self._mapped = {}

    def list(self) -> list[str]:
        """Return the names of all files."""
        return os.listdir(self._folder)

    def file_exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._mapped or (self._folder / name).exists()

    def file_length(self, name: str) -> int:
        """Return the size of a file in bytes."""
        return (self._folder / name).stat().st_size

    def file_modified(self, name: str) -> float:
        """Return when a file was last changed."""
        return (self._folder / name).stat().st_mtime

    def create_file(self, name: str, **_: Any) -> NoReturn:
        """Refuse: a generation in force never changes."""
        raise ReadOnlyError(name)

    def delete_file(self, name: str) -> NoReturn:
        """Refuse: a generation in force never changes."""
        raise ReadOnlyError(name)


class MappedFile(BufferFile):  # type: ignore[misc]
    """One opened file. `get` and `get_…` may be called by many threads at once; `read`, `seek` and `tell` by one."""

    def __init__(self, buffer: Buffer, name: str) -> None:
        # Not BufferFile's own beginning, which copies the buffer.
        self.buffer = self._buf = buffer
        self._name = name
        self.file = _Position(buffer)
        self.onclose = None
        self.is_real = False
        self.is_closed = False


class _Position:
    """A place in a buffer, with the file methods that Whoosh and pickle use."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        end = len(self._buffer) if size < 0 else self._at + size
        found = self._buffer[self._at : end]
        self._at += len(found)
        return found

    def readline(self) -> bytes:
        end = self._buffer.find(b"\n", self._at)
        return self.read(end + 1 - self._at if end >= 0 else -1)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + (0, self._at, len(self._buffer))[whence]
        return self._at

    def tell(self) -> int:
        return self._at
