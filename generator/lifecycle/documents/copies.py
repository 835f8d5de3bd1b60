"""Paper copies that should not be where they are, and those that should be and are not.

Source: NMPA GMP 2025 article 43 (obsolete documents do not stay in use; distribution and recall are recorded).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.paper_copy import PaperCopy
from generator.kinds.revision import Revision
from generator.kinds.sop import Distribution, Document, DocumentStatus
from generator.lifecycle.documents.standing import Standing, chain_of, revisions_of, standing_of, withdrawal_of
from generator.lifecycle.documents.trainings import is_revision
from generator.model.vocabulary import spelling

# Words that tell paper from screen in a distribution list, in both languages.
_PAPER = ("纸", "paper")


@dataclass(frozen=True, slots=True)
class StrayCopy:
    """A copy of a revision that no longer holds and is still out; `since` is the day on which it ceased to hold."""

    copy: PaperCopy
    status: DocumentStatus
    since: date | None
    now: Revision | None


@dataclass(frozen=True, slots=True)
class MissingCopies:
    """A department of the distribution list that has too few paper copies of the revision in force."""

    document: Document
    revision: Revision
    dept: str
    wanted: int
    held: int


def revision_of(copy: PaperCopy, graph: Graph) -> Revision | None:
    """Return the revision of which a copy was made, None where no such revision was released."""
    return next((one for one in revisions_of(copy.doc, graph) if is_revision(copy.revision, one.revision)), None)


def stray_copies(graph: Graph, day: date) -> tuple[StrayCopy, ...]:
    """Return the copies of superseded and withdrawn revisions that are still out on `day`, the longest first."""
    standings: dict[str, Standing] = {}
    found: list[StrayCopy] = []
    for copy in graph.of(PaperCopy):
        document = graph.get(copy.doc)
        if not copy.is_out or copy.issued_on > day or not isinstance(document, Document):
            continue
        standing = standings.setdefault(copy.doc, standing_of(document, graph, day))
        revision = revision_of(copy, graph)
        status = next((state for one, state in standing.history if one is revision), None)
        if revision is not None and status in (DocumentStatus.SUPERSEDED, DocumentStatus.WITHDRAWN):
            since = _since(revision, status, document, standing, graph)
            found.append(StrayCopy(copy, status, since, standing.effective))
    return tuple(sorted(found, key=lambda row: (row.since or date.min, row.copy.id)))


def _since(
    revision: Revision, status: DocumentStatus, document: Document, standing: Standing, graph: Graph
) -> date | None:
    """Return the day on which a revision ceased to hold: that of its first approved successor, or of the withdrawal."""
    if status is DocumentStatus.WITHDRAWN:
        gone = withdrawal_of(revision, document, standing.day)
        return gone.date if gone is not None else None
    begun = [one.effective_on for one, _ in standing.history if chain_of(one, graph, standing.day).complete]
    return min((day for day in begun if revision.effective_on < day <= standing.day), default=None)


def missing_copies(graph: Graph, day: date, documents: tuple[Document, ...]) -> tuple[MissingCopies, ...]:
    """Return the departments that should have paper copies of the revision in force on `day` and have too few."""
    return tuple(row for document in documents for row in _missing(document, graph, day))


def _missing(document: Document, graph: Graph, day: date) -> Iterator[MissingCopies]:
    effective = standing_of(document, graph, day).effective
    if effective is None:
        return
    held = [
        spelling(one.dept)
        for one in graph.sources(document.id, PaperCopy, "doc")
        if one.is_out and one.issued_on <= day and is_revision(one.revision, effective.revision)
    ]
    listed = effective.document.distribution if effective.document is not None else document.distribution
    for row in listed:
        wanted = copies_on_paper(row)
        count = held.count(spelling(row.dept))
        if count < wanted:
            yield MissingCopies(document, effective, row.dept, wanted, count)


def copies_on_paper(row: Distribution) -> int:
    """Return how many paper copies a department should have; of paper and screen together one at least is paper."""
    medium = (row.kind or "").lower()
    if not any(word in medium for word in _PAPER):
        return 0
    both = "电子" in medium or "electronic" in medium
    return 1 if both else row.copies if row.copies is not None else 1
