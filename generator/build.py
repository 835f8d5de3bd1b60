"""Pure assembly: from the linked library to the bytes of every page and every search document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator import __version__
from generator.graph import Graph
from generator.i18n.catalogue import Catalogue
from generator.kinds.article import Article
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.library import Library
from generator.lifecycle.capa_state import state_of
from generator.model.kind import Kind
from generator.model.record import Record
from generator.model.values import Choice
from generator.pages.base import FOLDERS, PageKind, Site, render
from generator.procedures.all_documents import merge_all
from generator.rendering.environment import Renderer
from generator.search.document import SearchDocument
from generator.search.extraction import texts_and_identifiers
from generator.search.static_data import static_script
from generator.settings import AUDIENCES, Settings

STATIC_SEARCH = "assets/fupan/search-data.js"


@dataclass(frozen=True)
class Assembled:
    """Everything that is made from an organization: the files below `build/docs`, and what the index holds.

    `sources` gives the record's file for the docs path of its page, `labels` what people read for each facet's values.
    """

    files: Mapping[str, bytes]
    documents: tuple[SearchDocument, ...]
    sources: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]


def site_of(library: Library, settings: Settings, texts: Catalogue, today: date) -> Site:
    """Return what is published of a library; pages, index and labels are made from this and from nothing else."""
    graph = published(library.graph, settings)
    procedures, _unmerged = merge_all(graph)
    return Site(graph, procedures, settings, texts, today, __version__)


def published(graph: Graph, settings: Settings) -> Graph:
    """Return what the site may show: a record for a narrower audience is on no page, in no list and not in the index.

    Hiding it in the browser would not do, as everything that is published can be read.
    """
    allowed = AUDIENCES[: AUDIENCES.index(settings.audience) + 1]
    kept_back = {
        key for key, record in graph.records.items() if str(getattr(record, "audience", "public")) not in allowed
    }
    return graph.without(kept_back) if kept_back else graph


def assemble(site: Site, page_kinds: Iterable[PageKind], renderer: Renderer, kinds: Mapping[str, Kind]) -> Assembled:
    """Render all pages and gather all search documents; no clock, no disk, no environment."""
    files: dict[str, bytes] = {}
    sources: dict[str, str] = {}
    for kind in page_kinds:
        for page in kind.compose(site):
            files[page.path] = render(page, site, renderer).encode("utf-8")
            if page.source is not None:
                sources[page.path] = page.source.source_path
    documents = tuple(search_documents(site))
    labels = facet_labels(site, documents, kinds)
    files[STATIC_SEARCH] = static_script(documents, labels).encode("utf-8")
    return Assembled(files, documents, sources, labels)


def search_documents(site: Site) -> Iterable[SearchDocument]:
    """Yield one document for each record that has a page of its own."""
    for identifier in sorted(site.graph.records):
        record = site.graph.records[identifier]
        if record.kind in FOLDERS:
            yield _document(record, site)


def _document(record: Record, site: Site) -> SearchDocument:
    texts, identifiers = texts_and_identifiers(record)
    body = [*texts, *_merged_texts(record, site)]
    return SearchDocument(
        id=record.id,
        kind=record.kind,
        title=record.name,
        url=site.address_of(record),
        headings="\n".join(getattr(record, "symptoms", ()) or getattr(record, "aliases", ())),
        body="\n".join(body),
        identifiers=identifiers,
        facets=_facets(record),
        date=_date(record),
    )


def _merged_texts(record: Record, site: Site) -> Iterable[str]:
    procedure = site.procedures.get(record.id)
    if procedure is not None:
        for step in procedure.steps:
            yield from (
                value for value in step.values.values() if isinstance(value, str) and not isinstance(value, Choice)
            )


def _facets(record: Record) -> dict[str, tuple[str, ...]]:
    facets: dict[str, tuple[str, ...]] = {"kind": (record.kind,)}
    systems = _systems(record)
    if systems:
        facets["system"] = systems
    if isinstance(record, Postmortem):
        facets["severity"] = (record.severity,)
    day = _date(record)
    if day:
        facets["year"] = (day[:4],)
    status = _status(record)
    if status is not None:
        facets["status"] = (str(status.value),)
    return facets


def _systems(record: Record) -> tuple[str, ...]:
    if isinstance(record, (Postmortem, Capa, Article)):
        return record.systems
    if isinstance(record, Sop):
        return record.applies.systems
    if isinstance(record, Runbook):
        return (record.system,)
    return (record.id,) if record.kind == "system" else ()


def _status(record: Record) -> Choice | None:
    if isinstance(record, Capa):
        return state_of(record)
    return record.status if isinstance(record, (Postmortem, Document, Article)) and hasattr(record, "status") else None


def _date(record: Record) -> str:
    if isinstance(record, Postmortem):
        return record.started_at.day.isoformat()
    if isinstance(record, Capa):
        return record.opened_on.isoformat()
    if isinstance(record, Sop) and record.effective_on:
        return record.effective_on.isoformat()
    if isinstance(record, Article) and record.date:
        return record.date.isoformat()
    return ""


def facet_labels(
    site: Site, documents: Iterable[SearchDocument], kinds: Mapping[str, Kind]
) -> dict[str, dict[str, str]]:
    """Return what people read for each value of each facet, in the site's language."""
    say = site.catalogue.text
    labels: dict[str, dict[str, str]] = {
        "kind": {kind.name: say(kind.label) for kind in kinds.values() if kind.name in FOLDERS},
        "severity": {word.code: f"{word.code} {say(word.label)}" for word in site.graph.vocabularies["severity"].words},
        "system": {},
        "status": {},
    }
    for document in documents:
        record = site.graph.records[document.id]
        status = _status(record)
        if status is not None:
            labels["status"][str(status.value)] = say(status.label)
        if record.kind == "system":
            labels["system"][record.id] = record.name
    return labels
