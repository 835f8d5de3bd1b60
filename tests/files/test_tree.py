"""Reading the folders of an organization."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.files.tree import read_tree


def test_what_is_no_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    """Reading a pipe that nobody writes to would never end."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("This system has no named pipes.")
    folder = tmp_path / "postmortems"
    folder.mkdir()
    os.mkfifo(folder / "PM-2026-0009.yml")
    os.mkfifo(folder / "notes")

    files, problems = read_tree(tmp_path)
    assert files == []
    assert [(one.rule.code, one.span.path) for one in problems] == [("D004", "postmortems/PM-2026-0009.yml")]
