"""What all page kinds share: the site that they see, the page that they make, and its place."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Protocol
from urllib.parse import quote

from generator.graph import Graph
from generator.i18n.catalogue import Catalogue
from generator.kinds.revision import Revision
from generator.lifecycle.audit.change_audit import ChangeAudit
from generator.lifecycle.due.items import DueList
from generator.lifecycle.facts import Facts
from generator.model.record import Record
from generator.pages.parts.similar import SimilarIncident
from generator.procedures.merging.merge import Procedure
from generator.rendering.environment import Renderer
from generator.settings import Settings
from generator.tracing.clause_sets import ClauseSet
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import NodeKind, Trace
from generator.tracing.whole_trace import trace

# Kinds with a page a record, and the folder of these pages.
FOLDERS: Mapping[str, str] = {
    "postmortem": "postmortems",
    "capa": "capa",
    "sop": "sop",
    "runbook": "runbooks",
    "system": "systems",
    "vendor": "vendors",
    "article": "articles",
    "failure_mode": "failure-modes",
    "drill": "drills",
    "training": "training",
    "change": "changes",
}
# Kinds whose records share one page.
SHARED_PAGES: Mapping[str, str] = {
    "role": "contacts.md",
    "term": "glossary.md",
    "policy": "contacts.md",
    "calendar": "duties.md",
    "duty": "duties.md",
    "synonym": "search.md",
    "paper_copy": "document_control.md",
    "regulation": "document_control.md",
    "step": "document_control.md",
}
# Kinds that a search finds: those with pages, and whom to call. A word of the glossary stands in what it is about.
SEARCHED_KINDS = frozenset({*FOLDERS, "role"})
# Kinds whose shared page has no place for the single record: a link leads to the page as a whole.
WITHOUT_PLACE = frozenset({"policy", "synonym"})


@dataclass(frozen=True)
class Site:
    """Everything that a page may show: the sealed graph, the merged procedures, the day, the language."""

    graph: Graph
    """All records with their links; `graph.get(id)` returns a record or None."""
    procedures: Mapping[str, Procedure]
    """The steps of each SOP and runbook by its id: those of the revision in force, or merged where there is none."""
    candidates: Mapping[str, Procedure]
    """The steps of each SOP and runbook as its records would have them now."""
    facts: Facts
    """What may be asked of every record on that day: its status, its standing, whether it holds."""
    settings: Settings
    """What stands under `extra.fupan` in mkdocs.yml."""
    catalogue: Catalogue
    """The texts of the site's language."""
    today: date
    """The day of the build; every deadline is reckoned from it."""
    version: str
    """The version of Fupan that made the site."""
    similar: Mapping[str, tuple[SimilarIncident, ...]] = field(default_factory=dict)
    """For the id of each post-mortem the incidents most like it, the most alike first."""
    history: ChangeAudit = field(default_factory=ChangeAudit)
    """Who changed which record and when, as git tells it; without commits where there is no whole history."""

    clause_sets: tuple[ClauseSet, ...] = ()
    """The built-in sets of clauses of regulations and standards: numbers and own paraphrases."""

    @cached_property
    def gathering(self) -> Gathering:
        """What the views of the trace look up."""
        return Gathering(self.facts, self.procedures, self.candidates)

    @cached_property
    def trace(self) -> Trace:
        """Everything that is joined to something else, and the gaps; drawn when it is first asked for."""
        return trace(self.gathering, self.clause_sets)

    @cached_property
    def _trace_numbers(self) -> dict[tuple[NodeKind, ...], dict[str, int]]:
        return {}

    def trace_numbers(self, *kinds: NodeKind) -> dict[str, int]:
        """Return the places of all nodes of these kinds in the list that shows them, by id."""
        if kinds not in self._trace_numbers:
            nodes = self.trace.of(*kinds)
            self._trace_numbers[kinds] = {node.id: place for place, node in enumerate(nodes)}
        return self._trace_numbers[kinds]

    @cached_property
    def due(self) -> DueList:
        """Everything that is due or will be; `items` are the highest level and the latest first."""
        return self.gathering.due

    def path_of(self, record: Record) -> str:
        """Return the path of the record's page below the docs folder, with `#id` where a shared page has a place."""
        if isinstance(record, Revision):
            return f"{FOLDERS[self.graph.records[record.doc].kind]}/{record.doc}/rev/{record.id.rpartition('@')[2]}.md"
        if record.kind in SHARED_PAGES:
            page = SHARED_PAGES[record.kind]
            return page if record.kind in WITHOUT_PLACE else f"{page}#{record.id}"
        return f"{FOLDERS[record.kind]}/{record.id}.md"

    def address_of(self, record: Record) -> str:
        """Return the address of the record's page relative to the site's root."""
        return address(self.path_of(record))


