"""Everything that is due in an organization, with how late it is and who is to be told: one list for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Capa, CapaState, Due, RiskSeverity
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.recurrence import failed_on
from generator.lifecycle.capa.state import state_of
from generator.lifecycle.due.escalation import Clock, days_until, lateness
from generator.lifecycle.due.of_capas import REPORTS, due_of_capa, recurrence_of_capa
from generator.lifecycle.due.of_documents import due_of_documents
from generator.lifecycle.due.of_postmortems import due_of_postmortem
from generator.lifecycle.due.of_systems import due_of_systems
from generator.lifecycle.due.pending import DueKind, Pending
from generator.lifecycle.due.rules import DeadlineRules, deadline_rules
from generator.lifecycle.facts import Facts

# Of these the subject is the id of a vendor.
_OF_VENDORS = (DueKind.SUPPLIER_ANSWER, DueKind.VENDOR_SYNC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing with a deadline, as lists and feeds show it on one day.

    `record` is the id of the record, `part` names what within it, `what` the label of `kind`, `subject` what it is about.
    `due` is the present deadline, `original_due` the first one, `extensions` how often it was moved, `history` all
    deadlines with their reasons. Days are working days where `working_days` says so. `level` is empty while nobody needs
    to be told, `bucket` while it is not late. `clock` is what the browser goes on reckoning with.
    """

    record: str
    record_kind: str
    path: str
    part: str
    kind: DueKind
    subject: str
    owner: str
    severity: RiskSeverity | None
    due: date
    original_due: date
    extensions: int
    history: tuple[Due, ...]
    working_days: bool
    not_before: date | None
    days_left: int
    days_left_original: int
    days_overdue: int
    days_overdue_original: int
    level: str
    bucket: str
    clock: Clock

    @property
    def what(self) -> str:
        """What is due: a catalogue text."""
        return self.kind.label

    @property
    def part_name(self) -> str:
        """What people call the part: the catalogue text of a duty to report, any other part as it is written."""
        return REPORTS.get(self.part, self.part) if self.kind is DueKind.REPORTABILITY else self.part

    @property
    def is_overdue(self) -> bool:
        """Whether its present deadline has passed."""
        return self.days_overdue > 0


class DueList:
    """Everything that is due, and what of it belongs to which record; whoever asks how late something is asks here."""

    def __init__(self, items: Iterable[DueItem]) -> None:
        self.items = tuple(items)
        self._of: dict[str, list[DueItem]] = defaultdict(list)
        for item in self.items:
            self._of[item.record].append(item)

    def of(self, record: str) -> tuple[DueItem, ...]:
        """Return what is due of the record with this id, the highest level and the latest first."""
        return tuple(self._of.get(record, ()))

    def next_of(self, record: str) -> DueItem | None:
        """Return what is late the longest, or else what is due first; None where nothing waits."""
        return min(self._of.get(record, ()), key=lambda item: (not item.is_overdue, item.due), default=None)

    def latest_of(self, record: str) -> DueItem | None:
        """Return what of the record is late the longest, None when nothing of it is."""
        late = [item for item in self._of.get(record, ()) if item.is_overdue]
        return max(late, key=lambda item: item.days_overdue, default=None)

    def days_overdue(self, record: str) -> int:
        """Return by how many days the record is late, 0 when nothing of it is."""
        return max((item.days_overdue for item in self._of.get(record, ())), default=0)


def due_list(facts: Facts) -> DueList:
    """Return everything that is due in an organization."""
    return DueList(due_items(facts))


def due_items(
    facts: Facts, recurred: Mapping[str, date] | None = None, rules: DeadlineRules | None = None
) -> tuple[DueItem, ...]:
    """Return everything that is due or will be, the highest level and the latest first.

    `recurred` gives for the id of each closed CAPA whose matter came back the day of the incident; the watch for
    recurrence is asked where it is missing. `rules` need not be given; whoever has them saves making them twice.
    """
    rules = rules or deadline_rules(facts.graph)
    recurred = recurrences(facts) if recurred is None else recurred
    items = [due_item(one, rules, facts) for one in pending(facts, rules, recurred)]
    return tuple(sorted(items, key=order))


def recurrences(facts: Facts) -> Mapping[str, date]:
    """Return for the id of each closed CAPA whose matter came back the day of the first incident, or of the check, that shows it."""
    rows = ((capa.id, failed_on(capa, facts.graph, facts.today)) for capa in facts.graph.of(Capa))
    return {identifier: days[0] for identifier, days in rows if days}


def pending(facts: Facts, rules: DeadlineRules, recurred: Mapping[str, date]) -> Iterator[Pending]:
    """Yield everything that waits to be done, in no order that matters."""
    graph = facts.graph
    for capa in graph.of(Capa):
        yield from due_of_capa(capa, rules)
        if capa.id in recurred and state_of(capa) is CapaState.CLOSED:
            yield recurrence_of_capa(capa, recurred[capa.id], rules)
    for postmortem in graph.of(Postmortem):
        yield from due_of_postmortem(postmortem, rules)
    yield from due_of_documents(facts, rules)
    yield from due_of_systems(graph, rules)


def due_item(one: Pending, rules: DeadlineRules, facts: Facts) -> DueItem:
    """Return how something that waits stands today; an owner or subject that is the id of a role or vendor is called by its name."""
    today, owner = facts.today, facts.graph.get(one.owner or "")
    vendor = facts.graph.get(one.subject) if one.kind in _OF_VENDORS else None
    first = one.history[0].due if one.history else one.original_due or one.due
    clock = Clock(
        due=one.due,
        original_due=first,
        working_days=one.working_days,
        severity=str(one.severity) if one.severity is not None else "",
        extensions=max(len(one.history) - 1, 0),
        since=one.since,
        allotted=one.allotted,
        recurred=one.recurred,
    )
    late = lateness(clock, rules, today)
    return DueItem(
        record=one.record.id,
        record_kind=one.record.kind,
        path=one.record.source_path,
        part=one.part,
        kind=one.kind,
        subject=vendor.name if vendor is not None else one.subject,
        owner=owner.name if owner is not None else one.owner or "",
        severity=one.severity,
        due=one.due,
        original_due=first,
        extensions=clock.extensions,
        history=one.history,
        working_days=one.working_days,
        not_before=one.not_before,
        days_left=late.days_left,
        days_left_original=days_until(first, today, rules, working=one.working_days),
        days_overdue=late.days_overdue,
        days_overdue_original=late.days_overdue_original,
        level=late.level,
        bucket=late.bucket,
        clock=clock,
    )


def order(item: DueItem) -> tuple[tuple[int, ...], int, date, str, str, str]:
    """Return the key that puts the highest level first, then the latest, then the next deadline."""
    level = tuple(-ord(sign) for sign in item.level) or (0,)
    return level, -item.days_overdue, item.due, item.record, item.part, str(item.kind)
