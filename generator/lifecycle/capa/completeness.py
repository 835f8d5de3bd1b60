"""How much of a CAPA is filled in, of what its state asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.kinds.capa import Capa, CapaState, RiskSeverity, SourceType
from generator.lifecycle.capa.state import STATE_ORDER, state_of

_HAPPENED = (SourceType.INCIDENT, SourceType.NEAR_MISS, SourceType.COMPLAINT, SourceType.ADVERSE_EVENT)
_IMPACTS = ("patient", "product", "data_integrity", "compliance", "business")
_DUTIES = ("adverse_event", "recall", "notice", "authority", "customer")


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the fields asked for are filled, and the paths of those that are not."""

    filled: int
    asked: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The part that is filled, 100 only when nothing is missing."""
        return 100 * self.filled // self.asked if self.asked else 100


_Row = tuple[str, object]


def completeness_of(capa: Capa, state: CapaState | None = None) -> Completeness:
    """Return how complete a CAPA is for `state`, by default for the one it is in."""
    rows = [*_rows(capa, state or state_of(capa))]
    missing = tuple(path for path, value in rows if value in (None, (), ""))
    return Completeness(len(rows) - len(missing), len(rows), missing)


def _rows(capa: Capa, state: CapaState) -> Iterator[_Row]:
    reached = STATE_ORDER.index(state) if state in STATE_ORDER else 0
    for since, part in _PARTS:
        if STATE_ORDER.index(since) <= reached:
            yield from part(capa)
    if state is CapaState.CANCELLED:
        yield from _cancelled(capa)


def _of(group: object, path: str, *names: str) -> Iterator[_Row]:
    yield from ((f"{path}.{name}", getattr(group, name, None)) for name in names)


def _draft(capa: Capa) -> Iterator[_Row]:
    yield from (("title", capa.title), ("kind", capa.kind_), ("opened_on", capa.opened_on))
    yield from (("opened_by", capa.opened_by), ("sources", capa.sources))


def _open(capa: Capa) -> Iterator[_Row]:
    for name in ("owner", "dept", "qa_coordinator", "systems", "failure_mode", "processes", "decision", "containment"):
        yield name, getattr(capa, name)
    yield from _of(
        capa.problem, "problem", "what", "where", "when", "who_found", "how_found", "how_many", "requirement"
    )
    yield from _of(capa.problem, "problem", "evidence")
    if any(source.type in _HAPPENED for source in capa.sources):
        yield "occurred_at", capa.occurred_at
    yield "detected_at", capa.detected_at or capa.aware_at
    affected = capa.affected
    yield "affected", affected and (affected.products or affected.none_reason or affected.records)
    yield from _of(capa.risk, "risk", "severity", "likelihood", "detectability", "assessed_by", "date", "approved_by")
    yield from _of(capa.risk.impact if capa.risk else None, "risk.impact", *_IMPACTS)
    yield from _of(capa.reportability, "reportability", *_DUTIES)


def _investigating(capa: Capa) -> Iterator[_Row]:
    yield from _of(capa.investigation, "investigation", "team", "due")


def _planned(capa: Capa) -> Iterator[_Row]:
    yield from _of(capa.investigation, "investigation", "methods", "data_reviewed")
    yield "causes", capa.causes or capa.no_cause_justification
    for name in ("extent", "extent_conclusion", "actions", "doc_impact", "validation_impact", "training_impact"):
        yield name, getattr(capa, name)
    for place, action in enumerate(capa.actions):
        names = ("owner", "type", "strength", "addresses", "due", "success", "change_refs")
        yield from _of(action, f"actions[{place}]", *names)
    yield from _of(capa.plan_approval, "plan_approval", "by", "date")
    plan = capa.effectiveness.plan if capa.effectiveness else None
    yield from _of(plan, "effectiveness.plan", "criteria", "window_days", "method", "verifier", "due", "set_on")


def _verifying(capa: Capa) -> Iterator[_Row]:
    for place, action in enumerate(capa.actions):
        if action.waived is None:
            yield from _of(action, f"actions[{place}]", "done_on", "evidence")


def _monitoring(capa: Capa) -> Iterator[_Row]:
    for place, action in enumerate(capa.actions):
        if action.waived is None:
            yield from _of(action.verified, f"actions[{place}].verified", "by", "date", "method", "result")
    names = ("on_compliance", "on_safety_performance", "on_data_integrity", "by", "date")
    yield from _of(capa.adverse_effect, "adverse_effect", *names)


def _closing(capa: Capa) -> Iterator[_Row]:
    yield "effectiveness.checks", capa.effectiveness.checks if capa.effectiveness else None
    yield "dissemination", capa.dissemination
    yield from _of(capa.risk.after if capa.risk else None, "risk.after", "severity", "likelihood", "level")
    if capa.risk is None or capa.risk.severity is not RiskSeverity.MINOR:
        yield "lessons", capa.lessons


def _closed(capa: Capa) -> Iterator[_Row]:
    yield from _of(capa.closure, "closure", "summary", "by", "date", "approved_by", "approved_role", "approved_on")
    yield "retention", capa.retention


def _cancelled(capa: Capa) -> Iterator[_Row]:
    yield from _of(capa.cancellation, "cancellation", "reason", "risk", "approved_by", "date")


_PARTS: tuple[tuple[CapaState, Callable[[Capa], Iterator[_Row]]], ...] = (
    (CapaState.DRAFT, _draft),
    (CapaState.OPEN, _open),
    (CapaState.INVESTIGATING, _investigating),
    (CapaState.PLANNED, _planned),
    (CapaState.VERIFYING, _verifying),
    (CapaState.MONITORING, _monitoring),
    (CapaState.CLOSING, _closing),
    (CapaState.CLOSED, _closed),
)