@lru_cache(maxsize=50_000)
def address(path: str) -> str:
    """Return the address of a docs path relative to the site's root: `a/B.md#c` becomes `a/B.html#c`."""
    page, mark, anchor = path.partition("#")
    if page.endswith(".md"):
        page = f"{page[:-3]}.html"
    return quote(page) + mark + anchor


def relative(target: str, here: str) -> str:
    """Return the address of docs path `target` as a link on the page at docs path `here`."""
    page, mark, anchor = address(target).partition("#")
    return _upwards(page, address(here), anchor) + mark + anchor


def relative_source(target: str, here: str) -> str:
    """Return docs path `target` as a Markdown link on the page at docs path `here`; MkDocs checks such links."""
    page, mark, anchor = target.partition("#")
    return _upwards(quote(page), quote(here), anchor) + mark + anchor


def _upwards(page: str, here: str, anchor: str) -> str:
    if page == here:
        return "" if anchor else posixpath.basename(page)
    folder = posixpath.dirname(here)
    if posixpath.dirname(page) == folder:
        return posixpath.basename(page)
    return "../" * (here.count("/")) + page


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page before it is rendered.

    `path` lies below the docs folder and ends with `.md`; `context` is the frozen dataclass for the template;
    `breadcrumb` are pairs of title and docs path from the home page down; `source` is the record that it shows.
    """

    path: str
    title: str
    kind: str
    template: str
    context: Any
    breadcrumb: tuple[tuple[str, str], ...] = ()
    source: Record | None = None
    front: Mapping[str, Any] = field(default_factory=dict)


class PageKind(Protocol):
    """A plug of this floor: makes all its pages from the site."""

    def compose(self, site: Site) -> Iterable[Page]:
        """Return the pages of this kind."""


def render(page: Page, site: Site, renderer: Renderer) -> str:
    """Return the Markdown of a page with its front matter."""
    values = {entry.name: getattr(page.context, entry.name) for entry in fields(page.context)}
    body = renderer.render(page.template, {"site": site, "here": page.path, "title": page.title, **values}, page.title)
    return f"---\n{''.join(_front_matter(page, site))}---\n\n{body.strip()}\n"


def _front_matter(page: Page, site: Site) -> Iterator[str]:
    front: dict[str, Any] = {"title": html.escape(page.title), "kind": page.kind}
    if page.source is not None:
        front["id"] = page.source.id
        front["source"] = f"{page.source.source_path} (sha256 {page.source.digest[:12]})"
    else:
        count = len(site.graph)
        front["source"] = site.catalogue.plural("{number} record", "all {number} records", count)
    front["generated_on"] = site.today.isoformat()
    front["breadcrumb"] = [
        {"title": title, "url": relative(path, page.path)} if path != page.path else {"title": title}
        for title, path in page.breadcrumb
    ]
    front.update(page.front)
    for name, value in front.items():
        if value not in (None, "", []):
            # JSON is YAML, and quotes everything that YAML could take for something else than text.
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
