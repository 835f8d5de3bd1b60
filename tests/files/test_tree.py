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


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("PM-2026-0007.yml.txt", "PM-2026-0007.yml"),
        ("PM-2026-0007.YAML.TXT", "PM-2026-0007.YAML"),
        ("KB-OVERVIEW.md.docx", "KB-OVERVIEW.md"),
        ("server.log.txt", ""),
        ("PM-2026-0007.yml.bak", ""),
        ("~$M-2026-0007.yml.docx", ""),
    ],
)
def test_a_record_with_a_second_ending_is_told(tmp_path: Path, name: str, told: str) -> None:
    """Where Windows hides endings, nobody sees why the record is missing; a backup copy is left out on purpose."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / name).write_text("id: PM-2026-0007\n", encoding="utf-8")

    files, problems = read_tree(tmp_path)
    assert files == []
    assert [(one.rule.code, one.values["name"]) for one in problems] == ([("D008", told)] if told else [])
