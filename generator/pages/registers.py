"""Registers: CAPAs as board and table, controlled documents, systems and vendors, articles, runbooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.article import Article
from generator.kinds.capa import Capa, CapaState
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.lifecycle.capa_state import ENDED, state_of
from generator.lifecycle.deadlines import days_overdue, extensions, next_due
from generator.pages.base import Page, Site
from generator.pages.history import incidents_of
from generator.pages.paging import Excerpt, excerpt, leaves_of
from generator.procedures.all_documents import documents_of
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class CapaRow:
    """One CAPA in the register."""

    record: Capa
    state: CapaState
    due: date | None
    late: int
    age: int
    extensions: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapaRegisterContext:
    """What the template `capa_register.md.jinja` can show."""

    rows: tuple[CapaRow, ...]
    """The CAPAs of this page: over all pages the latest first, then by deadline, ended ones last."""
    columns: tuple[tuple[str, str, Excerpt[CapaRow]], ...]
    """The columns of the board on the first page: status word, label, CAPAs."""
    leaves: tuple[str, ...]
    """The pages of the register, where there is more than one."""
    today: date
    """The day of the figures."""


# So the register weighs the same however many CAPAs there are, and its first page, with the board, some 30 KB.
CAPAS_A_PAGE = 20
CARDS_A_COLUMN = 4


class CapaRegister:
    """The CAPA register."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the register's pages; the board stands on the first."""
        rows = tuple(sorted((_capa_row(capa, site) for capa in site.graph.of(Capa)), key=_capa_order))
        say = site.catalogue.text
        doing = (CapaState.PLANNED, CapaState.IMPLEMENTING)
        proving = (CapaState.VERIFYING, CapaState.MONITORING, CapaState.CLOSING)
        columns = (
            ("overdue", say(N_("Overdue")), tuple(row for row in rows if row.late)),
            (
                "open",
                say(N_("Accepted or investigated")),
                tuple(row for row in rows if not row.late and row.state not in (*doing, *proving, *ENDED)),
            ),
            (
                "in_progress",
                say(N_("Being carried out")),
                tuple(row for row in rows if not row.late and row.state in doing),
            ),
            ("in_review", say(N_("Being proved")), tuple(row for row in rows if not row.late and row.state in proving)),
            ("closed", say(N_("Ended")), tuple(row for row in rows if row.state in ENDED)),
        )
        title = say(N_("CAPA register"))
        board = tuple((state, name, excerpt(cards, size=CARDS_A_COLUMN)) for state, name, cards in columns)
        pages = leaves_of(rows, CAPAS_A_PAGE, "capa/index.md")
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="board",
                template="capa_register.md.jinja",
                context=CapaRegisterContext(shown, board if number == 1 else (), leaves, site.today),
                breadcrumb=((title, "capa/index.md"),),
                front={"wide": True, "print": "landscape"},
            )


def _capa_row(capa: Capa, site: Site) -> CapaRow:
    state = state_of(capa)
    ended = capa.log[-1].at.day if capa.log and state in ENDED else site.today
    return CapaRow(
        record=capa,
        state=state,
        due=next_due(capa),
        late=days_overdue(capa, site.today),
        age=(ended - capa.opened_on).days,
        extensions=extensions(capa),
        sources=tuple(source.ref for source in capa.sources if source.ref),
    )


def _capa_order(row: CapaRow) -> tuple[bool, int, date, str]:
    return row.state in ENDED, -row.late, row.due or date.max, row.record.id


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One controlled document."""

    record: Document
    steps: int
    unproven: int
    sources: int


@dataclass(frozen=True, slots=True)
class DocumentsContext:
    """What the template `documents.md.jinja` can show."""

    rows: tuple[DocumentRow, ...]
    """SOPs first, then runbooks."""


class ControlledDocuments:
    """The list of controlled documents."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Procedures"))
        rows = tuple(_document_row(document, site) for document in documents_of(site.graph))
        yield Page(
            path="documents.md",
            title=title,
            kind="register",
            template="documents.md.jinja",
            context=DocumentsContext(rows),
            breadcrumb=((title, "documents.md"),),
            front={"wide": True, "print": "landscape"},
        )


def _document_row(document: Document, site: Site) -> DocumentRow:
    steps = site.procedures[document.id].steps
    sources = {row.source for step in steps for row in step.provenance if not row.own}
    return DocumentRow(document, len(steps), sum(not step.is_proven for step in steps), len(sources))


@dataclass(frozen=True, slots=True)
class SystemsContext:
    """What the template `systems.md.jinja` can show."""

    systems: tuple[tuple[System, int], ...]
    """Each system with its number of incidents."""
    vendors: tuple[tuple[Vendor, tuple[System, ...]], ...]
    """Each vendor with the systems that it supplies."""


class SystemsPage:
    """The list of systems and vendors."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        graph = site.graph
        title = site.catalogue.text(N_("Systems and vendors"))
        yield Page(
            path="systems/index.md",
            title=title,
            kind="list",
            template="systems.md.jinja",
            context=SystemsContext(
                tuple((system, len(incidents_of(system, graph))) for system in graph.of(System)),
                tuple((vendor, graph.sources(vendor.id, System, "vendor")) for vendor in graph.of(Vendor)),
            ),
            breadcrumb=((title, "systems/index.md"),),
            front={"wide": True},
        )


@dataclass(frozen=True, slots=True)
class RunbooksContext:
    """What the template `runbooks.md.jinja` can show."""

    runbooks: tuple[Runbook, ...]
    """All runbooks."""


class RunbooksPage:
    """The list of runbooks, by what one cannot do."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Broken now?"))
        yield Page(
            path="runbooks/index.md",
            title=title,
            kind="list",
            template="runbooks.md.jinja",
            context=RunbooksContext(site.graph.of(Runbook)),
            breadcrumb=((title, "runbooks/index.md"),),
            front={"wide": True},
        )


@dataclass(frozen=True, slots=True)
class ArticlesContext:
    """What the template `articles.md.jinja` can show."""

    shelves: tuple[tuple[str, tuple[Article, ...]], ...]
    """Articles by category."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


# Articles of one list page: so the page weighs the same however many articles there are.
ARTICLES_A_PAGE = 60


class ArticlesPage:
    """The list of articles, by shelf."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Knowledge base"))
        other = site.catalogue.text(N_("Other articles"))
        articles = sorted(site.graph.of(Article), key=lambda one: (one.category or "\uffff", one.id))
        pages = leaves_of(articles, ARTICLES_A_PAGE, "articles/index.md")
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            shelves: dict[str, list[Article]] = {}
            for article in shown:
                shelves.setdefault(article.category or other, []).append(article)
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="list",
                template="articles.md.jinja",
                context=ArticlesContext(tuple((name, tuple(rows)) for name, rows in shelves.items()), leaves),
                breadcrumb=((title, "articles/index.md"),),
                front={"wide": True},
            )
