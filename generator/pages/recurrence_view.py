"""What happens again: systems and failure modes against years, and the CAPAs that an incident put in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.lifecycle.capa.recurrence import failed_on, recurrences_of, watch_of
from generator.lifecycle.capa.state import state_of
from generator.pages.base import Page, Site
from generator.pages.capa_views import ABOVE
from generator.pages.parts.view_cells import Cell, ViewTable, badge, choice, view_pages
from generator.wording import N_

_MOST_YEARS = 6
Row = tuple[Cell, ...]


class RecurrenceView:
    """The recurrence matrix."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page, or its pages."""
        years, rows = _matrix(site)
        fixed = (N_("System"), N_("Failure mode"), N_("Incidents"))
        columns = (*fixed, *map(str, years), N_("Last"), N_("CAPA"))
        tables = (
            ViewTable("matrix", N_("Recurrence matrix"), columns, rows, N_("Nothing has happened twice.")),
            ViewTable("watches", N_("Watched CAPAs"), _WATCHED, tuple(_watched(site))),
        )
        intro = N_("The same system failing in the same way more than once, and what was done against it.")
        yield from view_pages(site, "capa/recurrences.md", N_("Recurrence matrix"), intro, tables, ABOVE)


def _matrix(site: Site) -> tuple[list[int], tuple[Row, ...]]:
    """Return the newest years, and a row for each pair of system and failure mode that struck more than once."""
    groups: dict[tuple[str, str], list[Postmortem]] = defaultdict(list)
    for record in site.graph.of(Postmortem):
        if record.failure_mode is not None and record.status is not PostmortemStatus.VOID:
            for system in record.systems:
                groups[system, record.failure_mode].append(record)
    capas: dict[tuple[str, str], list[Capa]] = defaultdict(list)
    for capa in site.graph.of(Capa):
        for system in capa.systems:
            capas[system, capa.failure_mode or ""].append(capa)
    again = {key: records for key, records in groups.items() if len(records) > 1}
    years = sorted({one.started_at.day.year for records in again.values() for one in records})[-_MOST_YEARS:]
    ordered = sorted(again.items(), key=lambda item: (-len(item[1]), item[0]))
    return years, tuple(_row(key, records, years, capas[key]) for key, records in ordered)


def _row(key: tuple[str, str], records: list[Postmortem], years: list[int], capas: list[Capa]) -> Row:
    counted = Counter(one.started_at.day.year for one in records)
    last = max(records, key=lambda one: (one.started_at.order, one.id))
    return (
        Cell(records=key[:1]),
        Cell(records=key[1:]),
        Cell(number=len(records)),
        *(Cell(number=counted[year] or None) for year in years),
        Cell(records=(last.id,), day=last.started_at.day),
        Cell(records=tuple(capa.id for capa in capas)),
    )


_WATCHED = (N_("CAPA"), N_("State"), N_("Watched from"), N_("Until"), N_("Recurrences"), N_("Result"))


def _watched(site: Site) -> Iterator[Row]:
    say = site.catalogue.text
    for capa in site.graph.of(Capa):
        watch = watch_of(capa, site.today)
        if watch is None:
            continue
        found = recurrences_of(capa, site.graph, site.today)
        open_ = [row for row in found if not row.justified]
        if failed_on(capa, site.graph, site.today):
            result = badge(say(N_("effectiveness failed")), "overdue")
        elif open_:
            result = badge(say(N_("blocks closing")), "overdue")
        elif found:
            result = badge(say(N_("justified")), "open")
        else:
            result = badge(say(N_("no recurrence")), "verified")
        seen = tuple(row.postmortem.id for row in found)
        yield (
            Cell(records=(capa.id,)),
            choice(state_of(capa), site),
            Cell(day=watch[0]),
            Cell(day=watch[1]),
            Cell(records=seen),
            result,
        )
