"""`fupan schema`."""

from __future__ import annotations

import json

from tests.organizations import Terminal


def test_schemas_and_editor_settings_are_written_once(terminal: Terminal) -> None:
    """A second run changes nothing, and every named schema exists."""
    assert terminal("schema", "--json") == 0
    assert ".schema/postmortem.schema.json" in terminal.answer["changed"]
    settings = json.loads((terminal.root / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((terminal.root / path).is_file() for path in settings["yaml.schemas"])
    assert (settings["yaml.customTags"], settings["files.encoding"]) == ([], "utf8")

    terminal("schema", "--json")
    assert terminal.answer["changed"] == []


def test_settings_of_people_stay(terminal: Terminal) -> None:
    """Own settings are kept; a file with comments is left alone and named."""
    folder = terminal.root / ".vscode"
    folder.mkdir()
    (folder / "settings.json").write_text('{"editor.fontSize": 20, "files.encoding": "gb18030"}', encoding="utf-8")
    (folder / "extensions.json").write_text("{ // mine\n}", encoding="utf-8")

    assert terminal("schema", "--json") == 0
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert (settings["editor.fontSize"], settings["files.encoding"]) == (20, "gb18030")
    assert (folder / "extensions.json").read_text(encoding="utf-8") == "{ // mine\n}"
    assert ".vscode/extensions.json" in terminal.err


def test_schemas_stay_inside_of_the_organization(terminal: Terminal) -> None:
    """A folder outside is refused, because VS Code finds schemas relative to the root."""
    assert terminal("schema", "--out", "../elsewhere") == 1
    assert "lies outside" in terminal.err
