"""C002: something ended before it began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.postmortem import Postmortem
from generator.model.values import Instant, elapsed
from generator.wording import N_

RULE = Rule(
    code="C002",
    name="times-out-of-order",
    severity=Severity.ERROR,
    message=N_("{field} ({value}) lies before {earlier} ({other})."),
    hint=N_("Correct one of the two; write the next day's date for a time after midnight."),
    what=N_("Something was restored before it was mitigated, detected before it began, or ended before it started."),
    why=N_("Durations would be negative and the order of events wrong."),
    example="started_at: 2026-05-11T22:10+08:00\nrestored_at: 2026-05-11T01:30+08:00\n",
    instead="started_at: 2026-05-11T22:10+08:00\nrestored_at: 2026-05-12T01:30+08:00\n",
)
_PAIRS = (
    ("started_at", "detected_at"),
    ("started_at", "declared_at"),
    ("started_at", "mitigated_at"),
    ("started_at", "restored_at"),
    ("mitigated_at", "restored_at"),
    ("restored_at", "reconciled_at"),
    ("started_at", "reviewed_at"),
    ("reviewed_at", "closed_at"),
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every pair of times in the wrong order; times of unknown hour are compared by day."""
    for postmortem in graph.of(Postmortem):
        for earlier, later in _PAIRS:
            first, second = getattr(postmortem, earlier), getattr(postmortem, later)
            if _reversed(first, second):
                yield RULE.at(postmortem.span(later), field=later, value=second, earlier=earlier, other=first)
        for place, row in enumerate(postmortem.manual_operations):
            if _reversed(row.started_at, row.ended_at):
                span = postmortem.span("manual_operations", place, "ended_at")
                field = f"manual_operations[{place}].ended_at"
                yield RULE.at(span, field=field, value=row.ended_at, earlier="started_at", other=row.started_at)


def _reversed(first: Instant | None, second: Instant | None) -> bool:
    if first is None or second is None:
        return False
    span = elapsed(first, second)
    return span < timedelta() if span is not None else second.day < first.day
