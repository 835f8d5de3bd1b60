"""Answers for tests of the web application."""

from __future__ import annotations

import threading
from typing import Any


class Asked:
    """Answers that remember what was asked, or fail as told, or wait until they are let go."""

    def __init__(self) -> None:
        self.last: tuple[Any, ...] = ()
        self.fault: Exception | None = None
        self.let_go = threading.Event()
        self.let_go.set()

    def search(self, text: str, **chosen: Any) -> dict[str, Any]:
        """Answer a search."""
        return self._answer(("search", text, chosen), query=text, hits=[])

    def similar(self, **asked: Any) -> dict[str, Any]:
        """Answer what is similar."""
        return self._answer(("similar", asked), items=[])

    def suggest(self, typed: str, *, limit: int) -> dict[str, Any]:
        """Answer what to offer."""
        return self._answer(("suggest", typed, limit), items=[])

    def documents(self) -> int:
        """Return some number."""
        return 42

    def _answer(self, asked: tuple[Any, ...], **parts: Any) -> dict[str, Any]:
        self.last = asked
        self.let_go.wait(10)
        if self.fault is not None:
            raise self.fault
        return {"ok": True, **parts}
