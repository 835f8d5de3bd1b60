"""Find the next free number of a kind of record."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.files.tree import read_tree
from generator.model.kind import Kind


def next_id(root: Path, kind: Kind, today: date) -> str:
    """Return the next free number of the year of `today`, after all that stand in the files or their names."""
    start = f"{kind.prefix}{today.year}-"
    written = re.compile(rb"^\s*(?:id|\"id\"|'id')\s*:\s*[\"']?" + re.escape(start.encode()) + rb"(\d+)", re.M | re.I)
    named = re.compile(rf"(?:^|/){re.escape(start)}(\d+)\.", re.IGNORECASE)
    numbers = {0}
    for file in read_tree(root)[0]:
        numbers.update(int(number) for number in written.findall(file.data))
        numbers.update(int(number) for number in named.findall(file.path))
    return f"{start}{max(numbers) + 1:04d}"
