"""Show how far a build is: a line a phase on a pipe, one line that changes on a terminal, nothing for a short build."""

from __future__ import annotations

import sys
import time

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.commands.terminal.table import shortened, width

_SHORT = 1.0


class Phases:
    """Call it with the catalogue text of each phase; call `end` before printing anything else."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._started = time.monotonic()
        self._stream = sys.stderr if session.as_json else sys.stdout
        self._on_terminal = self._stream.isatty()
        self._shown = 0

    def __call__(self, phase: str) -> None:
        """Show that `phase` begins."""
        if self._session.quiet:
            return
        if not self._on_terminal:
            self._session.say(_(phase))
        elif self.seconds > _SHORT or self._session.verbose:
            self._clear()
            text = shortened(f"{_(phase)} …", 70)
            self._shown = width(text)
            self._write(text)

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self._started

    def end(self) -> None:
        """Take the changing line away."""
        self._clear()

    def _clear(self) -> None:
        if self._shown:
            self._write("\r" + " " * self._shown + "\r")
            self._shown = 0

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
