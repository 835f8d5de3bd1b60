"""The form in which identifiers are compared, when they are stored and when they are asked for."""

from __future__ import annotations

from generator.search.text.folding import fold

LONGEST_IDENTIFIER = 200


def identifier_key(text: str) -> str:
    """Return `text` folded, with single blanks, of limited length."""
    return " ".join(fold(text).split())[:LONGEST_IDENTIFIER]
