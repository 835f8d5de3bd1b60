"""The trace: the matrix by year, the views from the other end, and the list of everything that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.pages.base import Page, Site
from generator.pages.parts.paging import leaves_of
from generator.pages.parts.trace_cells import GapRow, NodeCell, cells, gap_rows, node_cell
from generator.tracing.matrix import MatrixRow, matrix
from generator.tracing.nodes import TraceNode
from generator.tracing.rules import GAP_RULES
from generator.wording import N_

# An ordinary year of a small company stands on one page, so that the filter sees all of it.
ROWS_A_PAGE = 60
GAPS_A_PAGE = 60
INDEX, GAPS = "trace/index.md", "trace/gaps.md"
VIEWS = (
    (N_("Everything that is missing"), GAPS),
    (N_("From a step"), "trace/steps.md"),
    (N_("From a clause"), "trace/clauses.md"),
    (N_("From a lot or serial number"), "trace/lots.md"),
    (N_("From a ticket number"), "trace/tickets.md"),
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the matrix in cells."""

    day: date
    incident: NodeCell | None
    sources: tuple[str, ...]
    causes: tuple[NodeCell, ...]
    capa: NodeCell | None
    action: NodeCell | None
    changes: tuple[NodeCell, ...]
    steps: tuple[NodeCell, ...]
    verifications: tuple[NodeCell, ...]
    drills: tuple[NodeCell, ...]
    checks: tuple[NodeCell, ...]
    trainings: tuple[NodeCell, ...]
    gaps: tuple[GapRow, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TraceContext:
    """What the template `trace.md.jinja` can show: the way into the trace."""

    years: tuple[tuple[int, str, int, int], ...]
    """Each year with its page, its rows and their gaps, the newest first."""
    codes: tuple[tuple[str, str, str, str, int], ...]
    """Each kind of gap: number, weight as a word of the theme and in words, what is missing, how often; the most frequent first."""
    views: tuple[tuple[str, str], ...]
    """The other views: title and page."""
    total: int
    """How many gaps there are in all."""


@dataclass(frozen=True, slots=True)
class TraceYearContext:
    """What the template `trace_year.md.jinja` can show: the main matrix of one year."""

    rows: tuple[ShownRow, ...]
    """The rows of this page, the newest incident first."""
    total: int
    """How many rows the year has."""
    leaves: tuple[str, ...]
    """The pages of the year, where there is more than one."""


@dataclass(frozen=True, slots=True)
class TraceGapsContext:
    """What the template `trace_gaps.md.jinja` can show: every gap, the oldest first."""

    rows: tuple[GapRow, ...]
    """The gaps of this page."""
    total: int
    """How many there are in all."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class TracePages:
    """The way in, the matrix of each year and the gaps."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages."""
        rows = matrix(site.trace, site.gathering)
        by_year: dict[int, list[MatrixRow]] = {}
        for row in rows:
            by_year.setdefault(row.day.year, []).append(row)
        yield _index(site, by_year)
        for year, of_year in by_year.items():
            yield from _year(site, year, of_year)
        yield from _gaps(site)


def trace_page(site: Site, path: str, title: str, template: str, context: Any) -> Page:
    """Return a page of the trace below its way in."""
    top = (site.catalogue.text(N_("Traceability")), INDEX)
    return Page(
        path=path,
        title=title,
        kind="register",
        template=template,
        context=context,
        breadcrumb=(top,) if path == INDEX else (top, (title, path)),
        front={"wide": True, "print": "landscape"},
    )


def _index(site: Site, by_year: dict[int, list[MatrixRow]]) -> Page:
    say = site.catalogue.text
    counts = Counter(gap.code for gap in site.trace.gaps)
    codes = tuple(
        (
            code,
            "overdue" if GAP_RULES[code].weight.value == "must" else "open",
            say(GAP_RULES[code].weight.label),
            # The rule in general: without the name of what is missing in a single case.
            say(GAP_RULES[code].text, value="…", day="…", done="…", least="…"),
            count,
        )
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    years = tuple(
        (year, f"trace/year-{year}.md", len(rows), sum(len(row.gaps) for row in rows))
        for year, rows in sorted(by_year.items(), reverse=True)
    )
    views = tuple((say(title), path) for title, path in VIEWS)
    context = TraceContext(years, codes, views, len(site.trace.gaps))
    return trace_page(site, INDEX, say(N_("Traceability")), "trace.md.jinja", context)


def _year(site: Site, year: int, rows: list[MatrixRow]) -> Iterator[Page]:
    title = site.catalogue.text(N_("Traceability {year}"), year=year)
    pages = leaves_of(rows, ROWS_A_PAGE, f"trace/year-{year}.md")
    leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
    for number, (path, shown) in enumerate(pages, 1):
        context = TraceYearContext(tuple(_shown(row, site) for row in shown), len(rows), leaves)
        yield trace_page(site, path, numbered(title, number), "trace_year.md.jinja", context)


def numbered(title: str, number: int) -> str:
    """Return the title of page `number` of a list."""
    return title if number == 1 else f"{title} ({number})"


def _shown(row: MatrixRow, site: Site) -> ShownRow:
    near = {f"{one.id}#" for one in (row.incident, row.capa) if one is not None}

    def short(nodes: tuple[TraceNode, ...]) -> tuple[NodeCell, ...]:
        # Beside its own record an action or a cause needs only its number.
        shown = zip(nodes, cells(nodes, site), strict=True)
        return tuple(replace(cell, text=node.text) if f"{node.record}#" in near else cell for node, cell in shown)

    return ShownRow(
        day=row.day,
        incident=node_cell(row.incident, site) if row.incident else None,
        sources=tuple(site.catalogue.text(source) for source in row.sources),
        causes=short(row.causes),
        capa=node_cell(row.capa, site) if row.capa else None,
        action=short((row.action,))[0] if row.action else None,
        changes=cells(row.changes, site),
        steps=cells(row.steps, site),
        verifications=cells(row.verifications, site),
        drills=cells(row.drills, site),
        checks=cells(row.checks, site),
        trainings=cells(row.trainings, site),
        gaps=gap_rows(row.gaps, site),
        reason=row.reason,
    )


def _gaps(site: Site) -> Iterator[Page]:
    title = site.catalogue.text(N_("Gaps of the trace"))
    pages = leaves_of(site.trace.gaps, GAPS_A_PAGE, GAPS)
    leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
    for number, (path, shown) in enumerate(pages, 1):
        context = TraceGapsContext(gap_rows(shown, site), len(site.trace.gaps), leaves)
        yield trace_page(site, path, numbered(title, number), "trace_gaps.md.jinja", context)
