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
from generator.pages.history import newest_first
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
    tickets: tuple[TicketRow, ...]
    """Its tickets from all incidents, the newest first."""
    kept: int
    """How many promised reports came in time."""
    late: int
    """How many came late."""
    unknown: int
    """Of how many promised reports one of the two times is not recorded."""
    incidents: tuple[Postmortem, ...]
    """Incidents of its systems or with a ticket with it, the newest first."""
    capas: tuple[Capa, ...]
    """CAPAs that asked it to act."""


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
    systems = graph.sources(vendor.id, System, "vendor")
    tickets = tuple(_tickets(vendor, site))
    promised = [row for ticket in tickets for row in ticket.syncs if row.sync.due is not None]
    own = {one.id for one in systems}
    called = {row.incident.id for row in tickets}
    incidents = tuple(one for one in newest_first(graph.of(Postmortem)) if one.id in called or own & set(one.systems))
    return VendorContext(
        record=vendor,
        systems=systems,
        tickets=tickets,
        kept=sum(1 for row in promised if row.kept is True),
        late=sum(1 for row in promised if row.kept is False),
        unknown=sum(1 for row in promised if row.kept is None),
        incidents=incidents,
        capas=graph.sources(vendor.id, Capa, "supplier_action"),
    )


def _tickets(vendor: Vendor, site: Site) -> Iterator[TicketRow]:
    for incident in newest_first(site.graph.of(Postmortem)):
        for ticket in incident.vendor_tickets:
            if ticket.vendor == vendor.id:
                syncs = tuple(SyncRow(sync, elapsed(sync.due, sync.actual)) for sync in ticket.syncs)
                yield TicketRow(incident, ticket, syncs, elapsed(ticket.opened_at, ticket.closed_at))
