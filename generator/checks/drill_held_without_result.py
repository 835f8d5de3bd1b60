"""C046: a drill that was held and does not say what it showed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.drill import Drill
from generator.lifecycle.documents.drills import is_held
from generator.wording import N_

RULE = Rule(
    code="C046",
    name="drill-held-without-result",
    severity=Severity.ERROR,
    message=N_("{id} is held, but `{field}` is missing."),
    hint=N_("Add `{field}:`, or set the status back to planned."),
    what=N_("A drill has the status held, and its day or its result is missing."),
    why=N_("A drill without a result proves nothing, and nobody knows when the next one is due."),
    example="status: held\n",
    instead="status: held\nheld_on: 2026-09-12\nresult: partly\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield for each drill that was held what it lacks of day and result."""
    for drill in graph.of(Drill):
        if is_held(drill):
            for field, value in (("held_on", drill.held_on), ("result", drill.result)):
                if value is None:
                    yield RULE.at(drill.span("status"), field=field, id=drill.id)
