"""The sealed graph: every record by id, every reference resolved, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.model.fields import Refers
from generator.model.kind import Kind
from generator.model.left_out import Citation, LeftOut
from generator.model.record import Part, Path, Record
from generator.model.shape import shape_of
from generator.model.vocabulary import VOCABULARIES, Vocabulary, spelling
from generator.wording import N_, Wording

AnyRecord = TypeVar("AnyRecord", bound=Record)

DANGLING_REFERENCE = Rule(
    code="G001",
    name="dangling-reference",
    severity=Severity.ERROR,
    message=N_("{field} cites {value}, which does not exist."),
    hint=N_("The nearest are: {suggestion}. Correct the id, or write the record first."),
    what=N_("A record cites another one that is not there."),
    why=N_("The page would have a dead link and the trace from incident to proof would end there."),
    example="capa: [CAPA-2026-0999]\n",
    instead="capa: [CAPA-2026-0012]\n",
)
WRONG_KIND = Rule(
    code="G002",
    name="wrong-kind-of-reference",
    severity=Severity.ERROR,
    message=N_("{field} cites {value}, which is of the kind {kind}; expected is {expected}."),
    hint=N_("Put it into the field for its kind, or cite a record of the kind {expected}."),
    what=N_("A record cites one of another kind than the field is for."),
    why=N_("Lists and counts would mix things that are not alike."),
    example="capa: [PM-2026-0007]\n",
    instead="capa: [CAPA-2026-0012]\n",
)
DUPLICATE_ID = Rule(
    code="G003",
    name="duplicate-id",
    severity=Severity.ERROR,
    message=N_("The id {value} is already used in {other}."),
    hint=N_("Give one of the two a new number; ids that differ only in case, width or Unicode form count as the same."),
    what=N_("Two records have the same id, perhaps in another case or Unicode form."),
    why=N_("One page would replace the other, and on Windows one file the other."),
    example="id: PM-2026-0007   # in two files\n",
    instead="id: PM-2026-0008\n",
)
CYCLIC_REFERENCE = Rule(
    code="G004",
    name="cyclic-reference",
    severity=Severity.ERROR,
    message=N_("{field} goes round in a circle: {circle}."),
    hint=N_("Remove one of the references."),
    what=N_("Records name each other as their origin, parent or successor in a circle."),
    why=N_("Something cannot come from itself; lists made along these references would never end."),
    example="id: a\nparent: b\n---\nid: b\nparent: a\n",
    instead="id: a\nparent: b\n",
)
AMBIGUOUS_NAME = Rule(
    code="G005",
    name="ambiguous-name",
    severity=Severity.ERROR,
    message=N_("The name {value} belongs to {other} as well."),
    hint=N_("Remove the alias from one of the two."),
    what=N_("Two records of one kind share a name or an alias."),
    why=N_("A reference by that name could mean either."),
    example="aliases: [条码系统]   # in two systems\n",
    instead="aliases: [条码系统]   # in one of them\n",
)
GRAPH_RULES = (DANGLING_REFERENCE, WRONG_KIND, DUPLICATE_ID, CYCLIC_REFERENCE, AMBIGUOUS_NAME)

# Fields that lead from a record to an earlier or more general one; a circle along one of them is an error.
_DIRECTED_FIELDS = ("parent", "recurs_from", "merged_into", "depends_on")


# Different unknown ids of one run for which the nearest known ones are looked up.
MOST_SUGGESTIONS = 50


@dataclass(frozen=True, slots=True)
class Link:
    """A resolved reference: `source` cites `target` in the field at `path`."""

    source: str
    target: str
    path: Path

    @property
    def field(self) -> str:
        """The outermost field of the reference, such as `capa`."""
        return str(self.path[0])


class Graph:
    """All records with their links; nothing changes after `link` has made it."""

    def __init__(
        self,
        records: Mapping[str, Record],
        links: Iterable[Link],
        vocabularies: Mapping[str, Vocabulary],
        unreadable: Collection[str] = (),
    ) -> None:
        self.records = MappingProxyType(dict(records))
        # Ids of records that exist but could not be read: what cites them is not at fault.
        self.unreadable = frozenset(spelling(identifier) for identifier in unreadable)
        self.vocabularies = vocabularies
        outgoing: dict[str, list[Link]] = defaultdict(list)
        incoming: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            outgoing[link.source].append(link)
            incoming[link.target].append(link)
        self._outgoing = {key: tuple(value) for key, value in outgoing.items()}
        self._incoming = {key: tuple(value) for key, value in incoming.items()}

    def __len__(self) -> int:
        return len(self.records)

    def get(self, identifier: str) -> Record | None:
        """Return the record with this id, or None."""
        return self.records.get(identifier)

    def name_of(self, identifier: str) -> str:
        """Return what people call the record with this id; a text that is no id of a record stays as it is."""
        record = self.records.get(identifier)
        return record.name if record is not None else identifier

    def of(self, model: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        """Return all records of a model in the order of their ids."""
        return self._by_model.get(model, ())

    @cached_property
    def _by_model(self) -> dict[type[Record], tuple[Any, ...]]:
        groups: dict[type[Record], list[Record]] = defaultdict(list)
        for identifier in sorted(self.records):
            groups[type(self.records[identifier])].append(self.records[identifier])
        return {model: tuple(group) for model, group in groups.items()}

    def named(self, model: type[AnyRecord], text: str) -> AnyRecord | None:
        """Return the record of a model whose id, name or alias is `text`, whatever the case, width and blanks."""
        wanted = spelling(text)
        return next((record for record in self.of(model) if wanted in map(spelling, names_of(record))), None)

    def links_from(self, identifier: str, *fields: str) -> tuple[Link, ...]:
        """Return the references that the record makes, all or those in `fields`."""
        return _in_fields(self._outgoing.get(identifier, ()), fields)

    def links_to(self, identifier: str, *fields: str) -> tuple[Link, ...]:
        """Return the references to the record, all or those in `fields`."""
        return _in_fields(self._incoming.get(identifier, ()), fields)

    def targets(self, identifier: str, model: type[AnyRecord], *fields: str) -> tuple[AnyRecord, ...]:
        """Return the records of `model` that the record cites, each once, in the order of the file."""
        return self._records((link.target for link in self.links_from(identifier, *fields)), model)

    def sources(self, identifier: str, model: type[AnyRecord], *fields: str) -> tuple[AnyRecord, ...]:
        """Return the records of `model` that cite the record, each once, by id."""
        return self._records(sorted(link.source for link in self.links_to(identifier, *fields)), model)

    def _records(self, identifiers: Iterable[str], model: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        found = (self.records[identifier] for identifier in dict.fromkeys(identifiers))
        return tuple(record for record in found if isinstance(record, model))

    def without(self, identifiers: Collection[str]) -> Graph:
        """Return the graph as it is without some records and all references from or to them."""
        links = [
            link
            for group in self._outgoing.values()
            for link in group
            if link.source not in identifiers and link.target not in identifiers
        ]
        records = {key: record for key, record in self.records.items() if key not in identifiers}
        return Graph(records, links, self.vocabularies, self.unreadable)

    def knows(self, identifier: str) -> bool:
        """Whether a record with this id exists, even one that could not be read."""
        return identifier in self.records or spelling(identifier) in self.unreadable

    def label(self, vocabulary: str, code: str) -> str:
        """Return the label of a word of an organization's vocabulary."""
        return self.vocabularies[vocabulary].label(code)


