"""Notice edits of the sources and report them together, after a short rest."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from generator.files.tree import is_source

REST = 0.2
LONGEST_WAIT = 2.0
_POLLING_INTERVAL = 1.0
_CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
_NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "vboxsf", "drvfs", "afs"})

OnChange = Callable[[frozenset[str]], None]


def concerns_site(path: str) -> bool:
    """Whether a change of `path` (relative to the root) can change the site; editors' swap files cannot."""
    if path == "mkdocs.yml" or is_source(path):
        return True
    if not path.startswith("kb/templates/"):
        return False
    # Templates have names of their own; only those of swap files and hidden ones are left out.
    return all(is_source(f"kb/{part}/any.md") for part in path.split("/")[2:])


def is_network_share(folder: Path) -> bool:
    """Whether change events are silent in `folder` because it lies on another machine."""
    text = str(folder)
    if sys.platform == "win32":
        return text.startswith(("\\\\", "//"))
    try:
        mounts = [
            line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
        ]
    except OSError:
        return False
    above = [row for row in mounts if len(row) > 2 and (text == row[1] or text.startswith(row[1].rstrip("/") + "/"))]
    nearest = max(above, key=lambda row: len(row[1]), default=None)
    return nearest is not None and nearest[2] in _NETWORK_TYPES


def watch(root: Path, folders: Iterable[str], on_change: OnChange, *, polling: bool = False) -> Watch:
    """Begin to watch mkdocs.yml and `folders` below `root`; use as a context manager, or call `stop`.

    `on_change` gets the changed paths in a thread of its own, one call at a time, once nothing has changed for REST
    seconds. Polls where events are silent or the system has no more of them to give.
    """
    root = root.resolve()
    if not (polling or is_network_share(root)):
        try:
            return Watch(root, tuple(folders), on_change, Observer())
        except OSError:
            pass  # no more inotify watches, for instance
    return Watch(root, tuple(folders), on_change, PollingObserver(timeout=_POLLING_INTERVAL))


class Watch:
    """A running watch."""

    def __init__(self, root: Path, folders: tuple[str, ...], on_change: OnChange, observer: BaseObserver) -> None:
        self._root = root
        self._folders = folders
        self._observer = observer
        self._debouncer = Debouncer(on_change)
        self._watched: dict[str, ObservedWatch] = {}
        handler = _Handler(self)
        self._handler = handler
        observer.schedule(handler, str(root), recursive=False)
        for folder in folders:
            self._watch_folder(folder)
        observer.start()

    @property
    def polls(self) -> bool:
        """Whether it looks again and again instead of being told."""
        return isinstance(self._observer, PollingObserver)

    def _watch_folder(self, folder: str) -> None:
        """Watch a folder that came, anew where one of its name went before: the watch of that one is dead."""
        former = self._watched.pop(folder, None)
        if former is not None:
            with suppress(KeyError):
                self._observer.unschedule(former)
        if (self._root / folder).is_dir():
            with suppress(FileNotFoundError):  # gone again; its return will be told
                self._watched[folder] = self._observer.schedule(self._handler, str(self._root / folder), recursive=True)

    def noticed(self, text: str, *, is_folder: bool) -> None:
        """Take note of a change at the absolute path `text`."""
        try:
            path = Path(text).relative_to(self._root).as_posix()
        except ValueError:
            return
        if not is_folder:
            if concerns_site(path):
                self._debouncer.add(path)
            return
        if path in self._folders:
            self._watch_folder(path)
        # Files of a folder that came or went as a whole have no events of their own.
        if path.split("/")[0] in self._folders and concerns_site(f"{path}/any.md"):
            self._debouncer.add(path)

    def stop(self) -> None:
        """Stop watching; a call of `on_change` that runs is waited for."""
        self._observer.stop()
        self._observer.join(timeout=5)
        self._debouncer.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Handler(FileSystemEventHandler):
    """Passes events on to the watch."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        if event.is_directory and event.event_type in ("modified", "closed"):
            return
        for path in (event.src_path, event.dest_path):
            if path:
                text = path if isinstance(path, str) else bytes(path).decode("utf-8", "surrogateescape")
                self._watch.noticed(text, is_folder=event.is_directory)


class Debouncer:
    """Gathers paths and hands them over together once nothing has come for `rest` seconds."""

    def __init__(self, on_change: OnChange, rest: float = REST, longest: float = LONGEST_WAIT) -> None:
        self._on_change = on_change
        self._rest = rest
        self._longest = longest
        self._condition = threading.Condition()
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="fupan-watch", daemon=True)
        self._thread.start()

    def add(self, path: str) -> None:
        """Note that `path` changed."""
        with self._condition:
            self._last = time.monotonic()
            if not self._paths:
                self._first = self._last
            self._paths.add(path)
            self._condition.notify_all()

    def stop(self) -> None:
        """Stop; what was gathered and not handed over yet is dropped."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        while (paths := self._next()) is not None:
            self._on_change(paths)

    def _next(self) -> frozenset[str] | None:
        with self._condition:
            while not self._stopped:
                if not self._paths:
                    self._condition.wait()
                    continue
                left = min(self._last + self._rest, self._first + self._longest) - time.monotonic()
                if left <= 0:
                    paths, self._paths = frozenset(self._paths), set()
                    return paths
                self._condition.wait(left)
            return None
