"""A release is written whole or not at all, wherever it is stopped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import UserError
from generator.files import releases
from generator.files.releases import write_release

TEXT, LOCK = ("A-1.md", b"text"), ("A-1.lock.yml", b"lock")


class Killed(BaseException):
    """The machine or the user stops the program; nothing below catches it by name."""


def held(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int) -> list[str]:
    """Kill the program before its call no. `number` that changes the disk; return the calls that were made."""
    calls: list[str] = []

    def killing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == number:
                raise Killed
            return real(*arguments, **options)

        return call

    monkeypatch.setattr(releases, "_write_through", killing("write", releases._write_through))
    monkeypatch.setattr(releases, "_settle", killing("settle", releases._settle))
    monkeypatch.setattr(os, "replace", killing("replace", os.replace))
    return calls


def test_text_and_lock_are_written(tmp_path: Path) -> None:
    """Nothing else is left behind."""
    write_release(tmp_path / "SOP-IT-001", TEXT, LOCK)

    assert held(tmp_path / "SOP-IT-001") == {"A-1.lock.yml": b"lock", "A-1.md": b"text"}


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("before", [{}, {"A-0.md": b"old", "A-0.lock.yml": b"old"}], ids=["first", "second"])
def test_a_stop_at_any_step_leaves_the_old_or_the_new_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, before: dict[str, bytes]
) -> None:
    """Until the lock is in its place nothing has happened; from then on everything has."""
    folder = tmp_path / "SOP-IT-001"
    for name, data in before.items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    calls = stop_at(monkeypatch, number)

    with pytest.raises(Killed):
        write_release(folder, TEXT, LOCK)

    whole = number == 5
    assert calls == ["write", "write", "replace", "replace", "settle"][:number]
    assert held(folder) == dict(sorted({**before, **(dict([TEXT, LOCK]) if whole else {})}.items()))


@pytest.mark.parametrize("number", range(1, 6))
def test_a_machine_that_dies_leaves_at_most_a_text_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Nothing can be taken back then; the lock alone decides, and what is half written has a name that nobody reads."""
    folder = tmp_path / "SOP-IT-001"
    folder.mkdir()
    stop_at(monkeypatch, number)
    monkeypatch.setattr(Path, "unlink", lambda *_arguments, **_options: None)

    with pytest.raises(Killed):
        write_release(folder, TEXT, LOCK)

    visible = {name for name in held(folder) if not name.startswith(".")}
    assert visible == [set(), set(), set(), {"A-1.md"}, {"A-1.md", "A-1.lock.yml"}][number - 1]


def test_what_a_dead_machine_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """The next release replaces a text without a lock and the half-written files."""
    for name in ("A-1.md", ".A-1.md.tmp", ".A-1.lock.yml.tmp"):
        (tmp_path / name).write_bytes(b"left over")
    write_release(tmp_path, TEXT, LOCK)

    assert held(tmp_path) == {"A-1.lock.yml": b"lock", "A-1.md": b"text"}


def test_a_lock_is_never_replaced_by_a_release(tmp_path: Path) -> None:
    """Only an editorial fix may, and its text has another name."""
    write_release(tmp_path, TEXT, LOCK)
    with pytest.raises(UserError):
        write_release(tmp_path, ("A-1.md", b"other"), ("A-1.lock.yml", b"other"))
    assert held(tmp_path) == {"A-1.lock.yml": b"lock", "A-1.md": b"text"}

    write_release(tmp_path, ("A-1.fix-1.md", b"other"), ("A-1.lock.yml", b"fixed"), replace=True)
    assert held(tmp_path) == {"A-1.fix-1.md": b"other", "A-1.lock.yml": b"fixed", "A-1.md": b"text"}


@pytest.mark.parametrize("number", range(1, 5))
def test_a_stopped_fix_leaves_the_lock_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The old text and the old lock still belong together."""
    write_release(tmp_path, TEXT, LOCK)
    stop_at(monkeypatch, number)

    with pytest.raises(Killed):
        write_release(tmp_path, ("A-1.fix-1.md", b"other"), ("A-1.lock.yml", b"fixed"), replace=True)
    assert held(tmp_path) == {"A-1.lock.yml": b"lock", "A-1.md": b"text"}
