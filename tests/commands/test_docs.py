"""`fupan docs`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import run
from generator.exporters.reference import MARK
from generator.files.guide import GUIDE
from tests.organizations import Terminal

REPOSITORY = Path(__file__).parents[2]


def test_references_of_the_package_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    """What `fupan docs` would write is what lies in the package; run it when this fails."""
    code = run(["docs", "--check", "-C", str(REPOSITORY), "--lang", "en"])

    assert (code, capsys.readouterr().err) == (0, "")


def test_writing_twice_changes_nothing(terminal: Terminal) -> None:
    """The first run writes everything, the second nothing; pages that people wrote stay."""
    own = terminal.root / "guide/en/index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Ours\n", encoding="utf-8")

    assert terminal("docs", "--out", "guide", "--json") == 0
    assert {"en/commands.md", "zh/fields/capa.md"} <= set(terminal.answer["changed"])
    assert terminal("docs", "--out", "guide", "--json") == 0
    assert terminal.answer["changed"] == []
    assert own.read_text(encoding="utf-8") == "# Ours\n"
    assert terminal("docs", "--out", "guide", "--check") == 0


def test_check_names_what_is_stale_and_writes_nothing(terminal: Terminal) -> None:
    """An edited, a missing and a left-over reference are named; the exit code is 1."""
    terminal("docs", "--out", "guide")
    edited, missing, left = (terminal.root / "guide/en" / name for name in ("codes.md", "settings.md", "fields/old.md"))
    edited.write_text("# edited\n", encoding="utf-8")
    missing.unlink()
    left.write_text(f"{MARK}\n# Old\n", encoding="utf-8")

    assert terminal("docs", "--out", "guide", "--check") == 1
    assert [line.replace("\\", "/").rpartition("guide/")[2] for line in terminal.err.splitlines()] == [
        "en/codes.md",
        "en/fields/old.md",
        "en/settings.md",
    ]
    assert edited.read_text(encoding="utf-8") == "# edited\n"

    terminal("docs", "--out", "guide")
    assert missing.is_file()
    assert not left.exists()


def test_outside_of_the_repository_a_folder_is_needed(terminal: Terminal) -> None:
    """An organization of its own must not write into the installed package."""
    before = {path: path.stat().st_mtime_ns for path in GUIDE.rglob("*.md")}

    assert terminal("docs") == 2
    assert "--out DIR" in terminal.err
    assert {path: path.stat().st_mtime_ns for path in GUIDE.rglob("*.md")} == before


def test_the_language_of_the_run_does_not_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both languages are written the same whichever the run speaks."""
    for language in ("zh", "en"):
        assert run(["docs", "--out", str(tmp_path / "guide"), "--json", "--lang", language]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())

    assert first["changed"]
    assert second["changed"] == []
