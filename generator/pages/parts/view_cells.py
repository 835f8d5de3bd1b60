"""Registers that only differ in their columns: a page with a few sentences and tables, and what a cell of them holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.i18n.catalogue import Catalogue
from generator.model.values import Choice
from generator.pages.base import Page, Site
from generator.pages.parts.paging import leaves_of
from generator.wording import N_

# Rows of one page of a view, so that it weighs the same however many records there are.
ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: records as chips, a text in which ids become links, a day, a badge with its colour word."""

    text: str = ""
    records: tuple[str, ...] = ()
    day: date | None = None
    badge: str = ""
    state: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A table: its heading, the headings of its columns (catalogue texts), its rows, and what stands there without any."""

    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = N_("None.")


@dataclass(frozen=True, slots=True)
class ViewContext:
    """What the template `view.md.jinja` can show."""

    intro: str
    """What the page answers, in a sentence or two."""
    tables: tuple[ViewTable, ...]
    """Its tables; texts are already in the site's language."""
    leaves: tuple[str, ...]
    """The pages of the view, where there is more than one."""


def view_pages(
    site: Site, path: str, title: str, intro: str, tables: Iterable[ViewTable], above: tuple[tuple[str, str], ...] = ()
) -> Iterable[Page]:
    """Return the pages of a view; only its first table may need more than one. Texts are catalogue texts."""
    say = site.catalogue.text
    shown = [_said(table, site.catalogue) for table in tables]
    name = say(title)
    pages = leaves_of(shown[0].rows, ROWS_A_PAGE, path)
    leaves = tuple(one for one, _ in pages) if len(pages) > 1 else ()
    for number, (here, rows) in enumerate(pages, 1):
        first = ViewTable(shown[0].anchor, shown[0].title, shown[0].columns, rows, shown[0].empty)
        yield Page(
            path=here,
            title=name if number == 1 else f"{name} ({number})",
            kind="register",
            template="view.md.jinja",
            context=ViewContext(say(intro), (first, *(shown[1:] if number == 1 else ())), leaves),
            breadcrumb=(*((say(one), where) for one, where in above), (name, path)),
            front={"wide": True, "print": "landscape"},
        )


def _said(table: ViewTable, catalogue: Catalogue) -> ViewTable:
    columns = tuple(catalogue.text(column) for column in table.columns)
    return ViewTable(table.anchor, catalogue.text(table.title), columns, table.rows, catalogue.text(table.empty))


def badge(text: str, state: str) -> Cell:
    """Return a cell with a badge; `state` is a colour word of the theme, `text` what it says."""
    return Cell(badge=text, state=state)


def choice(value: Choice | None, site: Site) -> Cell:
    """Return a cell with the label of a value of a closed list."""
    return Cell(site.catalogue.text(value.label) if value is not None else "")
