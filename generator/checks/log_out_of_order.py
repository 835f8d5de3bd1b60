"""C008: a CAPA's log that does not hang together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.wording import N_

RULE = Rule(
    code="C008",
    name="log-out-of-order",
    severity=Severity.WARNING,
    message=N_("log[{place}] does not follow from the entry before it: {value}."),
    hint=N_("Entries are added at the end, each with the state that the one before reached."),
    what=N_(
        "An entry of a CAPA's log is earlier than the one before it, or begins from another state than that one reached."
    ),
    why=N_("The state of a CAPA is what its log says; a log with a gap says nothing for certain."),
    example="log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-10, from: planned, to: implementing}\n",
    instead="log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-13, from: open, to: investigating}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every entry that goes back in time or starts from a state that was not reached."""
    for capa in graph.of(Capa):
        before = None
        state = CapaState.DRAFT
        for place, entry in enumerate(capa.log):
            span = capa.span("log", place)
            if before is not None and entry.at.order < before:
                yield RULE.at(span, field=f"log[{place}].at", place=place, value=entry.at)
            if entry.from_ is not None and entry.from_ is not state:
                yield RULE.at(
                    span, field=f"log[{place}].from", place=place, value=f"{entry.from_.value} ≠ {state.value}"
                )
            before, state = entry.at.order, entry.to
