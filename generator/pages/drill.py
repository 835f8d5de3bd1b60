"""The pages of drills: what was tried, what it showed, when the next one is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.base import Step
from generator.kinds.capa import Capa
from generator.kinds.drill import Drill
from generator.kinds.sop import Document
from generator.lifecycle.documents.drills import day_of, due_on, is_held, newest_drills
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.document import role_name
from generator.pages.parts.paging import leaves_of
from generator.procedures.merging.all_documents import documents_of
from generator.wording import N_

INDEX = "drills/index.md"
# Drills of one list page: so the page weighs the same however many there are.
DRILLS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that was tried, with its text and, where a document has it, the docs path to it."""

    step: Step
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class DrillContext:
    """What the template `drill.md.jinja` can show."""

    record: Drill
    """The drill itself, with all fields of its kind."""
    docs: tuple[Document, ...]
    """The documents that were tried."""
    steps: tuple[TriedStep, ...]
    """The steps that were tried, with their outcome."""
    capas: tuple[Capa, ...]
    """CAPAs that came of it, of the drill itself and of its findings."""
    related: tuple[Record, ...]
    """Other records that it names."""
    led_by: str
    """The role that led it."""
    observed_by: str
    """The role that judged it."""
    next_due: date | None
    """By which day something is due because of it; None when nothing is."""
    lacks: tuple[str, ...]
    """What a drill that was held still lacks, as English texts."""


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A drill in the list."""

    record: Drill
    due: date | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentDrills:
    """When a document was last tried, and when it is next due."""

    document: Document
    last: Drill | None
    due: date | None
    planned: Drill | None


@dataclass(frozen=True, slots=True)
class DrillsContext:
    """What the template `drills.md.jinja` can show."""

    documents: tuple[DocumentDrills, ...]
    """Every SOP and runbook in force with its last and its next drill, the overdue first; on the first page only."""
    rows: tuple[DrillRow, ...]
    """The drills of this page, over all pages the latest first."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class DrillPages:
    """A page for each drill, and the list of drills."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all drills, then the list."""
        title = site.catalogue.text(N_("Drills"))
        drills = newest_drills(site.graph)
        for drill in drills:
            yield Page(
                path=site.path_of(drill),
                title=drill.title,
                kind="drill",
                template="drill.md.jinja",
                context=_context(drill, site),
                breadcrumb=((title, INDEX), (drill.title, site.path_of(drill))),
                source=drill,
                front={"status": drill.status.value, "status_label": site.catalogue.text(drill.status.label)},
            )
        rows = [DrillRow(one, due_on(one, site.graph), lacking(one)) for one in drills]
        pages = leaves_of(rows, DRILLS_A_PAGE, INDEX)
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="register",
                template="drills.md.jinja",
                context=DrillsContext(_documents(site) if number == 1 else (), shown, leaves),
                breadcrumb=((title, INDEX),),
                front={"wide": True, "print": "landscape"},
            )


def lacking(drill: Drill) -> tuple[str, ...]:
    """Return what a drill that was held lacks to be worth anything, as English texts; nothing for another one."""
    if not is_held(drill):
        return ()
    missing = (
        (drill.held_on is None, N_("the day")),
        (drill.result is None, N_("the result")),
        (drill.observed_by is None, N_("who judged it")),
        (not drill.steps and not drill.findings, N_("steps or findings")),
    )
    return tuple(text for lacks, text in missing if lacks)


def _context(drill: Drill, site: Site) -> DrillContext:
    graph = site.graph
    docs = tuple(one for one in (graph.get(identifier) for identifier in drill.docs) if isinstance(one, Document))
    cited = dict.fromkeys([*drill.capa, *(row.capa for row in drill.findings if row.capa)])
    return DrillContext(
        record=drill,
        docs=docs,
        steps=tuple(_tried(step, docs, site) for step in drill.steps),
        capas=tuple(one for one in (graph.get(identifier) for identifier in cited) if isinstance(one, Capa)),
        related=tuple(one for identifier in drill.related if (one := graph.get(identifier)) is not None),
        led_by=role_name(drill.led_by, site) if drill.led_by else "",
        observed_by=role_name(drill.observed_by, site) if drill.observed_by else "",
        next_due=due_on(drill, graph),
        lacks=lacking(drill),
    )


def _tried(step: Step, docs: tuple[Document, ...], site: Site) -> TriedStep:
    """Return a step with the text that its document gives it, where the drill itself gives none."""
    for document in docs:
        procedure = site.procedures.get(document.id)
        for known in (*procedure.steps, *procedure.retired) if procedure is not None else ():
            if known.key == step.key:
                return TriedStep(step, step.text or known.text, f"{site.path_of(document)}#step-{step.key}")
    return TriedStep(step, step.text or step.key, "")


def _documents(site: Site) -> tuple[DocumentDrills, ...]:
    rows = [_document_drills(one, site.graph) for one in documents_of(site.graph) if site.facts.is_in_force(one)]
    return tuple(sorted(rows, key=lambda row: (row.due or date.max, row.last is not None, row.document.id)))


def _document_drills(document: Document, graph: Graph) -> DocumentDrills:
    drills = newest_drills(graph, document.id)
    dues = [day for one in drills if (day := due_on(one, graph)) is not None]
    planned = [one for one in drills if not is_held(one) and due_on(one, graph) is not None]
    return DocumentDrills(
        document,
        last=next((one for one in drills if is_held(one)), None),
        due=min(dues, default=None),
        planned=min(planned, key=day_of, default=None),
    )
