"""The order of steps: phase, then what must come before what, then which was seen first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic, Span
from generator.kinds.base import StepOperation
from generator.procedures.merging import rules
from generator.procedures.merging.contributions import Contribution

# What orders steps that no demand orders: own first, then day, source, place, key.
Rank = tuple[bool, date, str, int, str]
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Demand:
    """That the step `earlier` comes before the step `later`, because `part` says so in its field `field`."""

    earlier: str
    later: str
    part: Contribution
    field: str
    number: int

    @property
    def place(self) -> Span:
        """Where the demand was written."""
        return self.part.place(self.field, self.number)

    @property
    def cited(self) -> str:
        """The record that demands it, with file and line."""
        return self.part.cited(self.field, self.number)

    @property
    def order(self) -> tuple[Rank, str, int]:
        """The key that tells the later of two demands."""
        return self.part.order, self.field, self.number


def demands_of(part: Contribution) -> Iterable[Demand]:
    """Yield what a contribution demands of the order."""
    for number, key in enumerate(part.before):
        yield Demand(part.key, key, part, "before", number)
    for number, key in enumerate(part.after):
        yield Demand(key, part.key, part, "after", number)


def valid_demands(
    parts: Iterable[Contribution], keys: Iterable[str], settled: Iterable[str] | None
) -> tuple[dict[Edge, Demand], set[Edge]]:
    """Return the demands among the steps `keys`, each once, and those that were turned round; `parts` come in order.

    A record that reorders a step turns round what was demanded of the same two steps by the owner, or by a record
    that has been released (`settled` are the ids of such sources, None says all). Two fresh records that contradict
    each other stay, and make a circle.
    """
    known, yielding = set(keys), None if settled is None else set(settled)
    found: dict[Edge, Demand] = {}
    turned: set[Edge] = set()
    for part in parts:
        if not part.before and not part.after:
            continue
        for demand in demands_of(part):
            if demand.earlier not in known or demand.later not in known:
                continue
            opposite = found.get((demand.later, demand.earlier))
            if opposite is not None and part.op is StepOperation.REORDER and demand.earlier != demand.later:
                yields = opposite.part.own or opposite.part.source == part.source
                if yields or yielding is None or opposite.part.source in yielding:
                    del found[demand.later, demand.earlier]
                    turned.add((demand.later, demand.earlier))
            found.setdefault((demand.earlier, demand.later), demand)
    return found, turned - found.keys()


def without_circles(demands: Mapping[Edge, Demand], document: str) -> tuple[set[Edge], list[Diagnostic]]:
    """Return the demands that can be met, and an error for each circle: its newest demand is left out.

    The error stands at the place of that demand and names every record of the circle with file and line.
    """
    edges = set(demands)
    found: list[Diagnostic] = []
    while circle := _circle(edges):
        steps = list(zip(circle, (*circle[1:], circle[0]), strict=True))
        rows = sorted((demands[step] for step in steps), key=lambda one: one.order)
        newest = rows[-1]
        edges.remove((newest.earlier, newest.later))
        start = circle.index(min(circle))
        found.append(
            rules.STEP_CYCLE.at(
                newest.place,
                field=newest.field,
                document=document,
                circle=" ↔ ".join((*circle[start:], *circle[:start])),
                sources=", ".join(dict.fromkeys(one.cited for one in rows)),
            )
        )
    return edges, found


def ordered(ranks: Mapping[str, Rank], edges: Iterable[Edge]) -> list[str]:
    """Return the keys of one phase: whatever must come first, then by rank; `edges` make no circle."""
    followers: dict[str, list[str]] = {key: [] for key in ranks}
    waiting = dict.fromkeys(ranks, 0)
    for earlier, later in edges:
        if earlier in ranks and later in ranks:
            followers[earlier].append(later)
            waiting[later] += 1
    ready = [(ranks[key], key) for key, count in waiting.items() if not count]
    heapq.heapify(ready)
    found: list[str] = []
    while ready:
        _, key = heapq.heappop(ready)
        found.append(key)
        for later in followers[key]:
            waiting[later] -= 1
            if not waiting[later]:
                heapq.heappush(ready, (ranks[later], later))
    return found


def _circle(edges: set[Edge]) -> list[str]:
    """Return the keys of one circle in their order, the same whatever the order of the set; empty if there is none."""
    before: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    followers: dict[str, list[str]] = {}
    for earlier, later in edges:
        before.setdefault(later, []).append(earlier)
        followers.setdefault(earlier, []).append(later)
        waiting[later] = waiting.get(later, 0) + 1
        waiting.setdefault(earlier, 0)
    ready = [key for key, count in waiting.items() if not count]
    while ready:
        key = ready.pop()
        del waiting[key]
        for later in followers.get(key, ()):
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    if not waiting:
        return []
    # Everything left has something left before it: going backwards must come round.
    trail = [min(waiting)]
    while True:
        key = min(one for one in before[trail[-1]] if one in waiting)
        if key in trail:
            return trail[trail.index(key) :][::-1]
        trail.append(key)