def _in_fields(links: tuple[Link, ...], fields: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.field in fields) if fields else links


def link(
    records: Iterable[Record],
    kinds: Mapping[str, Kind],
    vocabularies: Mapping[str, Vocabulary] = VOCABULARIES,
    left_out: LeftOut | None = None,
) -> tuple[Graph, list[Diagnostic]]:
    """Resolve all references between `records` and seal them; what cannot be resolved becomes diagnostics.

    Citing a record that was left out is no mistake; of what those cite themselves, only the mistakes are told.
    A graph comes back in any case, so that checks can say more about the rest.
    """
    found: list[Diagnostic] = []
    by_id = _unique(records, found)
    names = _Names(by_id.values(), kinds, found)
    links: list[Link] = []
    resolved: dict[str, Record] = {}
    left_out = left_out or LeftOut()
    for identifier, record in by_id.items():
        updates: dict[Path, str] = {}
        for path, text, reference in references(record):
            target = names.resolve(text, reference.kinds, by_name=reference.by_name)
            if target is None and left_out.excuses(text, reference):
                continue
            if target is None:
                citation = Citation(record.span(*path), str(path[0]), text, reference)
                found.append(_unresolved(citation, names, by_id))
                continue
            links.append(Link(identifier, target, path))
            if target != text:
                updates[path] = target
        resolved[identifier] = _with_targets(record, updates) if updates else record
    for one in left_out.cited:
        is_found = names.resolve(one.text, one.refers.kinds, by_name=one.refers.by_name) is not None
        if not is_found and not left_out.excuses(one.text, one.refers):
            found.append(_unresolved(one, names, by_id))
    graph = Graph(resolved, links, vocabularies, left_out.names)
    found.extend(_circles(graph))
    return graph, found


