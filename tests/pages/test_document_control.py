"""What the registers of document control say."""

from __future__ import annotations

from generator.pages.document_control import DocumentControlPage
from tests.locks import lock, lock_path
from tests.pages.sites import markdown, plain, section, site_of

SOP = """\
id: SOP-IT-001
title: Plan
applies: {systems: [ERP]}
distribution: [{dept: Store, copies: 1, kind: paper}, {dept: Works, copies: 1, kind: paper}]
"""
COPIES = """\
paper_copies:
  - {id: PC-2025-01, doc: SOP-IT-001, revision: A/0, copy_no: "01", dept: Works, kept_at: Hall 2, issued_on: 2025-03-20}
  - {id: PC-2025-02, doc: SOP-IT-001, revision: A/0, dept: Store, issued_on: 2025-03-20, recalled_on: 2026-06-15, destroyed_on: 2026-06-18}
  - {id: PC-2025-03, doc: SOP-IT-001, revision: A/0, dept: Sales, issued_on: 2025-03-20, lost_on: 2026-06-16, note: See CAPA}
  - {id: PC-2026-01, doc: SOP-IT-001, revision: A/1, dept: Store, issued_on: 2026-06-15}
"""
REGULATIONS = """\
regulations:
  - id: REG-GMP
    title: Good practice
    number: No. 107
    effective_on: 2026-11-01
    next_check_on: 2027-02-02
    impact:
      - {doc: SOP-IT-001, needed: true, text: Write the limit}
      - {doc: RB-ERP-DISK}
  - {id: REG-NEXT, title: To come, number: No. 200, status: upcoming, effective_on: 2027-06-01, impact: [{doc: SOP-IT-001}]}
  - {id: REG-OLD, title: Old practice, status: superseded, impact: [{doc: SOP-IT-001, needed: true}]}
  - {id: REG-ISO, title: Standard, impact: [{doc: SOP-IT-001, needed: true, done_revision: A/1}]}
  - {id: REG-NEW, title: Nobody looked}
"""
FILES = {
    "sop/SOP-IT-001.yml": SOP,
    "sop/runbooks/RB-ERP-DISK.yml": "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n",
    lock_path("SOP-IT-001", "A/0"): lock("SOP-IT-001", "A/0", "2025-03-20"),
    lock_path("SOP-IT-001", "A/1"): lock("SOP-IT-001", "A/1", "2026-06-15"),
    "kb/document_control/copies.yml": COPIES,
    "kb/document_control/regulations.yml": REGULATIONS,
}


def page() -> str:
    """Return the page."""
    return markdown(DocumentControlPage(), site_of(FILES), "document_control.md")


def test_obsolete_copies_are_called_back() -> None:
    """Where the copy is, since when it does not hold, and which revision does."""
    stray = section(page(), "not-recalled")

    assert "PC-2025-01 SOP-IT-001 A/0 01 Works Hall 2" in stray
    assert "2026-06-15 158 days A/1" in stray
    assert "PC-2025-02" not in stray


def test_departments_without_a_copy_are_named() -> None:
    """Only paper copies of the revision in force count."""
    missing = section(page(), "missing")

    assert "A/1 2026-06-15 Works 1 0" in missing
    assert "Store" not in missing


def test_each_copy_stands_in_its_register() -> None:
    """What is out, what came back or is lost, what was destroyed; a destruction without witness is marked."""
    text = page()

    assert "PC-2025-01" in section(text, "distribution")
    assert "PC-2026-01" in section(text, "distribution")
    assert "PC-2025-02 SOP-IT-001 A/0 – Store 2026-06-15 – – Destroyed" in section(text, "recall")
    assert "Lost See CAPA" in section(text, "recall")
    assert "PC-2025-02 SOP-IT-001 A/0 – Store 2026-06-15 2026-06-18 – none" in section(text, "destruction")
    assert text.count('id="PC-2025-02"') == 1


def test_external_documents_show_what_is_open() -> None:
    """Those to come first; one that nobody judged says so; what a replaced one asked for is not asked any more."""
    text = page()
    external = section(text, "external")

    assert external.index("To come") < external.index("Good practice") < external.index("Old practice")
    assert "2 / 2" in external
    assert "Nobody looked – – In force – – – not judged" in external
    impact = section(text, "impact-open")
    assert impact.index("No. 107") < impact.index("No. 200")
    assert "already in force SOP-IT-001 to be changed: Write the limit" in impact
    assert "Old practice" not in impact
    assert "REG-ISO SOP-IT-001 changed A/1" in section(text, "impact-done")


def test_an_empty_register_says_so() -> None:
    """Nothing recorded is said, not hidden."""
    said = plain(markdown(DocumentControlPage(), site_of({}), "document_control.md"))

    assert "No copy of a superseded or withdrawn revision is out." in said
    assert "No external document is watched yet." in said
