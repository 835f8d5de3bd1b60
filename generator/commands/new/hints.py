"""What happened before, as the questions of `fupan new` say it while an incident is written down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.commands.terminal.language import _, current
from generator.commands.terminal.table import printable
from generator.wording import N_

if TYPE_CHECKING:
    from datetime import date

    from generator.graph import Graph

# The newest incidents with which the questions of `fupan new` compare: nobody waits there.
MOST_FOR_A_HINT = 1000
MOST_HINTS = 3


def hints(graph: Graph, text: str, today: date) -> Iterator[str]:
    """Yield lines on the few newest incidents that are like `text`: number, title, and what fixed it."""
    from generator.kinds.postmortem import Postmortem
    from generator.lifecycle.facts import Facts
    from generator.search.documents.record_documents import RecordDocuments
    from generator.search.likeness.similar import SimilarIncidents

    facts = Facts(graph, today)
    newest = sorted(graph.of(Postmortem), key=lambda one: (one.started_at.order, one.id))[-MOST_FOR_A_HINT:]
    documents = RecordDocuments(facts, {}, current().text)
    found = SimilarIncidents(map(documents.of, newest)).like(text, MOST_HINTS)
    if found:
        yield _(N_("It may have happened before:"))
    for hit in found:
        yield f"  {hit.id}  {printable(hit.title)}"
        if "fix" in hit.card:
            yield f"      {_(N_('What fixed it'))}: {printable(hit.card['fix'])}"
