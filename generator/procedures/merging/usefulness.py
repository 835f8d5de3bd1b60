"""How often each check of a runbook found the cause, reckoned from the organization's own incidents.

A runbook for reference lists its checks in this order; one that changes by release only keeps the order that the
incidents known on the day of its release gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.graph import Graph
from generator.kinds.base import ApprovalMeaning, StepOutcome
from generator.kinds.postmortem import Checkpoint, Checkpoints, CheckResult, Finding, Postmortem, PostmortemStatus
from generator.kinds.runbook import CheckLayer, DiagnosisCheck, Runbook
from generator.procedures.merging.contributions import applies

_PREFIX = "check-"
_TRIED: Mapping[StepOutcome, bool] = {
    StepOutcome.WORKED: True,
    StepOutcome.FAILED: False,
    StepOutcome.HARMFUL: False,
}


@dataclass(frozen=True, slots=True)
class Usefulness:
    """In how many incidents a check was made, and the ids of those in which it found the cause."""

    tried: int = 0
    found_in: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """In how many incidents the check found the cause."""
        return len(self.found_in)


def incidents_for(runbook: Runbook, graph: Graph, day: date = date.max) -> tuple[Postmortem, ...]:
    """Return the approved incidents of the runbook's kind that were known by `day`, in the order of their ids.

    Drafts do not count, as they teach no step either; nor do records that the runbook excludes.
    """
    excluded = {row.record for row in runbook.exclude}
    return tuple(
        one
        for one in graph.of(Postmortem)
        if one.status in (PostmortemStatus.APPROVED, PostmortemStatus.CLOSED)
        and one.id not in excluded
        and known_on(one) <= day
        and applies(runbook, one, graph)
    )


def known_on(incident: Postmortem) -> date:
    """Return the day from which an incident counts: its approval, else its review, else its beginning."""
    days = [row.date for row in incident.approvals if row.meaning is ApprovalMeaning.APPROVED and row.date]
    return max(days) if days else (incident.reviewed_at or incident.started_at).day


def usefulness(checks: Iterable[DiagnosisCheck], incidents: Iterable[Postmortem]) -> Mapping[str, Usefulness]:
    """Return by the key of each check how it fared in `incidents`; checks without a key cannot be told apart."""
    rows = tuple(incidents)
    figures: dict[str, Usefulness] = {}
    for check in checks:
        if check.key is not None:
            verdicts = [(one.id, verdict) for one in rows if (verdict := found_cause(check, one)) is not None]
            figures[check.key] = Usefulness(len(verdicts), tuple(one for one, verdict in verdicts if verdict))
    return figures


def found_cause(check: DiagnosisCheck, incident: Postmortem) -> bool | None:
    """Return whether the check found the cause of the incident, None where it was not made.

    The result of a checkpoint and the findings of the diagnosis say it outright; only where neither is written does
    the outcome of the step with the same key count.
    """
    if check.key is None:
        return None
    said = [row.useful is True for row in _findings(incident) if row.check == check.key]
    checkpoint = _checkpoint(check, incident.checkpoints)
    if checkpoint is not None:
        said.append(checkpoint.result is CheckResult.FAULT)
    if not said:
        outcomes = (row.outcome for row in incident.steps if row.key == check.key)
        said = [_TRIED[one] for one in outcomes if one is not None and one in _TRIED]
    return any(said) if said else None


def by_usefulness(checks: Iterable[DiagnosisCheck], figures: Mapping[str, Usefulness]) -> tuple[DiagnosisCheck, ...]:
    """Return the checks, those first that found the cause most often; those never made keep the author's order at the end.

    Of two that found it equally often the one comes first that needed fewer trials for it.
    """

    def place(check: DiagnosisCheck) -> tuple[bool, int, int]:
        figure = figures.get(check.key or "", Usefulness())
        return figure.tried == 0, -figure.found, figure.tried

    return tuple(sorted(checks, key=place))


def _findings(incident: Postmortem) -> tuple[Finding, ...]:
    triage = incident.triage
    return (*triage.eyes, *triage.ears, *triage.feet) if triage is not None else ()


def _checkpoint(check: DiagnosisCheck, checkpoints: Checkpoints | None) -> Checkpoint | None:
    """Return the result of the checkpoint that a check such as `check-data-entry` or `data_entry` is."""
    if checkpoints is None or check.layer not in (CheckLayer.CHECKPOINT, None):
        return None
    name = (check.key or "").removeprefix(_PREFIX).replace("-", "_")
    return getattr(checkpoints, name) if name in Checkpoints.model_fields else None
