"""What the pages of trainings say."""

from __future__ import annotations

from generator.pages.training import TRAININGS_A_PAGE, TrainingPages
from tests.locks import lock, lock_path
from tests.pages.sites import markdown, plain, section, site_of

SOP = """\
id: SOP-IT-001
title: Plan
applies: {systems: [ERP]}
training: {audience: [it-lead, commander]}
"""
FROZEN = "sop: {id: SOP-IT-001, title: Plan, applies: {systems: [ERP]}, training: {audience: [it-lead, commander]}}\n"
HELD = """\
id: TR-2026-01
title: New steps
held_on: 2026-06-10
documents: [{doc: SOP-IT-001, revision: A/1}]
attendance: [{role: it-lead, planned: 2, trained: 2, passed: 2}, {role: commander, planned: 1, trained: 0}]
"""
PLANNED = """\
id: TR-2026-02
title: The rest
due_on: 2026-11-01
documents: [{doc: SOP-IT-001, revision: A/1}]
attendance: [{role: commander, planned: 1}]
"""
FILES = {
    "sop/SOP-IT-001.yml": SOP,
    lock_path("SOP-IT-001", "A/1"): lock("SOP-IT-001", "A/1", "2026-06-15", FROZEN),
    "kb/training/TR-2026-01.yml": HELD,
    "kb/training/TR-2026-02.yml": PLANNED,
}


def page(name: str) -> str:
    """Return a page of trainings."""
    return markdown(TrainingPages(), site_of(FILES), f"training/{name}.md")


def test_the_matrix_counts_each_role_of_each_revision() -> None:
    """Who should come, came and passed, and in percent; a role below the policy's percent is marked."""
    matrix = section(page("index"), "matrix")

    assert "Head of IT 2 2 2 100 2026-06-10 TR-2026-01" in matrix
    assert "Commander 1 0 – 0 – TR-2026-01 TR-2026-02" in matrix
    assert page("index").count('class="fp-gap"') == 3


def test_a_revision_that_needs_training_is_told_first() -> None:
    """With the percent reached, the percent that the policy asks for, and the next training."""
    needing = section(page("index"), "needing")

    assert (
        "SOP-IT-001 Plan A/1 Effective 2026-06-15 66 % (at least 90 %) TR-2026-02 2026-11-01 19 days overdue" in needing
    )


def test_a_training_shows_who_came_and_whether_it_worked() -> None:
    """The revision is linked, and the lack of an evaluation is said."""
    text = page("TR-2026-01")

    assert 'href="../sop/SOP-IT-001/rev/A-1.html"' in text
    assert "Commander 1 0 – 2026-06-10" in section(text, "attendance")
    assert "Nobody has judged yet whether it worked." in section(text, "evaluation")
    assert "Scheduled 2026-11-01 19 days overdue" in plain(page("TR-2026-02"))


def test_a_long_list_has_several_pages() -> None:
    """The list weighs the same however many trainings there are; the matrix stands on the first page only."""
    many = {
        f"kb/training/TR-2025-{number}.yml": f"id: TR-2025-{number}\ntitle: Training {number}\n"
        for number in range(100, 101 + TRAININGS_A_PAGE)
    }
    second = markdown(TrainingPages(), site_of({**FILES, **many}), "training/index-page-2.md")

    assert second.count("<tr") == 1 + len(many) + 2 - TRAININGS_A_PAGE
    assert "{#matrix}" not in second


def test_without_trainings_the_list_says_so() -> None:
    """An empty register is not an empty page."""
    assert "No trainings yet." in markdown(TrainingPages(), site_of({}), "training/index.md")
