"""What `fupan list` shows of a record: one row, the same for all kinds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.due.items import DueList
from generator.lifecycle.facts import Facts, systems_of
from generator.model.record import Record
from generator.model.values import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record in a list; what a kind does not have is empty."""

    id: str
    title: str
    date: str = ""
    severity: str = ""
    severity_label: str = ""
    status: Choice | None = None
    systems: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    due: str = ""
    days_overdue: int = 0
    file: str = ""

    def payload(self) -> dict[str, Any]:
        """Return the row as JSON holds it."""
        values = asdict(self)
        values["status"] = str(self.status.value) if self.status is not None else ""
        return values


def row_of(record: Record, facts: Facts, due: DueList) -> Row:
    """Return the row of a record; `due` is everything that waits to be done in the organization."""
    day, following = facts.day_of(record), due.next_of(record.id)
    grave, label = _severity_of(record)
    return Row(
        id=record.id,
        title=record.name,
        file=record.source_path,
        date=day.isoformat() if day else "",
        severity=grave,
        severity_label=label,
        status=facts.status_of(record),
        systems=systems_of(record),
        owners=_owners_of(record, due),
        due=following.due.isoformat() if following is not None else "",
        days_overdue=due.days_overdue(record.id),
    )


def _severity_of(record: Record) -> tuple[str, str]:
    """Return the code of a record's severity, and the catalogue text for it."""
    if isinstance(record, Postmortem):
        return record.severity, record.severity
    severity = record.risk.severity if isinstance(record, Capa) and record.risk else None
    return (str(severity.value), severity.label) if severity is not None else ("", "")


def _owners_of(record: Record, due: DueList) -> tuple[str, ...]:
    """Return who answers for a record and for what is still to be done of it."""
    own = getattr(record, "process_owner", None) or getattr(record, "owner", None)
    if isinstance(record, Postmortem):
        return tuple(dict.fromkeys(action.owner for action in record.actions if action.owner))
    actions = [item.owner for item in due.of(record.id)] if isinstance(record, Capa) else []
    return tuple(dict.fromkeys(owner for owner in (own, *actions) if owner))
