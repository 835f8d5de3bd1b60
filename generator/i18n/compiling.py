"""Compile the .po catalogues to .mo, the form that gettext reads."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.i18n.catalogue import CLICK_DOMAIN
from generator.i18n.click_words import CLICK_WORDS


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile every catalogue below `folder` and return the paths of the compiled ones; fuzzy entries stay out.

    Beside each lies one of click's words alone.
    """
    compiled = []
    for source in sorted(folder.rglob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file)
        for domain, texts in ((source.stem, catalogue), (CLICK_DOMAIN, _of_click(catalogue))):
            target = source.with_name(f"{domain}.mo")
            with target.open("wb") as file:
                write_mo(file, texts)
            compiled.append(target)
    return compiled


def _of_click(catalogue: Catalog) -> Catalog:
    chosen = Catalog(locale=catalogue.locale, charset="utf-8")
    for word in CLICK_WORDS:
        # A word with a plural is known by its singular.
        if (message := catalogue.get(word)) is not None:
            chosen[message.id] = message
    return chosen


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent / "locales")
