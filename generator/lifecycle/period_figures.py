"""The figures of a period for the management review: what happened, what was done, what is late, what came of it.

Inputs of ISO 13485:2016 5.6.2 and NMPA GMP 2025 article 129 as far as records hold them. Counts say of how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from generator.kinds.capa import Capa, CapaState, Conclusion
from generator.kinds.change import ChangeResult, SystemChange
from generator.kinds.drill import Drill, DrillResult, DrillStatus
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.revision import Revision
from generator.kinds.training import TrainingRecord
from generator.lifecycle.capa.recurrence import failed_on
from generator.lifecycle.capa.state import ENDED
from generator.lifecycle.durations import durations
from generator.lifecycle.facts import Facts


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both included, with a name such as 2026 or 2026-Q3."""

    name: str
    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in the period; an unknown day does not."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What the records say of a period.

    Durations are medians over the incidents whose times are known, with their number. `open_at_end` and `late_at_end`
    are reckoned for the last day of the period, or for today while it runs.
    """

    period: Period
    incidents: tuple[Postmortem, ...]
    by_severity: Mapping[str, int]
    by_system: Mapping[str, int]
    by_failure_mode: Mapping[str, int]
    by_cause: Mapping[str, int]
    time_to_restore: tuple[timedelta | None, int]
    time_to_detect: tuple[timedelta | None, int]
    opened: tuple[Capa, ...]
    closed: tuple[Capa, ...]
    cancelled: tuple[Capa, ...]
    open_at_end: tuple[Capa, ...]
    late_at_end: tuple[Capa, ...]
    judged: Mapping[Conclusion, int]
    failed: tuple[Capa, ...]
    revisions: tuple[Revision, ...]
    drills: tuple[Drill, ...]
    drills_passed: int
    changes: tuple[SystemChange, ...]
    changes_undone: int
    trainings: tuple[TrainingRecord, ...]
    trained: tuple[int, int]


def periods(facts: Facts) -> tuple[Period, ...]:
    """Return the years in which something happened, the newest first, each after its quarters if it is new enough."""
    days = [one.started_at.day for one in facts.graph.of(Postmortem)]
    days += [one.opened_on for one in facts.graph.of(Capa)]
    years = sorted({day.year for day in days if day <= facts.today}, reverse=True)
    found: list[Period] = []
    for year in years:
        if facts.today.year - year < 2:
            found += [one for one in _quarters(year) if one.first <= facts.today]
        found.append(Period(str(year), date(year, 1, 1), date(year, 12, 31)))
    return tuple(found)


def _quarters(year: int) -> tuple[Period, ...]:
    starts = [date(year, month, 1) for month in (1, 4, 7, 10)]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), date(year, 12, 31)]
    rows = enumerate(zip(starts, ends, strict=True), 1)
    return tuple(reversed([Period(f"{year}-Q{number}", first, last) for number, (first, last) in rows]))


def figures_of(period: Period, facts: Facts) -> PeriodFigures:
    """Return the figures of a period."""
    graph = facts.graph
    end = min(period.last, facts.today)
    incidents = tuple(
        one
        for one in graph.of(Postmortem)
        if period.has(one.started_at.day) and one.status is not PostmortemStatus.VOID
    )
    capas = graph.of(Capa)
    spans = [durations(one) for one in incidents]
    drills = tuple(one for one in graph.of(Drill) if one.status is DrillStatus.HELD and period.has(one.held_on))
    changes = tuple(one for one in graph.of(SystemChange) if period.has(one.done_on))
    trainings = tuple(one for one in graph.of(TrainingRecord) if period.has(one.held_on))
    checks = [check for capa in capas if capa.effectiveness for check in capa.effectiveness.checks]
    open_ = tuple(capa for capa in capas if capa.opened_on <= end and _state_on(capa, end) not in ENDED)
    return PeriodFigures(
        period=period,
        incidents=incidents,
        by_severity=_counted(incidents, lambda one: [one.severity]),
        by_system=_counted(incidents, lambda one: one.systems),
        by_failure_mode=_counted(incidents, lambda one: [one.failure_mode] if one.failure_mode else []),
        by_cause=_counted(incidents, lambda one: [str(row.category) for row in one.causes if row.category]),
        time_to_restore=_median(span.time_to_restore for span in spans),
        time_to_detect=_median(span.time_to_detect for span in spans),
        opened=tuple(capa for capa in capas if period.has(capa.opened_on)),
        closed=_reached(capas, CapaState.CLOSED, period),
        cancelled=_reached(capas, CapaState.CANCELLED, period),
        open_at_end=open_,
        late_at_end=tuple(capa for capa in open_ if _is_late(capa, end)),
        judged=Counter(check.conclusion for check in checks if check.conclusion and period.has(check.date)),
        failed=tuple(capa for capa in capas if any(period.has(day) for day in failed_on(capa, graph, facts.today))),
        revisions=tuple(
            revision
            for revision in graph.of(Revision)
            if period.has(revision.effective_on) and revision.effective_on <= facts.today
        ),
        drills=drills,
        drills_passed=sum(one.result is DrillResult.PASSED for one in drills),
        changes=changes,
        changes_undone=sum(one.result in (ChangeResult.ROLLED_BACK, ChangeResult.FAILED) for one in changes),
        trainings=trainings,
        trained=(
            sum(row.trained for one in trainings for row in one.attendance),
            sum(row.planned for one in trainings for row in one.attendance),
        ),
    )


def _counted(incidents: Iterable[Postmortem], values: Callable[[Postmortem], Iterable[str]]) -> Mapping[str, int]:
    """Return how many incidents have each value, the most frequent first."""
    counts = Counter(value for one in incidents for value in dict.fromkeys(values(one)))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _median(spans: Iterable[timedelta | None]) -> tuple[timedelta | None, int]:
    known = [span.total_seconds() for span in spans if span is not None]
    return (timedelta(seconds=median(known)) if known else None), len(known)


def _state_on(capa: Capa, day: date) -> CapaState:
    entries = [entry.to for entry in capa.log if entry.at.day <= day]
    return entries[-1] if entries else CapaState.DRAFT


def _reached(capas: Iterable[Capa], state: CapaState, period: Period) -> tuple[Capa, ...]:
    return tuple(capa for capa in capas if any(entry.to is state and period.has(entry.at.day) for entry in capa.log))


def _is_late(capa: Capa, day: date) -> bool:
    """Whether an action was late on a day, by the deadline that held then."""
    for action in capa.actions:
        known = [row.due for row in action.due if row.set_on is None or row.set_on <= day]
        done = action.done_on is not None and action.done_on <= day
        waived = action.waived is not None and (action.waived.date is None or action.waived.date <= day)
        if known and not done and not waived and known[-1] < day:
            return True
    return False
