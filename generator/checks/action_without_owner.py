"""C003: an action without owner or deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.state import has_reached
from generator.wording import N_

RULE = Rule(
    code="C003",
    name="action-without-owner",
    severity=Severity.WARNING,
    message=N_("{field} has no {missing}."),
    hint=N_("Add `{missing}:`, or move the line to `ideas`, which are not commitments."),
    what=N_("An action has no owner or no deadline."),
    why=N_("An action that nobody owns, or that is never due, is not done."),
    example="actions:\n  - text: 增加告警\n",
    instead="actions:\n  - text: 增加告警\n    owner: IT 主管\n    due: 2026-05-31\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the actions of post-mortems, and those of CAPAs from the plan on, that lack one of the two."""
    for postmortem in graph.of(Postmortem):
        for place, action in enumerate(postmortem.actions):
            for missing, value in (("owner", action.owner), ("due", action.due)):
                if value is None:
                    yield RULE.at(postmortem.span("actions", place, "text"), field=f"actions[{place}]", missing=missing)
    for capa in graph.of(Capa):
        if has_reached(capa, CapaState.PLANNED):
            for place, row in enumerate(capa.actions):
                for missing, present in (("owner", row.owner), ("due", row.due)):
                    if not present:
                        yield RULE.at(capa.span("actions", place, "text"), field=f"actions[{place}]", missing=missing)
