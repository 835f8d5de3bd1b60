"""What the page of a released revision says for good."""

import pytest

from generator.pages.revision import RevisionPages
from tests.pages.locks import released
from tests.pages.sites import markdown, plain, section, site_of
from tests.pages.test_sop import FILES, FIRST

TWO = released(FIRST, "A/1", "2026-06-01", "2026-06-15")
RUNBOOK = """\
id: RB-ERP-DISK
title: Disk full
control: controlled
system: ERP
failure_mode: disk-full
static_steps: [{key: stop-jobs, phase: contain, text: Stop the jobs}]
"""


def page(files: dict[str, str], number: str) -> str:
    """Return the page of a revision of the SOP."""
    return markdown(RevisionPages(), site_of(files), f"sop/SOP-IT-001/rev/{number}.md")


def test_each_revision_keeps_its_own_words() -> None:
    """The old page has the old step, the new one the new, whatever the definition says by now."""
    files = TWO | {"sop/SOP-IT-001.yml": FILES["sop/SOP-IT-001.yml"].replace("Keep calm.", "Keep going.")}

    assert "Ask who is hit" in section(page(files, "A-0"), "procedure")
    assert "Ask three departments" in section(page(files, "A-1"), "procedure")
    assert section(page(files, "A-0"), "purpose") == "Keep calm."


@pytest.mark.parametrize(
    ("files", "number", "mark", "said"),
    [
        (TWO, "A-0", "Superseded", "A/0 · Superseded: no longer to be followed In force today: SOP-IT-001 A/1"),
        (released(FIRST, "A/1", "2026-11-01", "2026-12-01", ("prepared",)), "A-1", "In review", "A/1 · In review, planned for 2026-12-01"),
        (released(FIRST, "A/1", "2026-11-01", "2026-12-01"), "A-1", "Not yet effective", "A/1 · Approved, effective from 2026-12-01"),
        (
            FIRST | {"sop/SOP-IT-001.yml": FILES["sop/SOP-IT-001.yml"] + "withdrawal: {date: 2026-10-01, reason: Merged, approved_by: Zhao}\n"},
            "A-0",
            "Withdrawn",
            "Withdrawn 2026-10-01 Reason: Merged",
        ),
    ],
)  # fmt: skip
def test_what_is_not_in_force_says_so_everywhere(files: dict[str, str], number: str, mark: str, said: str) -> None:
    """The watermark is in the front matter for screen and print, the sentence at the top."""
    text = page(files, number)

    assert f'watermark: "{mark}"' in text
    assert said in plain(text[: text.index("{#purpose}")])


def test_the_one_in_force_carries_no_mark_but_stays_out_of_lists() -> None:
    """Robots are sent to the document's own page; the frozen page leads there too."""
    text = page(TWO, "A-1")

    assert "watermark" not in text
    assert 'robots: "noindex"' in text
    assert "This revision is in force" in plain(text)
    assert 'href="../../SOP-IT-001.html"' in text or 'href="../../../sop/SOP-IT-001.html"' in text


def test_the_end_names_the_frozen_file_with_its_checksum() -> None:
    """Whoever doubts the page can compare it with the file in the repository."""
    assert f"sop/released/SOP-IT-001/A-0.md SHA-256 {'ab' * 32}" in plain(page(TWO, "A-0"))


def test_ticks_of_a_frozen_text_are_its_own() -> None:
    """What one ticks on an old text is not ticked on the text in force."""
    assert 'data-steps="SOP-IT-001@A-0"' in page(TWO, "A-0")


def test_the_history_is_whole_on_the_page_of_its_revision() -> None:
    """Every change stands there; other revisions show a few and lead to their own pages."""
    many = "".join(f"  - {{key: look-{number}, text: Inspect {number}, phase: triage}}\n" for number in range(30))
    files = FIRST | {
        "sop/SOP-IT-001.yml": FILES["sop/SOP-IT-001.yml"].replace("static_steps:\n", f"static_steps:\n{many}")
    }
    files = released(files, "B/0", "2026-06-01", "2026-06-15", reason="Checks")

    assert section(page(files, "B-0"), "revision").count("Added Inspect") == 30
    assert section(page(files, "A-0"), "revision").count("Added Inspect") < 10
    assert "… 26 more" in section(page(files, "A-0"), "revision")


def test_a_runbook_has_frozen_pages_too() -> None:
    """Its own page stands in a frame with state, approvals and history."""
    files = released(
        {**FILES, "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK}, "A/0", "2026-02-01", "2026-03-01", doc="RB-ERP-DISK"
    )
    files |= {"sop/runbooks/RB-ERP-DISK.yml": RUNBOOK.replace("Stop the jobs", "Stop all jobs")}
    text = markdown(RevisionPages(), site_of(files), "runbooks/RB-ERP-DISK/rev/A-0.md")

    assert "Stop the jobs" in section(text, "steps")
    assert 'robots: "noindex"' in text
    assert "A/0 Effective effective from 2026-03-01" in section(text, "frozen-revision")
