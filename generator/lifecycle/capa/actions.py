"""What the lists of an action say: whether it is settled, how often it was moved, whether a change belongs to it."""

from __future__ import annotations

from generator.kinds.capa import Capa, CapaAction
from generator.wording import N_

# What people read in place of `na`.
NO_CHANGE = N_("no change needed")
_NOT_APPLICABLE = ("na", "n/a", "无", "不适用")


def settled(action: CapaAction) -> bool:
    """Whether nothing is left to do: the action is done, verified or waived."""
    return action.done_on is not None or action.verified is not None or action.waived is not None


def names_change(reference: str) -> bool:
    """Whether an entry of `change_refs` is a change; `na` says that the action needs none."""
    return reference.strip().casefold() not in _NOT_APPLICABLE


def extensions(capa: Capa) -> int:
    """Return how often deadlines of its actions were moved, in all."""
    return sum(max(len(action.due) - 1, 0) for action in capa.actions)
