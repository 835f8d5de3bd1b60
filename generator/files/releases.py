"""Put a released revision into its place, whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from generator.errors import UserError
from generator.wording import N_


def write_release(folder: Path, markdown: tuple[str, bytes], lock: tuple[str, bytes], *, replace: bool = False) -> None:
    """Write the frozen text and then its lock (name and bytes of each) into `folder`.

    The lock makes the release: only when it stands in its place, there is one. Whatever stops this on the way, what
    was written before is taken back; a machine that dies leaves at most a text without a lock, which nobody follows.
    With `replace` the lock may be there already; the text has a new name then, and that of before stays until the end.
    Raises UserError where a lock is there that must not be replaced.
    """
    target = folder / lock[0]
    if target.exists() and not replace:
        raise UserError(N_("{path} is there already; it was not touched."), path=f"{folder.name}/{lock[0]}")
    folder.mkdir(parents=True, exist_ok=True)
    waiting = {folder / f".{name}.tmp": data for name, data in (markdown, lock)}
    placed: Path | None = None
    try:
        for path, data in waiting.items():
            _write_through(path, data)
        for path, name in zip(waiting, (markdown[0], lock[0]), strict=True):
            placed = placed or folder / name
            os.replace(path, folder / name)
        _settle(folder)
    except BaseException:
        # Also when the user stops it.
        if placed is not None and not _is_lock(target, lock[1]):
            placed.unlink(missing_ok=True)
        raise
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()  # only if nothing came to lie in it


def _is_lock(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the names on the disk too, where the system can be asked to."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
