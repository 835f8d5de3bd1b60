"""Changes of steps that a CAPA was to bring and that no document shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic
from generator.graph import Graph
from generator.kinds.base import StepOperation
from generator.kinds.capa import Capa, CapaAction, CapaState, SopTarget
from generator.lifecycle.capa.state import has_reached
from generator.model.values import Choice
from generator.procedures.merging import rules
from generator.procedures.merging.merge import MergedStep, Procedure
from generator.procedures.merging.teaching import carried_out_on, targets_of
from generator.wording import N_


class GapReason(Choice):
    """Why a document does not show what a CAPA was to change."""

    MISSING = "missing", N_("The document took nothing of it over")
    NOT_LIVE = "not_live", N_("The step is not among those to be done")
    STILL_LIVE = "still_live", N_("The step is still among those to be done")
    UNCHANGED = "unchanged", N_("The step says the same as before")


@dataclass(frozen=True, slots=True)
class Gap:
    """An action of a CAPA whose change of a step cannot be seen; `number` and `place` are its places in the record."""

    capa: Capa
    action: CapaAction
    target: SopTarget
    reason: GapReason
    number: int
    place: int


def gaps(graph: Graph, candidates: Mapping[str, Procedure], day: date = date.max) -> tuple[Gap, ...]:
    """Return the changes of steps, due by `day` in CAPAs from verification on, that the candidates do not show."""
    found: list[Gap] = []
    steps = {
        identifier: {step.key: step for step in (*candidate.steps, *candidate.retired)}
        for identifier, candidate in candidates.items()
    }
    for capa in graph.of(Capa):
        if not has_reached(capa, CapaState.VERIFYING):
            continue
        for number, place, action, target in targets_of(capa):
            if target.doc in steps and carried_out_on(capa, action) <= day:
                reason = _reason(capa, target, steps[target.doc].get(target.step_key))
                if reason is not None:
                    found.append(Gap(capa, action, target, reason, number, place))
    return tuple(found)


def diagnostics_of(found: tuple[Gap, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each gap, at the target in the CAPA."""
    for gap in found:
        yield rules.CAPA_STEP_MISSING.at(
            gap.capa.span("actions", gap.number, "sop_targets", gap.place, "step_key"),
            field=f"actions[{gap.number}].sop_targets[{gap.place}].step_key",
            action=gap.action.id,
            capa=gap.capa.id,
            op=(gap.target.op or StepOperation.REVISE).value,
            key=gap.target.step_key,
            document=gap.target.doc,
        )


def _reason(capa: Capa, target: SopTarget, step: MergedStep | None) -> GapReason | None:
    rows = [row for row in step.provenance if row.source == capa.id] if step is not None else []
    if step is None or not rows:
        return GapReason.MISSING
    if target.op is StepOperation.RETIRE:
        return None if step.retired else GapReason.STILL_LIVE
    if step.retired:
        return GapReason.NOT_LIVE
    if target.op in (StepOperation.REVISE, StepOperation.REORDER):
        shown = any(row.fields for row in rows) or target.before or target.after
        return None if shown else GapReason.UNCHANGED
    return None