def _unique(records: Iterable[Record], found: list[Diagnostic]) -> dict[str, Record]:
    by_spelling: dict[str, Record] = {}
    for record in sorted(records, key=lambda one: (one.source_path, one.span("id"))):
        other = by_spelling.setdefault(spelling(record.id), record)
        if other is not record:
            found.append(DUPLICATE_ID.at(record.span("id"), field="id", value=record.id, other=other.span("id")))
    return {record.id: record for record in by_spelling.values()}


def names_of(record: Record) -> tuple[str, ...]:
    """Return what a record may be called: its id, its name, its aliases."""
    return record.id, record.name, *getattr(record, "aliases", ())


class _Names:
    """Finds a record by id, and where a kind allows it by name or alias."""

    def __init__(self, records: Iterable[Record], kinds: Mapping[str, Kind], found: list[Diagnostic]) -> None:
        self._ids: dict[str, str] = {}
        self._kind: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._written: dict[str, str] = {}
        self._nearest: dict[tuple[str, Refers], str | Wording] = {}
        for record in records:
            self._ids[spelling(record.id)] = record.id
            self._kind[record.id] = record.kind
            if not kinds[record.kind].linked_by_name:
                continue
            for name in names_of(record):
                owner = self._names.setdefault((record.kind, spelling(name)), record.id)
                self._written.setdefault(spelling(name), name)
                if owner != record.id:
                    found.append(AMBIGUOUS_NAME.at(record.span("aliases"), field="aliases", value=name, other=owner))

    def resolve(self, text: str, kinds: tuple[str, ...], *, by_name: bool) -> str | None:
        key = spelling(text)
        identifier = self._ids.get(key)
        if identifier is not None and self._kind[identifier] in kinds:
            return identifier
        if by_name:
            return next((self._names[kind, key] for kind in kinds if (kind, key) in self._names), None)
        return None

    def any(self, text: str) -> str | None:
        return self._ids.get(spelling(text))

    def nearest(self, text: str, refers: Refers) -> str | Wording:
        question = spelling(text), refers
        if question not in self._nearest:
            # Each new question looks at every id; after so many slips one suggestion more helps nobody.
            self._nearest[question] = self._look_for(*question) if len(self._nearest) < MOST_SUGGESTIONS else "–"
        return self._nearest[question]

    def _look_for(self, text: str, refers: Refers) -> str | Wording:
        owners = {key: identifier for key, identifier in self._ids.items() if self._kind[identifier] in refers.kinds}
        if refers.by_name:
            owners = {key: owner for (kind, key), owner in self._names.items() if kind in refers.kinds} | owners
        near = get_close_matches(text, owners, n=6, cutoff=0.5) or get_close_matches(text, owners, n=6, cutoff=0.0)
        # One name of each record will do: the one that is nearest.
        nearest = {owners[key]: key for key in reversed(near)}
        shown = [self._written.get(nearest[owner], owner) for owner in dict.fromkeys(map(owners.__getitem__, near))]
        return ", ".join(shown[:3]) or Wording(N_("(there is none of this kind yet)"))


