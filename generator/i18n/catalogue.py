"""Look texts up in the gettext catalogues."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from generator.i18n.message_file import MessageFile
from generator.wording import Wording

DOMAIN = "fupan"
# The words of click, see `i18n.click_words`.
CLICK_DOMAIN = "click"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {"zh": "zh_CN", "en": "en"}


class Catalogue:
    """The texts of one language; `language` is `zh` or `en`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        path = LOCALES / LANGUAGES[self.language] / "LC_MESSAGES" / f"{DOMAIN}.mo"
        # English is the language of the keys and has no file.
        self._translations = MessageFile(path) if path.exists() else NullTranslations()

    @property
    def html_language(self) -> str:
        """The language as HTML names it."""
        return {"zh": "zh-CN"}.get(self.language, self.language)

    def text(self, message: str, /, **values: object) -> str:
        """Return `message` in this language with its `{name}` places filled from `values`.

        A value that is a Wording is itself put into this language first.
        """
        translated = self._translations.gettext(message) if message else ""
        if not values:
            return translated
        shown = {
            name: self.text(value, **value.values) if isinstance(value, Wording) else value
            for name, value in values.items()
        }
        return fill(translated, shown)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form that fits `number`, which fills `{number}`."""
        return fill(self._translations.ngettext(one, many, number), {"number": number, **values})

    def forms(self, one: str, many: str, /) -> tuple[str, str]:
        """Return the forms for one and for many with their places unfilled, for a script that fills them."""
        return self._translations.ngettext(one, many, 1), self._translations.ngettext(one, many, 2)


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
