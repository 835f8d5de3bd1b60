"""C100: a cited record has changed since the link to it was last looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.lifecycle.audit.reviewed_links import suspect_links
from generator.wording import N_

RULE = Rule(
    code="C100",
    name="suspect-link",
    severity=Severity.WARNING,
    message=N_("{value} has changed since it was looked at on {day}: review it again."),
    hint=N_("Read both again; where they still fit: fupan trace confirm {record} {value} --by ROLE"),
    what=N_("A record notes that a cited record was looked at, and that one reads otherwise now."),
    why=N_("What was agreed then may no longer follow from what the other record says now."),
    example="reviewed_links: [{target: SOP-IT-001, digest: 000000000000, date: 2026-06-01, by: QA}]\n",
    instead="reviewed_links: [{target: SOP-IT-001, digest: 4f1c2a9b7d3e, date: 2026-11-20, by: QA}]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield each reviewed link whose target has changed."""
    for suspect in suspect_links(graph):
        yield RULE.at(
            suspect.record.span("reviewed_links", suspect.position, "digest"),
            field="reviewed_links",
            value=suspect.link.target,
            day=suspect.link.date.isoformat(),
            record=suspect.record.id,
        )
