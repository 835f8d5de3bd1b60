"""Read the built-in lists of synonyms: the same files as an organization's `kb/synonyms.yml`, known to be sound.

In: nothing but the package. Out: their lines, in the order of files and groups. A test runs the full validation over
them, so that building an index need not.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

FOLDER = files("generator.search.words") / "synonyms"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def built_in_texts() -> dict[str, str]:
    """Return the text of each built-in list by its file name, sorted."""
    found = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir() if file.name.endswith(".yml")}
    return dict(sorted(found.items()))


@cache
def built_in_lines() -> tuple[str, ...]:
    """Return every line of the built-in lists; whoever edits records asks for them after each change."""
    # A safe loader of either sort, the quick one where it is there.
    lists = (yaml.load(text, Loader=_Loader)["synonyms"] for text in built_in_texts().values())
    return tuple(line for groups in lists for group in groups for line in group["words"])
