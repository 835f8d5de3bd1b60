"""What of a document's text counts as its content: the sections and the steps that readers see.

A candidate and a released revision become the same form here, so that they can be compared and fingerprinted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.kinds.base import StepFields
from generator.kinds.revision import FrozenStep, Revision
from generator.kinds.sop import Document
from generator.procedures.merging.merge import MergedStep, Procedure, Provenance

STEP_FIELDS = tuple(StepFields.model_fields)
# What only tells the tool how to make or to keep the document; no reader follows it.
_NOT_CONTENT = frozenset(
    {
        "id",
        "x_fields",
        "control",
        "scheme",
        "static_steps",
        "include",
        "exclude",
        "overrides",
        "review_due_on",
        "reviewed_links",
        "withdrawal",
        "tags",
    }
)


@dataclass(frozen=True, slots=True)
class StepContent:
    """A step as readers see it: `values` hold the fields that are set, as plain data; `number` counts from 1."""

    key: str
    number: int
    values: Mapping[str, Any]
    origins: tuple[Provenance, ...]
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    retired_why: str | None = None

    @property
    def text(self) -> str:
        """What to do."""
        return str(self.values.get("text", ""))


@dataclass(frozen=True, slots=True)
class Content:
    """The sections of a document by field, its live steps in order, and the retired ones by key."""

    doc: str
    sections: Mapping[str, Any]
    steps: tuple[StepContent, ...]
    retired: Mapping[str, StepContent]


def content_of(document: Document, procedure: Procedure) -> Content:
    """Return the content of a document with these steps."""
    return Content(
        document.id,
        sections_of(document),
        tuple(_merged(step, number) for number, step in enumerate(procedure.steps, 1)),
        {step.key: _merged(step, 0) for step in procedure.retired},
    )


def content_of_revision(revision: Revision) -> Content:
    """Return the content of a released revision, from its lock alone."""
    return Content(
        revision.doc,
        sections_of(revision.document) if revision.document is not None else {},
        tuple(_frozen(step, number, revision) for number, step in enumerate(revision.steps, 1)),
        {step.key: _frozen(step, 0, revision) for step in revision.retired},
    )


def sections_of(document: Document) -> dict[str, Any]:
    """Return the fields of a definition that readers see, as plain data; empty ones are left out."""
    names = set(type(document).model_fields) - _NOT_CONTENT
    held = document.model_dump(mode="json", by_alias=True, include=names, exclude_none=True, exclude_defaults=True)
    return {name: value for name, value in held.items() if value not in ("", [], {})}


def plain(value: object) -> Any:
    """Return a field's value as JSON holds it."""
    return str(value.value) if hasattr(value, "value") else value


def _merged(step: MergedStep, number: int) -> StepContent:
    values = {"phase": step.phase, **step.values}
    return StepContent(
        step.key,
        number,
        {name: plain(values[name]) for name in STEP_FIELDS if values.get(name) is not None},
        tuple(step.provenance),
        frozenset(step.before),
        frozenset(step.after),
        (step.retired_why or "–") if step.retired else None,
    )


def _frozen(step: FrozenStep, number: int, revision: Revision) -> StepContent:
    values = {name: plain(getattr(step, name)) for name in STEP_FIELDS if getattr(step, name) is not None}
    origins = tuple(
        Provenance(row.source, row.date or date.min, row.op, row.fields, row.why, own=row.source == revision.doc)
        for row in step.origins
    )
    return StepContent(step.key, number, values, origins, retired_why=step.retired_why)


def marks(origins: Iterable[Provenance]) -> set[tuple[str, date | None, str]]:
    """Return what tells one origin from another; the document's own have no day."""
    return {mark(row) for row in origins}


def mark(row: Provenance) -> tuple[str, date | None, str]:
    """Return what tells an origin from another of the same step."""
    dated = None if row.own or row.day in (date.min, date.max) else row.day
    return row.source, dated, row.why or "" if row.own else ""
