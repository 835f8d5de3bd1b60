"""How an index lies in its folder, as far as both writing and reading must know; nothing of Whoosh is imported here.

A search must not wait for Whoosh, which takes half of its time to load: it needs only to know which segments there are.
Whoosh's table of contents is a pickle of Whoosh's own objects; what it says of the segments is noted beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.search.text.analysis import ANALYSIS_VERSION

SCHEMA_VERSION = f"8/{ANALYSIS_VERSION}"
DIGEST_BYTES = 16
TEXT_FIELDS = ("body", "title", "headings")
# Stands between the name of a facet and its value; a control character that no name contains.
FACET_SIGN = "\x1f"
TERMS, POSTINGS, COLUMN, STORED = ".trm", ".pst", ".{field}.col", "_stored"
# Not Whoosh's own; with the name of its segment, so that it goes when that goes.
FACETS_FILE = ".facets"
_SEGMENTS_FILE = "segments.json"


class SegmentNote(NamedTuple):
    """A segment: what its files are called, how many documents it has, and which of them are deleted."""

    id: str
    documents: int
    deleted: tuple[int, ...]


def note_segments(folder: Path, segments: Iterable[SegmentNote]) -> None:
    """Note which segments the index in `folder` has."""
    path = folder / _SEGMENTS_FILE
    # It may be one file with that of the generation before, which must not change.
    path.unlink(missing_ok=True)
    path.write_text(json.dumps(list(segments)), encoding="ascii")


def noted_segments(folder: Path) -> list[SegmentNote]:
    """Return which segments the index in `folder` has."""
    rows = json.loads((folder / _SEGMENTS_FILE).read_bytes())
    return [SegmentNote(identifier, documents, tuple(deleted)) for identifier, documents, deleted in rows]


def day_number(date: str) -> int:
    """Return an ISO date as a number that sorts like it, `20260511`; 0 for what is no date."""
    digits = date[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0
