"""How long which records are kept, and where: NMPA GMP 2025 article 45, ISO 13485:2016 4.2.5."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.capa import Capa
from generator.kinds.sop import Sop
from generator.lifecycle.capa.state import ENDED, state_of
from generator.pages.base import Page, Site
from generator.pages.parts.view_cells import Cell, ViewTable, badge, choice, view_pages
from generator.wording import N_

Row = tuple[Cell, ...]
_PRODUCED = (N_("Document"), N_("Record"), N_("Kept by"), N_("Kept for"))
_CAPAS = (N_("CAPA"), N_("State"), N_("Closed on"), N_("Until"), N_("Rule"), N_("Basis"))


class RetentionPage:
    """The register of how long records are kept."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page, or its pages."""
        tables = (
            ViewTable("produced", N_("Records that procedures produce"), _PRODUCED, tuple(_produced(site))),
            ViewTable("capas", N_("Ended CAPAs"), _CAPAS, tuple(_capas(site))),
        )
        intro = N_("How long each record is kept, by whom and on which basis; the periods are the organization's own.")
        yield from view_pages(site, "retention.md", N_("Records retention"), intro, tables)


def _produced(site: Site) -> Iterator[Row]:
    missing = site.catalogue.text(N_("not given"))
    for sop in site.graph.of(Sop):
        effective = site.facts.standing(sop).effective
        shown = (effective.sop if effective is not None else None) or sop
        for row in shown.records_produced:
            kept = Cell(row.retention) if row.retention else badge(missing, "overdue")
            yield Cell(records=(sop.id,)), Cell(row.name), Cell(row.keeper or ""), kept


def _capas(site: Site) -> Iterator[Row]:
    missing = site.catalogue.text(N_("not given"))
    for capa in site.graph.of(Capa):
        if state_of(capa) not in ENDED:
            continue
        kept = capa.retention
        none = kept is None or not (kept.until or kept.rule)
        yield (
            Cell(records=(capa.id,)),
            choice(state_of(capa), site),
            Cell(day=capa.log[-1].at.day if capa.log else None),
            badge(missing, "overdue") if none else Cell(day=kept.until if kept else None),
            Cell((kept.rule or "") if kept else ""),
            Cell((kept.basis or "") if kept else ""),
        )
