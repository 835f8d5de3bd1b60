"""The list of systems."""

from generator.pages.systems import SystemsPage
from tests.pages.sites import markdown, plain, site_of

VOID = "id: PM-2026-0002\ntitle: Nothing\nseverity: S1\nstatus: void\nsystems: [ERP]\nstarted_at: 2026-05-11\n"
INCIDENT = VOID.replace("0002", "0001").replace("void", "approved")


def test_systems_count_incidents_without_void_ones() -> None:
    """A system's card has the same figure as its page; a vendor's card has its systems."""
    files = {"postmortems/2026/PM-2026-0001.yml": INCIDENT, "postmortems/2026/PM-2026-0002.yml": VOID}
    text = plain(markdown(SystemsPage(), site_of(files), "systems/index.md"))

    assert "Resource planning ERP 1 incident" in text
    assert "The maker Hotline 400-000-2188 ERP" in text
