"""The language of this run of the command line; chosen once, before any command is loaded."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from generator.errors import FupanError, SettingsMistaken
from generator.i18n.catalogue import CLICK_DOMAIN, LANGUAGES, LOCALES, Catalogue, catalogue

_active = ["en"]


def activate(language: str) -> None:
    """Speak `language` from now on, click's own messages included."""
    _active[0] = language
    os.environ["LANGUAGE"] = LANGUAGES.get(language, "en")
    gettext.bindtextdomain(CLICK_DOMAIN, str(LOCALES))
    gettext.textdomain(CLICK_DOMAIN)


def current() -> Catalogue:
    """Return the catalogue of this run."""
    return catalogue(_active[0])


def _(message: str, /, **values: object) -> str:
    """Return `message` in the language of this run."""
    return current().text(message, **values)


def choose(arguments: list[str], folder: Path) -> str:
    """Return the language to speak: `--lang`, else that of the organization at `folder`, else `FUPAN_LANG`, else Chinese."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1] if arguments[position + 1] in LANGUAGES else "en"
        if argument.startswith("--lang="):
            return argument.partition("=")[2] if argument.partition("=")[2] in LANGUAGES else "en"
        if argument == "-C" and position + 1 < len(arguments):
            folder = Path(arguments[position + 1])
    from generator.files.index_state import noted_language
    from generator.files.root import find_root

    try:
        root = find_root(folder)
        if (noted := noted_language(root)) in LANGUAGES:
            return noted
        # Reading it means loading a parser of YAML, for which a search need not wait.
        from generator.reading.settings_file import read_settings

        return read_settings((root / "mkdocs.yml").read_bytes()).language
    except SettingsMistaken as mistaken:
        return mistaken.settings.language
    except (FupanError, OSError):
        # Outside of an organization: Chinese, unless the user says otherwise once and for all.
        wish = os.environ.get("FUPAN_LANG", "")
        return wish if wish in LANGUAGES else "zh"
