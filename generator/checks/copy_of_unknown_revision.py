"""C048: a paper copy of a revision that was never released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.paper_copy import PaperCopy
from generator.lifecycle.documents.copies import revision_of
from generator.lifecycle.documents.standing import revisions_of
from generator.wording import N_

RULE = Rule(
    code="C048",
    name="copy-of-unknown-revision",
    severity=Severity.ERROR,
    message=N_("{id}: {doc} has no revision {value}; released are: {known}."),
    hint=N_("Write the number as in the list. A copy of a draft is not handed out."),
    what=N_("The register of paper copies names a revision that does not exist."),
    why=N_("Nobody could tell whether the copy must be taken back."),
    example="- {id: PC-2026-001, doc: SOP-IT-001, revision: A/9, dept: 仓储部, issued_on: 2026-06-15}\n",
    instead="- {id: PC-2026-001, doc: SOP-IT-001, revision: A/1, dept: 仓储部, issued_on: 2026-06-15}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the copies whose revision was not released."""
    for copy in graph.of(PaperCopy):
        if revision_of(copy, graph) is None:
            known = ", ".join(one.revision for one in revisions_of(copy.doc, graph)) or "–"
            yield RULE.at(
                copy.span("revision"), field="revision", id=copy.id, doc=copy.doc, value=copy.revision, known=known
            )
