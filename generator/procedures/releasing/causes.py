"""Which records explain a change of a step: what happened to it since the release."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.base import StepOperation
from generator.procedures.merging.merge import Provenance
from generator.procedures.releasing.content import StepContent, mark, marks

# What differs in a retired step: its text and why it must no longer be done.
RETIRED_WHY = "retired_why"


def sources_of(origins: Iterable[Provenance], doc: str) -> tuple[tuple[str, ...], str | None]:
    """Return the ids of origins, each once, and the last reason that one of them gives; `doc` stands for none."""
    rows = list(origins)
    why = [row.why for row in rows if row.why]
    return tuple(dict.fromkeys(row.source for row in rows)) or (doc,), why[-1] if why else None


def fresh_origins(new: StepContent, old: StepContent | None) -> list[Provenance]:
    """Return what happened to a step since the release, without mere confirmations."""
    known = marks(old.origins) if old is not None else set()
    return [row for row in new.origins if mark(row) not in known and row.op is not StepOperation.CONFIRM]


def causes_of(new: StepContent, old: StepContent, name: str, doc: str) -> tuple[tuple[str, ...], str | None]:
    """Return the records that brought a field to what it is: the new ones that set it, else the last that did."""
    fresh = fresh_origins(new, old)
    setting = [row for row in fresh if name in row.fields or (name == RETIRED_WHY and row.op is StepOperation.RETIRE)]
    last = [row for row in new.origins if name in row.fields][-1:]
    return sources_of(setting or last or fresh, doc)


def vanished(old: StepContent, doc: str, excluded: dict[str, str]) -> tuple[tuple[str, ...], str | None]:
    """Return why a step has lost its origins: they were voided or excluded, or the owner deleted it."""
    reasons, _ = sources_of([row for row in old.origins if not row.own], doc)
    return reasons, next((excluded[one] for one in reasons if one in excluded), None)
