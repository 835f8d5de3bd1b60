"""The state of a CAPA: what its log says, and nothing else."""

from __future__ import annotations

from generator.kinds.base import ActionStatus
from generator.kinds.capa import Capa, CapaAction, CapaState

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


def state_of(capa: Capa) -> CapaState:
    """Return the state after the last entry of the log; a CAPA without a log is a draft."""
    return capa.log[-1].to if capa.log else CapaState.DRAFT


def has_reached(capa: Capa, state: CapaState) -> bool:
    """Whether the CAPA is now at `state` or beyond it."""
    now = state_of(capa)
    return now in STATE_ORDER and STATE_ORDER.index(now) >= STATE_ORDER.index(state)


def action_status(action: CapaAction) -> ActionStatus:
    """Return how far an action is, from its dates."""
    if action.verified is not None:
        return ActionStatus.VERIFIED
    if action.done_on is not None:
        return ActionStatus.DONE
    return ActionStatus.IN_PROGRESS if action.started_on is not None else ActionStatus.OPEN
