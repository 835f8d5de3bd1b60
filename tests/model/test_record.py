"""Records know where each field was written, and are frozen."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.libraries import postmortem

PLACES = [
    (("id",), (1, 5)),
    (("title",), (2, 8)),
    (("systems", 0), (4, 11)),
    (("actions", 0, "text"), (7, 11)),
    (("actions", 0, "owner"), (7, 5)),
    (("actions", 1, "text"), (8, 5)),
    (("actions", 7), (7, 3)),
    (("summary",), (1, 1)),
    ((), (1, 1)),
    (("backup", "location", "deeper"), (9, 20)),
]


@pytest.mark.parametrize(("path", "place"), PLACES)
def test_a_span_is_the_nearest_thing_that_was_written(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """A missing field gives the place of what lacks it."""
    record = postmortem("actions:\n  - text: 告警\n  - 巡检\nbackup: {location: NAS}\n")
    span = record.span(*path)

    assert (span.path, span.line, span.column) == ("postmortems/PM-2026-0001.yml", *place)


def test_a_changed_copy_knows_its_place() -> None:
    """A copy with other values still leads to what people wrote."""
    record = postmortem()
    changed = record.with_changes({"title": "另一个"})

    assert (changed.name, record.name) == ("另一个", "数据库盘写满")
    assert (changed.span("title"), changed.digest, changed.source_path) == (
        record.span("title"),
        record.digest,
        record.source_path,
    )
    assert len(record.digest) == 64


def test_a_record_is_frozen() -> None:
    """Nobody changes a record behind the graph's back."""
    with pytest.raises(ValidationError, match="frozen"):
        postmortem().title = "x"  # type: ignore[misc]
