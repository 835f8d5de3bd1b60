"""Which contributions reach which document: every record is read once, however many documents there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from generator.graph import Graph
from generator.kinds.base import reach_of
from generator.kinds.capa import Capa
from generator.kinds.drill import Drill
from generator.kinds.library_step import LibraryStep
from generator.kinds.postmortem import Postmortem
from generator.kinds.sop import Document
from generator.procedures.merging.contributions import Contribution, lineage, scope_of
from generator.procedures.merging.teaching import (
    Taught,
    own_steps,
    shared_step,
    taught_by_capa,
    taught_by_drill,
    taught_by_postmortem,
)

# Stands for "any" in the index of systems and failure modes.
_ANY = ""


class Teachings:
    """Everything that the records of one graph teach, by document, and by system and failure mode (4.3 R1).

    `shared` are the steps of the shared library by their key (R14).
    """

    def __init__(self, graph: Graph) -> None:
        self.shared: Mapping[str, Contribution] = {one.id: shared_step(one) for one in graph.of(LibraryStep)}
        self._named: dict[str, list[Contribution]] = defaultdict(list)
        self._matching: dict[tuple[str, str], list[Contribution]] = defaultdict(list)
        self._unnamed: dict[str, list[Contribution]] = defaultdict(list)
        self._graph = graph
        self._lineages: dict[str, tuple[str, ...]] = {}
        for postmortem in graph.of(Postmortem):
            modes = (postmortem.failure_mode,) if postmortem.failure_mode is not None else ()
            self._learn(taught_by_postmortem(postmortem), postmortem.systems, modes)
        for drill in graph.of(Drill):
            self._learn(taught_by_drill(drill), drill.systems, drill.failure_modes)
        for capa in graph.of(Capa):
            self._learn(taught_by_capa(capa, graph), (), ())

    def to(self, document: Document, day: date = date.max) -> tuple[Contribution, ...]:
        """Return everything that the owner and the records say about the steps of `document`, in order.

        Excluded records do not count, nor those dated after `day`; included ones do although neither system nor
        failure mode match, as soon as they teach anything at all. What only fewer people may read than the document
        teaches it nothing: a page cannot keep to itself what a step says.
        """
        systems, modes = scope_of(document)
        excluded = {row.record for row in document.exclude}
        rows: list[Sequence[Contribution]] = [self._named.get(document.id, ())]
        rows += [self._matching.get((system, mode), ()) for system in systems or (_ANY,) for mode in modes or (_ANY,)]
        rows += [self._unnamed.get(record, ()) for record in document.include]
        # A record about two systems of the document is found twice.
        found = {(one.source, one.position): one for row in rows for one in row}
        reach = reach_of(document)
        kept = (
            one
            for one in found.values()
            if one.day <= day and one.source not in excluded and reach_of(self._graph.get(one.source)) <= reach
        )
        return tuple(sorted((*own_steps(document), *kept), key=attrgetter("order")))

    def _learn(self, taught: Iterable[Taught], systems: tuple[str, ...], modes: tuple[str, ...]) -> None:
        pairs: list[tuple[str, str]] | None = None
        for one in taught:
            for document in one.docs:
                self._named[document].append(one.part)
            if one.docs:
                continue
            self._unnamed[one.part.source].append(one.part)
            if pairs is None:
                above = sorted({mode for special in modes for mode in self._lineage(special)})
                pairs = [(system, mode) for system in (_ANY, *systems) for mode in (_ANY, *above)]
            for pair in pairs:
                self._matching[pair].append(one.part)

    def _lineage(self, mode: str) -> tuple[str, ...]:
        if mode not in self._lineages:
            self._lineages[mode] = lineage(mode, self._graph)
        return self._lineages[mode]


def contributions(document: Document, graph: Graph, day: date = date.max) -> tuple[Contribution, ...]:
    """Return what the records say about the steps of one document; for many documents ask one `Teachings`."""
    return Teachings(graph).to(document, day)
