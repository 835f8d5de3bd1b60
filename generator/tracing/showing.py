"""Which records show that something was done that a clause is about; a hint where to look, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.kinds.capa import Capa, CapaKind, CapaState, ReportDecision, SourceType
from generator.kinds.change import SystemChange
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.kinds.system import System
from generator.kinds.training import TrainingRecord
from generator.lifecycle.capa.state import state_of
from generator.tracing.gathering import Gathering

Show = Callable[[Gathering], Iterator[str]]


def _capas(holds: Callable[[Capa], object]) -> Show:
    return lambda gathering: (capa.id for capa in gathering.graph.of(Capa) if holds(capa))


def _from_source(*types: SourceType) -> Show:
    return _capas(lambda capa: any(source.type in types for source in capa.sources))


def _decided(*fields: str) -> Show:
    def holds(capa: Capa) -> bool:
        duties = (getattr(capa.reportability, field, None) for field in fields)
        return any(duty is not None and duty.decision is not ReportDecision.PENDING for duty in duties)

    return _capas(holds)


def _corrected(gathering: Gathering) -> Iterator[str]:
    records: tuple[Postmortem | Capa, ...] = (*gathering.graph.of(Postmortem), *gathering.graph.of(Capa))
    return (record.id for record in records if record.corrections)


def _products(gathering: Gathering) -> Iterator[str]:
    return (one.id for one in gathering.graph.of(Postmortem) if one.quality_impact and one.quality_impact.lots)


def _release(gathering: Gathering) -> Iterator[str]:
    return (
        one.id
        for one in gathering.graph.of(Postmortem)
        if one.quality_impact is not None and one.quality_impact.release_hold is not None
    )


def _approved_changes(gathering: Gathering) -> Iterator[str]:
    return (one.id for one in gathering.graph.of(SystemChange) if one.approved_on is not None)


def _validated(gathering: Gathering) -> Iterator[str]:
    yield from (one.id for one in gathering.graph.of(Capa) if one.validation_impact is not None)
    yield from (one.id for one in gathering.graph.of(SystemChange) if one.validation)


# What `shows:` in a clause may name.
SHOWING: Mapping[str, Show] = {
    "capa_problem": _capas(lambda capa: capa.sources and capa.problem),
    "capa_causes": _capas(lambda capa: capa.causes),
    "capa_decision": _capas(lambda capa: capa.decision),
    "capa_verified_action": _capas(lambda capa: any(action.verified for action in capa.actions)),
    "capa_adverse_effect": _capas(lambda capa: capa.adverse_effect and capa.adverse_effect.date),
    "capa_effectiveness": _capas(
        lambda capa: capa.effectiveness and any(check.conclusion for check in capa.effectiveness.checks)
    ),
    "capa_closed": _capas(lambda capa: state_of(capa) is CapaState.CLOSED),
    "capa_preventive": _capas(lambda capa: capa.kind_ is CapaKind.PREVENTIVE),
    "capa_dissemination": _capas(lambda capa: capa.dissemination),
    "capa_management_review": _capas(lambda capa: capa.mgmt_review_ref),
    "capa_supplier_action": _capas(lambda capa: capa.supplier_action),
    "source_data_analysis": _from_source(SourceType.DATA_ANALYSIS),
    "source_deviation": _from_source(SourceType.DEVIATION),
    "source_complaint": _from_source(SourceType.COMPLAINT),
    "source_audit": _from_source(SourceType.INTERNAL_AUDIT),
    "decision_adverse_event": _decided("adverse_event"),
    "decision_recall_notice": _decided("recall", "notice"),
    "corrections": _corrected,
    "touched_products": _products,
    "release_hold": _release,
    "approved_change": _approved_changes,
    "software_validation": _validated,
    "revision": lambda gathering: (one.id for one in gathering.graph.of(Revision)),
    "system_profile": lambda gathering: (one.id for one in gathering.graph.of(System)),
    "evaluated_training": lambda gathering: (one.id for one in gathering.graph.of(TrainingRecord) if one.evaluation),
}
