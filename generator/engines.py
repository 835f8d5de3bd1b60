"""The one place that names the search engine; apart from the other plugs, as a search must not wait for them to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.search.engine import SearchEngine


def open_engine(root: Path) -> SearchEngine:
    """Return the search engine over the index of the organization at `root`."""
    from generator.backends.whoosh.engine import WhooshEngine

    return WhooshEngine(root / "build" / "index")
