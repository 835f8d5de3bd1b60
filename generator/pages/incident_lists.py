"""Lists of incidents: all, by year, by severity, by system, by vendor, by failure mode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.failure_mode import FailureMode
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.lifecycle.durations import durations
from generator.pages.base import Page, Site
from generator.pages.parts.history import in_order, incidents_of, list_of, newest_first
from generator.pages.parts.paging import leaves_of
from generator.procedures.merging.contributions import lineage
from generator.wording import N_

# Rows of one page: so a list weighs the same however many incidents there are.
ROWS_A_PAGE = 25

# A heading, and rows of label, page and count.
Group = tuple[str, tuple[tuple[str, str, int], ...]]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of a list."""

    record: Postmortem
    time_to_restore: timedelta | None


@dataclass(frozen=True, slots=True)
class IncidentListContext:
    """What the template `incidents.md.jinja` can show."""

    rows: tuple[IncidentRow, ...]
    """The incidents of this page, the newest first."""
    total: int
    """How many there are on all pages of the list."""
    groups: tuple[Group, ...]
    """Ways to narrow down: a heading, and rows of label, page and count."""
    intro: str
    """What the list is about."""
    runbooks: tuple[Runbook, ...]
    """Runbooks for a failure mode."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class IncidentLists:
    """The list of all incidents, and one for each year, severity, system, vendor and failure mode.

    Void incidents stand in the first three, marked as such: nothing vanishes. Elsewhere they do not count.
    """

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list pages; every severity, system, vendor and failure mode has one, also when it is empty."""
        rows = _rows(in_order(site.graph.of(Postmortem)))
        say = site.catalogue.text
        groups = self._groups(site, rows)
        yield from _pages(site, "postmortems/index.md", say(N_("Post-mortems")), rows, groups)
        for year in sorted({row.record.started_at.day.year for row in rows}):
            chosen = tuple(row for row in rows if row.record.started_at.day.year == year)
            yield from _pages(site, f"postmortems/year-{year}.md", f"{say(N_('Post-mortems'))} {year}", chosen)
        for word in site.graph.vocabularies["severity"].words:
            chosen = tuple(row for row in rows if row.record.severity == word.code)
            title = f"{say(N_('Post-mortems'))} {word.code} {say(word.label)}"
            yield from _pages(site, f"postmortems/severity-{word.code}.md", title, chosen)
        affected: tuple[System | Vendor, ...] = (*site.graph.of(System), *site.graph.of(Vendor))
        for record in affected:
            chosen = _rows(incidents_of(record, site.graph))
            yield from _pages(site, list_of(record), f"{say(N_('Post-mortems'))} {record.name}", chosen)
        yield from self._failure_modes(site, _rows(newest_first(site.graph.of(Postmortem))))

    def _groups(self, site: Site, rows: tuple[IncidentRow, ...]) -> tuple[Group, ...]:
        say = site.catalogue.text
        years = Counter(row.record.started_at.day.year for row in rows)
        severities = Counter(row.record.severity for row in rows)
        valid = newest_first(row.record for row in rows)
        systems = Counter(system for one in valid for system in one.systems)
        modes = Counter(one.failure_mode for one in valid if one.failure_mode)
        system_of = {record.id: record for record in site.graph.of(System)}
        mode_of = {record.id: record for record in site.graph.of(FailureMode)}
        return (
            (
                say(N_("By year")),
                tuple((str(year), f"postmortems/year-{year}.md", years[year]) for year in sorted(years, reverse=True)),
            ),
            (
                say(N_("By severity")),
                tuple(
                    (f"{word.code} {say(word.label)}", f"postmortems/severity-{word.code}.md", severities[word.code])
                    for word in site.graph.vocabularies["severity"].words
                ),
            ),
            (
                say(N_("By system")),
                tuple((system_of[key].name, list_of(system_of[key]), count) for key, count in systems.most_common()),
            ),
            (
                say(N_("By failure mode")),
                tuple((mode_of[key].name, site.path_of(mode_of[key]), count) for key, count in modes.most_common()),
            ),
        )

    def _failure_modes(self, site: Site, rows: tuple[IncidentRow, ...]) -> Iterator[Page]:
        say = site.catalogue.text
        modes = site.graph.of(FailureMode)
        inside = {
            row.record.id: lineage(row.record.failure_mode, site.graph) if row.record.failure_mode else ()
            for row in rows
        }
        counts = tuple(
            (
                f"{'　' * (len(lineage(mode.id, site.graph)) - 1)}{mode.name}",
                site.path_of(mode),
                sum(mode.id in inside[row.record.id] for row in rows),
            )
            for mode in sorted(modes, key=lambda mode: tuple(reversed(lineage(mode.id, site.graph))))
        )
        yield from _pages(
            site, "failure-modes/index.md", say(N_("Failure modes")), (), ((say(N_("All failure modes")), counts),)
        )
        for mode in modes:
            chosen = tuple(row for row in rows if mode.id in inside[row.record.id])
            below = tuple(
                (one.name, site.path_of(one), sum(one.id in inside[row.record.id] for row in rows))
                for one in modes
                if one.parent == mode.id
            )
            yield from _pages(
                site,
                site.path_of(mode),
                mode.name,
                chosen,
                ((say(N_("More special")), below),) if below else (),
                intro="\n\n".join([mode.meaning or "", *(f"- {sign}" for sign in mode.signs)]).strip(),
                runbooks=tuple(one for one in site.graph.of(Runbook) if one.failure_mode == mode.id),
                mode=mode,
            )


def _rows(incidents: Iterable[Postmortem]) -> tuple[IncidentRow, ...]:
    return tuple(IncidentRow(one, durations(one).time_to_restore) for one in incidents)


def _pages(
    site: Site,
    path: str,
    title: str,
    rows: tuple[IncidentRow, ...],
    groups: tuple[Group, ...] = (),
    intro: str = "",
    runbooks: tuple[Runbook, ...] = (),
    mode: FailureMode | None = None,
) -> Iterator[Page]:
    say = site.catalogue.text
    if path.startswith("failure-modes/"):
        top = (say(N_("Failure modes")), "failure-modes/index.md")
    else:
        top = (say(N_("Post-mortems")), "postmortems/index.md")
    pages = leaves_of(rows, ROWS_A_PAGE, path)
    leaves = tuple(here for here, _ in pages) if len(pages) > 1 else ()
    for number, (here, shown) in enumerate(pages, 1):
        first = number == 1
        yield Page(
            path=here,
            title=title if first else f"{title} ({number})",
            kind="list",
            template="incidents.md.jinja",
            context=IncidentListContext(
                rows=shown,
                total=len(rows),
                groups=groups if first else (),
                intro=intro if first else "",
                runbooks=runbooks if first else (),
                leaves=leaves,
            ),
            breadcrumb=(top,) if path == top[1] else (top, (title, path)),
            source=mode,
            front={"wide": True},
        )
