"""Read the built-in sets of clauses: numbers and own paraphrases of regulations and standards, never their texts.

In: nothing but the package. Out: the plain tables, every scalar a text; `tracing.clause_sets` gives them their types.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

FOLDER = files("generator.tracing") / "clauses"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def built_in_clause_tables() -> tuple[dict[str, Any], ...]:
    """Return the table of each built-in set, by file name."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir() if file.name.endswith(".yml")}
    return tuple(yaml.load(texts[name], Loader=_Loader) for name in sorted(texts))
