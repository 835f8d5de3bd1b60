"""The drawing of a ten-minute guide: one question under the other, what follows from a yes beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Units are pixels at full size; letters are those of the theme, 13 px.
_WIDE, _NARROW = 13.0, 7.2
_LINE, _PADDING, _GAP = 19, 10, 30
_MARGIN = 12
_QUESTION_X, _QUESTION_WIDTH = _MARGIN, 250
_ANSWER_X, _ANSWER_WIDTH = 318, 330
WIDTH = _ANSWER_X + _ANSWER_WIDTH + _MARGIN

# Words of narrow letters stay whole; every wide letter may begin a line, closing punctuation may not.
_PIECE = re.compile(r"[!-~]+|\s+|.")
_NEVER_FIRST = "，。；：、？！）】》」』”’%…,.;:!?)"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its text in lines; `lines` are pairs of the baseline's y and the text."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]

    @property
    def middle(self) -> int:
        """The y of the middle, where the arrows come and go."""
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        """The y of the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Branch:
    """A question with what to do when the answer is yes; `target` is the docs path of a page to go on with."""

    question: Box
    answer: Box
    target: str | None


@dataclass(frozen=True, slots=True)
class DecisionTree:
    """All that the drawing needs."""

    width: int
    height: int
    branches: tuple[Branch, ...]
    end: Box | None


def decision_tree(rows: Iterable[tuple[str, str, str | None]], end: str) -> DecisionTree | None:
    """Return the drawing of rows of question, answer and target; `end` is for those who always answered no.

    None where there are fewer than two rows, which need no drawing.
    """
    branches: list[Branch] = []
    y = _MARGIN
    for when, then, target in rows:
        questions, answers = wrapped(when, _QUESTION_WIDTH - 2 * _PADDING), wrapped(then, _ANSWER_WIDTH - 2 * _PADDING)
        height = max(len(questions), len(answers)) * _LINE + 2 * _PADDING
        branches.append(
            Branch(
                _box(_QUESTION_X, y, _QUESTION_WIDTH, height, questions),
                _box(_ANSWER_X, y, _ANSWER_WIDTH, height, answers),
                target,
            )
        )
        y += height + _GAP
    if len(branches) < 2:
        return None
    lines = wrapped(end, _QUESTION_WIDTH - 2 * _PADDING)
    last = _box(_QUESTION_X, y, _QUESTION_WIDTH, len(lines) * _LINE + 2 * _PADDING, lines) if end else None
    return DecisionTree(WIDTH, (last.bottom if last else y - _GAP) + _MARGIN, tuple(branches), last)


def _box(x: int, y: int, width: int, height: int, lines: tuple[str, ...]) -> Box:
    first = y + (height - len(lines) * _LINE) // 2 + _LINE - 5
    return Box(x, y, width, height, tuple((first + number * _LINE, line) for number, line in enumerate(lines)))


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Return `text` in lines of at most `width` pixels, broken where its language breaks."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text, width):
        length = _length(piece)
        if line and used + length > width and piece[0] not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not piece.isspace():
            line, used = line + piece, used + length
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str, width: float) -> Iterable[str]:
    for piece in _PIECE.findall(" ".join(text.split())):
        # A word longer than a line, such as a path, breaks anywhere.
        yield from (piece,) if _length(piece) <= width else tuple(piece)


def _length(text: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(sign) in "WFA" else _NARROW for sign in text)
