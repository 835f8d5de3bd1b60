"""What pages say of a revision that was sent back, and of a withdrawal that was lifted."""

from __future__ import annotations

import json

from generator.pages.as_of import AsOfPage
from generator.pages.controlled_documents import ControlledDocuments
from generator.pages.revision import RevisionPages
from generator.pages.sop import SopPages
from tests.pages.locks import released
from tests.pages.sites import markdown, plain, section, site_of
from tests.pages.test_sop import FIRST, SOP

LOCK = "sop/released/SOP-IT-001/A-1.lock.yml"
REJECTION = {"date": "2026-06-10", "by": "Zhao", "reason": "Step 2 cannot be done"}
WAITING = released(FIRST, "A/1", "2026-06-01", "2026-06-15", ("prepared",))
BACK = {**WAITING, LOCK: json.dumps({**json.loads(WAITING[LOCK]), "rejection": REJECTION})}
LIFTED = SOP + "withdrawal: {date: 2026-05-01, reason: Merged, approved_by: Zhao, lifted_on: 2026-06-15}\n"
AGAIN = {**released(FIRST, "A/1", "2026-06-01", "2026-06-15"), "sop/SOP-IT-001.yml": LIFTED}


def page(files: dict[str, str], path: str) -> str:
    """Return a page of the SOP or of one of its revisions."""
    return markdown(RevisionPages() if "/rev/" in path else SopPages(), site_of(files), path)


def test_the_page_of_a_rejected_revision_says_so_on_screen_and_paper() -> None:
    """The watermark, who sent it back and why, what holds instead; and nobody is asked to sign it."""
    text = page(BACK, "sop/SOP-IT-001/rev/A-1.md")

    assert 'watermark: "Rejected"' in text
    assert "A/1 · Sent back on 2026-06-10: never to be followed Reason: Step 2 cannot be done" in plain(text)
    assert "In force today: SOP-IT-001 A/0" in plain(text)
    assert "fp-sign-cell" in page(WAITING, "sop/SOP-IT-001/rev/A-1.md")
    assert "fp-sign-cell" not in text


def test_the_document_goes_on_with_the_revision_before() -> None:
    """Its own page shows A/0 without a word of A/1 to come; the history keeps the rejected one with its reason."""
    text = page(BACK, "sop/SOP-IT-001.md")

    assert 'revision: "A/0"' in text
    assert "planned for 2026-06-15" in plain(page(WAITING, "sop/SOP-IT-001.md"))
    assert "planned for 2026-06-15" not in plain(text)
    assert "A/1 Rejected 2026-06-10 Zhao: Step 2 cannot be done" in plain(text)


def test_lists_pass_over_a_rejected_revision() -> None:
    """It was in force on no day and waits for nobody; what it was to change waits again."""
    listed = markdown(ControlledDocuments(), site_of(BACK), "documents.md")

    assert "A/1" not in plain(listed)
    assert "A/1" not in plain(markdown(AsOfPage(), site_of(BACK), "documents-as-of.md"))
    assert "SOP-IT-001/candidate.html" in listed


def test_the_days_between_withdrawal_and_new_release_stay_empty() -> None:
    """The old revision ends with the withdrawal although it was lifted, and its page says by what it ended."""
    past = markdown(AsOfPage(), site_of(AGAIN), "documents-as-of.md")

    assert "A/1 2026-06-15 until further notice" in section(past, "by-document")
    assert "A/0 2026-03-01 2026-04-30" in section(past, "by-document")
    assert section(past, "days").startswith("2026-06-15 SOP-IT-001 – → A/1 2026-05-01 SOP-IT-001 A/0 → none")
    old = plain(page(AGAIN, "sop/SOP-IT-001/rev/A-0.md"))
    assert "Withdrawn 2026-05-01 Reason: Merged" in old
    assert "Lifted on: 2026-06-15" in old
    assert 'watermark: "Withdrawn"' not in page(AGAIN, "sop/SOP-IT-001.md")
