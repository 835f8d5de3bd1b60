"""The watch for recurrence: whether what a CAPA acts against has happened again since it was done.

ISO 13485:2016 8.5.2 f (review of effectiveness). The same system and the same failure mode count as the same thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from weakref import WeakKeyDictionary

from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState, Conclusion, EffectivenessCheck, LogEntry
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.lifecycle.capa.state import round_began, state_of
from generator.lifecycle.due.cycles import Cycle

_ID = re.compile(r"(?:PM|CAPA)-\d+-\d+")
_NOT_EFFECTIVE = (Conclusion.INEFFECTIVE, Conclusion.PARTIAL)
WATCHED = (CapaState.MONITORING, CapaState.CLOSING, CapaState.CLOSED)
_Key = tuple[str, str]
_One = TypeVar("_One", Postmortem, Capa)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An incident in the watch over a CAPA; `justified` says that a check lists it and says why it does not count."""

    postmortem: Postmortem
    justified: bool


@dataclass(frozen=True)
class _Index:
    """The records that could meet, by system and failure mode; `watches` are noted as they are asked for."""

    incidents: Mapping[_Key, tuple[Postmortem, ...]]
    capas: Mapping[_Key, tuple[Capa, ...]]
    watches: dict[tuple[str, date], tuple[date, date] | None] = field(default_factory=dict)

    def watch(self, capa: Capa, today: date) -> tuple[date, date] | None:
        """Return the watch over one of `capas`."""
        key = capa.id, today
        if key not in self.watches:
            self.watches[key] = watch_of(capa, today)
        return self.watches[key]


# A graph never changes, so what follows from it alone need be reckoned once.
_INDEXES: WeakKeyDictionary[Graph, _Index] = WeakKeyDictionary()


def last_done(capa: Capa, day: date | None = None) -> date | None:
    """Return when the last of its actions was done, until `day`; None where none was. Waived ones do not count."""
    days = [action.done_on for action in capa.actions if action.done_on and action.waived is None]
    return max((one for one in days if day is None or one <= day), default=None)


def watched_from(done: date | None, entries: Iterable[LogEntry]) -> date | None:
    """Return the day after which the watch runs: that on which the last action was `done`; None where none was.

    In a round that began later than that, its beginning: what led to the reopening is not a failure once more.
    """
    began = round_began(entries)
    return max(done, began) if done is not None and began is not None else done


def window_end(begin: date, days: int | None) -> date:
    """Return the last day of a watch of so many days; the calendar's last day where it would be passed."""
    return Cycle(days=days or 0).after(begin)


def latest_check(capa: Capa, day: date | None = None) -> EffectivenessCheck | None:
    """Return the latest effectiveness check until `day`; one without a date counts as of today.

    Of several on one day the last row counts, because rows are added at the end.
    """
    found = latest_check_place(capa, day)
    return capa.effectiveness.checks[found] if found is not None and capa.effectiveness else None


def latest_check_place(capa: Capa, day: date | None = None) -> int | None:
    """Return the place of `latest_check` among the checks; None where there is none."""
    checks = capa.effectiveness.checks if capa.effectiveness else ()
    days = {place: check.date or date.max for place, check in enumerate(checks) if _is_known(check, day)}
    return max(days, key=lambda place: (days[place], place), default=None)


def _is_known(check: EffectivenessCheck, day: date | None) -> bool:
    return day is None or check.date is None or check.date <= day


def watch_of(capa: Capa, today: date) -> tuple[date, date] | None:
    """Return the days after the first and until the second on which a recurrence counts; None when none does.

    The watch begins with the last action, or with the round. It ends on the day of the check that followed; until then it goes on. Of a
    closed CAPA the whole window counts that its plan asked for, so an incident that is told late counts as well.
    """
    state = state_of(capa)
    begin = watched_from(last_done(capa, today), capa.log)
    if state not in WATCHED or begin is None:
        return None
    check = latest_check(capa, today)
    checked = check.date if check is not None and check.date is not None and check.date > begin else None
    if checked is None or (state is CapaState.MONITORING):
        return begin, today
    plan = capa.effectiveness.plan if capa.effectiveness else None
    planned = window_end(begin, plan.window_days) if plan else checked
    end = max(checked, planned) if state is CapaState.CLOSED else checked
    return begin, min(end, today)


