"""What is due of a post-mortem: its quick review, its approval, its actions, the reports that vendors promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.kinds.base import ActionStatus
from generator.kinds.capa import RiskSeverity
from generator.kinds.policy import DeadlineItem
from generator.kinds.postmortem import Postmortem, PostmortemAction, PostmortemStatus, VendorTicket
from generator.lifecycle.due.pending import DueKind, Pending
from generator.lifecycle.due.rules import DeadlineRules

# The levels of incidents beside the severities by which deadlines are set.
SEVERITIES: Mapping[str, RiskSeverity] = {
    "S1": RiskSeverity.CRITICAL,
    "S2": RiskSeverity.MAJOR,
    "S3": RiskSeverity.MINOR,
    "S4": RiskSeverity.MINOR,
}
_SETTLED = (ActionStatus.DONE, ActionStatus.VERIFIED, ActionStatus.CLOSED)


def due_of_postmortem(postmortem: Postmortem, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield what a post-mortem waits for; a void one waits for nothing."""
    if postmortem.status is PostmortemStatus.VOID:
        return
    severity = SEVERITIES.get(postmortem.severity)
    if postmortem.status in (PostmortemStatus.DRAFT, PostmortemStatus.IN_REVIEW):
        yield from _reviews(postmortem, severity, rules)
    for place, action in enumerate(postmortem.actions, 1):
        if action.due is not None and not is_settled(action):
            yield Pending(
                record=postmortem,
                kind=DueKind.POSTMORTEM_ACTION,
                part=action.id or str(place),
                subject=action.text,
                owner=action.owner,
                severity=severity,
                due=action.due,
            )
    if postmortem.status is not PostmortemStatus.CLOSED:
        for ticket in postmortem.vendor_tickets:
            if ticket.next_sync_due is not None and not _has_reported(ticket):
                yield Pending(
                    record=postmortem,
                    kind=DueKind.VENDOR_SYNC,
                    part=ticket.ticket_no or "",
                    subject=ticket.vendor,
                    owner=postmortem.team.vendor_liaison if postmortem.team else None,
                    severity=severity,
                    due=ticket.next_sync_due.day,
                )


def is_settled(action: PostmortemAction) -> bool:
    """Whether nothing is left to do of an action."""
    return action.done_on is not None or action.status in _SETTLED


def _reviews(postmortem: Postmortem, severity: RiskSeverity | None, rules: DeadlineRules) -> Iterator[Pending]:
    start = (postmortem.restored_at or postmortem.started_at).day
    rows = [(DueKind.POSTMORTEM, DeadlineItem.REVIEW)]
    quick = postmortem.hot_review is not None or postmortem.reviewed_at is not None
    if postmortem.status is PostmortemStatus.DRAFT and not quick and not postmortem.near_miss:
        rows.append((DueKind.HOT_REVIEW, DeadlineItem.HOT_REVIEW))
    for kind, item in rows:
        allowance = rules.allowance(item, severity)
        if allowance is not None:
            ends = rules.ends(start, allowance)
            yield Pending(
                record=postmortem,
                kind=kind,
                subject=postmortem.title,
                owner=postmortem.team.commander if postmortem.team else None,
                severity=severity,
                due=ends,
                working_days=allowance.in_working_days,
                since=start,
                allotted=(ends - start).days,
            )


def _has_reported(ticket: VendorTicket) -> bool:
    """Whether the vendor reported what was promised for the next time, or the ticket is closed."""
    promised = ticket.next_sync_due
    if ticket.closed_at is not None or promised is None:
        return True
    return any(
        sync.actual is not None and (sync.actual.order >= promised.order or sync.due == promised)
        for sync in ticket.syncs
    )
