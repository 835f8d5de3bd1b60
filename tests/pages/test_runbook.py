"""What the page of a runbook says, and in which order."""

from generator.pages.runbook import RunbookPages
from tests.pages.sites import markdown, plain, section, site_of

RUNBOOK = """\
id: RB-ERP-DISK
title: ERP disk full
system: ERP
failure_mode: disk-full
process_owner: it-lead
never: [{text: Delete files, why: They are needed}]
manual_procedure: [Write it on form FORM-OUT]
symptoms: [Saving turns round]
error_codes: [{code: ORA-01653, text: unable to extend}]
phenomena:
  - {when: Only one computer, then: Change the computer}
  - {when: Nobody can log in, then: See RB-ERP-NET}
  - {when: A lamp is red, then: Call 8119}
look_alikes: [{runbook: RB-ERP-NET, difference: Other systems fail too}]
checks:
  - {layer: ears, what: Alert log, command: "tail <log>"}
  - {layer: checkpoint, what: Lamps}
options:
  - {title: Move files, risk: high, rollback: Move them back, who_decides: Commander, two_person: true}
static_steps:
  - {key: stop-jobs, phase: contain, text: Stop the jobs}
escalate: ["After 20 min call 400-000-2188"]
"""
OTHER = "id: RB-ERP-NET\ntitle: Network down\nsystem: ERP\nfailure_mode: down\n"
INCIDENT = """\
id: PM-2026-0007
title: Disk full in May
severity: S1
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-05-11T14:00+08:00
restored_at: 2026-05-11T16:00+08:00
symptoms: [Saving turns round, White page]
error_codes: [ORA-01653, ORA-00257]
steps: [{key: stop-jobs, outcome: worked}]
capa: [CAPA-2026-0003]
"""
SECOND = """\
id: PM-2026-0009
title: Disk full in June
severity: S1
status: draft
systems: [ERP]
failure_mode: disk-full
started_at: 2026-06-11T14:00+08:00
restored_at: 2026-06-11T18:00+08:00
"""
CAPA = "id: CAPA-2026-0003\ntitle: Alarm\nopened_on: 2026-05-12\nsystems: [ERP]\nlog: [{at: 2026-05-12, to: open}]\n"
FILES = {
    "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    "sop/runbooks/RB-ERP-NET.yml": OTHER,
    "postmortems/2026/PM-2026-0007.yml": INCIDENT,
    "postmortems/2026/PM-2026-0009.yml": SECOND,
    "postmortems/capa/CAPA-2026-0003.yml": CAPA,
}


def page(path: str = "runbooks/RB-ERP-DISK.md") -> str:
    """Return a page of the small site."""
    return markdown(RunbookPages(), site_of(FILES), path)


def test_order_serves_a_clerk_with_a_phone() -> None:
    """What must not be done comes first, then work by hand, the guide, the steps; the history is at the end."""
    text = page()
    marks = ('id="never"', "tel:8119", "{#manual}", "{#guide}", "{#steps}", "{#escalate}", "{#symptoms}", "{#history}")
    places = [text.index(mark) for mark in marks]

    assert places == sorted(places)


def test_past_incidents_give_figures() -> None:
    """How often, when last, and the median time to restore come from matching incidents."""
    said = plain(page())

    assert "Happened 2 times · last on 2026-06-11 · median time to restore 3 hours · Owner Head of IT" in said


def test_open_capas_warn() -> None:
    """A CAPA that an incident of this kind raised warns until it is ended."""
    assert "The cause is not yet removed" in page()
    assert "CAPA-2026-0003" in plain(page())


def test_signs_of_incidents_join_the_own_ones() -> None:
    """Symptoms and codes appear once each, with the incidents in which they were seen."""
    signs = section(page(), "symptoms")

    assert signs.count("Saving turns round") == 1
    assert "White page PM-2026-0007" in signs
    assert "ORA-01653 unable to extend PM-2026-0007" in signs
    assert "ORA-00257 PM-2026-0007" in signs


def test_history_says_what_worked() -> None:
    """Each incident lists what came of the steps."""
    assert "Worked : Stop the jobs" in section(page(), "history")


def test_checks_stand_in_the_order_of_the_layers() -> None:
    """The four checkpoints come before the logs, and a command is shown sign by sign."""
    text = page()

    assert text.index("{#layer-checkpoint}") < text.index("{#layer-ears}")
    assert "tail &lt;log&gt;" in text


def test_guide_is_drawn_and_leads_on() -> None:
    """The drawing has each question, and an answer that names another runbook is a link to it."""
    text = page()
    drawing = text[text.index("<svg") : text.index("</svg>")]

    assert "Only one computer" in drawing
    assert '<a href="RB-ERP-NET.html">' in drawing


def test_options_name_risk_way_back_and_who_decides() -> None:
    """A recovery option is never shown without its risk and its way back."""
    option = section(page(), "options")

    assert "Risk High risk Who decides Commander Two persons yes" in option
    assert "Rollback Move them back" in option


def test_numbers_dial() -> None:
    """The hotline in a sentence and in the table can be tapped."""
    assert page().count('href="tel:4000002188"') >= 2


def test_a_bare_runbook_makes_a_page() -> None:
    """Without incidents and steps the page says so."""
    said = plain(page("runbooks/RB-ERP-NET.md"))

    assert "No steps yet." in said
    assert "{#guide}" not in said
