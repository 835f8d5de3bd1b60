"""The drawing of a ten-minute guide: one question under the other, what follows from a yes beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

# Units are pixels at full size; letters are those of the theme, 13 px.
_WIDE, _NARROW = 13.0, 7.2
_LINE, _PADDING, _GAP = 19, 10, 30
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the columns stand: answers beside their questions, or with `below` under them."""

    margin: int
    question_x: int
    question_width: int
    answer_x: int
    answer_width: int
    below: bool = False

    @property
    def width(self) -> int:
        """The width of the whole drawing."""
        return max(self.question_x + self.question_width, self.answer_x + self.answer_width) + self.margin


BESIDE = Arrangement(12, 12, 250, 318, 330)
# For a telephone held upright: the whole drawing is as wide as its screen, so that nobody scrolls sideways.
BELOW = Arrangement(2, 2, 280, 34, 248, below=True)

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
class Arrow:
    """A line and the triangle at its end, as paths of SVG, and where its word stands."""

    line: str
    head: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A question with what to do when the answer is yes; `target` is the docs path of a page to go on with.

    `no` leads to the next question, or to the end; it is None where nothing follows.
    """

    question: Box
    answer: Box
    target: str | None
    yes: Arrow
    no: Arrow | None = None


@dataclass(frozen=True, slots=True)
class DecisionTree:
    """All that the drawing needs."""

    width: int
    height: int
    branches: tuple[Branch, ...]
    end: Box | None


def decision_tree(
    rows: Iterable[tuple[str, str, str | None]], end: str, arrangement: Arrangement = BESIDE
) -> DecisionTree | None:
    """Return the drawing of rows of question, answer and target; `end` is for those who always answered no.

    None where there are fewer than two rows, which need no drawing.
    """
    branches: list[Branch] = []
    y = arrangement.margin
    for when, then, target in rows:
        branch = _branch(when, then, target, y, arrangement)
        branches.append(branch)
        y = max(branch.question.bottom, branch.answer.bottom) + _GAP
    if len(branches) < 2:
        return None
    lines = wrapped(end, arrangement.question_width - 2 * _PADDING)
    height = len(lines) * _LINE + 2 * _PADDING
    last = _box(arrangement.question_x, y, arrangement.question_width, height, lines) if end else None
    following = [*(branch.question for branch in branches[1:]), last]
    drawn = tuple(
        replace(branch, no=_down(branch.question, box, arrangement) if box is not None else None)
        for branch, box in zip(branches, following, strict=True)
    )
    return DecisionTree(arrangement.width, (last.bottom if last else y - _GAP) + arrangement.margin, drawn, last)


def _branch(when: str, then: str, target: str | None, y: int, at: Arrangement) -> Branch:
    questions, answers = wrapped(when, at.question_width - 2 * _PADDING), wrapped(then, at.answer_width - 2 * _PADDING)
    heights = [len(lines) * _LINE + 2 * _PADDING for lines in (questions, answers)]
    if not at.below:
        heights = [max(heights), max(heights)]
    question = _box(at.question_x, y, at.question_width, heights[0], questions)
    answer = _box(at.answer_x, question.bottom + _GAP if at.below else y, at.answer_width, heights[1], answers)
    if at.below:
        x = at.answer_x + 24
        line, head = f"M{x} {question.bottom}V{answer.y - _HEAD}", f"M{x} {answer.y}l-4 -8h8z"
        yes = Arrow(line, head, x + 10, question.bottom + 20)
    else:
        edge = at.question_x + at.question_width
        line, head = f"M{edge} {question.middle}H{at.answer_x - _HEAD}", f"M{at.answer_x} {question.middle}l-8 -4v8z"
        yes = Arrow(line, head, edge + 8, question.middle - 6)
    return Branch(question, answer, target, yes)


def _down(question: Box, below: Box, at: Arrangement) -> Arrow:
    x = at.question_x + (16 if at.below else 28)
    line, head = f"M{x} {question.bottom}V{below.y - _HEAD}", f"M{x} {below.y}l-4 -8h8z"
    return Arrow(line, head, x + 10, (below.y - 10) if at.below else question.bottom + 20)


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
