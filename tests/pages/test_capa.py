"""What the page of a CAPA says."""

from generator.pages.capa import CapaPages
from tests.pages.sites import markdown, section, site_of

INCIDENT = """\
id: PM-2026-0007
title: Disk full
severity: S1
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-05-11T14:35+08:00
capa: [CAPA-2026-0003]
"""
SOP = """\
id: SOP-IT-001
title: ERP down
control: reference
applies: {systems: [ERP], failure_modes: [down]}
"""
CAPA = """\
id: CAPA-2026-0003
title: Watch the disk <b>
kind: corrective
opened_on: 2026-05-12
owner: Head of IT
systems: [ERP]
sources:
  - {type: incident, ref: PM-2026-0007, date: 2026-05-11, summary: See PM-2026-0007}
containment: [{text: Jobs stopped}]
causes:
  - id: RC1
    text: Nobody watched
    role: root
    why_chain: [No alarm, Nobody asked for one]
actions:
  - id: A1
    text: Alarm at 80 percent
    type: corrective
    strength: detect
    addresses: [RC1]
    owner: Li
    due:
      - {due: 2026-06-30}
      - {due: 2026-11-08, reason: Parts came late, approved_by: Quality}
    success: An SMS arrives
  - id: A2
    text: Look at the disk first
    owner: Li
    due: [2026-06-30]
    done_on: 2026-06-01
    verified: {by: Quality, date: 2026-06-02}
    sop_targets:
      - {doc: SOP-IT-001, step_key: look-at-disk, op: add, phase: triage}
      - {doc: SOP-IT-001, step_key: Not A Key, op: add}
effectiveness:
  plan: {criteria: [{metric: Stops, op: "<=", target: "0"}], due: 2026-12-04}
reportability:
  recall: {decision: not_required, rationale: Nothing left the house}
log:
  - {at: 2026-05-12T09:00+08:00, to: open}
  - {at: 2026-05-20T09:00+08:00, to: planned}
  - {at: 2026-06-03T09:00+08:00, to: verifying}
approvals:
  - {meaning: approved, role: Quality, date: 2026-05-20, method: wet_ink, ref: QR-1}
"""
FILES = {
    "postmortems/2026/PM-2026-0007.yml": INCIDENT,
    "postmortems/capa/CAPA-2026-0003.yml": CAPA,
    "sop/SOP-IT-001.yml": SOP,
}


def page(capa: str = CAPA) -> str:
    """Return the page of the CAPA."""
    files = {**FILES, "postmortems/capa/CAPA-2026-0003.yml": capa}
    return markdown(CapaPages(), site_of(files), "capa/CAPA-2026-0003.md")


def test_an_open_deadline_in_the_past_is_late() -> None:
    """What is late the longest comes first, and the page says by how many days."""
    facts = section(page(), "facts")

    assert "Next due 2026-06-23 150 days overdue Verification of the actions" in facts
    assert "Extensions 1" in facts
    assert "Age 192 days" in facts


def test_every_deadline_stays_readable() -> None:
    """An extension keeps the first day and says why it was moved and who approved it."""
    deadlines = section(page(), "action-1")

    assert "2026-06-30" in deadlines
    assert "2026-11-08 Parts came late Quality" in deadlines


def test_states_show_days_and_what_was_passed_over() -> None:
    """The way through the states has the day of each, and does not invent one."""
    text = page()

    assert 'data-state="done"><span class="fp-loop-name">Accepted</span>' in text
    assert 'data-state="none"><span class="fp-loop-name">Under investigation</span>' in text
    assert "passed over" in text
    assert '<time datetime="2026-06-03">' in text


def test_changed_steps_lead_to_the_step() -> None:
    """A step that stands in the document is a link to it; one that does not is named as missing."""
    text = page()

    assert 'href="../sop/SOP-IT-001.html#step-look-at-disk"' in text
    assert "not yet in the document" in section(text, "action-2")


def test_correction_and_cause_are_kept_apart() -> None:
    """Containment says that it removes the effect only; the causes are a tree with the root first."""
    text = page()

    assert "they remove the effect, not the cause" in section(text, "containment")
    assert text.index("No alarm") < text.index("Nobody asked for one")
    assert 'data-verdict="root"' in text


def test_sources_are_linked_and_text_is_escaped() -> None:
    """Ids in running text lead to their pages; an author's tags are shown and do nothing."""
    text = page()

    assert '<a href="../postmortems/PM-2026-0007.html" title="Disk full">PM-2026-0007</a>' in text
    assert "<b>" not in text.split("\n# ")[1].split("\n")[0]


def test_nothing_is_called_a_signature() -> None:
    """Approvals are notes about the archived paper."""
    approvals = section(page(), "approvals")

    assert "QR-1" in approvals
    assert "does not replace the controlled, approved document" in approvals
    assert "electronic signature" not in page().lower()


def test_a_draft_shows_only_what_it_has() -> None:
    """Three lines make a page without empty sections."""
    text = page("id: CAPA-2026-0003\ntitle: New\nopened_on: 2026-11-19\n")

    assert "Nothing decided yet." in section(text, "actions")
    assert "{#risk}" not in text
    assert 'watermark: "Draft"' in text


def test_a_cancelled_one_says_why() -> None:
    """A cancelled CAPA carries the reason, the risk and the watermark."""
    text = page(
        "id: CAPA-2026-0003\ntitle: New\nopened_on: 2026-01-01\n"
        "cancellation: {reason: Done elsewhere, risk: None left, approved_by: Quality}\n"
        "log: [{at: 2026-01-02, to: cancelled}]\n"
    )

    assert 'watermark: "Cancelled"' in text
    assert "Done elsewhere" in text
    assert "Age 1 day" in section(text, "facts")
