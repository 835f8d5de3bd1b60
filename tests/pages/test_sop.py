"""What the page of an SOP says."""

import re

import pytest

from generator.pages.parts.emergency_card import minutes_in
from generator.pages.sop import SopPages
from tests.pages.locks import released
from tests.pages.sites import markdown, plain, section, site_of

SOP = """\
id: SOP-IT-001
title: ERP down
type: emergency_plan
level: 2
owner_dept: IT
applies: {systems: [ERP], failure_modes: [down]}
roles: [commander]
purpose: Keep calm.
calm_rules: [Stop typing]
never:
  - {text: Restart the server, why: Logs are lost}
static_steps:
  - {key: ask-scope, phase: assess, text: Ask who is hit, role: Commander, audience: non_it, timebox: 5 min, basis: Drill 2024}
  - {key: tell-all, phase: assess, text: Tell everybody, timebox: 20 min}
  - {key: decide, phase: manual, text: Go on by hand, audience: management, timebox: within 30 min}
  - {key: look-at-lamps, phase: triage, text: Look at the lamps, audience: non_it, if_not: Call 8119}
  - {key: swap-disk, phase: recover, text: Swap the disk, risk: high, two_person: true}
  - {key: restart, phase: recover, text: Restart it}
escalation:
  - {when: Nothing helps, call: Call 8119, within: 15 min}
  - {when: No answer, call: Call the head, within: 10 min late}
training: {audience: [commander, everybody], mode: Reading}
forms: [{id: F1, name: Log sheet, columns: [Time, What]}]
distribution: [{dept: IT, copies: 2}]
external_refs: [ISO 13485 4.1.6]
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
  - {key: swap-disk, op: confirm, outcome: harmful}
  - {key: restart, op: retire, why: The archive broke}
"""
DRILL = """\
id: DR-2026-01
title: Night drill
type: tabletop
status: held
held_on: 2026-08-03
docs: [SOP-IT-001]
result: partly
steps: [{key: look-at-lamps, outcome: worked}]
"""
TRAINING = """\
id: TR-2026-01
title: Course
documents: [{doc: SOP-IT-001, revision: A/0}]
held_on: 2026-02-10
attendance: [{role: commander, planned: 2, trained: 2}]
"""
FILES = {
    "sop/SOP-IT-001.yml": SOP,
    "postmortems/2026/PM-2026-0007.yml": INCIDENT,
}
FIRST = released(FILES, "A/0", "2026-02-01", "2026-03-01")


def page(files: dict[str, str] = FIRST, sop: str = "", **more: str) -> str:
    """Return the page of the SOP with `sop` as its definition and `more` records."""
    known = {
        "incident": "postmortems/2026/PM-2026-0007.yml",
        "drill": "kb/drills/DR-2026-01.yml",
        "training": "kb/training/TR-2026-01.yml",
    }
    changed = {known[name]: text for name, text in more.items()} | ({"sop/SOP-IT-001.yml": sop} if sop else {})
    return markdown(SopPages(), site_of({**files, **changed}), "sop/SOP-IT-001.md")


def head(text: str) -> str:
    """Return what stands above the first section, as plain text."""
    return plain(text[: text.index("{#purpose}")])


def test_what_is_in_force_is_shown_and_not_what_waits() -> None:
    """The records have moved on, but people follow the released words; the page counts what waits."""
    text = page()

    assert "Ask who is hit" in section(text, "procedure")
    assert "Ask three departments" not in section(text, "procedure")
    assert "Restart it" in section(text, "procedure")
    assert "2 changes are not approved yet" in head(text)
    assert 'sop/SOP-IT-001/candidate.html">2 changes' in text


def test_a_changed_definition_waits_too() -> None:
    """The frozen purpose stays on the page until the next release."""
    text = page(sop=SOP.replace("Keep calm.", "Keep going."))

    assert section(text, "purpose") == "Keep calm."
    assert "3 changes are not approved yet" in head(text)


def test_header_says_who_approved_what_when() -> None:
    """The cover names number, revision, people with day, method and archive, day of effect and what it replaces."""
    text = page(released(FIRST, "A/1", "2026-06-01", "2026-06-15"))
    said = head(text)

    assert "Document no. SOP-IT-001 Revision A/1" in said
    assert "Preparation Wang 2026-06-01 Signed on paper · B-3" in said
    assert "Effective on 2026-06-15" in said
    assert "Replaces A/0" in said
    assert 'doc_no: "SOP-IT-001"\nrevision: "A/1"\neffective_on: "2026-06-15"' in text
    assert "watermark" not in text
    assert "robots" not in text


def test_a_draft_says_that_nobody_has_approved_it() -> None:
    """Before its first release the page shows the candidate, marked on screen and print."""
    text = page(FILES)

    assert "Draft: never released" in head(text)
    assert "Ask three departments" in section(text, "procedure")
    assert 'watermark: "Draft"' in text
    assert "Never released." in section(text, "revision")


