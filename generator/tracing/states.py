"""How far each node is: a word of the theme's badges and what people read for it."""

from __future__ import annotations

from datetime import date

from generator.kinds.base import Cause, Confidence
from generator.kinds.capa import (
    Capa,
    CapaAction,
    CapaState,
    Conclusion,
    EffectivenessCheck,
)
from generator.kinds.change import ChangeResult, SystemChange
from generator.kinds.drill import Drill, DrillResult, DrillStatus
from generator.kinds.postmortem import Postmortem
from generator.kinds.training import TrainingRecord
from generator.lifecycle.capa.actions import settled
from generator.lifecycle.capa.state import action_status, state_of
from generator.wording import N_

State = tuple[str, str]
NOTHING: State = ("", "")
NOT_ON_RECORD: State = ("overdue", N_("Not on record"))
NOT_RELEASED: State = ("draft", N_("Not released"))
LIVE: State = ("effective", N_("Lives with its records"))
RETIRED: State = ("superseded", N_("Retired"))

_CAPA_WORDS = {
    CapaState.DRAFT: "draft",
    CapaState.OPEN: "open",
    CapaState.INVESTIGATING: "in_progress",
    CapaState.PLANNED: "in_progress",
    CapaState.IMPLEMENTING: "in_progress",
    CapaState.VERIFYING: "in_review",
    CapaState.MONITORING: "in_review",
    CapaState.CLOSING: "in_review",
    CapaState.CLOSED: "closed",
    CapaState.CANCELLED: "withdrawn",
}
_CONCLUSION_WORDS = {
    Conclusion.EFFECTIVE: "verified",
    Conclusion.PARTIAL: "in_review",
    Conclusion.INCONCLUSIVE: "in_review",
    Conclusion.INEFFECTIVE: "overdue",
}
_DRILL_WORDS = {DrillResult.PASSED: "verified", DrillResult.PARTLY: "in_review", DrillResult.FAILED: "overdue"}


def of_postmortem(record: Postmortem) -> State:
    """Return the state of an incident: that of its review."""
    return record.status.value, record.status.label


def of_capa(capa: Capa, *, late: bool) -> State:
    """Return the state of a CAPA; what is late is said to be."""
    state = state_of(capa)
    return ("overdue" if late else _CAPA_WORDS[state]), state.label


def of_cause(cause: Cause) -> State:
    """Return how sure a cause is."""
    if cause.confidence is None:
        return "draft", N_("Not said how sure")
    return ("verified" if cause.confidence is Confidence.CONFIRMED else "in_review"), cause.confidence.label


def of_action(action: CapaAction, today: date, *, ended: bool) -> State:
    """Return the state of an action; in an ended CAPA nothing is late."""
    if action.waived is not None:
        return "withdrawn", N_("Waived")
    if not ended and not settled(action) and action.due and action.due[-1].due < today:
        return "overdue", N_("Overdue")
    status = action_status(action)
    return status.value, status.label


def of_change(change: SystemChange) -> State:
    """Return the state of a change."""
    if change.result is not None:
        return ("closed" if change.result is ChangeResult.WORKED else "withdrawn"), change.result.label
    if change.done_on is not None:
        return "done", N_("Done")
    return ("approved", N_("Approved")) if change.approved_on else ("open", N_("Open"))


def of_drill(drill: Drill) -> State:
    """Return how a drill went, or that it is planned."""
    if drill.status is not DrillStatus.HELD:
        return ("draft" if drill.status is DrillStatus.PLANNED else "withdrawn"), drill.status.label
    return (_DRILL_WORDS[drill.result], drill.result.label) if drill.result else ("done", drill.status.label)


def of_check(check: EffectivenessCheck) -> State:
    """Return what an effectiveness check concluded."""
    if check.conclusion is None:
        return "draft", N_("No conclusion")
    return _CONCLUSION_WORDS[check.conclusion], check.conclusion.label


def of_training(training: TrainingRecord, today: date) -> State:
    """Return whether a training was held."""
    if training.held_on is not None and training.held_on <= today:
        return "done", N_("Held")
    late = training.due_on is not None and training.due_on < today
    return ("overdue" if late else "draft"), N_("Not yet held")
