"""What the list of controlled documents says."""

from generator.pages.controlled_documents import ControlledDocuments
from tests.pages.locks import released
from tests.pages.sites import markdown, plain, section, site_of
from tests.pages.test_sop import FILES, FIRST, SOP, TRAINING

RUNBOOK = "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n"
OTHER = "id: SOP-IT-002\ntitle: Backup\napplies: {systems: [ERP]}\nwithdrawal: {date: 2026-01-01, reason: Gone, approved_by: Zhao}\n"


def page(files: dict[str, str], **more: str) -> str:
    """Return the list, with `more` files by path."""
    return markdown(ControlledDocuments(), site_of({**files, **more}), "documents.md")


def test_a_row_has_all_that_an_auditor_asks_for() -> None:
    """Number, title, type, level, revision, status, day, owner, review, distribution, training, waiting changes."""
    sop = SOP + "review_due_on: 2026-12-15\nprocess_owner: it-lead\n"
    files = released({**FILES, "sop/SOP-IT-001.yml": sop}, "A/0", "2026-02-01", "2026-03-01")
    said = plain(page(files, **{"kb/training/TR-2026-01.yml": TRAINING}))

    assert (
        "SOP-IT-001 ERP down Emergency plan level 2 A/0 Effective 2026-03-01 IT · Head of IT"
        " 2026-12-15 25 days left IT 66 % 2" in said
    )


def test_revisions_to_come_stand_beside_what_is_in_force() -> None:
    """Number, state and day of the next one, with a link to it."""
    text = page(released(FIRST, "A/1", "2026-11-01", "2026-12-01"))

    assert "ERP down coming: A/1 Approved 2026-12-01" in plain(text)
    assert 'sop/SOP-IT-001/rev/A-1.html">A/1</a>' in text


def test_withdrawn_documents_come_last_and_ask_for_nothing() -> None:
    """They stay in the list, without review and without waiting changes."""
    said = plain(page({**FIRST, "sop/SOP-IT-000.yml": OTHER.replace("002", "000")}))

    assert said.index("SOP-IT-001") < said.index("SOP-IT-000")
    assert "SOP-IT-000 Backup Withdrawn" in said


def test_a_draft_leads_to_its_first_release() -> None:
    """It has no revision, and the list says what there is to do."""
    assert 'sop/SOP-IT-001/candidate.html">first release</a>' in page(FILES)


def test_documents_for_reference_stand_apart() -> None:
    """They are not controlled; a runbook under control is in the table."""
    loose = page({**FIRST, "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK})
    tight = page({**FIRST, "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK + "control: controlled\n"})

    assert "Disk full RB-ERP-DISK" in section(loose, "references")
    assert "RB-ERP-DISK" not in loose[: loose.index("{#references}")]
    assert "RB-ERP-DISK Disk full Runbook" in plain(tight)
    assert "{#references}" not in tight


def test_the_list_prints_across() -> None:
    """It is too wide for a sheet on end."""
    assert 'print: "landscape"' in page(FIRST)
