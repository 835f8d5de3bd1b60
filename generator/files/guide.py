"""The guide of the product, which lies in the package in each language: written by people, references generated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.i18n.catalogue import LANGUAGES

GUIDE = Path(__file__).resolve().parents[1] / "guide"


def guide_texts(folder: Path = GUIDE) -> Mapping[str, Mapping[str, str]]:
    """Return the Markdown of all pages by language, then by path in the guide such as `fields/capa.md`."""
    return {language: dict(_pages(folder / language)) for language in LANGUAGES}


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
