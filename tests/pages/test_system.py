"""What the page of a system says."""

from generator.pages.system import SystemPages
from tests.pages.sites import markdown, plain, section, site_of

ERP = """\
id: ERP
title: Resource planning
aliases: [Resource planning, old ERP]
vendor: maker
components:
  - {name: Database, spof: true}
  - {name: Printer, spof: false}
data_paths:
  - {from: MES, to: ERP, idempotent: false}
  - {from: ERP, to: MES, idempotent: true}
  - {from: ERP, to: Mail}
backup: {last_ok_on: 2026-11-19, last_restore_test_on: 2026-09-21}
status_url: "javascript:alert(1)"
"""
MES = "id: MES\ntitle: Shop floor\ndepends_on: [ERP]\nstatus_url: https://status.example/\n"


def incident(year: int, status: str = "approved") -> str:
    """Return an incident of a year."""
    return (
        f"id: PM-{year}-0001\ntitle: Fault of {year}\nseverity: S1\nstatus: {status}\n"
        f"systems: [ERP]\nstarted_at: {year}-03-01\n"
    )


FILES = {
    "kb/systems/ERP.yml": ERP,
    "kb/systems/MES.yml": MES,
    "sop/runbooks/RB-ERP-X.yml": "id: RB-ERP-X\ntitle: ERP is down\nsystem: ERP\nfailure_mode: down\n",
    "sop/SOP-IT-001.yml": "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\n",
    "postmortems/2024/PM-2024-0001.yml": incident(2024),
    "postmortems/2026/PM-2026-0001.yml": incident(2026),
    "postmortems/2025/PM-2025-0001.yml": incident(2025, "void"),
    "postmortems/capa/CAPA-2026-0001.yml": (
        "id: CAPA-2026-0001\ntitle: Open\nopened_on: 2026-03-02\nsystems: [ERP]\nlog: [{at: 2026-03-02, to: open}]\n"
    ),
    "postmortems/capa/CAPA-2026-0002.yml": (
        "id: CAPA-2026-0002\ntitle: Ended\nopened_on: 2026-03-02\nsystems: [ERP]\nlog: [{at: 2026-03-02, to: closed}]\n"
    ),
}


def page(name: str = "ERP") -> str:
    """Return the page of a system."""
    return markdown(SystemPages(), site_of(FILES), f"systems/{name}.md")


def test_single_points_are_marked() -> None:
    """Only what stops everything is marked."""
    assert "Database Single point" in section(page(), "components")
    assert "Printer Single point" not in section(page(), "components")


def test_sending_twice_is_judged() -> None:
    """Harmful, harmless and unknown are three different things."""
    paths = section(page(), "data-paths")

    assert [word in paths for word in ("doubles the entry", "does no harm", "not known")] == [True, True, True]


def test_tests_of_the_backup_have_an_age() -> None:
    """The day of a test says how long ago it was."""
    backup = section(page(), "backup")

    assert "Last good backup 2026-11-19 (1 day ago)" in backup
    assert "Last restore test 2026-09-21 (60 days ago)" in backup


def test_incidents_newest_first_without_void_ones() -> None:
    """Void incidents do not count; a year without incidents is shown as 0."""
    incidents = section(page(), "incidents")

    assert incidents.index("Fault of 2026") < incidents.index("Fault of 2024")
    assert "Fault of 2025" not in incidents
    assert "2024 1 2025 0 2026 1" in incidents


def test_only_open_capas_are_listed() -> None:
    """Ended CAPAs are history."""
    capas = section(page(), "capas")

    assert "CAPA-2026-0001" in capas
    assert "CAPA-2026-0002" not in capas


def test_neighbours_are_linked() -> None:
    """Systems that need it, its vendor's hotline and its documents are one tap away."""
    text = page()

    assert "Needed by Shop floor" in section(text, "facts")
    assert 'href="tel:4000002188"' in text
    assert "ERP is down" in section(text, "documents")
    assert "Plan" in section(text, "documents")


def test_only_web_addresses_become_links() -> None:
    """An address with another scheme stays text; an alias that is the title is not repeated."""
    assert 'href="javascript' not in page()
    assert '<a href="https://status.example/">' in page("MES")
    assert "Also called old ERP" in plain(page())
