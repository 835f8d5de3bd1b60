"""What the page of a vendor says."""

from generator.pages.vendor import VendorPages
from tests.pages.sites import markdown, section, site_of

VENDOR = """\
id: maker
title: The maker
hotline: 400-000-2188
contacts: [{name: Night desk, phone: "400-000-2188 ext 2", backup: Manager 139-0000-1199}]
sla: [{severity: Urgent, respond: 15 min, resolve: 4 h}]
responsibilities: [Databases]
our_side: [Power]
"""
INCIDENT = """\
id: PM-2026-0007
title: Disk full
severity: S1
systems: [ERP]
started_at: 2026-05-11T14:35+08:00
vendor_tickets:
  - vendor: The maker
    ticket_no: "0012345"
    opened_at: 2026-05-11T15:00+08:00
    closed_at: 2026-05-11T18:00+08:00
    syncs:
      - {due: 2026-05-11T15:30+08:00, actual: 2026-05-11T15:25+08:00, content: Looking}
      - {due: 2026-05-11T16:00+08:00, actual: 2026-05-11T16:40+08:00}
      - {due: 2026-05-11T17:00+08:00}
"""


def page() -> str:
    """Return the page of the vendor."""
    files = {"kb/vendors/maker.yml": VENDOR, "postmortems/2026/PM-2026-0007.yml": INCIDENT}
    return markdown(VendorPages(), site_of(files), "vendors/maker.md")


def test_promises_are_compared_with_what_came() -> None:
    """A report in time is kept, a late one says by how much, an unrecorded one is neither."""
    tickets = section(page(), "tickets")

    assert "1 reports came in time 1 came late 1 without a recorded time" in tickets
    assert "promised 15:30 came 15:25 ✓ kept · Looking" in tickets
    assert "promised 16:00 came 16:40 ▲ 40 minutes late" in tickets


def test_ticket_numbers_keep_their_zeros() -> None:
    """The number is shown as it was given, with the time that the ticket was open."""
    assert "0012345" in section(page(), "tickets")
    assert "(3 hours)" in section(page(), "tickets")


def test_numbers_dial_with_their_extension() -> None:
    """Hotline, contacts and deputies can be tapped."""
    text = page()

    assert 'href="tel:4000002188"' in text
    assert 'href="tel:4000002188,2"' in text
    assert 'href="tel:13900001199"' in text


def test_duties_of_both_sides_stand_beside_each_other() -> None:
    """Who does what is readable at a glance, with what was agreed."""
    duties = section(page(), "duties")

    assert "They do Databases" in duties
    assert "We do Power" in duties
    assert "Urgent 15 min 4 h" in section(page(), "service-levels")


def test_incidents_of_its_systems_are_listed() -> None:
    """The vendor's systems and their incidents are linked."""
    assert "Disk full" in section(page(), "incidents")
    assert "Resource planning" in section(page(), "facts")
