"""From records to search documents: the one place that decides what of the organization can be found.

In: the sealed graph, its merged procedures, the words of the site's language and where pages lie. Out: a
`SearchDocument` for a record. Pure: the same records give the same documents, so equal digests need no indexing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.kinds.article import Article
from generator.kinds.policy import Policy
from generator.kinds.postmortem import Postmortem
from generator.kinds.role import Role
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document
from generator.kinds.vendor import Vendor
from generator.lifecycle.facts import Facts
from generator.model.record import Record
from generator.model.values import Choice
from generator.procedures.merging.merge import Procedure
from generator.search.documents.cards import Cards
from generator.search.documents.document import SearchDocument
from generator.search.documents.extraction import headings_in, texts_and_identifiers
from generator.search.documents.record_facets import facets_of, names_of_values
from generator.wording import N_


class RecordDocuments:
    """Makes search documents of the records of one graph."""

    def __init__(
        self,
        facts: Facts,
        procedures: Mapping[str, Procedure],
        say: Callable[[str], str],
        address: Callable[[Record], str] = lambda _record: "",
    ) -> None:
        self._facts = facts
        self._graph = facts.graph
        self._procedures = procedures
        self._say = say
        self._address = address
        self._cards = Cards(facts, procedures, address)
        # The words of the home page's buttons name a document as its number does: the one that the policy chose.
        self._chosen = {row.cannot: row.document for policy in self._graph.of(Policy) for row in policy.help}

    def of(self, record: Record) -> SearchDocument:
        """Return the search document of a record."""
        texts, identifiers = texts_and_identifiers(self._shown(record))
        body = [*texts, *self._merged_texts(record)]
        day = self._facts.day_of(record)
        return SearchDocument(
            id=record.id,
            kind=record.kind,
            title=record.name,
            url=self._address(record),
            headings="\n".join(_headings(record)),
            body="\n".join(body),
            keywords="\n".join([*names_of_values(record, self._facts, self._say), *self._ways_to_call(record)]),
            identifiers=(*identifiers, *self._names(record)),
            facets=facets_of(record, self._facts),
            date=day.isoformat() if day is not None else "",
            origins=self._cards.origins(record) if isinstance(record, Document) else (),
            is_obsolete=self._facts.is_obsolete(record),
            urgency=self._urgency(record),
            card=self._cards.of(record),
        )

    def _names(self, record: Record) -> Iterator[str]:
        """Yield what users cannot do where this document is where they begin, in their words."""
        for cannot in record.cannot if isinstance(record, Runbook) else ():
            if cannot not in self._chosen:
                yield cannot
        for cannot, document in self._chosen.items():
            if document == record.id:
                yield cannot

    def _ways_to_call(self, record: Record) -> Iterator[str]:
        """Yield the name of the number of whom one can call: who looks for a phone number asks for a phone."""
        if isinstance(record, Role) and record.phone:
            yield self._say(N_("Phone"))
        elif isinstance(record, Vendor) and record.hotline:
            yield from (self._say(N_("Phone")), self._say(N_("Hotline")))

    def _shown(self, record: Record) -> Record:
        """Return the record whose words people read: of a released document the frozen text."""
        effective = self._facts.standing(record).effective if isinstance(record, Document) else None
        return (effective.document or record) if effective is not None else record

    def _merged_texts(self, record: Record) -> Iterator[str]:
        procedure = self._procedures.get(record.id)
        for step in procedure.steps if procedure is not None else ():
            for value in step.values.values():
                if isinstance(value, str) and not isinstance(value, Choice):
                    yield value

    def _urgency(self, record: Record) -> int:
        """Return the severity as a number, the gravest highest; 0 where there is none."""
        if not isinstance(record, Postmortem):
            return 0
        severities = self._graph.vocabularies["severity"]
        return max(len(severities.words) - severities.rank(record.severity), 0)


def _headings(record: Record) -> Iterator[str]:
    yield from getattr(record, "symptoms", ())
    yield from getattr(record, "aliases", ())
    if isinstance(record, Article):
        yield from headings_in(record.body)
