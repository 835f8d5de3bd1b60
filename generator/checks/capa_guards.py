"""C060 to C079: a CAPA whose log says that it went further than its record allows; one rule a guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity, Span
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.lifecycle.capa.guards import Guard
from generator.lifecycle.capa.transitions import GUARDS, Replayed, replay, transitions_from
from generator.wording import N_, Wording

TRANSITION = Rule(
    code="C060",
    name="capa-transition",
    severity=Severity.ERROR,
    message=N_("{field}: from {state} there is no way to {to}; the next are: {known}."),
    hint=N_("Entries are added at the end, each with the state that the one before reached: fupan capa advance {capa}"),
    what=N_("An entry of a CAPA's log begins from a state that was not reached, or leads where no way leads."),
    why=N_("The state of a CAPA is what its log says; a log with a gap says nothing for certain."),
    example="log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-13, from: open, to: closed}\n",
    instead="log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-13, from: open, to: investigating}\n",
)


def _rule(number: int, guard: Guard) -> Rule:
    return Rule(
        code=f"C{60 + number:03}",
        name=f"capa-guard-{guard.code.lower()}",
        severity=Severity.ERROR,
        message=N_("{guard}, log[{place}] to {state}: {why}"),
        hint=N_("Fill in `{path}`, such as: {example}"),
        what=guard.what,
        why=guard.why,
        example=guard.example,
        instead=guard.instead,
    )


GUARD_RULES: Mapping[str, Rule] = {guard.code: _rule(number, guard) for number, guard in enumerate(GUARDS, 1)}
RULES = (TRANSITION, *GUARD_RULES.values())


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield, at its place, every entry of a log that leads nowhere or that a guard would have refused."""
    for capa in graph.of(Capa):
        for row in replay(capa, graph, today):
            yield from _found(capa, row)


def _found(capa: Capa, row: Replayed) -> Iterator[Diagnostic]:
    span: Span = capa.span("log", row.place)
    if not row.exists:
        yield TRANSITION.at(
            span,
            field=f"log[{row.place}].from" if row.entry.from_ not in (None, row.state) else f"log[{row.place}].to",
            state=row.state.value,
            to=row.entry.to.value,
            known=", ".join(state.value for state in transitions_from(row.state)) or "–",
            capa=capa.id,
        )
    for refusal in row.refusals:
        yield GUARD_RULES[refusal.guard].at(
            span,
            field=refusal.path,
            guard=refusal.guard,
            place=row.place,
            state=Wording(row.entry.to.label),
            why=refusal.message,
            path=refusal.path,
            example=" ".join(refusal.example.split()),
        )
