"""What the lists of incidents say."""

from generator.kinds.postmortem import Postmortem
from generator.kinds.system import System
from generator.pages.incident_lists import ROWS_A_PAGE, IncidentLists
from generator.pages.parts.history import in_order, list_of, newest_first
from tests.pages.sites import markdown, plain, section, site_of


def incident(number: int, more: str = "", year: int = 2026) -> str:
    """Return an incident of the ERP system."""
    return (
        f"id: PM-{year}-{number:04}\ntitle: Fault {number} of {year}\nseverity: S1\nsystems: [ERP]\n"
        f"failure_mode: disk-full\nstarted_at: {year}-03-01T08:00+08:00\n{more}"
    )


FILES = {
    "postmortems/2026/PM-2026-0001.yml": incident(1, "status: approved\nrestored_at: 2026-03-01T09:30+08:00\n"),
    "postmortems/2026/PM-2026-0002.yml": incident(2, "status: void\n"),
    "postmortems/2026/PM-2026-0003.yml": incident(3),
    "postmortems/2025/PM-2025-0001.yml": incident(1, "status: approved\n", 2025),
    "sop/runbooks/RB-ERP-DISK.yml": "id: RB-ERP-DISK\ntitle: Disk runbook\nsystem: ERP\nfailure_mode: disk-full\n",
}


def page(path: str) -> str:
    """Return a list page of the small site."""
    return markdown(IncidentLists(), site_of(FILES), path)


def test_incidents_of_one_moment_stand_in_the_order_of_their_ids() -> None:
    """Two that began together are not shuffled from build to build; void ones count only in the whole list."""
    incidents = site_of(FILES).graph.of(Postmortem)

    assert [one.id for one in in_order(incidents[::-1])] == [
        "PM-2026-0003",
        "PM-2026-0002",
        "PM-2026-0001",
        "PM-2025-0001",
    ]
    assert [one.id for one in newest_first(incidents)] == ["PM-2026-0003", "PM-2026-0001", "PM-2025-0001"]


def test_void_ones_stay_in_the_full_lists_with_a_badge() -> None:
    """All, the year's and the severity's keep them: a number that vanished would raise questions."""
    for path in ("postmortems/index.md", "postmortems/year-2026.md", "postmortems/severity-S1.md"):
        text = page(path)
        assert "PM-2026-0002" in section(text, "list")
        assert text.count('data-status="void"') == 1


def test_void_ones_do_not_count_for_systems_vendors_and_failure_modes() -> None:
    """What did not happen is no part of the history of a thing."""
    for path in ("postmortems/system-ERP.md", "postmortems/vendor-maker.md", "failure-modes/disk-full.md"):
        rows = section(page(path), "list")
        assert "PM-2026-0002" not in rows
        assert "3 incidents" in rows


def test_the_whole_list_can_be_narrowed_down() -> None:
    """Each way has its count and leads to a list; years and severities count every number, the others valid ones."""
    text = page("postmortems/index.md")

    assert "2026 3 2025 1" in section(text, "by-1")
    assert section(text, "by-2").startswith("S1 Critical 4")
    assert '<a href="system-ERP.html">Resource planning</a>' in text
    assert section(text, "by-3") == "Resource planning 3"
    assert section(text, "by-4") == "Disk full 3"


def test_a_failure_mode_holds_the_more_special_ones() -> None:
    """The general page counts what lies below it and leads on; the special one has its runbook."""
    assert "PM-2026-0001" in section(page("failure-modes/down.md"), "list")
    assert "Disk full 3" in section(page("failure-modes/down.md"), "by-1")
    assert "RB-ERP-DISK Disk runbook" in plain(page("failure-modes/disk-full.md"))


def test_the_time_to_restore_sorts_by_minutes() -> None:
    """It is shown in words, and the table sorts by the number; an unknown one is a dash."""
    text = page("postmortems/year-2026.md")

    assert 'data-value="90">1 hour 30 minutes</td>' in text
    assert 'data-value="">–</td>' in text


def test_long_lists_have_pages() -> None:
    """A page holds so many rows; only the first has the ways to narrow down."""
    many = {f"postmortems/2024/PM-2024-{number:04}.yml": incident(number, year=2024) for number in range(1, 31)}
    site = site_of({**FILES, **many})
    first = markdown(IncidentLists(), site, list_of(site.graph.of(System)[0]))
    second = markdown(IncidentLists(), site, "postmortems/system-ERP-page-2.md")

    assert first.count("<tr>") - 1 == ROWS_A_PAGE
    assert second.count("<tr>") - 1 == 33 - ROWS_A_PAGE
    assert 'title: "Post-mortems Resource planning (2)"' in second
    assert 'href="system-ERP.html">1</a>' in second


def test_a_system_without_incidents_has_an_empty_list() -> None:
    """The link from its page leads somewhere from the first day on."""
    site = site_of({"kb/systems/MES.yml": "id: MES\ntitle: Shop floor\n"})

    assert "No incident of this kind is recorded." in markdown(IncidentLists(), site, "postmortems/system-MES.md")
