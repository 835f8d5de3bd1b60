"""`fupan list`: the records of one kind as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, close_to, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.list.rows import Row
    from generator.graph import Graph
    from generator.model.values import Choice


@click.command(help=_(N_("List the records of a kind: postmortem, capa, sop, runbook, article, system …")))
@click.argument("kind")
@click.option("--status", help=_(N_("Only with this status.")))
@click.option("--system", help=_(N_("Only of this system: id, name or alias.")))
@click.option("--severity", help=_(N_("Only of this severity.")))
@click.option("--owner", help=_(N_("Only with this owner.")))
@click.option("--overdue", is_flag=True, help=_(N_("Only what is late, the latest first.")))
@click.option("--limit", type=click.IntRange(1), help=_(N_("At most this many.")))
@common_options
def command(
    session: Session,
    kind: str,
    status: str | None,
    system: str | None,
    severity: str | None,
    owner: str | None,
    overdue: bool,
    limit: int | None,
) -> int:
    """Exit 4 when nothing is left to list."""
    from generator.commands.list.rows import row_of
    from generator.commands.terminal.choices import kind_named
    from generator.lifecycle.due.items import due_list
    from generator.lifecycle.facts import Facts
    from generator.registry import KINDS

    chosen = kind_named(kind, KINDS)
    graph = session.library().graph
    facts = Facts(graph, session.today)
    due = due_list(facts)
    rows = [row_of(record, facts, due) for record in graph.of(chosen.model)]
    wanted = _Wanted(graph, rows, status, system, severity, owner)
    kept = [row for row in rows if wanted.has(row) and (row.days_overdue or not overdue)]
    if overdue:
        kept.sort(key=lambda row: (-row.days_overdue, row.id))
    shown = kept[:limit]
    if session.as_json:
        items = [{**row.payload(), "status_label": _status(row), "severity_label": _severity(row)} for row in shown]
        session.answer({"ok": True, "kind": chosen.name, "total": len(kept), "items": items})
    else:
        for line in _lines(shown):
            session.say(line)
    if not kept:
        session.say(_(N_("Nothing to list.")))
    elif not session.as_json:
        session.say(_(N_("{shown} of {total}"), shown=len(shown), total=len(kept)))
    return 0 if kept else NOTHING_FOUND


class _Wanted:
    """The filters, compared without regard to case, width and blanks."""

    def __init__(
        self,
        graph: Graph,
        rows: Sequence[Row],
        status: str | None,
        system: str | None,
        severity: str | None,
        owner: str | None,
    ) -> None:
        from generator.commands.terminal.choices import system_named
        from generator.kinds.capa import RiskSeverity

        self._status = _spelt(status)
        self._owner = _spelt(owner)
        self._system = _spelt(system_named(system, graph)) if system else ""
        self._severities: set[str] = set()
        if severity:
            word = graph.vocabularies["severity"].find(severity)
            # The same word may name a level of incidents and a risk of a CAPA.
            self._severities = {_spelt(severity), _spelt(word.code if word else severity)}
            words = (
                name for one in graph.vocabularies["severity"].words for name in (one.code, one.label, *one.aliases)
            )
            _demand_known("--severity", severity, [*words, *_names_of(RiskSeverity)])
        if status and (choices := {type(row.status): None for row in rows if row.status is not None}):
            _demand_known("--status", status, [name for choice in choices for name in _names_of(choice)])

    def has(self, row: Row) -> bool:
        statuses = (
            {_spelt(str(row.status.value)), _spelt(row.status.label), _spelt(_status(row))} if row.status else set()
        )
        severities = {_spelt(row.severity), _spelt(row.severity_label), _spelt(_severity(row))}
        return (
            (not self._status or self._status in statuses)
            and (not self._system or self._system in map(_spelt, row.systems))
            and (not self._severities or not self._severities.isdisjoint(severities))
            and (not self._owner or any(self._owner in _spelt(owner) for owner in row.owners))
        )


def _demand_known(option: str, word: str, names: Sequence[str]) -> None:
    """Raise UsageError with the nearest of `names` if `word` is none of them: an empty list would hide the slip."""
    if _spelt(word) not in map(_spelt, names):
        message = _(N_("No record has {value} as {facet}."), value=word, facet=option)
        raise click.UsageError(f"{message} {close_to(word, names)}".strip())


def _names_of(choice: type[Choice]) -> Iterator[str]:
    for one in choice:
        yield from (str(one.value), one.label, current().text(one.label))


def _spelt(text: str | None) -> str:
    from generator.model.vocabulary import spelling

    return spelling(text or "")


def _status(row: Row) -> str:
    return current().text(row.status.label) if row.status is not None else ""


def _severity(row: Row) -> str:
    return current().text(row.severity_label) if row.severity_label else ""


def _lines(rows: list[Row]) -> Iterator[str]:
    from generator.commands.terminal.table import table

    if not rows:
        return
    head = (
        _(N_("Id")),
        _(N_("Date")),
        _(N_("Severity")),
        _(N_("Status")),
        _(N_("Systems")),
        _(N_("Owner")),
        _(N_("Due")),
        _(N_("Days late")),
        _(N_("Title")),
    )
    yield from table(head, [_cells(row) for row in rows])


def _cells(row: Row) -> tuple[str, ...]:
    late = str(row.days_overdue) if row.days_overdue else ""
    owner = row.owners[0] if row.owners else ""
    return row.id, row.date, _severity(row), _status(row), ", ".join(row.systems), owner, row.due, late, row.title
