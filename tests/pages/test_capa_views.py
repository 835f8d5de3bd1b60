"""The views over all CAPAs: one row a fact, and what looks bad is not left out."""

import pytest

from generator.pages.audit_desk import AuditDeskPage
from generator.pages.capa_views import CapaViews
from generator.pages.eight_d import EightDPages
from generator.pages.management_review import ManagementReviewPages
from generator.pages.overdue import OverduePage
from generator.pages.recurrence_view import RecurrenceView
from generator.pages.retention import RetentionPage
from tests.pages.sites import markdown, plain, section, site_of

INCIDENT = """\
id: PM-2026-000{number}
title: Disk full {number}
severity: S1
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-{month}-11T14:35+08:00
restored_at: 2026-{month}-11T15:35+08:00
no_capa_reason: {reason}
causes: [{{text: No alarm, category: capacity}}]
approvals: [{{meaning: approved, role: Head of IT, date: 2026-{month}-20}}]
"""
CAPA = """\
id: CAPA-2026-0001
title: Watch the disk
kind: corrective
opened_on: 2026-05-12
opened_by: Head of IT
owner: Head of IT
systems: [ERP]
failure_mode: disk-full
sources: [{type: incident, ref: PM-2026-0001}]
problem: {what: Nobody could log in}
containment: [{text: Stopped the import, at: 2026-05-11T15:20+08:00, result: It held}]
decision: {need: capa, rationale: Grave, by: Quality, date: 2026-05-12}
reportability:
  adverse_event: {decision: not_required, rationale: No patient touched, by: Quality, date: 2026-05-12}
  recall: {decision: pending}
causes: [{id: RC1, role: root, category: capacity, text: No alarm, confidence: confirmed}]
actions:
  - id: A1
    text: Alarm at 80 %
    type: corrective
    owner: Head of IT
    addresses: [RC1]
    due: [{due: 2026-06-10}, {due: 2026-06-30, reason: Server came late, by: Head of IT, approved_by: Quality}]
    done_on: 2026-06-20
    verified: {by: Quality, date: 2026-06-22, result: pass}
  - {id: A2, text: Buy a disk, owner: Head of IT, waived: {reason: Enough space now, approved_by: Quality, date: 2026-06-25}}
effectiveness:
  plan: {criteria: [{metric: Incidents, op: "=", target: "0"}], window_days: 90, set_on: 2026-05-20}
  checks: [{date: 2026-10-01, by: Quality, conclusion: effective}]
closure: {summary: It holds, by: Head of IT, approved_by: Director, approved_on: 2026-10-05}
log:
  - {at: 2026-05-12, to: open}
  - {at: 2026-05-13, to: investigating}
  - {at: 2026-05-20, to: planned}
  - {at: 2026-05-21, to: implementing}
  - {at: 2026-06-26, to: verifying}
  - {at: 2026-06-27, to: monitoring}
  - {at: 2026-10-02, to: closing}
  - {at: 2026-10-05, to: closed}
"""


def incident(number: int, month: str, reason: str = "See the CAPA") -> dict[str, str]:
    """Return the file of an incident in a month of 2026."""
    text = INCIDENT.format(number=number, month=month, reason=reason)
    return {f"postmortems/2026/PM-2026-000{number}.yml": text}


FILES = {**incident(1, "05"), "postmortems/capa/CAPA-2026-0001.yml": CAPA}


def test_decisions_not_to_act_and_not_to_report_stand_with_their_reasons() -> None:
    """An auditor asks why something was not done more often than why it was."""
    page = markdown(CapaViews(), site_of(FILES), "capa/decisions.md")

    assert "See the CAPA Head of IT" in section(page, "actions")
    assert "Action waived: A2 Buy a disk Enough space now Quality 2026-06-25" in section(page, "actions")
    reports = section(page, "reports")
    assert "Adverse event Not required No patient touched Quality 2026-05-12" in reports
    assert 'data-status="overdue">' in page.partition("Recall")[2]


def test_every_extension_has_its_reason() -> None:
    """From, to, how many days, why, and who approved it."""
    page = plain(markdown(CapaViews(), site_of(FILES), "capa/extensions.md"))

    assert "A1 Alarm at 80 % 2026-06-10 2026-06-30 20 Server came late" in page
    bare = CAPA.replace(", reason: Server came late", "")
    assert "no reason given" in markdown(
        CapaViews(), site_of({**FILES, "postmortems/capa/CAPA-2026-0001.yml": bare}), "capa/extensions.md"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", "given"),
        ("verified: {by: Quality", "verified: {by: Head of IT", "checked their own work"),
        ("date: 2026-10-01, by: Quality", "date: 2026-10-01, by: Head of IT", "limited"),
    ],
)
def test_independence_is_judged_from_the_names(old: str, new: str, expected: str) -> None:
    """Whoever did it must not have checked it; the page says so instead of hiding it."""
    files = {**FILES, "postmortems/capa/CAPA-2026-0001.yml": CAPA.replace(old, new, 1) if old else CAPA}

    assert expected in plain(markdown(CapaViews(), site_of(files), "capa/independence.md"))


