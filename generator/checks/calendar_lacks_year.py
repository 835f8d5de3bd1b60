"""C050: a deadline in working days in a year whose holidays the calendar does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.calendar import Calendar
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.due.of_capas import due_of_capa
from generator.lifecycle.due.of_postmortems import due_of_postmortem
from generator.lifecycle.due.rules import deadline_rules
from generator.wording import N_

RULE = Rule(
    code="C050",
    name="calendar-lacks-year",
    severity=Severity.WARNING,
    message=N_(
        "The calendar has no holidays for {value}, in which a deadline of {record} is reckoned in working days."
    ),
    hint=N_("Add the public holidays of {value} and the days worked instead to {field}."),
    what=N_("A deadline is reckoned in working days, and the calendar holds no holiday of that year."),
    why=N_("Until then only weekends count as free, so the deadline may be wrong by the length of a holiday."),
    example="holidays:\n  - {from: 2025-10-01, to: 2025-10-08, title: 国庆节、中秋节}\n",
    instead="holidays:\n  - {from: 2025-10-01, to: 2025-10-08, title: 国庆节、中秋节}\n  - {from: 2026-01-01, to: 2026-01-03, title: 元旦}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield each year that is missing, once; an organization without a calendar has chosen to do without holidays."""
    calendar = next(iter(graph.of(Calendar)), None)
    if calendar is None:
        return
    rules = deadline_rules(graph)
    told: set[int] = set()
    capas = (one for capa in graph.of(Capa) for one in due_of_capa(capa, rules))
    incidents = (one for postmortem in graph.of(Postmortem) for one in due_of_postmortem(postmortem, rules))
    for one in (*capas, *incidents):
        if one.working_days and not rules.working.knows(one.due.year) and one.due.year not in told:
            told.add(one.due.year)
            yield RULE.at(calendar.span("holidays"), field="holidays", value=one.due.year, record=one.record.id)
