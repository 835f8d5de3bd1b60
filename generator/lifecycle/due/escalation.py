"""How late something is on a day, and who is to be told: one reckoning for everything that has a deadline.

The browser reckons the same in `site/theme/assets/fupan/deadlines.js`; `tests/cases/deadlines` holds both to one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from generator.kinds.policy import EscalationLevel
from generator.lifecycle.due.rules import REMINDER, DeadlineRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The dates from which lateness follows; pages hold them, so that the browser can go on reckoning.

    `original_due` is the first deadline, where it was moved. `since` and `allotted` are the beginning of the stage and the
    days that it may take, None where it is no stage. `recurred` says that a closed matter came back.
    """

    due: date
    original_due: date | None = None
    working_days: bool = False
    severity: str = ""
    extensions: int = 0
    since: date | None = None
    allotted: int | None = None
    recurred: bool = False

    def payload(self) -> dict[str, object]:
        """Return the clock as plain values for JSON; what says nothing is left out."""
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value
        }


@dataclass(frozen=True, slots=True)
class Lateness:
    """What the clock says on a day.

    `days_left` is less than 0 when it is late; `level` is empty while nobody needs to be told, `bucket` while it is not
    late. Days are working days where the clock counts in them.
    """

    days_left: int
    days_overdue: int
    days_overdue_original: int
    level: str
    bucket: str


def lateness(clock: Clock, rules: DeadlineRules, today: date) -> Lateness:
    """Return how late something is on `today`, against its present and its first deadline, and its level."""
    left = days_until(clock.due, today, rules, working=clock.working_days)
    late = max(-left, 0)
    first = days_until(clock.original_due or clock.due, today, rules, working=clock.working_days)
    age = (today - clock.since).days if clock.since is not None else 0
    reached = [one.level for one in rules.levels if _is_reached(one, clock, left, age, rules.reminder_days)]
    return Lateness(
        left, late, max(-first, 0), reached[-1] if reached else "", bucket(late, rules.ageing) if late else ""
    )


def days_until(due: date, today: date, rules: DeadlineRules, *, working: bool) -> int:
    """Return how many days are left until `due`, less than 0 when it has passed."""
    return rules.working.between(today, due) if working else (due - today).days


def _is_reached(level: EscalationLevel, clock: Clock, left: int, age: int, reminder: int) -> bool:
    if level.level == REMINDER and reminder and left <= reminder:
        return True
    own = {str(one.severity): one.days for one in level.by_severity}
    late = own.get(clock.severity, level.overdue_days)
    too_long = level.stage_factor and clock.allotted and age > level.stage_factor * clock.allotted
    return bool(
        (late and -left >= late)
        or (level.extensions and clock.extensions >= level.extensions)
        or too_long
        or (level.recurrence and clock.recurred)
    )


def bucket(days: int, limits: Sequence[int]) -> str:
    """Return the group of ages to which a number of days belongs, such as `31–60` or `>90`."""
    first = 0
    for last in limits:
        if days <= last:
            return f"{first}–{last}"
        first = last + 1
    return f">{limits[-1]}" if limits else ""


def buckets(limits: Sequence[int]) -> tuple[str, ...]:
    """Return all groups of ages in their order."""
    return (*(bucket(last, limits) for last in limits), *((f">{limits[-1]}",) if limits else ()))
