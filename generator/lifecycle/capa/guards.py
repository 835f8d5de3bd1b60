"""What a guard of the CAPA process is: a small question about a record on the day on which it changes its state.

A guard is data (code, question, why) and a small function that yields what is lacking. G1 to G13
are the guards of the process; T marks what a transition asks for besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from generator.graph import Graph
from generator.kinds.capa import Capa, CapaAction, CapaState, EffectivenessCheck, LogEntry, RiskSeverity
from generator.kinds.policy import DeadlineItem, Policy
from generator.kinds.revision import Revision
from generator.lifecycle.capa.guards_examples import filled
from generator.lifecycle.capa.independence import Offices, offices_of
from generator.lifecycle.capa.recurrence import latest_check_place, watched_from
from generator.lifecycle.capa.state import round_began
from generator.lifecycle.documents.standing import revisions_of
from generator.lifecycle.due.rules import DeadlineRules, deadline_rules
from generator.wording import Wording

REOPEN_DAYS = 365


@dataclass(frozen=True)
class Terms:
    """What the organization has settled for all its CAPAs; reckoned once a graph by `terms_of`.

    `revisions` are the released ones by document, so that a document that many CAPAs change is not sought for each.
    """

    offices: Offices
    rules: DeadlineRules
    training_percent: int
    reopen_days: int
    revisions: Mapping[str, tuple[Revision, ...]]

    def shortest_window(self, severity: RiskSeverity) -> int:
        """Return for how many days at least the policy has an effect watched; 0 where it does not say."""
        allowed = self.rules.allowance(DeadlineItem.WINDOW_MIN, severity)
        return allowed.days if allowed is not None else 0


# A graph never changes, so what follows from it alone need be reckoned once.
_TERMS: WeakKeyDictionary[Graph, Terms] = WeakKeyDictionary()


def terms_of(graph: Graph) -> Terms:
    """Return the terms of an organization: those of its policy, or the usual ones."""
    found = _TERMS.get(graph)
    if found is None:
        policy = next(iter(graph.of(Policy)), None)
        percent = policy.documents.training_percent if policy is not None else 90
        days = policy.reopen_days if policy is not None and policy.reopen_days is not None else REOPEN_DAYS
        revisions = {one.doc: revisions_of(one.doc, graph) for one in graph.of(Revision)}
        found = _TERMS[graph] = Terms(offices_of(graph), deadline_rules(graph), percent, days, revisions)
    return found


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that keeps a guard shut: the field, why, and how the field is written."""

    path: str
    why: Wording
    example: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a CAPA cannot change its state: `guard` is the stable code, `path` the field to fill.

    `message` is a catalogue text that carries its own values, `example` YAML that would do.
    """

    guard: str
    path: str
    message: Wording
    example: str


@dataclass(frozen=True)
class Case:
    """A CAPA at one of its transitions, as a guard sees it.

    `day` is the day of the transition, `today` that of the question, and `entry` the line of the log, None while it is only asked for. `before` are
    the entries above it. `superseded` says that the log later goes back behind this transition: what the record says
    once only may then belong to the later round, so its dates are not held against the earlier one.
    """

    capa: Capa
    graph: Graph
    terms: Terms
    to: CapaState
    day: date
    today: date
    entry: LogEntry | None = None
    before: tuple[LogEntry, ...] = ()
    superseded: bool = False

    @property
    def offices(self) -> Offices:
        """Who stands for quality and the management."""
        return self.terms.offices

    @property
    def strict(self) -> bool:
        """Whether different persons are asked for throughout."""
        return not self.terms.offices.relaxed

    @property
    def is_asked(self) -> bool:
        """Whether the step is only asked for, and does not stand in the log yet."""
        return self.entry is None or not any(entry is self.entry for entry in self.capa.log)

    def by_then(self, day: date | None) -> bool:
        """Whether something that happened on `day` had happened; a missing day is for the guard to miss."""
        return day is None or self.superseded or day <= self.day

    @cached_property
    def actions(self) -> tuple[tuple[int, CapaAction], ...]:
        """The actions that count, with their places.

        All of them, whenever they were planned; only before a way back those do not that were added after it.
        """
        return tuple((place, action) for place, action in enumerate(self.capa.actions) if self._is_known(action))

    def _is_known(self, action: CapaAction) -> bool:
        set_on = action.due[0].set_on if action.due else None
        checked = action.verified.date if action.verified is not None else None
        begun = any(day is not None and day <= self.day for day in (action.done_on, checked))
        return not self.superseded or set_on is None or set_on <= self.day or begun

    def action_number(self, place: int) -> str:
        """Return the number of the action at a place."""
        return self.capa.actions[place].id

    @cached_property
    def live_actions(self) -> tuple[tuple[int, CapaAction], ...]:
        """The actions that were to be carried out."""
        return tuple((place, action) for place, action in self.actions if action.waived is None)

    @cached_property
    def last_done(self) -> date | None:
        """When the last action was done by then."""
        days = [action.done_on for _, action in self.live_actions if action.done_on and action.done_on <= self.day]
        return max(days, default=None)

    @cached_property
    def round_began(self) -> date | None:
        """When the work began anew before this transition; None in the first round."""
        return round_began(self.before)

    def is_stale(self, day: date | None) -> bool:
        """Whether something that happened on `day` belongs to an earlier round and shows nothing of this one."""
        began = None if self.superseded else self.round_began
        return day is not None and began is not None and day < began

    @cached_property
    def watched_from(self) -> date | None:
        """After which day the watch runs; None while nothing was done."""
        return watched_from(self.last_done, self.before)

    @cached_property
    def check(self) -> tuple[int, EffectivenessCheck] | None:
        """The latest effectiveness check by then, with its place."""
        place = latest_check_place(self.capa, self.day)
        if place is None or self.capa.effectiveness is None:
            return None
        return place, self.capa.effectiveness.checks[place]

    @property
    def severity(self) -> RiskSeverity:
        """How grave it is; as the policy has it while nobody has said."""
        risk = self.capa.risk
        return (risk.severity if risk is not None else None) or self.terms.rules.unassessed

    def reached(self, state: CapaState) -> date | None:
        """Return the day on which the log last entered `state` before this transition."""
        return next((entry.at.day for entry in reversed(self.before) if entry.to is state), None)

    def is_approved_by_quality(self, name: str) -> bool:
        """Whether somebody stands for quality, by the role named or by one in which this person approved something."""
        roles = [row.role for row in self.capa.approvals if row.role and self.offices.same(row.name, name)]
        return self.offices.is_quality(name, *roles)

    def has_reason(self) -> bool:
        """Whether the entry says why; one that is only asked for gets its note with the command."""
        return self.entry is None or self.entry.note is not None


@dataclass(frozen=True)
class Guard:
    """A guard: its stable code, what it asks, why, and the function that finds what is lacking."""

    code: str
    what: str
    why: str
    example: str
    instead: str
    find: Callable[[Case], Iterator[Lack]]

    def refusals(self, case: Case) -> Iterator[Refusal]:
        """Yield a refusal for each thing that is lacking."""
        for lack in self.find(case):
            yield Refusal(self.code, lack.path, lack.why, lack.example)


def lack(path: str, why: str, example: str, **values: object) -> Lack:
    """Return a lack; `why` is a catalogue text whose places `values` fill."""
    return Lack(path, Wording(why, field=path, **values), example)


def absent(values: Mapping[str, object], missing: str, examples: Mapping[str, str] | None = None) -> Iterator[Lack]:
    """Yield a lack for each path whose value is missing or empty.

    `examples` shows how each is written; without them the fields of one group share an example with just these.
    """
    paths = [path for path, value in values.items() if value is None or value == ()]
    shown = filled(paths) if examples is None else examples
    for path in paths:
        yield lack(path, missing, shown[path])
