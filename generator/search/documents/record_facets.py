"""The facet values of a record, and what people read for them.

In: records, the graph that they live in, a translator. Out: values by facet name, labels by facet and value, and the
words by which people may look for a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from generator.graph import Graph
from generator.kinds.postmortem import Postmortem, ProcessState
from generator.lifecycle.facts import Facts
from generator.model.kind import Kind
from generator.model.record import Record
from generator.model.values import Choice
from generator.search.documents.facet_table import FACETS, Facet

Say = Callable[[str], str]
Labels = dict[str, dict[str, str]]


def facets_of(record: Record, facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet that the record has, in the order of the table; nothing is inherited."""
    found = {facet.name: tuple(dict.fromkeys(map(str, _values(record, facet, facts)))) for facet in FACETS}
    return {name: values for name, values in found.items() if values}


def labels_of(records: Iterable[Record], facts: Facts, kinds: Iterable[Kind], say: Say) -> Labels:
    """Return what people read for each value of each facet; a value without a label shows itself."""
    labels: Labels = {facet.name: _given(facet, facts.graph, say) for facet in FACETS}
    labels["kind"] = {kind.name: say(kind.label) for kind in kinds}
    for record in records:
        for facet in FACETS:
            for value in _values(record, facet, facts):
                if isinstance(value, Choice):
                    labels[facet.name][str(value)] = say(value.label)
    return labels


def names_of_values(record: Record, facts: Facts, say: Say) -> Iterator[str]:
    """Yield what the record's systems, failure modes, processes, vendors and causes are called, aliases included."""
    graph = facts.graph
    for facet in FACETS:
        if not facet.is_searched or facet.record_kind == record.kind:
            continue
        for value in dict.fromkeys(_values(record, facet, facts)):
            named = graph.get(value) if facet.record_kind else None
            if named is not None:
                yield from dict.fromkeys((named.id, named.name, *getattr(named, "aliases", ())))
            elif isinstance(value, Choice):
                yield say(value.label)
            elif facet.vocabulary:
                yield say(graph.label(facet.vocabulary, value))


def _given(facet: Facet, graph: Graph, say: Say) -> dict[str, str]:
    if facet.vocabulary:
        words = graph.vocabularies[facet.vocabulary].words
        return {word.code: f"{word.code} {say(word.label)}" if facet.shows_code else say(word.label) for word in words}
    if facet.record_kind:
        return {key: graph.records[key].name for key in sorted(graph.records) if _is(graph.records[key], facet)}
    return {}


def _is(record: Record, facet: Facet) -> bool:
    return record.kind == facet.record_kind


def _values(record: Record, facet: Facet, facts: Facts) -> Iterator[Any]:
    if _is(record, facet):
        yield record.id
    for path in _paths(type(record), facet.name):
        yield from _at(record, path)
    if facet.name in _COMPUTED:
        yield from _COMPUTED[facet.name](record, facts)


@cache
def _paths(model: type[Record], name: str) -> tuple[tuple[str, ...], ...]:
    """Return the paths of a facet that begin with a field of the model."""
    (facet,) = (one for one in FACETS if one.name == name)
    paths = (tuple(path.split(".")) for path in facet.fields)
    return tuple(path for path in paths if path[0] in model.model_fields)


def _at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if value is None:
        return
    if isinstance(value, tuple):
        for item in value:
            yield from _at(item, path)
    elif path:
        yield from _at(getattr(value, path[0]), path[1:])
    else:
        yield value


def _kind(record: Record, _facts: Facts) -> Iterator[Any]:
    yield record.kind


def _year(record: Record, facts: Facts) -> Iterator[Any]:
    day = facts.day_of(record)
    if day is not None:
        yield str(day.year)


def _status(record: Record, facts: Facts) -> Iterator[Any]:
    status = facts.status_of(record)
    if status is not None:
        yield status


def _processes(record: Record, _facts: Facts) -> Iterator[Any]:
    """Yield the processes that the impact names, but not those that it says went on."""
    if isinstance(record, Postmortem) and record.impact is not None:
        yield from (row.process for row in record.impact.processes if row.state is not ProcessState.OK)


_COMPUTED: Mapping[str, Callable[[Record, Facts], Iterator[Any]]] = {
    "kind": _kind,
    "year": _year,
    "status": _status,
    "process": _processes,
}
