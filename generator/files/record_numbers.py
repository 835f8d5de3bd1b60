"""Find the next free number of a kind of record."""

from __future__ import annotations

import codecs
import re
from datetime import date
from pathlib import Path

from generator.files.tree import read_tree
from generator.model.kind import Kind


def next_id(root: Path, kind: Kind, today: date) -> str:
    """Return the next free number of the year of `today`, after all that stand in the files or their names."""
    start = f"{kind.prefix}{today.year}-"
    written = re.compile(rf"(?:^|[\r\n{{,])\s*[\"']?id[\"']?\s*[:：]\s*[\"']?{re.escape(start)}(\d+)", re.IGNORECASE)
    named = re.compile(rf"(?:^|/){re.escape(start)}(\d+)\.", re.IGNORECASE)
    numbers = {0}
    for file in read_tree(root)[0]:
        numbers.update(int(number) for number in written.findall(_text(file.data)))
        numbers.update(int(number) for number in named.findall(file.path))
    return f"{start}{max(numbers) + 1:04d}"


def _text(data: bytes) -> str:
    """Return a text in which an id can be read: letters, digits and signs of ASCII stand as they are in all encodings."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8", "replace")
