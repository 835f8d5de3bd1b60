"""`fupan init`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.files.samples import sample_files
from tests.organizations import Terminal


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("empty", [True, False])
def test_what_was_laid_out_passes_the_check(terminal: Terminal, tmp_path: Path, language: str, empty: bool) -> None:
    """Every sample is an organization without errors, in its own language."""
    from generator.cli import run

    target = tmp_path / "new"
    options = ["--empty"] if empty else []

    assert run(["init", str(target), "--lang", language, *options]) == 0
    assert run(["check", "-C", str(target)]) == 0
    settings = (target / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"    language: {language}" in settings
    assert (target / ".gitignore").is_file()
    assert (target / ".schema/postmortem.schema.json").is_file()
    assert (target / ".vscode/settings.json").is_file()


def test_files_in_the_way_are_listed_and_nothing_is_written(terminal: Terminal, tmp_path: Path) -> None:
    """A folder with other files is fine; one with files of these names is refused whole."""
    target = tmp_path / "new"
    (target / "kb/organization").mkdir(parents=True)
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    (target / "kb/organization/policy.yml").write_text("mine", encoding="utf-8")

    assert terminal("init", str(target), "--empty") == 1
    assert "kb/organization/policy.yml" in terminal.err
    assert (target / "kb/organization/policy.yml").read_text(encoding="utf-8") == "mine"
    assert not (target / "mkdocs.yml").exists()


def test_a_file_in_place_of_the_folder_is_said(terminal: Terminal, tmp_path: Path) -> None:
    """A path that is a file cannot become an organization."""
    (tmp_path / "taken").write_text("", encoding="utf-8")

    assert terminal("init", str(tmp_path / "taken"), "--empty") == 1
    assert "not a folder" in terminal.err


def test_no_right_to_write_is_said(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to is exit 3."""

    original = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> Any:
        if "x" in mode:
            raise PermissionError(13, "Permission denied", str(path))
        return original(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert terminal("init", str(tmp_path / "new"), "--empty") == 3
    assert "No right" in terminal.err


def test_samples_hold_no_hidden_or_made_files() -> None:
    """Only what people wrote is laid out."""
    for language in ("zh", "en"):
        names = list(sample_files(language))
        assert not [name for name in names if any(part.startswith(".") for part in name.split("/"))]
        assert not [name for name in names if name.startswith(("build/", "site/", "generator/"))]
