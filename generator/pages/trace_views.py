"""The trace from its other ends: from a step, a clause, a lot or serial number, a ticket number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.kinds.sop import Document
from generator.pages.base import Page, Site
from generator.pages.parts.paging import Excerpt, excerpt, leaves_of
from generator.pages.parts.trace_cells import (
    LOTS_PAGE,
    NUMBERS_A_PAGE,
    PRODUCTS,
    TICKETS_PAGE,
    GapRow,
    NodeCell,
    anchor,
    cells,
    gap_rows,
    node_cell,
)
from generator.pages.trace import numbered, trace_page
from generator.procedures.merging.all_documents import documents_of
from generator.tracing.coverage import Coverage, coverage
from generator.tracing.nodes import Gap, LinkName, NodeKind
from generator.tracing.rules import STEPS_WITHOUT_ORIGIN
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class StepTrace:
    """One step with everything that speaks of it."""

    key: str
    step: NodeCell
    records: Excerpt[NodeCell]
    capas: Excerpt[NodeCell]
    revisions: tuple[NodeCell, ...]
    drills: Excerpt[NodeCell]
    gaps: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class TraceStepsContext:
    """What the template `trace_steps.md.jinja` can show: the documents, or the steps of one of them."""

    documents: tuple[tuple[Document, str, int, int, int], ...]
    """On the page of all documents: each with its page, and how many steps, records and gaps it has."""
    rows: tuple[StepTrace, ...]
    """On the page of one document: its steps, the live ones in their order, then the others."""


@dataclass(frozen=True, slots=True)
class ClauseCells:
    """One clause with who cites it and what shows something of it."""

    number: str
    anchor: str
    text: str
    cited_by: Excerpt[NodeCell]
    shown_by: Excerpt[str]
    uncovered: bool


@dataclass(frozen=True, slots=True)
class CoverageSection:
    """One set of clauses; `beyond` are numbers that records cite and the list does not hold."""

    coverage: Coverage
    title: str
    note: str
    rows: tuple[ClauseCells, ...]
    beyond: tuple[tuple[str, str, tuple[NodeCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class TraceClausesContext:
    """What the template `trace_clauses.md.jinja` can show: the coverage of each set of clauses."""

    sections: tuple[CoverageSection, ...]
    """The sets that the policy chooses first, historical ones last."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A lot, serial number or ticket with the records that name it and what they led to."""

    cell: NodeCell
    anchor: str
    kind: str
    records: Excerpt[NodeCell]
    others: Excerpt[NodeCell]


@dataclass(frozen=True, slots=True)
class TraceNumbersContext:
    """What the template `trace_numbers.md.jinja` can show: lots and serial numbers, or tickets."""

    rows: tuple[NumberRow, ...]
    """The numbers of this page."""
    tickets: bool
    """Whether they are tickets."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class TraceViews:
    """The views from a step, a clause, a lot, a ticket."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages."""
        yield from _steps(site)
        yield _clauses(site)
        say = site.catalogue.text
        yield from _numbers(site, LOTS_PAGE, say(N_("Lots and serial numbers")), *PRODUCTS)
        yield from _numbers(site, TICKETS_PAGE, say(N_("Vendor tickets")), NodeKind.TICKET)


def steps_page(document: str) -> str:
    """Return the docs path of the page with the trace of a document's steps."""
    return f"trace/steps-{document}.md"


def _steps(site: Site) -> Iterator[Page]:
    trace, title = site.trace, site.catalogue.text(N_("Steps and where they come from"))
    rows = []
    for document in documents_of(site.graph):
        steps = site.gathering.steps[document.id]
        sources = {
            link.target for key in steps for link in trace.links_from(f"{document.id}#{key}", LinkName.DERIVED_FROM)
        }
        page = steps_page(document.id)
        rows.append((document, page, len(steps), len(sources), len(trace.gaps_of(document.id))))
    yield trace_page(site, "trace/steps.md", title, "trace_steps.md.jinja", TraceStepsContext(tuple(rows), ()))
    for document in documents_of(site.graph):
        context = TraceStepsContext((), tuple(_step_rows(document, site)))
        name = f"{title}{'：' if site.catalogue.language == 'zh' else ': '}{document.id}"
        yield trace_page(site, steps_page(document.id), name, "trace_steps.md.jinja", context)


