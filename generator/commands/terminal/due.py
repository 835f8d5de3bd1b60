"""Things that are due on the command line: which ones are wanted, as lines and as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import close_to
from generator.wording import N_

if TYPE_CHECKING:
    from datetime import date

    from generator.graph import Graph
    from generator.library import Library
    from generator.lifecycle.due.items import DueItem
    from generator.lifecycle.due.rules import DeadlineRules

_PLAIN_DAYS = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class Due:
    """Everything that is due in an organization on a day, and the rules by which it was reckoned."""

    graph: Graph
    rules: DeadlineRules
    items: tuple[DueItem, ...]

    def at_level(self, word: str) -> Callable[[DueItem], bool]:
        """Return what keeps items at or above a level; raises UsageError for an unknown one."""
        codes = [one.level for one in self.rules.levels]
        code = word.strip().upper()
        if code not in codes:
            message = _(N_("There is no level {word}; the levels are: {known}."), word=word, known=", ".join(codes))
            raise click.UsageError(f"{message} {close_to(code, codes)}".strip())
        return lambda item: bool(item.level) and item.level >= code

    def of_kind(self, word: str) -> Callable[[DueItem], bool]:
        """Return what keeps items of a kind: of what is due, or of the record; raises UsageError for an unknown one."""
        from generator.lifecycle.due.pending import DueKind
        from generator.model.vocabulary import spelling
        from generator.registry import KINDS

        wanted = spelling(word.replace("-", "_"))
        names: dict[str, set[str]] = {}
        for one in DueKind:
            for name in (str(one.value), one.label, current().text(one.label)):
                names.setdefault(spelling(name), set()).add(str(one.value))
        for kind in KINDS.values():
            for name in (kind.name, kind.plural, kind.label, current().text(kind.label)):
                names.setdefault(spelling(name), set()).add(kind.name)
        if wanted not in names:
            known = [str(one.value) for one in DueKind]
            message = _(
                N_("Nothing is due of the kind {word}; the kinds are: {known}."), word=word, known=", ".join(known)
            )
            raise click.UsageError(f"{message} {close_to(word, [*known, *KINDS])}".strip())
        return lambda item: not names[wanted].isdisjoint({str(item.kind.value), item.record_kind})

    def of_owner(self, word: str) -> Callable[[DueItem], bool]:
        """Return what keeps items of an owner: by any part of the name, and a role by all its names."""
        from generator.graph import names_of
        from generator.kinds.role import Role
        from generator.model.vocabulary import spelling

        role = self.graph.named(Role, word)
        names = set(map(spelling, (word, *(names_of(role) if role else ()))))
        return lambda item: any(name in spelling(item.owner) for name in names)

    def lines(self, items: Iterable[DueItem]) -> Iterator[str]:
        """Yield a table of items for a terminal."""
        from generator.commands.terminal.table import table

        head: tuple[str, ...] = (_(N_("Level")), _(N_("Due")), _(N_("Days late")), _(N_("Id")), _(N_("What")))
        head += (_(N_("Severity")), _(N_("Owner")), _(N_("Subject")))
        rows = [self._cells(item) for item in items]
        if rows:
            yield from table(head, rows)

    def _cells(self, item: DueItem) -> tuple[str, ...]:
        late = ""
        if item.days_overdue:
            late = f"{item.days_overdue}"
            if item.days_overdue_original != item.days_overdue:
                late = f"{item.days_overdue} ({item.days_overdue_original})"
        severity = current().text(item.severity.label) if item.severity is not None else ""
        number = f"{item.record}#{item.part}" if item.part else item.record
        subject = current().text(item.subject)
        return (
            item.level,
            item.due.isoformat(),
            late,
            number,
            current().text(item.what),
            severity,
            self._owner(item),
            subject,
        )

    def _owner(self, item: DueItem) -> str:
        record = self.graph.get(item.owner)
        return record.name if record is not None and record.kind == "role" else item.owner

    def payload(self, item: DueItem) -> dict[str, Any]:
        """Return an item as JSON holds it."""
        level = self.rules.level(item.level)
        values: Mapping[str, Any] = {
            "record": item.record,
            "record_kind": item.record_kind,
            "part": item.part,
            "kind": str(item.kind.value),
            "what": current().text(item.what),
            "subject": current().text(item.subject),
            "owner": self._owner(item),
            "severity": str(item.severity.value) if item.severity is not None else "",
            "due": item.due.isoformat(),
            "original_due": item.original_due.isoformat(),
            "not_before": item.not_before.isoformat() if item.not_before else None,
            "extensions": item.extensions,
            "extension_reasons": [row.reason or "" for row in item.history[1:]],
            "working_days": item.working_days,
            "days_left": item.days_left,
            "days_overdue": item.days_overdue,
            "days_overdue_original": item.days_overdue_original,
            "level": item.level,
            "level_title": current().text(level.title) if level is not None and level.title else "",
            "told_to": [current().text(name) for name in level.to] if level is not None else [],
            "bucket": item.bucket,
            "file": item.path,
        }
        return dict(values)


def due_of(library: Library, today: date) -> Due:
    """Return everything that is due in a library on a day."""
    from generator.lifecycle.due.items import due_items
    from generator.lifecycle.due.rules import deadline_rules
    from generator.lifecycle.facts import Facts

    rules = deadline_rules(library.graph)
    return Due(library.graph, rules, due_items(Facts(library.graph, today), rules=rules))


def last_day(text: str, today: date) -> date:
    """Return the last day of a stretch such as 7d, 2w, 3 months or 30; raises UsageError for anything else."""
    from generator.lifecycle.due.cycles import Cycle, cycle_of

    cycle = Cycle(days=int(text)) if _PLAIN_DAYS.fullmatch(text.strip()) else cycle_of(text)
    if cycle is None:
        message = _(N_("{word} is no stretch of days; write such as 7d, 2w or 1m."), word=text)
        raise click.UsageError(message)
    return cycle.after(today)
