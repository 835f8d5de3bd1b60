"""Pure assembly: from the linked library to the bytes of every page and every search document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator import __version__
from generator.exporters.deadline_script import DEADLINE_SCRIPT, deadline_script
from generator.exporters.published_feeds import feed_files
from generator.exporters.trace_rows import TRACE_FILE, trace_bytes
from generator.graph import Graph
from generator.i18n.catalogue import Catalogue
from generator.kinds.base import reach_of
from generator.kinds.revision import Revision
from generator.library import Library
from generator.lifecycle.audit.change_audit import ChangeAudit
from generator.lifecycle.facts import Facts
from generator.model.kind import Kind
from generator.pages.base import SEARCHED_KINDS, PageKind, Site, render
from generator.pages.parts.similar import SimilarIncident
from generator.procedures.merging.all_documents import in_force, merge_all
from generator.reading.clause_sets import built_in_clause_tables
from generator.reading.word_lists import built_in_lines
from generator.rendering.environment import Renderer
from generator.search.documents.document import SearchDocument
from generator.search.documents.record_documents import RecordDocuments
from generator.search.documents.record_facets import labels_of
from generator.search.likeness.reasons import in_words
from generator.search.likeness.similar import SimilarHit, SimilarIncidents
from generator.search.static.export import static_files
from generator.search.words.word_lines import thesaurus_of
from generator.settings import AUDIENCES, Settings
from generator.tracing.clause_sets import clause_sets_from

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Assembled:
    """Everything that is made from an organization: the files below `build/docs`, and what the index holds.

    `words` is the compiled thesaurus, `sources` gives the record's file for the docs path of its page, `labels` what people
    read for each facet's values, `history` compares incidents for whoever asks later, as it did for the pages.
    """

    files: Mapping[str, bytes]
    documents: tuple[SearchDocument, ...]
    words: bytes
    sources: Mapping[str, str]
    labels: Labels
    history: SimilarIncidents


def site_of(
    library: Library, settings: Settings, texts: Catalogue, today: date, history: ChangeAudit | None = None
) -> Site:
    """Return what is published of a library; pages, index and labels are made from this and from nothing else.

    `history` is what git tells of the records; what was ever for fewer readers is left out of it.
    """
    graph = published(library.graph, settings)
    facts = Facts(graph, today)
    candidates, _unmerged = merge_all(graph, today)
    site = Site(graph, in_force(facts, candidates), candidates, facts, settings, texts, today, __version__)
    site = replace(site, clause_sets=clause_sets_from(built_in_clause_tables()))
    if history is None:
        return site
    return replace(site, history=history.for_readers(frozenset(graph.records), _audiences(settings)))


def published(graph: Graph, settings: Settings) -> Graph:
    """Return what the site may show: a record for a narrower audience is on no page, in no list and not in the index.

    Hiding it in the browser would not do, as everything that is published can be read.
    """
    # The audience of a shared step says who carries it out, not who may read it.
    reach = AUDIENCES.index(settings.audience)
    kept_back = {key for key, record in graph.records.items() if reach_of(record) > reach}
    # A frozen revision says what its document says.
    kept_back |= {one.id for one in graph.of(Revision) if one.doc in kept_back}
    return graph.without(kept_back) if kept_back else graph


def _audiences(settings: Settings) -> tuple[str, ...]:
    return AUDIENCES[: AUDIENCES.index(settings.audience) + 1]


def assemble(site: Site, page_kinds: Iterable[PageKind], renderer: Renderer, kinds: Mapping[str, Kind]) -> Assembled:
    """Render all pages and gather all search documents; no clock, no disk, no environment."""
    documents = search_documents(site)
    words = search_words(site)
    labels = facet_labels(site, documents, kinds)
    history = SimilarIncidents(documents, labels)
    site = replace(site, similar=similar_incidents(site, history, labels))
    files: dict[str, bytes] = {}
    sources: dict[str, str] = {}
    for kind in page_kinds:
        for page in kind.compose(site):
            files[page.path] = render(page, site, renderer).encode("utf-8")
            if page.source is not None:
                sources[page.path] = page.source.source_path
    files.update(static_files(documents, labels, site.catalogue.text, words=words))
    files[TRACE_FILE] = trace_bytes(site.trace, site.today, site.version)
    files.update(_feeds(site))
    files[DEADLINE_SCRIPT] = deadline_script(site.graph)
    return Assembled(files, documents, words, sources, labels, history)


def _feeds(site: Site) -> Mapping[str, bytes]:
    """Return the feeds and the calendar of what is due."""
    settings, records = site.settings, site.graph.records
    return feed_files(
        site.facts,
        site.due.items,
        site.catalogue.text,
        settings.organization,
        settings.zone,
        lambda identifier: site.address_of(records[identifier]),
    )


def search_documents(site: Site) -> tuple[SearchDocument, ...]:
    """Return one document for each record that a search finds, by id."""
    documents = RecordDocuments(site.facts, site.procedures, site.catalogue.text, site.address_of)
    records = (site.graph.records[identifier] for identifier in sorted(site.graph.records))
    return tuple(documents.of(record) for record in records if record.kind in SEARCHED_KINDS)


def search_words(site: Site) -> bytes:
    """Return the thesaurus by which questions are understood: built in, and what the records say of their words."""
    return thesaurus_of(site.graph, built_in_lines())


def facet_labels(
    site: Site, documents: Iterable[SearchDocument], kinds: Mapping[str, Kind]
) -> dict[str, dict[str, str]]:
    """Return what people read for each value of each facet, in the site's language."""
    records = (site.graph.records[document.id] for document in documents)
    searched = [kind for kind in kinds.values() if kind.name in SEARCHED_KINDS]
    return labels_of(records, site.facts, searched, site.catalogue.text)


def similar_incidents(site: Site, history: SimilarIncidents, labels: Labels) -> dict[str, tuple[SimilarIncident, ...]]:
    """Return for the id of each post-mortem what its page shows of the incidents most like it."""

    def shown(hit: SimilarHit) -> SimilarIncident:
        return SimilarIncident(
            id=hit.id,
            reasons=in_words(hit.reasons, labels, site.catalogue.text),
            fix=hit.card.get("fix", ""),
            step=hit.card.get("step", ""),
            step_address=hit.card.get("step_url", ""),
            step_of=hit.card.get("step_of", ""),
        )

    return {identifier: tuple(map(shown, history.of(identifier))) for identifier in history.ids}
