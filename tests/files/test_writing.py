"""Writing files whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from generator.files import writing
from generator.files.writing import write_file, write_new_file


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


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    """Who began a record first keeps it."""
    path = tmp_path / "PM-2026-0001.yml"
    write_new_file(path, b"first")
    with pytest.raises(FileExistsError):
        write_new_file(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_full_disk_leaves_no_empty_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take a number."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("This system has no device that is always full.")

    def begin(path: Path, *_given: object, **_options: object) -> io.FileIO:
        path.touch()
        return io.FileIO(full, "wb")

    path = tmp_path / "PM-2026-0001.yml"
    monkeypatch.setattr(Path, "open", begin)
    with pytest.raises(OSError, match="No space"):
        write_new_file(path, b"text")
    assert list(tmp_path.iterdir()) == []
