"""Whether a revision is approved: which notes of approval count, and what is still missing.

Sources: ISO 13485:2016 4.2.4 (approval before issue, changes approved by the original function or one with the
background), NMPA GMP 2025 articles 42 to 44 (quality reviews documents that touch the regulation).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import Approval, ApprovalMeaning
from generator.kinds.policy import DocumentPolicy
from generator.kinds.revision import Revision
from generator.kinds.role import Role
from generator.lifecycle.role_names import RoleNames
from generator.model.vocabulary import spelling

# What a fingerprint on an approval sheet shows: so many digits are enough to know it again.
SHORTEST_FINGERPRINT = 12
CHAIN = (ApprovalMeaning.PREPARED, ApprovalMeaning.REVIEWED, ApprovalMeaning.APPROVED)
# Who wrote a text or took note of it has not judged it.
_JUDGING = (ApprovalMeaning.REVIEWED, ApprovalMeaning.APPROVED)


@dataclass(frozen=True, slots=True)
class ApprovalChain:
    """The approvals of a revision that count on a day, and what keeps them from being complete.

    `complete` says that the revision may become effective; `retro_open` that it may only because it is expedited.
    `missing` are meanings without a counting note; the other flags name what is wrong with the notes that there are.
    """

    counting: tuple[Approval, ...]
    missing: tuple[ApprovalMeaning, ...]
    too_few_persons: bool
    without_quality: bool
    wrong_approver: bool
    out_of_order: bool
    complete: bool
    retro_open: bool


def matches(approval: Approval, revision: Revision) -> bool:
    """Whether the approval was given for this revision's text; it may cite the first 12 digits only."""
    cited = (approval.fingerprint or "").strip().lower()
    return len(cited) >= SHORTEST_FINGERPRINT and revision.fingerprint.startswith(cited)


def approval_chain(
    revision: Revision, policy: DocumentPolicy, day: date, level: int | None, roles: Iterable[Role] = ()
) -> ApprovalChain:
    """Return how far a revision is approved on `day`; `level` is its document's, `roles` are the organization's."""
    counting = tuple(
        row for row in revision.approvals if matches(row, revision) and row.date is not None and row.date <= day
    )
    latest = {row.meaning: row for row in counting}
    missing = tuple(meaning for meaning in CHAIN if meaning not in latest)
    names = RoleNames(roles)
    chain = [latest[meaning] for meaning in CHAIN if meaning in latest]
    persons = {spelling(row.name) for row in chain if row.name}
    days = [row.date for row in chain if row.date is not None]
    approver = latest.get(ApprovalMeaning.APPROVED)
    allowed = [set(rule.roles) for rule in policy.approvers if rule.level == level]
    wrong = approver is not None and bool(allowed) and names.id_of(approver.role) not in set().union(*allowed)
    quality = set(policy.quality_roles)
    without_quality = bool(quality) and not any(
        names.id_of(row.role) in quality for row in counting if row.meaning in _JUDGING
    )
    too_few = not missing and len(persons) < policy.distinct_persons
    # An emergency change is approved first and reviewed afterwards.
    in_order = revision.expedited is not None or days == sorted(days)
    whole = not missing and not too_few and not without_quality and not wrong and in_order
    urgent = revision.expedited is not None and approver is not None and not wrong
    return ApprovalChain(
        counting, missing, too_few, without_quality, wrong, not in_order, whole or urgent, urgent and not whole
    )
