"""What the page of a runbook says, and in which order."""

from generator.pages.runbook import RunbookPages
from tests.locks import lock, lock_path
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
  - {layer: ears, key: archive, what: Archive job}
  - {layer: ears, key: alert-log, what: Alert log, command: "tail <log>"}
  - {layer: checkpoint, key: check-server, what: Lamps}
options:
  - {key: move-files, title: Move files, risk: high, rollback: Move them back, who_decides: Commander, two_person: true}
static_steps:
  - {key: stop-jobs, phase: contain, text: Stop the jobs}
  - {key: reboot, phase: recover, text: Reboot the server}
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
steps: [{key: stop-jobs, outcome: worked}, {key: reboot, outcome: harmful}, {key: move-files, outcome: failed}]
checkpoints: {server: ok}
triage: {ears: [{text: ORA-01653 since noon, check: alert-log, useful: true}]}
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
    """What must not be done comes first, then whom to call, work by hand, what it is, what to do, what happened before."""
    text = page()
    marks = (
        'id="never"',
        'href="#guide"',
        "tel:8119",
        "{#manual}",
        "{#meaning}",
        "{#symptoms}",
        "{#look-alikes}",
        "{#guide}",
        "{#steps}",
        "{#diagnosis}",
        "{#options}",
        "{#escalate}",
        "{#history}",
    )
    places = [text.index(mark) for mark in marks]

    assert places == sorted(places)


def test_past_incidents_give_figures() -> None:
    """How often, when last, and the median time to restore come from matching incidents."""
    said = plain(page())

    assert (
        "Really used 2 times Last used on 2026-06-11 Median time to restore 3 hours Last drill never Owner Head of IT"
    ) in said


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
    """Drawn for wide and for narrow screens, named for those who listen; the table says the same in words."""
    text = page()
    drawings = text.split("<svg")[1:]

    assert len(drawings) == 2
    for drawing in drawings:
        assert "Only one computer" in drawing
        assert '<a href="RB-ERP-NET.html">' in drawing
    for name in ("wide", "narrow"):
        assert f'aria-labelledby="tree-title-{name}" aria-describedby="tree-desc-{name}"' in text
        assert f'<title id="tree-title-{name}">Decision tree: ERP disk full</title>' in text
    assert "Only one computer Change the computer" in section(text, "guide")


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


def test_checks_stand_in_the_order_of_what_they_found() -> None:
    """The figure stands beside each, with the incidents; one that was never made says so."""
    text = page()
    logs = section(text, "layer-ears")

    assert logs.index("Alert log") < logs.index("Archive job")
    assert "found the cause in 1 of 1 PM-2026-0007" in logs
    assert "no record yet" in logs
    assert "made 1 time, never found the cause" in section(text, "layer-checkpoint")
    assert "1 approved incident of this kind" in section(text, "diagnosis")


def test_what_made_it_worse_is_called_out() -> None:
    """Before the options, with the incident; an option with a key shows how it fared."""
    options = section(page(), "options")

    assert "Made it worse, or given up Reboot the server made it worse 1 time PM-2026-0007" in options
    assert "So far: worked 0× · did not work 1× · made it worse 0×" in options
    assert "Reboot the server 0 0 1" in section(page(), "history")


def test_the_report_to_the_vendor_is_filled_in() -> None:
    """What the runbook knows stands there, what only the incident shows is a blank."""
    report = section(page(), "escalate")

    assert "To: The maker 400-000-2188" in report
    assert "What we see (strike out what does not hold): Saving turns round" in report
    assert "Error message as shown (strike out): ORA-01653 unable to extend" in report
    assert "Began at (to the minute): ________" in report
    assert "- Alert log: ________" in report


def test_drills_are_part_of_the_history() -> None:
    """The last one that was held, the day of the next, and all in the list."""
    drills = {
        "kb/drills/DR-2026-01.yml": "id: DR-2026-01\ntitle: Table top\nstatus: held\nheld_on: 2026-07-15\n"
        "next_due_on: 2026-11-06\nresult: partly\ndocs: [RB-ERP-DISK]\n",
    }
    text = markdown(RunbookPages(), site_of({**FILES, **drills}), "runbooks/RB-ERP-DISK.md")

    assert "Last drill 2026-07-15 DR-2026-01 Partly passed Next drill 2026-11-06 14 days overdue" in plain(text)
    assert "Table top DR-2026-01 Held Partly passed 2026-07-15" in section(text, "drills")


CONTROLLED = """\
runbook:
  id: RB-ERP-DISK
  title: Disk full as released
  control: controlled
  system: ERP
  failure_mode: disk-full
  checks:
    - {layer: ears, key: archive, what: Frozen archive check}
    - {layer: ears, key: alert-log, what: Frozen log check}
steps: [{key: stop-jobs, phase: contain, text: Frozen step}]
"""


def frozen(effective_on: str) -> str:
    """Return the page of the runbook with a revision in force since `effective_on`."""
    files = {
        **FILES,
        "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK + "control: controlled\n",
        lock_path("RB-ERP-DISK", "A/0"): lock("RB-ERP-DISK", "A/0", effective_on, CONTROLLED),
    }
    return markdown(RunbookPages(), site_of(files), "runbooks/RB-ERP-DISK.md")


def test_a_released_runbook_shows_the_frozen_words() -> None:
    """With its header and its approvals; what the records would make of it is not on the page."""
    text = frozen("2026-06-15")
    said = plain(text)

    assert "Frozen step" in section(text, "steps")
    assert "Reboot the server" not in section(text, "steps")
    assert "Disk full as released" in said
    assert 'class="fp-doc-header"' in text
    assert "Zhao" in section(text, "revision")


def test_a_released_runbook_keeps_the_order_of_its_release() -> None:
    """What was learned later changes the figures and not the order, which people approved."""
    early, late = section(frozen("2026-05-01"), "layer-ears"), section(frozen("2026-06-15"), "layer-ears")

    assert early.index("Frozen archive check") < early.index("Frozen log check")
    assert late.index("Frozen log check") < late.index("Frozen archive check")
    assert "found the cause in 1 of 1" in early
