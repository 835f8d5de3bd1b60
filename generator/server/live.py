"""What the preview knows about the last build; read by web requests, written by the one who rebuilds."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Report, Severity
from generator.model.source import Source


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of the state: `generation` grows with each new site, `fault` is why a build broke off."""

    generation: int = 1
    report: Report = field(default_factory=Report)
    sources: Mapping[str, Source] = field(default_factory=dict)
    fault: str = ""

    @property
    def errors(self) -> int:
        """How many things keep the newest sources from being shown."""
        return self.report.count(Severity.ERROR) + bool(self.fault)


class LiveState:
    """The state that live.js polls; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = Snapshot()

    def snapshot(self) -> Snapshot:
        """Return the state of this moment."""
        with self._lock:
            return self._now

    def succeeded(self, report: Report, sources: Mapping[str, Source]) -> None:
        """A new site is in place: pages reload."""
        with self._lock:
            self._now = Snapshot(self._now.generation + 1, report, sources)

    def refused(self, report: Report, sources: Mapping[str, Source]) -> None:
        """The sources have errors; the last good site stays."""
        with self._lock:
            self._now = Snapshot(self._now.generation, report, sources)

    def broke(self, fault: str) -> None:
        """The build itself failed for the reason `fault`; the last good site stays."""
        with self._lock:
            self._now = Snapshot(self._now.generation, self._now.report, self._now.sources, fault)