def recurrences_of(capa: Capa, graph: Graph, today: date) -> tuple[Recurrence, ...]:
    """Return the incidents of the same kind in the watch over a CAPA, the earliest first."""
    watch = watch_of(capa, today)
    return between(capa, graph, *watch) if watch is not None else ()


def between(capa: Capa, graph: Graph, begin: date, end: date) -> tuple[Recurrence, ...]:
    """Return the incidents of the same system and failure mode after `begin` and until `end`."""
    if capa.failure_mode is None:
        return ()
    incidents = _index(graph).incidents
    found = {
        one.id: one
        for system in capa.systems
        for one in incidents.get((system, capa.failure_mode), ())
        if begin < one.started_at.day <= end
    }
    rows = sorted(found.values(), key=lambda one: (one.started_at.order, one.id))
    return tuple(Recurrence(one, _is_justified(one.id, capa)) for one in rows)


def failed_by(capa: Capa, graph: Graph, today: date) -> tuple[Postmortem, ...]:
    """Return the incidents that show that a closed CAPA did not work; empty while it is not closed."""
    if state_of(capa) is not CapaState.CLOSED:
        return ()
    return tuple(row.postmortem for row in recurrences_of(capa, graph, today) if not row.justified)


def judged_failed(capa: Capa, today: date) -> EffectivenessCheck | None:
    """Return the latest check of a closed CAPA where it says, whenever it was made, that the actions did not do."""
    check = latest_check(capa, today) if state_of(capa) is CapaState.CLOSED else None
    return check if check is not None and check.conclusion in _NOT_EFFECTIVE else None


def failed_on(capa: Capa, graph: Graph, today: date) -> tuple[date, ...]:
    """Return the days of all that shows that a closed CAPA did not work: incidents, and a check that says so."""
    check = judged_failed(capa, today)
    days = [one.started_at.day for one in failed_by(capa, graph, today)]
    return tuple(sorted([*days, *([check.date or today] if check is not None else [])]))


def breaks_capas(postmortem: Postmortem, graph: Graph, today: date) -> tuple[Capa, ...]:
    """Return the CAPAs in whose watch a post-mortem falls without being justified there, by id."""
    if postmortem.failure_mode is None or postmortem.status is PostmortemStatus.VOID:
        return ()
    index = _index(graph)
    keys = [(system, postmortem.failure_mode) for system in postmortem.systems]
    near = {one.id: one for key in keys for one in index.capas.get(key, ())}
    return tuple(
        capa
        for _, capa in sorted(near.items())
        if (watch := index.watch(capa, today)) is not None
        and watch[0] < postmortem.started_at.day <= watch[1]
        and not _is_justified(postmortem.id, capa)
    )


def _is_justified(identifier: str, capa: Capa) -> bool:
    """Whether an entry of a check begins with the incident's number and says more than numbers."""
    checks = capa.effectiveness.checks if capa.effectiveness else ()
    own = re.compile(rf"\s*{re.escape(identifier)}(?![0-9A-Za-z-])")
    rows = [text for check in checks for text in check.recurrences if own.match(text)]
    return any(any(sign.isalpha() for sign in _ID.sub("", text)) for text in rows)


def _index(graph: Graph) -> _Index:
    found = _INDEXES.get(graph)
    if found is None:
        incidents = (one for one in graph.of(Postmortem) if one.status is not PostmortemStatus.VOID)
        found = _INDEXES[graph] = _Index(_by_key(incidents), _by_key(graph.of(Capa)))
    return found


def _by_key(records: Iterable[_One]) -> Mapping[_Key, tuple[_One, ...]]:
    groups: dict[_Key, list[_One]] = defaultdict(list)
    for one in records:
        if one.failure_mode is not None:
            for system in one.systems:
                groups[system, one.failure_mode].append(one)
    return {key: tuple(rows) for key, rows in groups.items()}
