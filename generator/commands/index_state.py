"""The note beside the search index: from which records it was made, and how people call the values of its facets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import __version__
from generator.files.fingerprint import fingerprint
from generator.files.tree import read_tree
from generator.files.writing import write_file

STATE_FILE = "build/index-state.json"


def state_of_sources(root: Path) -> str:
    """Return the fingerprint of everything from which the index is made."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return fingerprint(read_tree(root)[0], __version__, settings)


def read_state(root: Path) -> dict[str, Any]:
    """Return what is noted about the index, or nothing when that cannot be read."""
    try:
        state = json.loads((root / STATE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(root: Path, sources: str, language: str, labels: Mapping[str, Mapping[str, str]]) -> None:
    """Note that the index holds the records with the fingerprint `sources`, and the labels in `language`."""
    state = {"sources": sources, "language": language, "labels": labels}
    write_file(root / STATE_FILE, json.dumps(state, ensure_ascii=False, sort_keys=True).encode("utf-8"))
