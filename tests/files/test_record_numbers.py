"""The next free number of a kind of record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.files.record_numbers import next_id
from generator.registry import KINDS

TODAY = date(2026, 11, 20)
POSTMORTEM = KINDS["postmortem"]

WRITTEN = [
    ("PM-2026-0007.yml", b"", 8),
    ("other.yml", b"title: x\nid: PM-2026-0004\n", 5),
    ("other.yml", b"title: x\r  id : 'pm-2026-0004'\r", 5),
    ("other.yml", b'{"title": "x", "id": "PM-2026-0004"}', 5),
    ("other.yml", "标题: 盘满\nid：PM-2026-0004\n".encode("utf-16"), 5),
    ("other.yml", "标题: 盘满\nid: PM-2026-0004\n".encode("gb18030"), 5),
    ("other.yml", b"title: after PM-2026-0009\nrelated: [PM-2026-0008]\n", 1),
    ("other.yml", b"id: PM-2025-0004\n", 1),
]


@pytest.mark.parametrize(("name", "data", "expected"), WRITTEN)
def test_a_number_in_use_is_not_given_again(tmp_path: Path, name: str, data: bytes, expected: int) -> None:
    """Whatever the file is called and however it is written; a number that is only cited is free."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / name).write_bytes(data)

    assert next_id(tmp_path, POSTMORTEM, TODAY) == f"PM-2026-{expected:04d}"
