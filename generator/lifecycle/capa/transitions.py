"""Which way a CAPA may go from each state, and which guards stand there; one table for the command and the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState, LogEntry
from generator.lifecycle.capa.guards import Case, Guard, Refusal, terms_of
from generator.lifecycle.capa.guards_checking import G7, G8, T4
from generator.lifecycle.capa.guards_closing import G10, G11, G12, G13, T6, T7
from generator.lifecycle.capa.guards_documents import G9
from generator.lifecycle.capa.guards_opening import G1, G2, G3, G4, G5, T1, T2
from generator.lifecycle.capa.guards_planning import G6, T3, T5
from generator.lifecycle.capa.state import is_back, state_of

S = CapaState
GUARDS: tuple[Guard, ...] = (G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13, T1, T2, T3, T4, T5, T6, T7)

# Section 2.2, in its order; the first way from a state is the usual one.
TRANSITIONS: Mapping[tuple[CapaState, CapaState], tuple[Guard, ...]] = {
    (S.DRAFT, S.OPEN): (G1, G2, G3, G4),
    (S.OPEN, S.INVESTIGATING): (T1,),
    (S.INVESTIGATING, S.PLANNED): (G6,),
    (S.PLANNED, S.IMPLEMENTING): (T3, T5),
    (S.IMPLEMENTING, S.VERIFYING): (T4,),
    (S.VERIFYING, S.MONITORING): (G7, G8, G9),
    (S.MONITORING, S.CLOSING): (G10, G11),
    (S.CLOSING, S.CLOSED): (G11, G12),
    (S.PLANNED, S.INVESTIGATING): (T2,),
    (S.IMPLEMENTING, S.PLANNED): (T2,),
    (S.VERIFYING, S.IMPLEMENTING): (T2,),
    (S.MONITORING, S.INVESTIGATING): (T6,),
    (S.MONITORING, S.IMPLEMENTING): (T7,),
    (S.CLOSING, S.MONITORING): (T2,),
    (S.CLOSING, S.INVESTIGATING): (T2,),
    (S.CLOSED, S.INVESTIGATING): (G13,),
    (S.DRAFT, S.CANCELLED): (G5,),
    (S.OPEN, S.CANCELLED): (G5,),
    (S.INVESTIGATING, S.CANCELLED): (G5,),
    (S.PLANNED, S.CANCELLED): (G5,),
    (S.IMPLEMENTING, S.CANCELLED): (G5,),
    (S.CANCELLED, S.DRAFT): (T2,),
}


def transitions_from(state: CapaState) -> tuple[CapaState, ...]:
    """Return the states that may follow `state`, the usual one first."""
    return tuple(to for from_, to in TRANSITIONS if from_ is state)


def refusals(
    capa: Capa, to_state: CapaState, graph: Graph, today: date, entry: LogEntry | None = None
) -> tuple[Refusal, ...]:
    """Return everything that keeps a CAPA from going to `to_state` on `today`; empty when nothing does.

    `entry` is the line that the log would get, where one is known: some guards ask who goes and why. Raises ValueError for a state to which no way leads from the present one; ask `transitions_from` first.
    """
    state = state_of(capa)
    if (state, to_state) not in TRANSITIONS:
        raise ValueError(f"no way from {state} to {to_state}")
    return _refused(Case(capa, graph, terms_of(graph), to_state, today, today, entry, capa.log), state)


def refused_by(
    guards: Iterable[Guard], capa: Capa, to_state: CapaState, graph: Graph, today: date
) -> tuple[Refusal, ...]:
    """Return what some guards alone refuse, wherever the CAPA stands; for what is written before a transition."""
    case = Case(capa, graph, terms_of(graph), to_state, today, today, None, capa.log)
    return tuple(refusal for guard in guards for refusal in guard.refusals(case))


def _refused(case: Case, state: CapaState) -> tuple[Refusal, ...]:
    return tuple(refusal for guard in TRANSITIONS[state, case.to] for refusal in guard.refusals(case))


@dataclass(frozen=True, slots=True)
class Replayed:
    """One entry of the log as it stands: the state before it, whether the way exists, and what its guards refuse."""

    place: int
    entry: LogEntry
    state: CapaState
    exists: bool
    refusals: tuple[Refusal, ...]


def replay(capa: Capa, graph: Graph, today: date) -> Iterator[Replayed]:
    """Yield each entry of the log with what its guards refuse on its own day, against the record as it is `today`."""
    state = CapaState.DRAFT
    terms = terms_of(graph)
    for place, entry in enumerate(capa.log):
        if place == 0 and entry.to is CapaState.DRAFT:
            continue  # a note that the draft was begun
        exists = (state, entry.to) in TRANSITIONS and entry.from_ in (None, state)
        found: tuple[Refusal, ...] = ()
        if exists:
            superseded = any(later.to is state or is_back(state, later.to) for later in capa.log[place + 1 :])
            case = Case(capa, graph, terms, entry.to, entry.at.day, today, entry, capa.log[:place], superseded)
            found = _refused(case, state)
        yield Replayed(place, entry, state, exists, found)
        state = entry.to
