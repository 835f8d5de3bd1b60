"""Pages stay light: what they show does not grow with the number of records."""

from datetime import date, timedelta
from functools import cache

import pytest

from generator.pages.article import ArticlePages
from generator.pages.base import PageKind, Site
from generator.pages.candidate import CandidatePages
from generator.pages.capa import CapaPages
from generator.pages.capa_register import CapaRegister
from generator.pages.home import HomePage
from generator.pages.incident_lists import IncidentLists
from generator.pages.postmortem import PostmortemPages
from generator.pages.runbook import RunbookPages
from generator.pages.sop import SopPages
from generator.pages.system import SystemPages
from generator.pages.vendor import VendorPages
from tests.pages.sites import markdown, site_of

FEW, MANY = 60, 300
MOST_GROWTH = 1.15
STEPS = ("check-disk", "call-vendor", "start-manual-mode", "preserve-evidence", "reconcile", "check-network")
# One incident from which every CAPA comes, and one CAPA that every incident raised.
SHARED = {
    "postmortems/2024/PM-2024-0001.yml": (
        "id: PM-2024-0001\ntitle: The first\nseverity: S1\nstatus: approved\nsystems: [ERP]\nstarted_at: 2024-01-01\n"
    ),
    "postmortems/capa/CAPA-2024-0001.yml": "id: CAPA-2024-0001\ntitle: The first\nopened_on: 2024-01-02\n",
}
FILES = {
    **SHARED,
    "sop/SOP-IT-001.yml": (
        "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\n"
        "static_steps: [{key: check-disk, phase: triage, text: Look at the disk}]\n"
    ),
    "sop/runbooks/RB-ERP-DISK.yml": (
        "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n"
        "symptoms: [Saving turns round]\nerror_codes: [ORA-01653]\n"
    ),
    "kb/articles/KB-DISK.md": "---\ntitle: Disks\nsystems: [ERP]\n---\nText.\n",
}
PAGES: list[tuple[PageKind, str]] = [
    (SopPages(), "sop/SOP-IT-001.md"),
    (CandidatePages(), "sop/SOP-IT-001/candidate.md"),
    (RunbookPages(), "runbooks/RB-ERP-DISK.md"),
    (SystemPages(), "systems/ERP.md"),
    (VendorPages(), "vendors/maker.md"),
    (ArticlePages(), "articles/KB-DISK.md"),
    (PostmortemPages(), "postmortems/PM-2024-0001.md"),
    (CapaPages(), "capa/CAPA-2024-0001.md"),
    (HomePage(), "index.md"),
    (CapaRegister(), "capa/index.md"),
    (IncidentLists(), "postmortems/index.md"),
    (IncidentLists(), "postmortems/system-ERP.md"),
    (IncidentLists(), "postmortems/vendor-maker.md"),
    (IncidentLists(), "failure-modes/disk-full.md"),
]


def incident(number: int) -> str:
    """Return an incident of the usual size; each has a symptom and a code of its own, and one that all share."""
    day = date(2025, 1, 1) + timedelta(days=number)
    return (
        f"id: PM-2025-{number:04}\ntitle: Fault number {number}\nseverity: S1\nstatus: approved\n"
        f"systems: [ERP]\nfailure_mode: disk-full\nstarted_at: {day}T08:00+08:00\n"
        f"restored_at: {day}T10:00+08:00\nsymptoms: [Saving turns round, Sign number {number}]\n"
        f"error_codes: [ORA-01653, E-{number:05}]\n"
        "vendor_tickets:\n"
        f'  - {{vendor: maker, ticket_no: "T{number:05}", syncs: [{{due: {day}T09:00+08:00, content: Looking}}]}}\n'
        "steps:\n"
        f"  - {{key: {STEPS[number % 6]}, phase: triage, text: Do it as in {number:04}, why: It was slow, outcome: worked}}\n"
        f"  - {{key: {STEPS[(number + 1) % 6]}, phase: triage, text: Do it like {number:04}}}\n"
        f"capa: [CAPA-2024-0001, CAPA-2025-{number:04}]\n"
    )


def capa(number: int) -> str:
    """Return an open CAPA of the incident, which asks the vendor and cites what there is to cite."""
    return (
        f"id: CAPA-2025-{number:04}\ntitle: Action number {number}\nopened_on: 2025-01-02\nsystems: [ERP]\n"
        f"failure_mode: disk-full\nsupplier_action: {{vendor: maker, scar_no: SCAR-{number:04}}}\n"
        "doc_impact: [{doc: SOP-IT-001, needed: true}]\narticles: [KB-DISK]\nsources: [{type: incident, ref: PM-2024-0001}]\n"
        f"actions: [{{id: A1, text: Watch, owner: Li, due: [2026-{1 + number % 12:02}-15]}}]\n"
        "log: [{at: 2025-01-02, to: open}]\n"
    )


@cache
def site(count: int) -> Site:
    """Return the site with as many incidents and CAPAs."""
    records = {f"postmortems/2025/PM-2025-{number:04}.yml": incident(number) for number in range(1, count + 1)}
    records |= {f"postmortems/capa/CAPA-2025-{number:04}.yml": capa(number) for number in range(1, count + 1)}
    return site_of({**FILES, **records})


@pytest.mark.parametrize(("kind", "path"), PAGES, ids=[path for _, path in PAGES])
def test_a_page_does_not_grow_with_the_records(kind: PageKind, path: str) -> None:
    """Five times the incidents and CAPAs make a page at most a little heavier."""
    few, many = (len(markdown(kind, site(count), path).encode()) for count in (FEW, MANY))

    assert few > 500
    assert many <= few * MOST_GROWTH


@pytest.mark.parametrize(
    ("kind", "path", "link"),
    [
        (RunbookPages(), "runbooks/RB-ERP-DISK.md", '<a href="../failure-modes/disk-full.html">… 290 more</a>'),
        (SystemPages(), "systems/ERP.md", '<a href="../postmortems/system-ERP.html">… 291 more</a>'),
        (SystemPages(), "systems/ERP.md", '<a href="../capa/index.html">… 290 more</a>'),
        (VendorPages(), "vendors/maker.md", '<a href="../postmortems/vendor-maker.html">… 290 more</a>'),
        (CandidatePages(), "sop/SOP-IT-001/candidate.md", "… 574 more"),
        (CapaRegister(), "capa/index.md", '<a href="#all">'),
    ],
)
def test_what_is_left_out_is_counted_and_linked(kind: PageKind, path: str, link: str) -> None:
    """A cut list says how many rows are missing and leads to all of them."""
    assert link in markdown(kind, site(MANY), path)


def test_a_step_names_its_first_and_its_newest_records() -> None:
    """Who added a step and the last three changes stay readable; those between are counted."""
    text = markdown(SopPages(), site(MANY), "sop/SOP-IT-001.md")
    step = text[text.index('<li id="step-check-disk">') :].split("</li>")[0]

    assert "written by the owner · … 97 more · " in step
    assert step.count("fp-chip") == 3
    assert "PM-2025-0300" in step


def test_a_sign_names_its_newest_witnesses() -> None:
    """The runbook's own words come first, and of the incidents that saw them the newest three are named."""
    text = markdown(RunbookPages(), site(MANY), "runbooks/RB-ERP-DISK.md")
    sign = text[text.index("<li>Saving turns round") :].split("</li>")[0]

    assert [name in sign for name in ("PM-2025-0300", "PM-2025-0298", "PM-2025-0297")] == [True, True, False]
    assert "… 297 more" in sign
