"""The log of empty searches: it grows line by line, is put in order when it is long, and never stands in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.search.asking.zero_hit_log import LOG_FILE, note_gap, noted_gaps

DAY = date(2026, 11, 20)


def test_what_was_searched_in_vain_is_kept(tmp_path: Path) -> None:
    """The most frequent first; a query with nothing but a person's number is not kept."""
    for query in ("磁带坏了", "叉车没电", "磁带坏了", "13800001111"):
        note_gap(tmp_path, query, DAY)

    assert [(gap.query, gap.count) for gap in noted_gaps(tmp_path)] == [("磁带坏了", 2), ("叉车没电", 1)]


def test_without_a_log_nothing_was_searched_in_vain(tmp_path: Path) -> None:
    """A new organization has no log."""
    assert noted_gaps(tmp_path) == ()


def test_a_long_log_is_put_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of one query become one, the oldest go first, and no line is cut."""
    monkeypatch.setattr("generator.search.asking.zero_hit_log._LONGEST", 2_000)
    for number in range(100):
        note_gap(tmp_path, f"磁带 {number % 7 + number // 50 * 20} 号坏了", DAY)

    assert (tmp_path / LOG_FILE).stat().st_size <= 2_000
    gaps = noted_gaps(tmp_path)
    assert len(gaps) >= 7
    assert all(gap.query.endswith("号坏了") for gap in gaps)
    assert max(gap.count for gap in gaps) > 5


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    """The answer is worth more than the log."""
    (tmp_path / "build").write_text("a file", encoding="utf-8")

    note_gap(tmp_path, "磁带坏了", DAY)
