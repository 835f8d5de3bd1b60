"""Which revision of a document is in force on a day; exactly one, or none.

States follow from dates and approvals alone: nobody types them, and any day of the past can be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.policy import DocumentPolicy, Policy
from generator.kinds.revision import Revision
from generator.kinds.role import Role
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Control, Document, DocumentStatus, Sop, Withdrawal
from generator.lifecycle.documents.approvals import ApprovalChain, approval_chain

_NUMBER = re.compile(r"(?P<issue>[A-Z]+|\d+)[/.](?P<amendment>\d+)")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on `day`.

    `effective` is the revision to follow, None where there is none; `waiting` are later ones, in review or approved
    but not yet in force; `history` are all released until that day, the newest first, each with its state.
    `latest` is the newest of them that was not rejected, from which the next one will differ.
    A document for reference has no revisions: it is in force as its records have it.
    """

    day: date
    status: DocumentStatus
    effective: Revision | None
    waiting: tuple[Revision, ...]
    history: tuple[tuple[Revision, DocumentStatus], ...]

    @property
    def is_in_force(self) -> bool:
        """Whether the document is to be followed on that day."""
        return self.status is DocumentStatus.EFFECTIVE

    @property
    def latest(self) -> Revision | None:
        """The newest revision that was not rejected, None where there is none."""
        return next((one for one, state in self.history if state is not DocumentStatus.REJECTED), None)


def number_of(revision: str) -> tuple[int, str, int]:
    """Return the sort key of a revision's number: A/0 < A/1 < B/0 < AA/0, and 1.9 < 1.10."""
    found = _NUMBER.fullmatch(revision)
    if found is None:
        return 0, revision, 0
    issue = found["issue"]
    return (
        (int(issue), "", int(found["amendment"])) if issue.isdigit() else (len(issue), issue, int(found["amendment"]))
    )


def revisions_of(document_id: str, graph: Graph) -> tuple[Revision, ...]:
    """Return the released revisions of a document, the oldest first."""
    return tuple(sorted(graph.sources(document_id, Revision, "doc"), key=lambda one: number_of(one.revision)))


def latest_of(revisions: Iterable[Revision], day: date) -> Revision | None:
    """Return the newest of sorted revisions that was released by a day and not rejected, None where there is none."""
    held = [one for one in revisions if one.released_on <= day and not one.is_rejected(day)]
    return held[-1] if held else None


def document_policy(graph: Graph) -> DocumentPolicy:
    """Return the organization's rules for controlled documents."""
    policy = next(iter(graph.of(Policy)), None)
    return policy.documents if policy is not None else DocumentPolicy()


def chain_of(revision: Revision, graph: Graph, day: date) -> ApprovalChain:
    """Return how far a revision is approved on a day."""
    level = revision.document.level if revision.document is not None else None
    return approval_chain(revision, document_policy(graph), day, level, graph.of(Role))


def standing_of(document: Document, graph: Graph, day: date) -> Standing:
    """Return how a document stands on `day`.

    A rejected revision never takes effect. Where a withdrawal is lifted, only revisions with an effective day from
    then on hold: what held before stays withdrawn, so that no old text comes back without a release.
    """
    released = [one for one in revisions_of(document.id, graph) if one.released_on <= day]
    gone = document.withdrawn(day) is not None
    if document.control is Control.REFERENCE and not released:
        status = DocumentStatus.WITHDRAWN if gone else DocumentStatus.EFFECTIVE
        return Standing(day, status, None, (), ())
    approved = [one for one in released if not one.is_rejected(day) and chain_of(one, graph, day).complete]
    states = {one.id: _state(one, approved, withdrawal_of(one, document, day), day) for one in released}
    waiting = tuple(one for one in released if states[one.id] in (DocumentStatus.IN_REVIEW, DocumentStatus.APPROVED))
    effective = next((one for one in released if states[one.id] is DocumentStatus.EFFECTIVE), None)
    if gone:
        status = DocumentStatus.WITHDRAWN
    elif effective is not None:
        status = DocumentStatus.EFFECTIVE
    elif waiting:
        status = states[waiting[-1].id]
    elif DocumentStatus.WITHDRAWN in states.values():
        status = DocumentStatus.WITHDRAWN  # lifted, but nothing has been released since
    else:
        status = DocumentStatus.DRAFT
    history = tuple((one, states[one.id]) for one in reversed(released))
    return Standing(day, status, effective, waiting, history)


def withdrawal_of(revision: Revision, document: Document, day: date) -> Withdrawal | None:
    """Return the decision by which a revision was withdrawn by a day, None where it was not.

    A withdrawal that is lifted lets only revisions hold that take effect from then on.
    """
    for row in document.withdrawal:
        held = row.date <= day and (row.lifted_on is None or row.date < row.lifted_on)
        if held and (row.lifted_on is None or revision.effective_on < row.lifted_on):
            return row
    return None


def _state(one: Revision, approved: list[Revision], gone: Withdrawal | None, day: date) -> DocumentStatus:
    if one.is_rejected(day):
        return DocumentStatus.REJECTED
    followed = [other.effective_on for other in approved if number_of(one.revision) < number_of(other.revision)]
    if gone is not None:
        replaced = any(begun < gone.date for begun in followed)
        return DocumentStatus.SUPERSEDED if replaced else DocumentStatus.WITHDRAWN
    if any(begun <= day for begun in followed):
        return DocumentStatus.SUPERSEDED
    if one in approved:
        return DocumentStatus.EFFECTIVE if one.effective_on <= day else DocumentStatus.APPROVED
    return DocumentStatus.IN_REVIEW


def standings(graph: Graph, day: date) -> Mapping[str, Standing]:
    """Return how every SOP and runbook stands on `day`, by id."""
    return {one.id: standing_of(one, graph, day) for one in (*graph.of(Sop), *graph.of(Runbook))}


def cites(revision: Revision, record_id: str) -> bool:
    """Whether the change history of a revision names a record as the cause of one of its changes."""
    return any(record_id in row.reasons for row in revision.changes)
