"""The page of a system: what it is made of, how it is restored, what happened to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.article import Article
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.lifecycle.capa.state import ENDED, state_of
from generator.pages.base import Page, Site
from generator.pages.parts.history import incidents_of, list_of
from generator.pages.parts.paging import Excerpt, excerpt
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class YearCount:
    """The incidents of one year; `share` is the percentage of the year with the most."""

    year: int
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class SystemContext:
    """What the template `system.md.jinja` can show."""

    record: System
    """The system itself, with all fields of its kind."""
    vendor: Vendor | None
    """Who supplies it."""
    incidents: Excerpt[Postmortem]
    """Its incidents, the newest first; void ones are left out."""
    years: tuple[YearCount, ...]
    """Its incidents by year, from the first year to the last."""
    runbooks: tuple[Runbook, ...]
    """The runbooks for it."""
    sops: tuple[Sop, ...]
    """The SOPs that apply to it."""
    capas: Excerpt[tuple[Capa, CapaState, date | None]]
    """Its CAPAs that are not ended: record, state, next deadline; the earliest first."""
    dependents: tuple[System, ...]
    """The systems that need it."""
    articles: Excerpt[Article]
    """Articles that it cites or that are about it."""
    ages: dict[str, int]
    """Days since `backup`, `restore_test` and `switch_test`, as far as the days are known."""


class SystemPages:
    """A page for each system."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all systems."""
        for system in site.graph.of(System):
            yield Page(
                path=site.path_of(system),
                title=system.title,
                kind="system",
                template="system.md.jinja",
                context=_context(system, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Systems and vendors")), "systems/index.md"),
                    (system.title, site.path_of(system)),
                ),
                source=system,
            )


def _context(system: System, site: Site) -> SystemContext:
    graph = site.graph
    vendor = graph.get(system.vendor) if system.vendor else None
    newest = incidents_of(system, graph)
    due = {one.id: site.due.next_of(one.id) for one in graph.sources(system.id, Capa, "systems")}
    rows = (
        (one, state_of(one), item.due if (item := due[one.id]) is not None else None)
        for one in graph.sources(system.id, Capa, "systems")
    )
    capas = [row for row in rows if row[1] not in ENDED]
    articles = {one.id: one for one in (*graph.targets(system.id, Article), *graph.sources(system.id, Article))}
    return SystemContext(
        record=system,
        vendor=vendor if isinstance(vendor, Vendor) else None,
        incidents=excerpt(newest, list_of(system)),
        years=years(newest),
        runbooks=graph.sources(system.id, Runbook, "system"),
        sops=graph.sources(system.id, Sop, "applies"),
        capas=excerpt(sorted(capas, key=lambda row: (row[2] or date.max, row[0].id)), "capa/index.md"),
        dependents=graph.sources(system.id, System, "depends_on"),
        articles=excerpt(tuple(articles.values()), "articles/index.md"),
        ages=_ages(system, site.today),
    )


def years(incidents: tuple[Postmortem, ...]) -> tuple[YearCount, ...]:
    """Return the incidents by year; a year between the first and the last without one counts 0."""
    counts = Counter(one.started_at.day.year for one in incidents)
    if not counts:
        return ()
    most = max(counts.values())
    span = range(min(counts), max(counts) + 1)
    return tuple(YearCount(year, counts[year], 100 * counts[year] // most) for year in span)


def _ages(system: System, today: date) -> dict[str, int]:
    days = {
        "backup": system.backup.last_ok_on if system.backup else None,
        "restore_test": system.backup.last_restore_test_on if system.backup else None,
        "switch_test": system.recovery.last_test_on if system.recovery else None,
    }
    return {name: (today - day).days for name, day in days.items() if day is not None}
