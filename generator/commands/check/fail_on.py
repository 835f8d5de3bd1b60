"""What makes `fupan check` fail beside errors: warnings, lateness by severity, levels of escalation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import close_to
from generator.wording import N_

if TYPE_CHECKING:
    from datetime import date

    from generator.commands.terminal.due import Due
    from generator.library import Library
    from generator.lifecycle.due.items import DueItem

_OF_THE_REPORT = ("error", "warning")
_OVERDUE = "overdue"


def asks_for_warnings(words: Iterable[str]) -> bool:
    """Whether warnings are to count as errors."""
    return any(word.strip().lower() == "warning" for word in words)


@dataclass(frozen=True)
class Failing:
    """The items for which the check fails."""

    due: Due
    items: tuple[DueItem, ...]

    def lines(self) -> Iterator[str]:
        """Yield what is printed for people."""
        yield _(N_("The check fails because of these deadlines:"))
        yield from self.due.lines(self.items)

    def payloads(self) -> list[dict[str, Any]]:
        """Return what stands in the JSON answer."""
        return [self.due.payload(item) for item in self.items]


def failing(library: Library, today: date, words: Iterable[str], paths: Sequence[str] = ()) -> Failing | None:
    """Return the items for which the check is to fail, None where no word asks for deadlines.

    Only what was written below `paths` counts, everything where there are none. Raises UsageError for an unknown word.
    """
    asked = [word for word in words if word.strip().lower() not in _OF_THE_REPORT]
    if not asked:
        return None
    from generator.commands.terminal.due import due_of

    due = due_of(library, today)
    conditions = [_condition(due, word) for word in asked]
    items = (item for item in due.items if any(holds(item) for holds in conditions))
    return Failing(due, tuple(item for item in items if not paths or any(_lies_in(item.path, path) for path in paths)))


def _lies_in(path: str, folder: str) -> bool:
    return folder in ("", ".", path) or path.startswith(f"{folder.rstrip('/')}/")


def _condition(due: Due, word: str) -> Callable[[DueItem], bool]:
    name, colon, rest = word.strip().partition(":")
    if name.lower() == _OVERDUE:
        return _overdue_of(rest, word) if colon else (lambda item: item.is_overdue)
    levels = [one.level for one in due.rules.levels]
    if word.strip().upper() in levels:
        return due.at_level(word)
    raise _unknown(word, [*_OF_THE_REPORT, *_known_overdue(), *levels])


def _overdue_of(severity: str, word: str) -> Callable[[DueItem], bool]:
    from generator.kinds.capa import RiskSeverity
    from generator.model.vocabulary import spelling

    for one in RiskSeverity:
        if spelling(severity) in (spelling(name) for name in (str(one.value), one.label, current().text(one.label))):
            return lambda item: item.is_overdue and item.severity is one
    raise _unknown(word, _known_overdue())


def _known_overdue() -> list[str]:
    from generator.kinds.capa import RiskSeverity

    return [_OVERDUE, *(f"{_OVERDUE}:{one.value}" for one in RiskSeverity)]


def _unknown(word: str, known: list[str]) -> click.UsageError:
    message = _(N_("--fail-on does not know {word}; it knows: {known}."), word=word, known=", ".join(known))
    return click.UsageError(f"{message} {close_to(word, known)}".strip())
