"""Reading the folders of an organization, and writing files there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.files import writing
from generator.files.record_numbers import next_id
from generator.files.tree import read_tree
from generator.files.writing import write_file
from generator.registry import KINDS

TODAY = date(2026, 11, 20)
POSTMORTEM = KINDS["postmortem"]


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


WRITTEN = [
    ("PM-2026-0007.yml", b"", 8),
    ("other.yml", b"title: x\nid: PM-2026-0004\n", 5),
    ("other.yml", b"title: x\r  id : 'pm-2026-0004'\r", 5),
    ("other.yml", b'{"title": "x", "id": "PM-2026-0004"}', 5),
    ("other.yml", "标题: 盘满\nid：PM-2026-0004\n".encode("utf-16"), 5),
    ("other.yml", "标题: 盘满\nid: PM-2026-0004\n".encode("gb18030"), 5),
    ("other.yml", b"title: after PM-2026-0009\nrelated: [PM-2026-0008]\n", 1),
    ("other.yml", b"id: PM-2025-0004\n", 1),
]


@pytest.mark.parametrize(("name", "data", "expected"), WRITTEN)
def test_a_number_in_use_is_not_given_again(tmp_path: Path, name: str, data: bytes, expected: int) -> None:
    """Whatever the file is called and however it is written; a number that is only cited is free."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / name).write_bytes(data)

    assert next_id(tmp_path, POSTMORTEM, TODAY) == f"PM-2026-{expected:04d}"


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there stays; what was begun beside it goes."""

    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(writing.os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"old")]
