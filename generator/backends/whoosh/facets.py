"""Keep beside a segment which of its documents have which value of a facet, in the form in which they are counted.

In: the folder of a generation with its segments. Out: a file for each, written once, and what it says. Every answer
counts all facets; to unpack all postings of the field `facet` for that would take a tenth of the first answer.

The first line is JSON, for each value its facet, itself, how many documents have it and how many bytes that takes; then
follow the bytes, one value after the other: a set where many have it, else the numbers of the documents.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.backends.whoosh.files import Buffer, mapped
from generator.backends.whoosh.layout import FACET_SIGN, FACETS_FILE, POSTINGS, TERMS, SegmentNote
from generator.backends.whoosh.postings import decoded
from generator.backends.whoosh.terms import Terms
from generator.search.counting.document_sets import set_of
from generator.search.counting.facets import FacetPart, Listed, Marked, is_rare


def note_facets(folder: Path, segments: Iterable[SegmentNote]) -> None:
    """Write the files of those `segments` in `folder` that have none yet."""
    for segment in segments:
        path = folder / f"{segment.id}{FACETS_FILE}"
        if not path.exists():
            path.write_bytes(b"".join(_written(folder, segment)))


def facets_of(data: Buffer, documents: int) -> FacetPart:
    """Return what the file of a segment with so many documents says."""
    end = data.find(b"\n")
    found: dict[tuple[str, str], Listed | Marked] = {}
    start = end + 1
    for name, value, count, size in json.loads(data[:end]):
        held = data[start : start + size]
        found[name, value] = Listed(_numbers(held), documents) if is_rare(count, documents) else Marked(count, held)
        start += size
    return found


def _written(folder: Path, segment: SegmentNote) -> Iterator[bytes]:
    postings = mapped(folder / f"{segment.id}{POSTINGS}")
    rows, held = [], []
    for term, info in Terms(mapped(folder / f"{segment.id}{TERMS}")).beginning_with("facet", b""):
        name, _, value = term.decode("utf-8").partition(FACET_SIGN)
        numbers = decoded(postings, info)[0]
        held.append(_bytes_of(numbers, segment.documents))
        rows.append((name, value, len(numbers), len(held[-1])))
    yield json.dumps(rows).encode("ascii") + b"\n"
    yield from held


def _bytes_of(numbers: array[int], documents: int) -> bytes:
    if is_rare(len(numbers), documents):
        return _little(numbers).tobytes()
    return set_of(numbers, documents).to_bytes(documents // 8 + 1, "little")


def _numbers(data: bytes) -> array[int]:
    return _little(array("I", data))


def _little(numbers: array[int]) -> array[int]:
    """Turn numbers as this machine keeps them into those of the file, or back."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers
