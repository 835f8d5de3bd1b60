"""JSON Schemas for editors."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.exporters.editor_settings import editor_extensions, editor_settings
from generator.exporters.json_schema import file_patterns, json_schema, schema_bytes
from generator.files.samples import sample_folder
from generator.i18n.catalogue import catalogue
from generator.model.vocabulary import VOCABULARIES
from generator.reading.settings_file import read_settings
from generator.registry import KINDS, load_library

SAMPLES = [sample_folder("zh"), sample_folder("en"), sample_folder("zh", empty=True), sample_folder("en", empty=True)]


class EditorLoader(yaml.SafeLoader):
    """Types plain scalars by the core schema of YAML 1.2, as the YAML extension of VS Code does."""


EditorLoader.yaml_implicit_resolvers = {}
for _name, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_first))
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _loader, node: int(str(node.value)))
EditorLoader.add_constructor("tag:yaml.org,2002:float", lambda _loader, node: float(str(node.value)))


def errors(kind: str, text: str, vocabularies: Any = VOCABULARIES) -> list[str]:
    """Return where an editor would show squiggles in `text`."""
    schema = json_schema(KINDS[kind], KINDS, catalogue("zh"), vocabularies)
    found = jsonschema.Draft7Validator(schema).iter_errors(yaml.load(text, EditorLoader))
    return sorted(".".join(str(step) for step in error.absolute_path) or error.message[-80:] for error in found)


@pytest.mark.parametrize("root", SAMPLES, ids=lambda root: root.name)
def test_every_sample_record_is_right_in_an_editor(root: Path) -> None:
    """No record that we ship shows a squiggle, read as an editor reads it."""
    settings = read_settings((SAMPLES[0] / "mkdocs.yml").read_bytes())
    vocabularies = load_library(root, settings, date(2026, 11, 20)).graph.vocabularies
    wrong: list[str] = []
    count = 0
    for kind in KINDS.values():
        for path in sorted(path for pattern in file_patterns(kind) for path in root.glob(pattern)):
            count += 1
            wrong += [
                f"{path.name}: {one}" for one in errors(kind.name, path.read_text(encoding="utf-8"), vocabularies)
            ]
        if kind.name == "article":
            for path in sorted((root / "kb/articles").glob("*.md")):
                front = path.read_text(encoding="utf-8").split("---\n")
                wrong += [f"{path.name}: {one}" for one in errors("article", front[1])] if len(front) > 2 else []

    assert wrong == []
    assert count >= 8


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_schemas_are_schemas_and_always_the_same(kind: Any) -> None:
    """Each is a valid draft 7 schema; a second run gives the same bytes."""
    for language in ("zh", "en"):
        schema = json_schema(kind, KINDS, catalogue(language))
        jsonschema.Draft7Validator.check_schema(schema)
        assert schema_bytes(schema) == schema_bytes(json_schema(kind, KINDS, catalogue(language)))


def test_no_file_belongs_to_two_kinds() -> None:
    """Editors would demand both schemas of it."""
    owners: dict[Path, list[str]] = {}
    for kind in KINDS.values():
        for pattern in file_patterns(kind):
            for path in SAMPLES[0].glob(pattern):
                owners.setdefault(path, []).append(kind.name)

    assert [names for names in owners.values() if len(names) > 1] == []


GOOD = "id: PM-2026-0007\ntitle: x\nseverity: S1\nsystems: [ERP]\nstarted_at: 2026-05-11\n"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("severity: S1", "严重级别: 一级"),
        GOOD.replace("S1", "P1"),
        GOOD.replace("S1", "1"),
        GOOD + "x-shift: 夜班\n",
        GOOD + "error_codes: [ORA-00257, {code: HTTP 502, source: 登录页}]\n",
        GOOD + "near_miss: true\n",
        GOOD + "near_miss: 是\n",
        GOOD + "manual_operations:\n  - {process: 出库, count: 12}\n",
        GOOD + "causes:\n  - text: a\n    why_chain: [b, {text: c, because: [d]}]\n",
    ],
)
def test_what_the_reader_understands_is_right(text: str) -> None:
    """Aliases, other names, short forms and own fields show no squiggle."""
    assert errors("postmortem", text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GOOD.replace("severity: S1\n", ""), ""),
        (GOOD + "serverity: S1\n", "'serverity'"),
        (GOOD.replace("PM-2026-0007", "PM-1"), "id"),
        (GOOD.replace("S1", "S9"), "severity"),
        (GOOD.replace("2026-05-11", "14:35"), "started_at"),
        (GOOD + "status: finished\n", "status"),
        (GOOD + "tags: [0123]\n", "tags.0"),
        (GOOD + "documents: 1\n", "'documents'"),
    ],
)
def test_what_the_reader_refuses_is_wrong(text: str, place: str) -> None:
    """A misspelt field, a wrong id, word, time or status shows a squiggle where it stands."""
    found = " ".join(errors("postmortem", text))

    assert found
    assert place in found


def test_help_speaks_the_catalogues_language() -> None:
    """Titles, help and the meaning of values are there for every field."""
    schema = json_schema(KINDS["postmortem"], KINDS, catalogue("en"))
    status = schema["properties"]["status"]

    assert status["title"] == "Status"
    assert status["description"].startswith("draft, in_review")
    assert status["enumDescriptions"][:2] == ["Draft", "In review"]
    assert len(status["enum"]) == len(status["markdownEnumDescriptions"])


def test_own_editor_settings_stay() -> None:
    """Our keys are added to what people set themselves."""
    text = editor_settings('{"a": 1, "yaml.schemas": {"x.json": "y"}}', {"./p.json": ["q"]})

    assert '"a": 1' in text
    assert '"x.json": "y"' in text
    assert '"./p.json"' in text
    assert editor_extensions(editor_extensions("")) == editor_extensions("")
