"""What a change to a system lacks: it is reviewed by two, approved before it starts, with a tried way back.

Sources: NMPA GMP 2025 articles 10 and 74 (changes are reviewed and approved before they are carried out).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.change import ChangeReview, ChangeType, SystemChange
from generator.model.values import Choice
from generator.model.vocabulary import spelling
from generator.wording import N_

FEWEST_REVIEWS = 2


class ChangeGap(Choice):
    """One thing that a change lacks."""

    NOT_APPROVED = "not_approved", N_("begun without approval")
    APPROVED_LATE = "approved_late", N_("approved after it was begun")
    TOO_FEW_REVIEWS = "too_few_reviews", N_("fewer than two reviews before it was begun")
    REVIEWED_BY_IMPLEMENTER = "reviewed_by_implementer", N_("reviewed by whoever carried it out")
    WITHOUT_ROLLBACK = "without_rollback", N_("no way back")
    ROLLBACK_NOT_TRIED = "rollback_not_tried", N_("way back not tried before it was begun")
    WITHOUT_RESULT = "without_result", N_("done without a result")


def begun_on(change: SystemChange) -> date | None:
    """Return the day on which a change was begun, or done where only that is known; None while it is planned."""
    return change.started_on or change.done_on


def is_own_review(change: SystemChange, review: ChangeReview) -> bool:
    """Whether a review was made by the one who carries the change out."""
    return change.implemented_by is not None and spelling(review.by) == spelling(change.implemented_by)


def counting_reviews(change: SystemChange) -> tuple[ChangeReview, ...]:
    """Return the reviews that count: one of each person, not the one who carries it out, none after the beginning."""
    begun = begun_on(change)
    found: dict[str, ChangeReview] = {}
    for review in change.reviews:
        late = begun is not None and review.date is not None and review.date > begun
        if not late and not is_own_review(change, review):
            found.setdefault(spelling(review.by), review)
    return tuple(found.values())


def needs_rollback(change: SystemChange) -> bool:
    """Whether a change needs a way back; that of a document is its revision before."""
    return change.type is not ChangeType.DOCUMENT


def gaps_of(change: SystemChange) -> tuple[ChangeGap, ...]:
    """Return what a change that was begun lacks; one that is only planned may still get all of it."""
    begun = begun_on(change)
    return tuple(_gaps(change, begun)) if begun is not None else ()


def _gaps(change: SystemChange, begun: date) -> Iterator[ChangeGap]:
    if change.approved_on is None:
        yield ChangeGap.NOT_APPROVED
    elif change.approved_on > begun:
        yield ChangeGap.APPROVED_LATE
    if len(counting_reviews(change)) < FEWEST_REVIEWS:
        yield ChangeGap.TOO_FEW_REVIEWS
    if any(is_own_review(change, review) for review in change.reviews):
        yield ChangeGap.REVIEWED_BY_IMPLEMENTER
    if needs_rollback(change):
        if change.rollback is None:
            yield ChangeGap.WITHOUT_ROLLBACK
        elif change.rollback.tested_on is None or change.rollback.tested_on > begun:
            yield ChangeGap.ROLLBACK_NOT_TRIED
    if change.done_on is not None and change.result is None:
        yield ChangeGap.WITHOUT_RESULT