@pytest.mark.parametrize(
    ("approved", "mark", "said"),
    [
        (("prepared",), "In review", "In review, planned for 2026-12-01"),
        (None, "Not yet effective", "Approved, effective from 2026-12-01"),
    ],
)
def test_a_first_release_that_is_not_yet_in_force_is_shown_with_its_mark(
    approved: tuple[str, ...] | None, mark: str, said: str
) -> None:
    """What is in review or approved for later must not be taken for what is to be followed."""
    files = released(FILES, "A/0", "2026-11-01", "2026-12-01", *([approved] if approved else []))
    text = page(files)

    assert f'watermark: "{mark}"' in text
    assert said in head(text)
    assert "No revision is in force today." in head(text)


def test_waiting_revisions_are_named_with_their_day() -> None:
    """Beside what is in force stands what comes, whether in review or approved."""
    text = page(released(FIRST, "A/1", "2026-11-01", "2026-12-01"))
    said = head(text)

    assert "Revision A/0" in said
    assert "SOP-IT-001 A/1 Approved effective from 2026-12-01" in said
    assert "not approved yet" not in said


def test_an_emergency_change_shows_its_deadline_until_it_is_approved() -> None:
    """One approval is enough for a while; a red box says until when."""
    urgent = released(
        FIRST, "A/1", "2026-11-18", "2026-11-19", ("approved",), expedited="Old form lacks a column", by="it-lead"
    )
    done = released(FIRST, "A/1", "2026-11-18", "2026-11-19", expedited="Old form lacks a column", by="it-lead")

    assert "Approval afterwards due 2026-11-24 4 days left" in head(page(urgent))
    assert "Decided by: Head of IT" in head(page(urgent))
    assert "Approval afterwards" not in page(done)


def test_a_withdrawn_document_says_what_to_follow_instead() -> None:
    """The last text stays readable, across it stands that it no longer holds, and nothing waits any more."""
    text = page(sop=SOP + "withdrawal: {date: 2026-10-01, reason: Merged, approved_by: Zhao}\n")

    assert 'watermark: "Withdrawn"' in text
    assert "Withdrawn 2026-10-01 Reason: Merged · To follow instead: no replacement" in head(text)
    assert "Ask who is hit" in section(text, "procedure")
    assert "candidate" not in text


def test_an_approval_for_another_text_is_told() -> None:
    """A note with another fingerprint does not count, and the cells to sign are there again."""
    text = page(released(FILES, "A/0", "2026-02-01", "2026-03-01", fingerprint="0" * 12))

    assert "void: given for another text" in section(text, "revision")
    assert text.count("fp-sign-cell") == 15


def test_sections_have_the_numbers_of_the_controlled_form() -> None:
    """All sections stand there in order, those without content say so."""
    text = page()
    numbers = re.findall(r"^## (\d+) ", text, re.MULTILINE)

    assert numbers == [str(number) for number in range(19)]
    assert section(text, "records") == "Not written yet."
    assert section(text, "definitions") == "None."


def test_every_phase_of_an_emergency_plan_is_there() -> None:
    """A phase without steps says so in its place; another document only lists those phases."""
    plan, procedure = page(), page(FILES, SOP.replace("emergency_plan", "procedure"))

    assert "No proven step for this phase yet." in section(plan, "phase-diagnose")
    assert re.findall(r"^### (7\.\d+)", plan, re.MULTILINE) == [f"7.{number}" for number in range(1, 12)]
    assert re.findall(r"^### (7\.\d+)", procedure, re.MULTILINE) == ["7.1", "7.2", "7.5", "7.8"]
    assert section(procedure, "procedure").count("No proven step for this phase yet.") == 1


def test_the_card_holds_the_first_hour() -> None:
    """Steps for people who are not from IT by their time boxes, then whom to call; later limits stay out."""
    said = section(page(), "card")

    assert "Stop typing" in said
    assert "10 minutes 1 Ask who is hit Commander 2 Tell everybody" in said
    assert "30 minutes 4 Go on by hand Nothing helps: Call 8119" in said
    assert "3 Look at the lamps If not: Call 8119" in said
    assert "Call the head" not in said
    assert '<a href="tel:8119">8119</a>' in page()
    assert "{#card}" not in page(FILES, SOP.replace("emergency_plan", "procedure"))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15 分钟", 15),
        ("30 分钟内决定", 30),
        ("2 小时", 120),
        ("1.5 h", 90),
        ("10 min", 10),
        ("at once", None),
        (None, None),
    ],
)
def test_times_in_words_become_minutes(text: str | None, minutes: float | None) -> None:
    """Both languages and both units are understood; other words are no time."""
    assert minutes_in(text) == minutes


