"""What a change lacks."""

from __future__ import annotations

import pytest

from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import counting_reviews, gaps_of
from tests.libraries import library

WHOLE = """\
reviews: [{by: A, date: 2026-07-01}, {by: B, date: 2026-07-08}]
approved_on: 2026-07-08
implemented_by: C
started_on: 2026-07-08
rollback: {plan: Back, tested_on: 2026-07-05}
"""
CASES = [
    (WHOLE, []),
    ("reviews: [A]\n", []),
    (WHOLE.replace("approved_on: 2026-07-08", "approved_on: 2026-07-09"), ["approved_late"]),
    (WHOLE.replace("approved_on: 2026-07-08\n", ""), ["not_approved"]),
    (WHOLE.replace("by: B", "by: ａ"), ["too_few_reviews"]),
    (WHOLE.replace("2026-07-08}]", "2026-07-09}]"), ["too_few_reviews"]),
    (WHOLE.replace("by: B", "by: C"), ["too_few_reviews", "reviewed_by_implementer"]),
    (WHOLE.replace("rollback: {plan: Back, tested_on: 2026-07-05}", "type: patch"), ["without_rollback"]),
    (WHOLE.replace("rollback: {plan: Back, tested_on: 2026-07-05}", "type: document"), []),
    (WHOLE.replace(", tested_on: 2026-07-05", ""), ["rollback_not_tried"]),
    (WHOLE + "done_on: 2026-07-09\n", ["without_result"]),
    (WHOLE + "done_on: 2026-07-09\nresult: worked\n", []),
]


def change(more: str) -> SystemChange:
    """Return a change with `more` lines of YAML."""
    files = {"kb/changes/CHG-2026-031.yml": "id: CHG-2026-031\ntitle: Alarm\n" + more}
    return library(files).graph.of(SystemChange)[0]


@pytest.mark.parametrize(("more", "gaps"), CASES)
def test_a_change_that_was_begun_shows_its_gaps(more: str, gaps: list[str]) -> None:
    """Two others review it, it is approved before the start, the way back was tried; a planned one lacks nothing yet."""
    assert [gap.value for gap in gaps_of(change(more))] == gaps


def test_a_review_without_a_day_counts() -> None:
    """Nobody knows that it came too late."""
    assert [row.by for row in counting_reviews(change("reviews: [A, B, A]\nstarted_on: 2026-07-08\n"))] == ["A", "B"]
