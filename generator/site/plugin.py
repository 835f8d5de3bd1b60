"""The MkDocs plugin `fupan`: brings the theme and its words, so that a plain `mkdocs build` makes the same site."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from generator.i18n.catalogue import catalogue
from generator.site.words import COUNTED, SEARCH_WORDS, WORDS

THEME = Path(__file__).parent / "theme"
# Scripts that are templates: what the search knows of the site, in the site's language; and its engine in one file.
SCRIPT_TEMPLATES = ("assets/fupan/search-setup.js", "assets/fupan/search-engine.js")


class FupanPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Adds our theme above Material's and fills `extra.fupan` with what the theme asks for."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Complete the configuration; an organization's `custom_dir` still wins over our theme."""
        place = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(place, str(THEME))
        settings = dict(config.extra.get("fupan") or {})
        texts = catalogue(str(settings.get("language", "zh")))
        settings.setdefault("language", texts.language)
        settings.setdefault("organization", config.site_name)
        settings["words"] = {key: texts.text(text) for key, text in WORDS.items()}
        for key, pair in COUNTED.items():
            settings["words"][f"{key}_one"], settings["words"][key] = texts.forms(*pair)
        settings["search_words"] = {key: texts.text(text) for key, text in SEARCH_WORDS.items()}
        config.theme.static_templates.update(SCRIPT_TEMPLATES)
        settings["version"] = version("fupan")
        settings["material_css"] = material_style_sheet()
        config.extra["fupan"] = settings
        return config


def material_style_sheet() -> str:
    """Return the path of Material's style sheet in its theme; its name holds a hash that changes with each release."""
    templates = Path(material.__file__).parent / "templates"
    found = sorted((templates / "assets" / "stylesheets").glob("main.*.min.css"))
    return found[-1].relative_to(templates).as_posix() if found else ""
