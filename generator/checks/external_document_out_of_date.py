"""C049: an external document that is marked as not yet in force although its day has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.regulation import Regulation, RegulationStatus
from generator.wording import N_

RULE = Rule(
    code="C049",
    name="external-document-out-of-date",
    severity=Severity.WARNING,
    message=N_("{id} is marked as not yet in force, but it has held since {value}."),
    hint=N_("Set `status: current`, set what it replaces to superseded, and finish the judgements of its impact."),
    what=N_("The register of external documents says that one is still to come, and the day has passed."),
    why=N_("People would go on working by what it replaced."),
    example="- {id: REG-GMP-2025, title: 医疗器械生产质量管理规范, status: upcoming, effective_on: 2026-11-01}\n",
    instead="- {id: REG-GMP-2025, title: 医疗器械生产质量管理规范, status: current, effective_on: 2026-11-01}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the external documents that hold today and are marked as upcoming."""
    for regulation in graph.of(Regulation):
        day = regulation.effective_on
        if regulation.status is RegulationStatus.UPCOMING and day is not None and day <= today:
            yield RULE.at(regulation.span("status"), field="status", id=regulation.id, value=str(day))
