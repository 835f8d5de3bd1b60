"""Find an organization: its root is the folder that holds a mkdocs.yml. Apart from reading it, as every command begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_FOLDERS = ("kb", "postmortems", "sop")
# Where the site is put.
SITE_FOLDER = "site"


def find_root(start: Path) -> Path:
    """Return the folder at or above `start` that holds a mkdocs.yml; raises UserError where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise UserError(
        N_(
            "There is no mkdocs.yml in {folder} or above it. Go to the organization's folder, or lay one out with `fupan init`."
        ),
        folder=str(start),
    )