def _step_rows(document: Document, site: Site) -> Iterator[StepTrace]:
    trace = site.trace
    order = dict.fromkeys([step.key for step in site.procedures[document.id].steps])
    of_document = trace.gaps_of(document.id)
    for key in dict.fromkeys((*order, *site.gathering.steps[document.id])):
        node = trace.nodes[f"{document.id}#{key}"]
        revisions = trace.after(node.id, LinkName.RELEASED_IN)
        both = (node, *revisions)
        changed = {one.id: one for place in both for one in trace.before(place.id, LinkName.CHANGES_STEP)}
        yield StepTrace(
            key=key,
            step=node_cell(node, site),
            records=excerpt(cells(trace.after(node.id, LinkName.DERIVED_FROM), site)),
            capas=excerpt(cells(changed.values(), site)),
            revisions=cells(revisions, site),
            drills=excerpt(cells(trace.after(node.id, LinkName.EXERCISED_BY), site)),
            gaps=gap_rows(_of_step(key, node.id, of_document), site),
        )


def _of_step(key: str, node: str, of_document: tuple[Gap, ...]) -> Iterator[Gap]:
    for gap in of_document:
        if gap.node == node:
            yield gap
        elif gap.code == STEPS_WITHOUT_ORIGIN and key in gap.values["value"].split(", "):
            yield replace(gap, values={"value": key})


def _clauses(site: Site) -> Page:
    title = site.catalogue.text(N_("Clauses"))
    language = site.catalogue.language
    sections = []
    for one in coverage(site.trace, site.gathering, site.clause_sets):
        rows = tuple(
            ClauseCells(
                row.clause.number,
                anchor(row.node),
                row.clause.texts[language],
                excerpt(cells(row.cited_by, site)),
                excerpt(row.shown_by, size=4),
                row.is_uncovered,
            )
            for row in one.rows
        )
        beyond = tuple((node.text, anchor(node), cells(citing, site)) for node, citing in one.beyond)
        sections.append(CoverageSection(one, one.set.titles[language], one.set.notes[language], rows, beyond))
    context = TraceClausesContext(tuple(sections))
    return trace_page(site, "trace/clauses.md", title, "trace_clauses.md.jinja", context)


def _numbers(site: Site, first: str, title: str, *kinds: NodeKind) -> Iterator[Page]:
    trace, say = site.trace, site.catalogue.text
    pages = leaves_of(tuple(trace.nodes[one] for one in site.trace_numbers(*kinds)), NUMBERS_A_PAGE, first)
    leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
    for number, (path, nodes) in enumerate(pages, 1):
        rows = []
        for node in nodes:
            records = trace.before(node.id, LinkName.AFFECTS)
            if node.kind is NodeKind.TICKET:
                others = trace.after(node.id, LinkName.OPENED_WITH)
            else:
                raised = [one for record in records for one in trace.after(record.id, LinkName.RAISES)]
                others = tuple(one for one in (*records, *raised) if one.kind is NodeKind.CAPA)
                records = tuple(one for one in records if one.kind is not NodeKind.CAPA)
            led = {one.id: one for one in others}
            rows.append(
                NumberRow(
                    node_cell(node, site),
                    anchor(node),
                    say(node.kind.label),
                    excerpt(cells(records, site)),
                    excerpt(cells(led.values(), site)),
                )
            )
        context = TraceNumbersContext(tuple(rows), kinds == (NodeKind.TICKET,), leaves)
        yield trace_page(site, path, numbered(title, number), "trace_numbers.md.jinja", context)
