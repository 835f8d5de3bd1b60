"""The state of a CAPA: what its log says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.kinds.base import ActionStatus
from generator.kinds.capa import Capa, CapaAction, CapaState, LogEntry

# The order in which a CAPA normally passes through its states.
STATE_ORDER = (
    CapaState.DRAFT,
    CapaState.OPEN,
    CapaState.INVESTIGATING,
    CapaState.PLANNED,
    CapaState.IMPLEMENTING,
    CapaState.VERIFYING,
    CapaState.MONITORING,
    CapaState.CLOSING,
    CapaState.CLOSED,
)
ENDED = (CapaState.CLOSED, CapaState.CANCELLED)
# A way back to one of these begins the work anew: what was shown before does not show the new work.
_ROUNDS = (CapaState.DRAFT, CapaState.INVESTIGATING, CapaState.IMPLEMENTING)


def state_of(capa: Capa) -> CapaState:
    """Return the state after the last entry of the log; a CAPA without a log is a draft."""
    return capa.log[-1].to if capa.log else CapaState.DRAFT


def stage_entered_on(capa: Capa) -> date:
    """Return the day on which the CAPA came into the state in which it is."""
    return capa.log[-1].at.day if capa.log else capa.opened_on


def age_in_days(capa: Capa, today: date) -> int:
    """Return how many days old a CAPA is; the age of one that has ended stands still."""
    return ((stage_entered_on(capa) if state_of(capa) in ENDED else today) - capa.opened_on).days


def has_reached(capa: Capa, state: CapaState) -> bool:
    """Whether the CAPA is now at `state` or beyond it."""
    now = state_of(capa)
    return now in STATE_ORDER and STATE_ORDER.index(now) >= STATE_ORDER.index(state)


def is_back(from_: CapaState, to: CapaState) -> bool:
    """Whether a transition leads to an earlier state of the usual way."""
    return from_ in STATE_ORDER and to in STATE_ORDER and STATE_ORDER.index(to) < STATE_ORDER.index(from_)


def went_back(entries: Iterable[LogEntry], *states: CapaState) -> date | None:
    """Return the day on which a log last went back to one of `states`; None where it never did.

    What was cancelled and taken up again went back as well.
    """
    state, day = CapaState.DRAFT, None
    for entry in entries:
        if entry.to in states and (is_back(state, entry.to) or state is CapaState.CANCELLED):
            day = entry.at.day
        state = entry.to
    return day


def round_began(entries: Iterable[LogEntry]) -> date | None:
    """Return the day on which the work began anew, after a reopening or another way back; None in the first round."""
    return went_back(entries, *_ROUNDS)


def action_status(action: CapaAction) -> ActionStatus:
    """Return how far an action is, from its dates; one that is waived will not be done."""
    if action.waived is not None:
        return ActionStatus.WAIVED
    if action.verified is not None and action.verified.passed is not False:
        return ActionStatus.VERIFIED
    if action.done_on is not None:
        return ActionStatus.DONE
    return ActionStatus.IN_PROGRESS if action.started_on is not None else ActionStatus.OPEN
