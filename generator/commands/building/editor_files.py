"""Write what an editor needs to complete and check records: schemas of all kinds and the settings of VS Code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.terminal.language import _
from generator.errors import FupanError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.i18n.catalogue import Catalogue
    from generator.library import Library

SCHEMA_FOLDER = ".schema"


def write_editor_files(
    root: Path, library: Library, texts: Catalogue, folder: str = SCHEMA_FOLDER
) -> tuple[list[str], list[str]]:
    """Write the schemas of all kinds and VS Code's settings; return the changed paths and what could not be written."""
    from generator.exporters.editor_settings import editor_extensions, editor_settings
    from generator.exporters.json_schema import file_patterns, json_schema, schema_bytes
    from generator.registry import KINDS

    changed: list[str] = []
    schemas: dict[str, list[str]] = {}
    for kind in KINDS.values():
        path = f"{folder}/{kind.name}.schema.json"
        schema = json_schema(kind, KINDS, texts, library.graph.vocabularies)
        _write(root, path, schema_bytes(schema), changed)
        if file_patterns(kind):
            schemas[f"./{path}"] = file_patterns(kind)
    problems: list[str] = []
    _edit(root, ".vscode/settings.json", lambda text: editor_settings(text, schemas), changed, problems)
    _edit(root, ".vscode/extensions.json", editor_extensions, changed, problems)
    return changed, problems


def _edit(root: Path, path: str, edit: Callable[[str], str], changed: list[str], problems: list[str]) -> None:
    target = root / path
    try:
        text = target.read_text(encoding="utf-8-sig") if target.exists() else ""
        _write(root, path, edit(text).encode("utf-8"), changed)
    except UnicodeDecodeError:
        problems.append(_(N_("{path} is not UTF-8; save it again as UTF-8."), path=path))
    except FupanError as error:
        problems.append(_(error.message, **error.values))


def _write(root: Path, path: str, data: bytes, changed: list[str]) -> None:
    from generator.files.writing import write_file

    target = root / path
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, data)
    changed.append(path)
