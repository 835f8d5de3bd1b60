"""Settings of VS Code that make it check and complete records; what people set themselves stays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.errors import UserError
from generator.wording import N_

_YAML_EXTENSION = "redhat.vscode-yaml"


def editor_settings(existing: str, schemas: Mapping[str, Sequence[str]]) -> str:
    """Return the text of `.vscode/settings.json`: `existing` with our keys added; `schemas` maps schema path to globs.

    Raises UserError when `existing` has comments or mistakes, so that nothing in it is lost.
    """
    settings = _object(existing, ".vscode/settings.json")
    chosen = settings.get("yaml.schemas")
    settings["yaml.schemas"] = {
        **(chosen if isinstance(chosen, dict) else {}),
        **{path: list(globs) for path, globs in schemas.items()},
    }
    settings.setdefault("yaml.customTags", [])
    settings.setdefault("files.encoding", "utf8")
    return _text(settings)


def editor_extensions(existing: str) -> str:
    """Return the text of `.vscode/extensions.json` with the YAML extension among the recommended ones."""
    settings = _object(existing, ".vscode/extensions.json")
    chosen = settings.get("recommendations")
    recommended = list(chosen) if isinstance(chosen, list) else []
    if _YAML_EXTENSION not in recommended:
        recommended.append(_YAML_EXTENSION)
    settings["recommendations"] = recommended
    return _text(settings)


def _object(text: str, name: str) -> dict[str, object]:
    try:
        found = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise UserError(N_("{path} has comments or is no JSON, so it was left alone."), path=name) from error
    if not isinstance(found, dict):
        raise UserError(N_("{path} has comments or is no JSON, so it was left alone."), path=name)
    return found


def _text(settings: Mapping[str, object]) -> str:
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
