"""The steps of a released revision in the form in which every page shows steps."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from generator.kinds import drill
from generator.kinds.base import Phase, StepFields
from generator.kinds.revision import FrozenOrigin, FrozenStep, Revision
from generator.procedures.merging.evidence import Evidence
from generator.procedures.merging.merge import MergedStep, Procedure, Provenance


def released_procedure(revision: Revision, candidate: Procedure) -> Procedure:
    """Return the frozen steps of a revision; how they fared since then comes from the candidate of the same document."""
    evidence = {step.key: step.evidence for step in (*candidate.steps, *candidate.retired)}
    phases: dict[Phase, list[MergedStep]] = defaultdict(list)
    for place, frozen in enumerate(revision.steps):
        step = _thawed(frozen, place, revision, evidence)
        phases[step.phase].append(step)
    retired = tuple(_thawed(frozen, place, revision, evidence) for place, frozen in enumerate(revision.retired))
    rows = {phase: tuple(phases[phase]) for phase in Phase if phase in phases}
    return Procedure(rows, retired, (), ())


def _thawed(frozen: FrozenStep, place: int, revision: Revision, evidence: dict[str, Evidence]) -> MergedStep:
    values = ((name, getattr(frozen, name)) for name in StepFields.model_fields)
    return MergedStep(
        key=frozen.key,
        first_seen=(False, revision.released_on, revision.id, place, frozen.key),
        values={name: value for name, value in values if value is not None},
        provenance=[_origin(row, frozen.key, revision) for row in frozen.origins],
        evidence=evidence.get(frozen.key, Evidence()),
        retired_why=frozen.retired_why,
        retired=frozen.retired_why is not None,
    )


def _origin(row: FrozenOrigin, key: str, revision: Revision) -> Provenance:
    return Provenance(
        row.source,
        row.date or date.min,
        row.op,
        row.fields,
        row.why,
        own=row.source == revision.doc,
        shared=row.source == key,
        drilled=row.source.startswith(drill.KIND.prefix),
    )
