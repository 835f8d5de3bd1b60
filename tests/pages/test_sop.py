"""What the page of an SOP says."""

from generator.pages.sop import SopPages
from tests.pages.sites import markdown, plain, section, site_of

SOP = """\
id: SOP-IT-001
title: ERP down
type: emergency_plan
level: 2
revision: "A/1"
status: effective
effective_on: 2026-01-01
applies: {systems: [ERP], failure_modes: [down]}
roles: [commander]
purpose: Keep calm.
calm_rules: [Stop typing]
never:
  - {text: Restart the server, why: Logs are lost}
static_steps:
  - {key: ask-scope, phase: assess, text: Ask who is hit, role: Commander, basis: Drill 2024}
  - {key: restart, phase: recover, text: Restart it}
escalation: [{when: Nothing helps, call: Call 8119, within: 15 min}]
training: {audience: [commander, everybody], mode: Reading}
forms: [{id: F1, name: Log sheet, columns: [Time, What]}]
distribution: [{dept: IT, copies: 2}]
"""
INCIDENT = """\
id: PM-2026-0007
title: Disk full
severity: S1
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-05-11T14:35+08:00
steps:
  - {key: ask-scope, text: Ask three departments, outcome: worked}
  - {key: restart, op: retire, why: The archive broke}
"""


def page(sop: str = SOP) -> str:
    """Return the page of the SOP, fed by one incident."""
    files = {"sop/SOP-IT-001.yml": sop, "postmortems/2026/PM-2026-0007.yml": INCIDENT}
    return markdown(SopPages(), site_of(files), "sop/SOP-IT-001.md")


def test_steps_say_where_they_come_from() -> None:
    """A step has the newest text, and both the table and the step name the records behind it."""
    text = page()

    assert "Ask three departments" in section(text, "procedure")
    assert "Ask who is hit" not in text
    assert "ask-scope written by the owner: Drill 2024 PM-2026-0007 Revised 2026-05-11" in section(text, "origins")


def test_what_is_forbidden_comes_before_the_steps() -> None:
    """The red box holds the forbidden things and the retired steps with their reasons, above the procedure."""
    text = page()
    box = text[text.index('<section class="fp-danger"') : text.index("</section>")]

    assert "Restart the server Reason: Logs are lost" in plain(box)
    assert "No longer: Restart it Reason: The archive broke" in plain(box)
    assert text.index("fp-danger") < text.index("{#procedure}")


def test_a_retired_step_keeps_its_anchor() -> None:
    """Links to a retired step still find it, with the reason."""
    text = page()

    assert '<li id="step-restart">' in text
    assert "The archive broke" in section(text, "retired")


def test_page_says_that_it_is_not_the_controlled_text() -> None:
    """Merged steps are not approved by standing on the page; newer changes are counted."""
    said = plain(page())

    assert "they are not approved by standing here" in said
    assert "2 changes come from records dated after 2026-01-01" in said


def test_roles_have_duties_deputies_and_phones() -> None:
    """The roles of the document come from the role records."""
    assert "Commander Decides Head of IT 8110 8101" in section(page(), "roles")


def test_training_names_roles() -> None:
    """A role's id becomes its name; other words stay."""
    assert "Commander, everybody" in section(page(), "training")


def test_forms_print_with_empty_rows() -> None:
    """A form has its columns and rows to fill in."""
    text = page()

    assert "Time What" in section(text, "forms")
    assert text.count('<tr style="height:4.5em"><td></td><td></td></tr>') == 4


def test_phone_numbers_of_the_organization_dial() -> None:
    """A short number that the policy lists is a link."""
    assert '<a href="tel:8119">8119</a>' in page()


def test_status_decides_the_watermark() -> None:
    """Drafts, withdrawn and superseded documents carry a watermark, effective ones do not."""
    marks = {
        "draft": 'watermark: "Draft"',
        "withdrawn": 'watermark: "Withdrawn"',
        "superseded": 'watermark: "Superseded"',
    }

    assert "watermark" not in page()
    for status, mark in marks.items():
        assert mark in page(SOP.replace("status: effective", f"status: {status}"))
