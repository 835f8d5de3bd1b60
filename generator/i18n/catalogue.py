"""Look texts up in the gettext catalogues."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "fupan"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {"zh": "zh_CN", "en": "en"}


class Catalogue:
    """The texts of one language; `language` is `zh` or `en`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._translations = gettext.translation(DOMAIN, LOCALES, [LANGUAGES[self.language]], fallback=True)

    @property
    def html_language(self) -> str:
        """The language as HTML names it."""
        return {"zh": "zh-CN"}.get(self.language, self.language)

    def text(self, message: str, /, **values: object) -> str:
        """Return `message` in this language with its `{name}` places filled from `values`."""
        translated = self._translations.gettext(message) if message else ""
        return fill(translated, values) if values else translated

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form that fits `number`, which fills `{number}`."""
        return fill(self._translations.ngettext(one, many, number), {"number": number, **values})


def fill(template: str, values: dict[str, object] | object) -> str:
    """Fill the `{name}` places of `template`; a place without a value stays as it is."""
    return template.format_map(_Known(values)) if isinstance(values, dict) else template


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of `language`, read once."""
    return Catalogue(language)


@cache
def translations_of(message: str) -> tuple[str, ...]:
    """Return what `message` is in every other language, where it differs."""
    texts = (catalogue(language).text(message) for language in LANGUAGES)
    return tuple(text for text in texts if text != message)
