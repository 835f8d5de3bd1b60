"""Texts for the message catalogues that are not translated yet."""

from __future__ import annotations


def N_(text: str) -> str:
    """Return `text` unchanged; the catalogue extractor finds it by this function's name."""
    return text


class Wording(str):
    """A catalogue text that fills a place of another one; it is translated with it, from `values` of its own."""

    __slots__ = ("values",)
    values: dict[str, object]

    def __new__(cls, text: str, **values: object) -> Wording:
        """Keep the values beside the text."""
        made = str.__new__(cls, text)
        made.values = values
        return made
