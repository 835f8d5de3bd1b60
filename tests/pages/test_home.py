"""What the home page says."""

import pytest

from generator.pages.home import MOST_BUTTONS, MOST_CARDS, HomePage, buttons
from tests.pages.sites import POLICY, markdown, plain, section, site_of

RUNBOOK = """\
id: RB-ERP-DISK
title: Disk full
system: ERP
failure_mode: disk-full
cannot: [Save an order, Print a label]
"""
NETWORK = "id: RB-ERP-NET\ntitle: Network down\nsystem: ERP\nfailure_mode: down\ncannot: [Log in]\n"
LATE = """\
id: CAPA-2026-0001
title: Watch the disk
opened_on: 2026-05-12
systems: [ERP]
actions: [{id: A1, text: Alarm, owner: Li, due: [2026-11-08]}]
log: [{at: 2026-05-12, to: open}]
"""


def incident(number: int, status: str = "approved") -> str:
    """Return an incident of the ERP system."""
    return (
        f"id: PM-2026-{number:04}\ntitle: Fault {number}\nseverity: S1\nstatus: {status}\nsystems: [ERP]\n"
        f"started_at: 2026-03-{number:02}\nnear_miss: {'true' if number == 2 else 'false'}\n"
    )


FILES = {
    "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    "sop/runbooks/RB-ERP-NET.yml": NETWORK,
    "postmortems/capa/CAPA-2026-0001.yml": LATE,
    **{f"postmortems/2026/PM-2026-{number:04}.yml": incident(number) for number in range(1, 9)},
    "postmortems/2026/PM-2026-0009.yml": incident(9, "void"),
}


def page(**more: str) -> str:
    """Return the home page of the small site."""
    return markdown(HomePage(), site_of({**FILES, **more}), "index.md")


def test_what_i_cannot_do_comes_first() -> None:
    """Help in an emergency stands above everything else, with the number to call."""
    text = page()

    assert text.index("Save an order") < text.index("tel:8119") < text.index('id="recent"')
    assert '<a href="runbooks/RB-ERP-DISK.html">Save an order<small>Disk full</small></a>' in text


def test_first_words_of_every_runbook_come_before_second_ones() -> None:
    """One runbook with many words does not push the others off the page; the policy's choice goes before all."""
    assert [words for words, _ in buttons(site_of(FILES))] == ["Save an order", "Log in", "Print a label"]

    chosen = f"{POLICY}help: [{{cannot: Reach anybody, document: RB-ERP-NET}}]\n"
    found = buttons(site_of({**FILES, "kb/organization/policy.yml": chosen}))
    assert (found[0][0], found[0][1].id) == ("Reach anybody", "RB-ERP-NET")


def test_only_so_many_buttons() -> None:
    """More than a handful of choices helps nobody in a hurry."""
    words = ", ".join(f"Thing {number}" for number in range(20))
    text = page(**{"sop/runbooks/RB-ERP-DISK.yml": RUNBOOK.replace("Save an order, Print a label", words)})

    assert text.count("<small>Disk full</small>") + text.count("<small>Network down</small>") == MOST_BUTTONS


def test_recent_incidents_without_void_ones() -> None:
    """The six newest that happened; a void one is neither shown nor counted."""
    text = plain(page())
    recent = text[text.index("Recent incidents") : text.index("All incidents")]

    assert "Fault 9" not in text
    assert recent.index("Fault 8") < recent.index("Fault 3")
    assert "Fault 2" not in recent
    assert "8 post-mortems 1 near misses 1 open CAPAs 0 closed CAPAs 2 runbooks" in text
    assert "Resource planning 8 incidents · 1 open CAPA" in section(page(), "systems")


def test_late_capas_say_by_how_many_days() -> None:
    """What is overdue is on the first page; nothing overdue is said as well."""
    assert "Watch the disk CAPA-2026-0001 · 189 days overdue" in plain(page())
    new = LATE.replace("2026-11-08", "2026-12-08").replace("2026-05-12", "2026-11-19")
    assert "None." in page(**{"postmortems/capa/CAPA-2026-0001.yml": new})


@pytest.mark.parametrize("count", [MOST_CARDS, MOST_CARDS + 3])
def test_many_systems_do_not_flood_the_page(count: int) -> None:
    """So many cards, and the way to the others."""
    more = {
        f"kb/systems/S{number:02}.yml": f"id: S{number:02}\ntitle: System {number}\n" for number in range(count - 1)
    }
    text = page(**more)

    assert text.count('<article class="fp-card">') == MOST_CARDS
    assert ('<a href="systems/index.html">… 3 more</a>' in text) == (count > MOST_CARDS)


def test_an_empty_organization_has_a_home_page() -> None:
    """Nobody begins with incidents."""
    text = plain(markdown(HomePage(), site_of({}), "index.md"))

    assert "0 post-mortems" in text
    assert "Is the system down right now?" not in text