def references(record: Record) -> Iterator[tuple[Path, str, Any]]:
    """Yield every reference of `record`: its path, the text, and what it may point at."""
    yield from _references(record, (), type(record))


def _references(part: Part, path: Path, model: type[Part]) -> Iterator[tuple[Path, str, Any]]:
    for attribute, key, field in _referring(model):
        value = getattr(part, attribute)
        if value is None or value == ():
            continue
        entries = enumerate(value) if field.many else ((None, value),)
        for number, entry in entries:
            here = (*path, key) if number is None else (*path, key, number)
            if field.part is not None:
                yield from _references(entry, here, field.part)
            elif field.refers is not None:
                yield here, entry, field.refers


_referring_cache: dict[type[Part], tuple[tuple[str, str, Any], ...]] = {}


def _referring(model: type[Part], above: tuple[type[Part], ...] = ()) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of `model` that refer to records or hold parts that do; the rest need not be walked."""
    known = _referring_cache.get(model)
    if known is not None:
        return known
    attributes = {field.alias or name: name for name, field in model.model_fields.items()}
    rows = tuple(
        (attributes[key], key, field)
        for key, field in shape_of(model).fields.items()
        if field.refers is not None
        or (
            field.part is not None
            and not field.frozen
            and field.part not in above
            and field.part is not model
            and _referring(field.part, (*above, model))
        )
    )
    _referring_cache[model] = rows
    return rows


def _unresolved(cited: Citation, names: _Names, records: Mapping[str, Record]) -> Diagnostic:
    kinds = cited.refers.kinds
    other = names.any(cited.text)
    if other is not None:
        return WRONG_KIND.at(
            cited.span, field=cited.field, value=cited.text, kind=records[other].kind, expected=", ".join(kinds)
        )
    nearest = names.nearest(cited.text, cited.refers)
    return DANGLING_REFERENCE.at(cited.span, field=cited.field, value=cited.text, suggestion=nearest)


def _with_targets(record: Record, updates: Mapping[Path, str]) -> Record:
    """Return the record with names replaced by the ids that they resolved to."""
    return record.with_changes(_updated(record, updates))


def _updated(part: Part, updates: Mapping[Path, str]) -> dict[str, Any]:
    attributes = {field.alias or name: name for name, field in type(part).model_fields.items()}
    groups: dict[str, dict[Path, str]] = defaultdict(dict)
    for path, target in updates.items():
        groups[attributes[str(path[0])]][path[1:]] = target
    return {name: _replaced(getattr(part, name), below) for name, below in groups.items()}


def _replaced(value: Any, updates: Mapping[Path, str]) -> Any:
    if () in updates:
        return updates[()]
    if isinstance(value, tuple):
        groups: dict[int, dict[Path, str]] = defaultdict(dict)
        for path, target in updates.items():
            groups[int(path[0])][path[1:]] = target
        return tuple(_replaced(item, groups[number]) if number in groups else item for number, item in enumerate(value))
    return value.model_copy(update=_updated(value, updates))


def _circles(graph: Graph) -> Iterator[Diagnostic]:
    for field in _DIRECTED_FIELDS:
        edges = {one: [link.target for link in graph.links_from(one, field)] for one in graph.records}
        edges = {one: targets for one, targets in edges.items() if targets}
        while True:
            try:
                TopologicalSorter(edges).prepare()
                break
            except CycleError as error:
                circle: list[str] = error.args[1]
                record = graph.records[circle[-1]]
                yield CYCLIC_REFERENCE.at(record.span(field), field=field, circle=" → ".join(reversed(circle)))
                # Cut this circle and look for the next, so that all are told in one run.
                for one in set(circle):
                    edges.pop(one, None)
