"""Where two texts differ, word by word; Chinese sign by sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from generator.procedures.releasing.folding import folded

_TOKEN = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+(?:[.\-/:][^\W\u2e80-\u9fff\uf900-\ufaff]+)*|\s+|.", re.DOTALL)
# Beyond this a comparison word by word takes too long and helps nobody: then the old text and the new one stand whole.
_LONGEST = 4000


class PieceKind(StrEnum):
    """Whether a piece stands in both texts, in the old one only, or in the new one only."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A piece of a compared text. All SAME and OLD ones make the old text (but for spacing and
    width), all SAME and NEW ones the new text."""

    kind: PieceKind
    text: str


def pieces_between(old: str | None, new: str | None) -> tuple[WordPiece, ...]:
    """Return how `old` became `new`; what differs only in spacing or width counts as the same, as the new one has it."""
    before, after = _TOKEN.findall(old or ""), _TOKEN.findall(new or "")
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return tuple(_joined([("old", old or ""), ("new", new or "")]))
    matcher = SequenceMatcher(None, [_key(one) for one in before], [_key(one) for one in after], autojunk=False)
    runs: list[tuple[str, str]] = []
    codes = matcher.get_opcodes()
    for place, (tag, start, end, begin, stop) in enumerate(codes):
        island = tag == "equal" and 0 < place < len(codes) - 1 and end - start == 1 and len(before[start]) == 1
        if tag == "equal" and not island:
            runs.append(("same", "".join(after[begin:stop])))
        else:
            # A single sign that happens to stand in both between two changes would only make them hard to read.
            runs += [("old", "".join(before[start:end])), ("new", "".join(after[begin:stop]))]
    return tuple(_joined(runs))


def _key(token: str) -> str:
    return " " if token.isspace() else folded(token)


def _joined(runs: list[tuple[str, str]]) -> Iterator[WordPiece]:
    """Yield pieces with each stretch of changes as one old and one new text."""
    old = new = ""
    for kind, text in [*runs, ("same", "")]:
        if kind == "old":
            old += text
        elif kind == "new":
            new += text
        else:
            if old:
                yield WordPiece(PieceKind.OLD, old)
            if new:
                yield WordPiece(PieceKind.NEW, new)
            old = new = ""
            if text:
                yield WordPiece(PieceKind.SAME, text)
