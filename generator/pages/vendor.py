"""The page of a vendor: whom to call, what was agreed, and how the promises of tickets were kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem, VendorSync, VendorTicket
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.model.values import elapsed
from generator.pages.base import Page, Site
from generator.pages.parts.history import incidents_of, list_of
from generator.pages.parts.paging import Excerpt, excerpt
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class SyncRow:
    """A promised report: how late it came (negative when early), None where either time is unknown."""

    sync: VendorSync
    late_by: timedelta | None

    @property
    def kept(self) -> bool | None:
        """Whether it came in time; None where that cannot be told."""
        return None if self.late_by is None else self.late_by <= timedelta()


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket of one incident with its promised and actual reports."""

    incident: Postmortem
    ticket: VendorTicket
    syncs: tuple[SyncRow, ...]
    open_for: timedelta | None


@dataclass(frozen=True, slots=True)
class VendorContext:
    """What the template `vendor.md.jinja` can show."""

    record: Vendor
    """The vendor itself, with all fields of its kind."""
    systems: tuple[System, ...]
    """The systems that it supplies."""
    tickets: Excerpt[TicketRow]
    """Its tickets from all incidents, the newest first."""
    kept: int
    """How many promised reports came in time."""
    late: int
    """How many came late."""
    unknown: int
    """Of how many promised reports one of the two times is not recorded."""
    incidents: Excerpt[Postmortem]
    """Incidents of its systems or with a ticket with it, the newest first."""
    capas: Excerpt[Capa]
    """CAPAs that asked it to act, the newest first."""


class VendorPages:
    """A page for each vendor."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all vendors."""
        for vendor in site.graph.of(Vendor):
            yield Page(
                path=site.path_of(vendor),
                title=vendor.title,
                kind="vendor",
                template="vendor.md.jinja",
                context=_context(vendor, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Systems and vendors")), "systems/index.md"),
                    (vendor.title, site.path_of(vendor)),
                ),
                source=vendor,
            )


def _context(vendor: Vendor, site: Site) -> VendorContext:
    graph = site.graph
    incidents = incidents_of(vendor, graph)
    tickets = tuple(_tickets(vendor, incidents))
    promised = [row for ticket in tickets for row in ticket.syncs if row.sync.due is not None]
    return VendorContext(
        record=vendor,
        systems=graph.sources(vendor.id, System, "vendor"),
        tickets=excerpt(tickets, list_of(vendor)),
        kept=sum(1 for row in promised if row.kept is True),
        late=sum(1 for row in promised if row.kept is False),
        unknown=sum(1 for row in promised if row.kept is None),
        incidents=excerpt(incidents, list_of(vendor)),
        capas=excerpt(graph.sources(vendor.id, Capa, "supplier_action")[::-1], "capa/index.md"),
    )


def _tickets(vendor: Vendor, incidents: tuple[Postmortem, ...]) -> Iterator[TicketRow]:
    for incident in incidents:
        for ticket in incident.vendor_tickets:
            if ticket.vendor == vendor.id:
                syncs = tuple(SyncRow(sync, elapsed(sync.due, sync.actual)) for sync in ticket.syncs)
                yield TicketRow(incident, ticket, syncs, elapsed(ticket.opened_at, ticket.closed_at))
