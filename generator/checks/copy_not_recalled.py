"""C045: a paper copy of a revision that no longer holds is still out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.lifecycle.documents.copies import stray_copies
from generator.wording import N_

RULE = Rule(
    code="C045",
    name="copy-not-recalled",
    severity=Severity.WARNING,
    message=N_("{id}, a copy of {doc} {revision}, is still with {dept}; that revision has not held since {since}."),
    hint=N_("Take it back and add `recalled_on` and `recalled_by`, or `lost_on` and what was done about it."),
    what=N_("A copy of a superseded or withdrawn revision was neither taken back nor destroyed nor reported as lost."),
    why=N_("In an emergency people follow the paper on the wall, and it tells them what was given up."),
    example="- {id: PC-2026-001, doc: SOP-IT-001, revision: A/0, dept: 仓储部, issued_on: 2025-03-20}   # A/1 holds\n",
    instead=(
        "- {id: PC-2026-001, doc: SOP-IT-001, revision: A/0, dept: 仓储部, issued_on: 2025-03-20,"
        " recalled_on: 2026-06-15, recalled_by: 质量工程师}\n"
    ),
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the copies of revisions that no longer hold today and that are still out."""
    for row in stray_copies(graph, today):
        copy = row.copy
        yield RULE.at(
            copy.span("revision"),
            field="recalled_on",
            id=copy.id,
            doc=copy.doc,
            revision=copy.revision,
            dept=copy.dept,
            since=str(row.since or "–"),
        )
