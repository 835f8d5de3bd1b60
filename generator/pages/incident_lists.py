"""Lists of incidents: all, by year, by severity, by failure mode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.failure_mode import FailureMode
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.lifecycle.durations import durations
from generator.pages.base import Page, Site
from generator.procedures.contributions import lineage
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
    """The list of all incidents, and one for each year, severity and failure mode."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list pages; every severity and failure mode has one, also when it is empty."""
        rows = tuple(
            IncidentRow(one, durations(one).time_to_restore)
            for one in sorted(site.graph.of(Postmortem), key=lambda one: (one.started_at.order, one.id), reverse=True)
        )
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
        yield from self._failure_modes(site, rows)

    def _groups(self, site: Site, rows: tuple[IncidentRow, ...]) -> tuple[Group, ...]:
        say = site.catalogue.text
        years = Counter(row.record.started_at.day.year for row in rows)
        severities = Counter(row.record.severity for row in rows)
        systems = Counter(system for row in rows for system in row.record.systems)
        modes = Counter(row.record.failure_mode for row in rows if row.record.failure_mode)
        named = {record.id: record for record in site.graph.records.values()}
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
                tuple((named[key].name, site.path_of(named[key]), count) for key, count in systems.most_common()),
            ),
            (
                say(N_("By failure mode")),
                tuple((named[key].name, site.path_of(named[key]), count) for key, count in modes.most_common()),
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
    leaves = tuple(leaf(path, number) for number in range(1, max(-(-len(rows) // ROWS_A_PAGE), 1) + 1))
    for number, here in enumerate(leaves):
        first = number == 0
        yield Page(
            path=here,
            title=title if first else f"{title} ({number + 1})",
            kind="list",
            template="incidents.md.jinja",
            context=IncidentListContext(
                rows=rows[number * ROWS_A_PAGE : (number + 1) * ROWS_A_PAGE],
                total=len(rows),
                groups=groups if first else (),
                intro=intro if first else "",
                runbooks=runbooks if first else (),
                leaves=leaves if len(leaves) > 1 else (),
            ),
            breadcrumb=(top,) if path == top[1] else (top, (title, path)),
            source=mode,
            front={"wide": True},
        )


def leaf(path: str, number: int) -> str:
    """Return the docs path of page `number` (from 1) of a list that begins at `path`."""
    return path if number == 1 else f"{path.removesuffix('.md')}-page-{number}.md"