@pytest.mark.parametrize(("set_on", "expected"), [("2026-05-20", "yes"), ("2026-06-21", "no")])
def test_criteria_set_after_the_work_are_shown_as_such(set_on: str, expected: str) -> None:
    """A target that was set when the result was known proves nothing."""
    files = {**FILES, "postmortems/capa/CAPA-2026-0001.yml": CAPA.replace("set_on: 2026-05-20", f"set_on: {set_on}")}
    page = plain(markdown(CapaViews(), site_of(files), "capa/effectiveness.md"))

    assert f"{set_on} 2026-06-20 {expected} 90" in page


def test_a_recurrence_after_closing_shows_on_every_view() -> None:
    """The same system, the same failure mode, within the watch: the proof no longer holds."""
    site = site_of({**FILES, **incident(2, "08"), **incident(3, "09")})

    assert "effectiveness failed" in plain(markdown(CapaViews(), site, "capa/effectiveness.md"))
    page = markdown(RecurrenceView(), site, "capa/recurrences.md")
    assert "Resource planning Disk full 3 3 PM-2026-0003 2026-09-11 CAPA-2026-0001" in section(page, "matrix")
    assert "effectiveness failed" in section(page, "watches")


def test_nothing_has_happened_twice() -> None:
    """A single incident is no pattern."""
    assert "Nothing has happened twice." in markdown(RecurrenceView(), site_of(FILES), "capa/recurrences.md")


def test_an_8d_report_is_the_same_record_in_another_order() -> None:
    """Every discipline has its place; what is not recorded is said to be so."""
    page = markdown(EightDPages(), site_of(FILES), "capa/CAPA-2026-0001/8d.md")

    assert "Stopped the import → It held" in section(page, "d3")
    assert "No alarm" in section(page, "d4")
    assert "Effectiveness check 2026-10-01 · Quality · Was effective" in section(page, "d6")
    assert "A2 Head of IT Waived" in section(page, "d6")
    assert "It holds" in section(page, "d8")
    assert "Not recorded" in section(page, "d7")


def test_the_review_of_a_period_counts_what_lies_in_it() -> None:
    """A year, its quarters, medians with their number, and what was opened and closed."""
    site = site_of(FILES)
    paths = {page.path for page in ManagementReviewPages().compose(site)}
    year = markdown(ManagementReviewPages(), site, "management-review/2026.md")

    assert {"management-review/2026.md", "management-review/2026-Q2.md", "management-review/2026-Q4.md"} <= paths
    assert "Incidents 1 Median time to restore 1 hour of 1 with known times" in section(year, "figures")
    assert "Closed : CAPA-2026-0001" in section(year, "capas").replace("Closed:", "Closed :")
    quarter = markdown(ManagementReviewPages(), site, "management-review/2026-Q3.md")
    assert "Open at the end 1" in section(quarter, "figures")


def test_what_is_kept_how_long_is_said_or_missed() -> None:
    """A closed CAPA without a period is a gap in red."""
    page = markdown(RetentionPage(), site_of(FILES), "retention.md")

    assert "not given" in section(page, "capas")


def test_everything_overdue_is_on_one_page() -> None:
    """Late things with owner, both deadlines and level."""
    late = (
        CAPA.partition("effectiveness:")[0]
        .replace("    done_on: 2026-06-20\n", "")
        .replace("    verified: {by: Quality, date: 2026-06-22, result: pass}\n", "")
        + "log: [{at: 2026-05-12, to: open}, {at: 2026-05-13, to: investigating}, {at: 2026-05-20, to: planned}, {at: 2026-05-21, to: implementing}]\n"
    )
    page = markdown(OverduePage(), site_of({**FILES, "postmortems/capa/CAPA-2026-0001.yml": late}), "overdue.md")

    assert "CAPA-2026-0001 A1 Action Alarm at 80 % Head of IT 2026-06-30" in plain(page)
    assert "data-clock=" in page


def test_the_auditors_desk_leads_to_pages_only() -> None:
    """Each question has one page; the list of ended CAPAs is there to pick from."""
    page = markdown(AuditDeskPage(), site_of(FILES), "audit-desk.md")

    assert page.count("<a href=") >= 20
    assert "CAPA-2026-0001" in section(page, "closed")
