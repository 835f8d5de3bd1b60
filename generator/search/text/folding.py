"""Make characters comparable: width, case, traditional and variant Chinese forms.

In: any text. Out: a text of the same length, so that a place in the folded text is the same place in the original and
an excerpt can be cut from what the author wrote.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

# Forms that authors mix for one word, beyond traditional and simplified; dashes because Word replaces hyphens in codes.
VARIANTS = {
    "帐": "账",
    "黏": "粘",
    "著": "着",
    "〇": "零",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2212": "-",
}


def fold(text: str) -> str:
    """Return `text` in comparable form, character by character; the length never changes."""
    return text.translate(_table())


class _FoldingTable(dict[int, int]):
    """The folded form of each character, worked out when the character is first met.

    Only a few thousand of Unicode's characters ever occur, so no table of all of them is built or shipped.
    """

    def __init__(self, simplified: dict[str, str]) -> None:
        self._simplified = simplified

    def __missing__(self, code_point: int) -> int:
        folded = self[code_point] = ord(self._folded(chr(code_point)))
        return folded

    def _folded(self, character: str) -> str:
        # A form may lead to another that folds again (compatibility ideographs), hence up to three rounds.
        for _ in range(3):
            before = character
            # Each step only if it leads to one character, as places must not move.
            compatible = unicodedata.normalize("NFKC", character)
            character = compatible if len(compatible) == 1 else character
            lower = character.lower()
            character = lower if len(lower) == 1 else character
            character = self._simplified.get(character, character)
            character = VARIANTS.get(character, character)
            if character == before:
                break
        return character


@cache
def _table() -> _FoldingTable:
    # Every line is four characters: the simple one, a tab, the traditional one, the end. Cut so, and not line by line,
    # the table is read in a fifth of the time, and no search can begin before.
    lines = Path(__file__).with_name("folding.tsv").read_text(encoding="utf-8")
    return _FoldingTable(dict(zip(lines[2::4], lines[::4], strict=True)))
