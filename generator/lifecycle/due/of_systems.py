"""What is due around systems: tests of backups and standbys, recurring duties, and regulations to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.graph import Graph
from generator.kinds.duty import Duty, DutyType
from generator.kinds.regulation import Regulation, RegulationStatus
from generator.kinds.system import System
from generator.lifecycle.due.pending import DueKind, Pending
from generator.lifecycle.due.rules import DeadlineRules

_OF_DUTY: Mapping[DutyType | None, DueKind] = {
    DutyType.RESTORE_TEST: DueKind.RESTORE_TEST,
    DutyType.RECOVERY_TEST: DueKind.RECOVERY_TEST,
}


def due_of_systems(graph: Graph, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield the tests, duties and checks that come round again."""
    duties = graph.of(Duty)
    for duty in duties:
        due = next_due_of_duty(duty, rules)
        if due is not None:
            yield Pending(
                record=duty,
                kind=_OF_DUTY.get(duty.kind_, DueKind.DUTY),
                subject=duty.title,
                owner=duty.owner,
                due=due,
            )
    # A duty says more of the same test than the profile of the system does.
    told = {(duty.system, duty.kind_) for duty in duties}
    for system in graph.of(System):
        restored = system.backup.last_restore_test_on if system.backup else None
        tried = system.recovery.last_test_on if system.recovery else None
        for duty_type, day in ((DutyType.RESTORE_TEST, restored), (DutyType.RECOVERY_TEST, tried)):
            cycle = rules.cycle(None, str(duty_type.value))
            if day is not None and cycle is not None and (system.id, duty_type) not in told:
                yield Pending(
                    record=system,
                    kind=_OF_DUTY[duty_type],
                    subject=system.title,
                    owner=system.it_contact or system.owner,
                    due=cycle.after(day),
                )
    yield from _of_regulations(graph)


def next_due_of_duty(duty: Duty, rules: DeadlineRules) -> date | None:
    """Return when a duty is due next: as written, or one cycle after the last time."""
    written = duty.next_due_on
    if written is not None and (duty.last_on is None or written > duty.last_on):
        return written
    cycle = rules.cycle(duty.cycle)
    return cycle.after(duty.last_on) if cycle is not None and duty.last_on is not None else None


def _of_regulations(graph: Graph) -> Iterator[Pending]:
    for regulation in graph.of(Regulation):
        if regulation.next_check_on is not None and regulation.status is not RegulationStatus.SUPERSEDED:
            yield Pending(
                record=regulation,
                kind=DueKind.REGULATION,
                subject=regulation.title,
                owner=regulation.watched_by,
                due=regulation.next_check_on,
            )
