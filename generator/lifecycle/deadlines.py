"""What is due when, and by how many days it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.kinds.base import ActionStatus
from generator.kinds.capa import Capa, CapaAction
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa_state import ENDED, state_of


@dataclass(frozen=True, slots=True)
class ActionDue:
    """An open action of a CAPA with its current deadline."""

    action: CapaAction
    due: date


def settled(action: CapaAction) -> bool:
    """Whether nothing is left to do: the action is done, verified or waived."""
    return action.done_on is not None or action.verified is not None or action.waived is not None


def extensions(capa: Capa) -> int:
    """Return how often deadlines of its actions were moved, in all."""
    return sum(max(len(action.due) - 1, 0) for action in capa.actions)


def open_actions(capa: Capa) -> tuple[ActionDue, ...]:
    """Return the actions that are not settled and have a deadline, the earliest first."""
    if state_of(capa) in ENDED:
        return ()
    rows = [ActionDue(action, action.due[-1].due) for action in capa.actions if action.due and not settled(action)]
    return tuple(sorted(rows, key=lambda row: (row.due, row.action.id)))


def next_due(capa: Capa) -> date | None:
    """Return the earliest deadline that is still open: an action's, or the effectiveness check's."""
    days = [row.due for row in open_actions(capa)]
    plan = capa.effectiveness.plan if capa.effectiveness else None
    if (
        plan is not None
        and plan.due is not None
        and state_of(capa) not in ENDED
        and not (capa.effectiveness and capa.effectiveness.checks)
    ):
        days.append(plan.due)
    return min(days, default=None)


def days_overdue(capa: Capa, today: date) -> int:
    """Return by how many days the CAPA is late, 0 when it is not."""
    due = next_due(capa)
    return max((today - due).days, 0) if due else 0


def actions_overdue(postmortem: Postmortem, today: date) -> int:
    """Return by how many days the latest open action of a post-mortem is late, 0 when none is."""
    ended = (ActionStatus.DONE, ActionStatus.VERIFIED, ActionStatus.CLOSED)
    days = [
        (today - action.due).days
        for action in postmortem.actions
        if action.due is not None and action.done_on is None and action.status not in ended
    ]
    return max([0, *days])
