"""What a segment's file of facets says is what its postings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.backends.whoosh.facets import facets_of
from generator.backends.whoosh.files import mapped
from generator.backends.whoosh.layout import FACETS_FILE, noted_segments
from generator.backends.whoosh.updating import create, update
from generator.search.documents.document import SearchDocument


def _documents(numbers: range) -> list[SearchDocument]:
    """Return documents of which all are incidents, every third is of the ERP, and one has a site of its own."""
    return [
        SearchDocument(
            id=f"PM-{number}",
            kind="postmortem",
            title=f"第 {number} 次",
            url=f"{number}/",
            facets={
                "kind": ("postmortem",),
                "system": ("ERP",) if number % 3 == 0 else (),
                "site": (f"厂区 {number}",) if number == 700 else (),
            },
        )
        for number in numbers
    ]


@pytest.mark.parametrize("count", [3, 1000])
def test_facets_come_back_in_both_forms(tmp_path: Path, count: int) -> None:
    """Frequent values as sets, rare ones as numbers."""
    create(tmp_path, _documents(range(count)))
    (segment,) = noted_segments(tmp_path)
    found = facets_of(mapped(tmp_path / f"{segment.id}{FACETS_FILE}"), segment.documents)
    expected = {("kind", "postmortem"): list(range(count)), ("system", "ERP"): list(range(0, count, 3))}
    if count > 700:
        expected["site", "厂区 700"] = [700]
    assert {entry: list(one.numbers) for entry, one in found.items()} == expected
    assert {entry: one.count for entry, one in found.items()} == {entry: len(one) for entry, one in expected.items()}
    assert all(one.documents == sum(1 << number for number in one.numbers) for one in found.values())


def test_a_file_is_written_once_for_each_segment(tmp_path: Path) -> None:
    """A change writes the file of the new segment and leaves the others alone."""
    create(tmp_path, _documents(range(60)))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob(f"*{FACETS_FILE}")}
    update(tmp_path, _documents(range(1)), ["PM-0"])
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob(f"*{FACETS_FILE}")}
    assert len(before) == 1
    assert len(after) == 2
    assert before.items() <= after.items()