def test_what_is_forbidden_comes_before_the_steps() -> None:
    """The red box holds the forbidden things and the retired steps with their reasons, above card and procedure."""
    text = page(FILES)
    box = text[text.index('<section class="fp-danger"') : text.index("</section>")]

    assert "Restart the server Reason: Logs are lost" in plain(box)
    assert "No longer: Restart it Reason: The archive broke" in plain(box)
    assert text.index("fp-danger") < text.index("{#card}") < text.index("{#procedure}")


def test_steps_say_where_they_come_from_and_how_they_fared() -> None:
    """Chips name the records; a step that nobody has used says so, one that did harm too."""
    text = page(FILES, drill=DRILL)

    assert "Ask three departments Who Commander Time box 5 min" in section(text, "phase-assess")
    assert "written by the owner · PM-2026-0007 Revised used 1× · worked 1×" in section(text, "phase-assess")
    assert "Never verified" in section(text, "phase-manual")
    assert "last drilled 2026-08-03" in section(text, "phase-triage")
    assert "used 1× · harmful 1×" in section(text, "phase-recover")
    assert "High risk Two persons" in section(text, "phase-recover")
    assert "ask-scope written by the owner: Drill 2024 PM-2026-0007 Revised 2026-05-11" in section(text, "origins")


def test_steps_have_numbers_and_boxes_to_tick() -> None:
    """Every live step has its number and a labelled box; the browser keeps ticks under the document's id."""
    text = page()

    assert re.findall(r'fp-step-no">(\d+)<', text) == ["1", "2", "3", "4", "5", "6"]
    assert text.count('<label><input type="checkbox">') == 6
    assert set(re.findall(r'data-steps="([^"]+)"', text)) == {"SOP-IT-001"}


def test_a_retired_step_keeps_its_anchor() -> None:
    """Links to a retired step still find it, with the reason."""
    text = page(FILES)

    assert '<li id="step-restart">' in text
    assert "The archive broke" in section(text, "retired")


def test_history_names_each_change_with_its_cause() -> None:
    """Old and new words stand side by side, with the records that caused the change and the change request."""
    text = page(released(FIRST, "A/1", "2026-06-01", "2026-06-15", change_order="DCR-7"))
    said = section(text, "revision")

    assert "A/1 Effective effective from 2026-06-15 · New issue · Change request DCR-7" in said
    assert "ask-scope Revised Step Ask who is hit three departments PM-2026-0007" in said
    assert "<del>who is hit</del><ins>three departments</ins>" in text
    assert "A/0 Superseded effective from 2026-03-01 · First issue" in said


def test_training_counts_the_audience_of_the_revision() -> None:
    """Two of three people know the text that is in force; a role that no training names counts as one."""
    assert "Trained on A/0 66 %" in section(page(training=TRAINING), "training")
    assert "No training is recorded yet." in section(page(), "training")


def test_drills_say_last_next_and_result() -> None:
    """A document that was never tried says so loudly."""
    planned = (
        DRILL.replace("DR-2026-01", "DR-2026-02")
        .replace("held_on: 2026-08-03", "planned_on: 2026-12-10")
        .replace("held", "planned")
    )
    text = page({**FIRST, "kb/drills/DR-2026-02.yml": planned}, drill=DRILL)

    assert "Last drill: 2026-08-03 DR-2026-01 Partly passed · Next drill: 2026-12-10 20 days left" in section(
        text, "training"
    )
    assert '<strong class="fp-alarm">never drilled</strong>' in page()


def test_references_show_how_other_documents_stand() -> None:
    """A related document has its revision of today, one that no longer holds its state."""
    other = "id: SOP-IT-002\ntitle: Backup\napplies: {systems: [ERP]}\nwithdrawal: {date: 2026-01-01, reason: Gone, approved_by: Zhao}\n"
    files = {**FILES, "sop/SOP-IT-002.yml": other}

    assert "SOP-IT-002 Backup Withdrawn" in section(page(files, SOP + "related_docs: [SOP-IT-002]\n"), "references")


def test_roles_have_duties_deputies_and_phones() -> None:
    """The roles of the document come from the role records."""
    assert "Commander Decides Head of IT 8110 8101" in section(page(), "roles")


def test_forms_print_with_empty_rows() -> None:
    """A form has its columns and rows to fill in."""
    text = page()

    assert "Time What" in section(text, "annexes")
    assert text.count('<tr style="height:4.5em"><td></td><td></td></tr>') == 4


def test_the_end_says_what_the_text_is() -> None:
    """Fingerprint, version of the tool, and what a print is worth."""
    text = page()
    said = plain(text[text.index("fp-tail") :])

    assert re.search(r"Fingerprint [0-9a-f]{12} · Frozen text of A/0 · Fupan 1\.0 · as of 2026-11-20", said)
    assert "Printed copies are uncontrolled" in said
    assert "does not replace the controlled, approved document" in said
