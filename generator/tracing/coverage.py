"""Which clauses of a set are cited or shown by records, and which by none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.kinds.article import Article
from generator.kinds.capa import Capa
from generator.model.record import Record
from generator.procedures.merging.all_documents import documents_of
from generator.tracing.clause_sets import Clause, ClauseSet, citations
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import LinkName, NodeKind, Trace, TraceNode
from generator.tracing.showing import SHOWING


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause with the records that cite it (or a clause around it) and those that show something of it."""

    clause: Clause
    node: TraceNode
    cited_by: tuple[TraceNode, ...]
    shown_by: tuple[str, ...]

    @property
    def is_uncovered(self) -> bool:
        """Whether no document cites it and no record shows it."""
        return not self.cited_by and not self.shown_by


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses of one set, and the numbers beyond its list that records cite."""

    set: ClauseSet
    chosen: bool
    rows: tuple[ClauseRow, ...]
    beyond: tuple[tuple[TraceNode, tuple[TraceNode, ...]], ...]

    @property
    def uncovered(self) -> tuple[ClauseRow, ...]:
        """The clauses that nothing speaks of."""
        return tuple(row for row in self.rows if row.is_uncovered)


def profiles_of(gathering: Gathering) -> tuple[str, ...]:
    """Return the sets that the policy chooses."""
    return tuple(profile.value for profile in gathering.policy.profiles) if gathering.policy is not None else ()


def draw_clauses(draft: Draft, gathering: Gathering, sets: Sequence[ClauseSet]) -> None:
    """Put the clauses and their citations in; a clause of a chosen set that nothing speaks of is a gap."""
    cited: dict[str, set[str]] = defaultdict(set)
    for record, text in _citing_texts(gathering):
        for citation in citations(text, sets):
            node = draft.node(citation.id, NodeKind.CLAUSE, citation.number, title=citation.set)
            if record.id not in draft.nodes:
                draft.node(record.id, NodeKind.RECORD, record.id, record.id, record.name)
            draft.link(LinkName.CITES, record.id, node)
            cited[citation.set].add(citation.number)
    chosen = profiles_of(gathering)
    shown: dict[str, bool] = {}
    for one in sets:
        for clause in one.clauses:
            draft.node(clause.id, NodeKind.CLAUSE, clause.number, title=one.id)
            if one.id not in chosen or one.is_historical or any(n in cited[one.id] for n in one.above(clause.number)):
                continue
            for name in clause.shows:
                if name not in shown:
                    shown[name] = next(SHOWING[name](gathering), None) is not None
            if not any(shown[name] for name in clause.shows):
                draft.gap("T18", clause.id, "")


def _citing_texts(gathering: Gathering) -> Iterator[tuple[Record, str]]:
    for document in documents_of(gathering.graph):
        yield from ((document, text) for text in document.external_refs)
        yield from ((document, step.basis) for step in document.static_steps if step.basis)
    for capa in gathering.graph.of(Capa):
        if capa.problem is not None and capa.problem.requirement:
            yield capa, capa.problem.requirement
        yield from ((capa, source.ref) for source in capa.sources if source.ref)
    for article in gathering.graph.of(Article):
        yield from ((article, text) for text in article.sources)


def coverage(trace: Trace, gathering: Gathering, sets: Sequence[ClauseSet]) -> tuple[Coverage, ...]:
    """Return the coverage of every set: the chosen ones first."""
    chosen = profiles_of(gathering)
    shown: dict[str, tuple[str, ...]] = {}
    found = []
    for one in sets:
        rows = tuple(_row(clause, one, trace, gathering, shown) for clause in one.clauses)
        beyond = tuple(
            (node, trace.before(node.id, LinkName.CITES))
            for node in trace.of(NodeKind.CLAUSE)
            if node.title == one.id and not one.knows(node.text)
        )
        found.append(Coverage(one, one.id in chosen, rows, beyond))
    return tuple(sorted(found, key=lambda row: (not row.chosen, row.set.is_historical)))


def _row(
    clause: Clause, one: ClauseSet, trace: Trace, gathering: Gathering, shown: dict[str, tuple[str, ...]]
) -> ClauseRow:
    nodes = [f"clause:{one.id}/{number}" for number in one.above(clause.number)]
    cited = {node.id: node for name in nodes for node in trace.before(name, LinkName.CITES)}
    for name in clause.shows:
        if name not in shown:
            shown[name] = tuple(dict.fromkeys(SHOWING[name](gathering)))
    records = dict.fromkeys(record for name in clause.shows for record in shown[name])
    return ClauseRow(clause, trace.nodes[clause.id], tuple(cited.values()), tuple(sorted(records)))
