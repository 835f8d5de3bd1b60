"""The list of systems and vendors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.pages.base import Page, Site
from generator.pages.parts.history import incidents_of
from generator.wording import N_


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
