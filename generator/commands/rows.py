"""What `fupan list` shows of a record: one row, the same for all kinds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.deadlines import days_overdue, next_due, open_actions
from generator.lifecycle.facts import day_of, status_of, systems_of
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


def row_of(record: Record, today: date) -> Row:
    """Return the row of a record as of `today`."""
    day = day_of(record)
    common: dict[str, Any] = {
        "id": record.id,
        "title": record.name,
        "file": record.source_path,
        "date": day.isoformat() if day else "",
        "status": status_of(record),
        "systems": systems_of(record),
    }
    if isinstance(record, Postmortem):
        return _of_postmortem(record, today, common)
    if isinstance(record, Capa):
        return _of_capa(record, today, common)
    due = getattr(record, "review_due_on", None)
    return Row(
        **common,
        owners=tuple(filter(None, (getattr(record, "process_owner", None) or getattr(record, "owner", None),))),
        due=due.isoformat() if due else "",
        days_overdue=max((today - due).days, 0) if due else 0,
    )


def _of_postmortem(record: Postmortem, today: date, common: dict[str, Any]) -> Row:
    open_rows = [
        action for action in record.actions if action.due and not action.done_on and not _is_over(action.status)
    ]
    due = min((action.due for action in open_rows if action.due), default=None)
    return Row(
        **common,
        severity=record.severity,
        severity_label=record.severity,
        owners=tuple(dict.fromkeys(action.owner for action in record.actions if action.owner)),
        due=due.isoformat() if due else "",
        days_overdue=max((today - due).days, 0) if due else 0,
    )


def _is_over(status: Choice | None) -> bool:
    return status is not None and str(status.value) in ("done", "verified", "closed")


def _of_capa(record: Capa, today: date, common: dict[str, Any]) -> Row:
    due = next_due(record)
    severity = record.risk.severity if record.risk else None
    owners = [record.owner, *(row.action.owner for row in open_actions(record))]
    return Row(
        **common,
        severity=str(severity.value) if severity else "",
        severity_label=severity.label if severity else "",
        owners=tuple(dict.fromkeys(owner for owner in owners if owner)),
        due=due.isoformat() if due else "",
        days_overdue=days_overdue(record, today),
    )
