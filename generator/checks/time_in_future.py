"""C001: a time that lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.wording import N_

RULE = Rule(
    code="C001",
    name="time-in-future",
    severity=Severity.WARNING,
    message=N_("{field} lies in the future: {value}."),
    hint=N_("Check the year; a record tells what has happened."),
    what=N_("The time of something that has happened lies after today."),
    why=N_("Most often a digit of the year is wrong; durations and lists would be wrong with it."),
    example="started_at: 2126-05-11T14:35+08:00\n",
    instead="started_at: 2026-05-11T14:35+08:00\n",
)
_PAST = (
    "started_at",
    "detected_at",
    "declared_at",
    "mitigated_at",
    "restored_at",
    "reconciled_at",
    "reviewed_at",
    "closed_at",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every past-tense time that lies later than tomorrow; tomorrow is another zone's today."""
    limit = today + timedelta(days=1)
    for postmortem in graph.of(Postmortem):
        for field in _PAST:
            value = getattr(postmortem, field)
            if value is not None and value.day > limit:
                yield RULE.at(postmortem.span(field), field=field, value=value)
    for capa in graph.of(Capa):
        if capa.opened_on > limit:
            yield RULE.at(capa.span("opened_on"), field="opened_on", value=capa.opened_on)
