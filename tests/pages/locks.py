"""Released revisions for tests of pages: the files of an organization in, the same with one more lock out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from generator.kinds.sop import Document
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.releasing.approved_fingerprint import fingerprint_of
from generator.procedures.releasing.planning import Asked, lock_values, plan_release
from tests.pages.sites import site_of

WHOLE = ("prepared", "reviewed", "approved")
_PEOPLE = {"prepared": "Wang", "reviewed": "Chen", "approved": "Zhao"}


def released(
    files: Mapping[str, str],
    number: str,
    released_on: str,
    effective_on: str,
    approved: tuple[str, ...] = WHOLE,
    *,
    doc: str = "SOP-IT-001",
    fingerprint: str = "",
    **asked: str,
) -> dict[str, str]:
    """Return `files` with the lock of a revision of `doc` as its records make it on `released_on`.

    Nothing is asked that `fupan sop release` asks. The approvals carry `fingerprint`, or that of the text.
    """
    day, begins = date.fromisoformat(released_on), date.fromisoformat(effective_on)
    graph = site_of(files).graph
    document = graph.records[doc]
    assert isinstance(document, Document)
    candidate = merge_all(graph, day)[0][doc]
    plan = plan_release(document, graph, candidate, (), Asked(number=number, effective_on=begins, **asked), day)
    given = fingerprint or fingerprint_of(document, candidate)[:12]
    row = {"role": "it-lead", "date": released_on, "method": "wet_ink", "ref": "B-3", "fingerprint": given}
    name = number.replace("/", "-")
    lock = {
        **lock_values(plan, graph, "en"),
        "markdown": {"file": f"{name}.md", "sha256": "ab" * 32},
        "seal": "cd" * 32,
        "approvals": [{"meaning": meaning, "name": _PEOPLE[meaning], **row} for meaning in approved],
    }
    return {**files, f"sop/released/{doc}/{name}.lock.yml": json.dumps(_held(lock), ensure_ascii=False)}


def _held(value: object) -> object:
    """Return plain data without what is empty."""
    if isinstance(value, dict):
        rows = {key: _held(item) for key, item in value.items()}
        return {key: item for key, item in rows.items() if item not in (None, "", [], {})}
    return [_held(item) for item in value] if isinstance(value, list) else value
