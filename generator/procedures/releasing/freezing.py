"""Freeze a candidate: its definition, its steps with their origins, and the rows of its change history."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.kinds.sop import Document
from generator.procedures.merging.merge import MergedStep, Procedure, Provenance
from generator.procedures.releasing.content import STEP_FIELDS, plain
from generator.procedures.releasing.differences import Changes, SectionChange, StepChange

# A withdrawal comes after; fields of the organization's own are no part of the text.
_NOT_FROZEN = ("id", "withdrawal", "reviewed_links", "x_fields")
# Of a retired step always something must say why, even where the record that retired it does not.
NO_REASON = "–"


def frozen_definition(document: Document) -> dict[str, Any]:
    """Return a definition as plain data, in the order of its fields; what is empty is left out."""
    held = document.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return {"id": document.id, **{name: value for name, value in held.items() if name not in _NOT_FROZEN}}


def frozen_steps(procedure: Procedure) -> list[dict[str, Any]]:
    """Return the live steps in their order as plain data."""
    return [_step(step) for step in procedure.steps]


def frozen_retired(procedure: Procedure) -> list[dict[str, Any]]:
    """Return the steps that must no longer be done as plain data."""
    return [_step(step) for step in procedure.retired]


def frozen_changes(changes: Changes, doc: str, reason: str | None = None) -> list[dict[str, Any]]:
    """Return the change rows as plain data; `reason` stands for the rows that no record and nobody else explains."""
    return [_change(row, reason if needs_reason(row, doc) else None) for row in changes.rows]


def needs_reason(row: SectionChange | StepChange, doc: str) -> bool:
    """Whether neither a record nor anybody says why a row changed."""
    return not row.why and not set(row.reasons) - {doc}


def _change(row: SectionChange | StepChange, reason: str | None) -> dict[str, Any]:
    return {
        "section": row.section or "diagnose",
        "step": row.step if isinstance(row, StepChange) else None,
        "op": row.op.value,
        "field": row.field if isinstance(row, StepChange) else None,
        "old": row.old or None,
        "new": row.new or None,
        "reasons": list(row.reasons),
        "why": row.why or reason,
    }


def _step(step: MergedStep) -> dict[str, Any]:
    values = {"phase": step.phase, **step.values}
    return {
        "key": step.key,
        **{name: plain(values[name]) for name in STEP_FIELDS if values.get(name) is not None},
        "retired_why": (step.retired_why or NO_REASON) if step.retired else None,
        "origins": [_origin(row) for row in step.provenance],
    }


def _origin(row: Provenance) -> dict[str, Any]:
    undated = row.own or row.day in (date.min, date.max)
    return {
        "source": row.source,
        "date": None if undated else row.day.isoformat(),
        "op": row.op.value,
        "fields": list(row.fields),
        "why": row.why,
    }
