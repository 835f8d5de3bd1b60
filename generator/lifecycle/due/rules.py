"""The rules by which deadlines are set and lateness is told: the built-in table with the organization's own rows on it.

The built-in figures are examples; each can be set in `policy.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.graph import Graph
from generator.kinds.calendar import Calendar
from generator.kinds.capa import RiskSeverity
from generator.kinds.policy import DeadlineItem, EscalationLevel, Policy, SeverityDays
from generator.lifecycle.due.cycles import Cycle, cycle_of
from generator.lifecycle.due.working_days import WorkingDays, working_days
from generator.model.vocabulary import spelling
from generator.wording import N_

_SEVERITIES = (RiskSeverity.CRITICAL, RiskSeverity.MAJOR, RiskSeverity.MINOR)
# Days for critical, major and minor; None where there is no deadline.
_DAYS: Mapping[DeadlineItem, tuple[int | None, int | None, int | None]] = {
    DeadlineItem.TRIAGE: (1, 3, 5),
    DeadlineItem.REPORTABILITY: (1, 3, 10),
    DeadlineItem.INVESTIGATION: (10, 20, 30),
    DeadlineItem.IMPLEMENTATION: (30, 60, 90),
    DeadlineItem.VERIFICATION: (10, 20, 30),
    DeadlineItem.WINDOW_MIN: (30, 60, 90),
    DeadlineItem.WINDOW_MAX: (90, 180, 365),
    DeadlineItem.CLOSING: (10, 20, 30),
    DeadlineItem.HOT_REVIEW: (3, 3, None),
    DeadlineItem.REVIEW: (10, 20, 30),
}
_IN_WORKING_DAYS = (DeadlineItem.TRIAGE,)

REMINDER = "E0"
_LEVELS = (
    EscalationLevel(level=REMINDER, title=N_("Reminder"), to=(N_("Owner"),)),
    EscalationLevel(level="E1", title=N_("Overdue"), to=(N_("Owner"), N_("Head of the department")), overdue_days=1),
    EscalationLevel(level="E2", title=N_("To quality"), to=(N_("Quality coordinator"),), overdue_days=7, extensions=2),
    EscalationLevel(
        level="E3",
        title=N_("To the management representative"),
        to=(N_("Management representative"),),
        overdue_days=30,
        by_severity=(SeverityDays(severity=RiskSeverity.CRITICAL, days=3),),
        stage_factor=2,
        management_review=True,
    ),
    EscalationLevel(
        level="E4",
        title=N_("To the management review"),
        to=(N_("Management review"), N_("General manager")),
        overdue_days=60,
        by_severity=(SeverityDays(severity=RiskSeverity.CRITICAL, days=7),),
        recurrence=True,
        management_review=True,
    ),
)
# Classes of documents as many organizations have them, and what holds where a record says nothing.
_CYCLES: Mapping[str, int] = {"A": 6, "B": 12, "C": 36, "document": 12, "restore_test": 6, "recovery_test": 12}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long something may take."""

    days: int
    in_working_days: bool = False


def _built_in() -> dict[tuple[DeadlineItem, RiskSeverity], Allowance]:
    return {
        (item, severity): Allowance(days, item in _IN_WORKING_DAYS)
        for item, row in _DAYS.items()
        for severity, days in zip(_SEVERITIES, row, strict=True)
        if days is not None
    }


@dataclass(frozen=True)
class DeadlineRules:
    """What follows from policy and calendar; made once a run by `deadline_rules`.

    `levels` are in the order of their codes, `cycles` by the spelling of their names, `ageing` the last day of each
    group of ages but the last, `unassessed` the severity that counts before the risk was assessed.
    """

    allowances: Mapping[tuple[DeadlineItem, RiskSeverity], Allowance] = field(default_factory=_built_in)
    levels: tuple[EscalationLevel, ...] = _LEVELS
    reminders: tuple[int, ...] = (10, 3)
    cycles: Mapping[str, Cycle] = field(default_factory=lambda: _named(_CYCLES))
    ageing: tuple[int, ...] = (30, 60, 90)
    unassessed: RiskSeverity = RiskSeverity.MAJOR
    working: WorkingDays = field(default_factory=WorkingDays)

    def allowance(self, item: DeadlineItem, severity: RiskSeverity | None) -> Allowance | None:
        """Return how long `item` may take, None where nothing is set for it."""
        return self.allowances.get((item, severity or self.unassessed))

    def ends(self, start: date, allowance: Allowance) -> date:
        """Return the last day of what begins on `start`."""
        if allowance.in_working_days:
            return self.working.after(start, allowance.days)
        return start + timedelta(days=min(allowance.days, (date.max - start).days))

    def cycle(self, text: str | None, otherwise: str = "") -> Cycle | None:
        """Return the cycle that `text` names or tells; that of `otherwise` where there is no text."""
        if not text:
            return self.cycles.get(spelling(otherwise))
        return self.cycles.get(spelling(text)) or cycle_of(text)

    @property
    def reminder_days(self) -> int:
        """How many days before a deadline it is first called to mind, 0 for never."""
        return max(self.reminders, default=0)

    def level(self, code: str) -> EscalationLevel | None:
        """Return the level with this code, or None."""
        return next((one for one in self.levels if one.level == code), None)

    def for_management(self) -> frozenset[str]:
        """Return the codes of the levels that the management review lists."""
        return frozenset(one.level for one in self.levels if one.management_review)

    def payload(self) -> dict[str, Any]:
        """Return what the browser needs to reckon the same, as plain values for JSON."""
        return {
            "levels": [_plain(one) for one in self.levels],
            "reminder_days": self.reminder_days,
            "ageing": list(self.ageing),
            "weekend": sorted(self.working.weekend),
            "holidays": sorted(day.isoformat() for day in self.working.holidays),
            "worked_instead": sorted(day.isoformat() for day in self.working.worked_instead),
        }


def _plain(level: EscalationLevel) -> dict[str, Any]:
    return {
        "code": level.level,
        "overdue_days": level.overdue_days or 0,
        "by_severity": {str(one.severity): one.days for one in level.by_severity},
        "extensions": level.extensions or 0,
        "stage_factor": level.stage_factor or 0,
        "recurrence": bool(level.recurrence),
    }


def _named(months: Mapping[str, int]) -> dict[str, Cycle]:
    return {spelling(name): Cycle(months=number) for name, number in months.items()}


def deadline_rules(graph: Graph) -> DeadlineRules:
    """Return the rules of an organization: what its policy says, and the built-in ones for the rest."""
    working = working_days(graph.of(Calendar))
    policy = next(iter(graph.of(Policy)), None)
    if policy is None:
        return DeadlineRules(working=working)
    own = {(one.item, one.severity): Allowance(one.days, one.working_days) for one in policy.deadlines}
    return DeadlineRules(
        _built_in() | own,
        _levels(policy),
        policy.reminders,
        _named({**_CYCLES, **{one.name: one.months for one in policy.review_cycles}}),
        tuple(sorted(set(policy.ageing))),
        policy.severity_unassessed,
        working,
    )


def _levels(policy: Policy) -> tuple[EscalationLevel, ...]:
    """Return all levels by code; a field that the policy leaves out is that of the built-in level."""
    levels = {one.level: one for one in _LEVELS}
    for row in policy.escalation:
        known = levels.get(row.level)
        said = {name: getattr(row, name) for name in row.model_fields_set}
        levels[row.level] = known.model_copy(update=said) if known is not None else row
    return tuple(levels[code] for code in sorted(levels))
