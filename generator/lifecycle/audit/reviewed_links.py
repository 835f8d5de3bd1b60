"""Suspect links: what a record cites has changed since somebody last looked at both together.

The idea is Doorstop's: a link keeps the fingerprint that its target had at the review. Only content counts; a new
entry in a log, an approval or a review of the target's own links changes nothing that a reader would have to read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.graph import Graph
from generator.kinds.article import Article
from generator.kinds.base import ReviewedLink
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.model.record import Record
from generator.reading.validation import plain

# So many digits as an approval sheet shows.
DIGITS = 12
# What is added to a record without changing what it says.
_BOOKKEEPING = ("log", "approvals", "reviewed_links")


@dataclass(frozen=True, slots=True)
class SuspectLink:
    """A reviewed link whose target reads otherwise now; `position` is its place in the record's list."""

    record: Record
    position: int
    link: ReviewedLink
    digest: str


def content_digest(record: Record) -> str:
    """Return the first 12 hex digits of the SHA-256 over a record's content, whatever its spacing and comments."""
    content = {key: value for key, value in plain(record.node).items() if key not in _BOOKKEEPING}
    if isinstance(record, Article):
        content["body"] = record.body
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGITS]


def suspect_links(graph: Graph) -> Iterator[SuspectLink]:
    """Yield the reviewed links of all records whose target has changed since, by record."""
    digests: dict[str, str] = {}
    records: tuple[Postmortem | Capa | Sop | Runbook, ...] = (
        *graph.of(Postmortem),
        *graph.of(Capa),
        *graph.of(Sop),
        *graph.of(Runbook),
    )
    for record in records:
        for position, link in enumerate(record.reviewed_links):
            target = graph.get(link.target)
            if target is None:
                continue
            now = digests.get(target.id) or digests.setdefault(target.id, content_digest(target))
            if link.digest.strip().lower()[:DIGITS] != now:
                yield SuspectLink(record, position, link, now)
