"""The sample organizations that `fupan init` lays out, wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.files.root import SOURCE_FOLDERS

_PACKAGE = Path(__file__).resolve().parents[1]
_SETTINGS_FILE = "mkdocs.yml"


def sample_folder(language: str, *, empty: bool = False) -> Path:
    """Return the folder of the sample in `language`: package data, or for Chinese the repository around the package."""
    inside = _PACKAGE / "samples" / (f"empty-{language}" if empty else language)
    if inside.is_dir() or empty:
        return inside
    return _PACKAGE.parent


def sample_files(language: str, *, empty: bool = False) -> Mapping[str, bytes]:
    """Return every file of the sample by its path in an organization's folder."""
    folder = sample_folder(language, empty=empty)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_files(folder))}
    settings = folder / _SETTINGS_FILE
    if settings.is_file():
        files[_SETTINGS_FILE] = settings.read_bytes()
    return files


def _files(folder: Path) -> Iterator[Path]:
    for name in SOURCE_FOLDERS:
        for path in (folder / name).rglob("*"):
            hidden = any(
                part.startswith((".", "~")) or part == "__pycache__" for part in path.relative_to(folder).parts
            )
            if path.is_file() and not path.is_symlink() and not hidden:
                yield path
