"""Compile the .po catalogues to .mo, the form that gettext reads."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile every catalogue below `folder` and return the paths of the compiled ones; fuzzy entries stay out."""
    compiled = []
    for source in sorted(folder.rglob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file)
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        compiled.append(target)
    return compiled


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent / "locales")
