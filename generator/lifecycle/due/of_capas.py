"""What is due of a CAPA: the stage in which it is, its open actions, the decisions and answers that it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.kinds.base import CauseRole
from generator.kinds.capa import Capa, CapaState, EffectivenessPlan, ReportDecision, RiskSeverity
from generator.kinds.policy import DeadlineItem
from generator.lifecycle.capa.actions import settled
from generator.lifecycle.capa.recurrence import last_done, watched_from
from generator.lifecycle.capa.state import ENDED, stage_entered_on, state_of
from generator.lifecycle.due.pending import DueKind, Pending
from generator.lifecycle.due.rules import Allowance, DeadlineRules
from generator.wording import N_

# Where work begins anew: what went before took its own time.
_BEHIND = (CapaState.MONITORING, CapaState.CLOSING, CapaState.CLOSED)
# The duties to report, by their fields, as people read them.
REPORTS: Mapping[str, str] = {
    "adverse_event": N_("Adverse event"),
    "recall": N_("Recall"),
    "notice": N_("Product notice"),
    "authority": N_("Authority"),
    "customer": N_("Customer"),
}


def due_of_capa(capa: Capa, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield what a CAPA waits for; nothing once it has ended."""
    state = state_of(capa)
    if state in ENDED:
        return
    severity = severity_of(capa, rules)
    yield from _stage(capa, state, severity, rules)
    yield from _reports(capa, state, severity, rules)
    for action in capa.actions:
        if action.due and not settled(action):
            yield Pending(
                record=capa,
                kind=DueKind.ACTION,
                part=action.id,
                subject=action.text,
                owner=action.owner or capa.owner,
                severity=severity,
                due=action.due[-1].due,
                history=action.due,
            )
    supplier = capa.supplier_action
    if supplier is not None and supplier.response_due is not None and supplier.response is None:
        yield Pending(
            record=capa,
            kind=DueKind.SUPPLIER_ANSWER,
            part=supplier.scar_no or "",
            subject=supplier.vendor,
            owner=_quality(capa),
            severity=severity,
            due=supplier.response_due,
        )
    yield from _effectiveness(capa, state, severity, rules)


def recurrence_of_capa(capa: Capa, day: date, rules: DeadlineRules) -> Pending:
    """Return what follows when the matter of a closed CAPA came back on `day`: it is told at the highest level."""
    return Pending(
        record=capa,
        kind=DueKind.RECURRENCE,
        subject=capa.title,
        owner=_quality(capa),
        severity=severity_of(capa, rules),
        due=day,
        recurred=True,
    )


def severity_of(capa: Capa, rules: DeadlineRules) -> RiskSeverity:
    """Return the severity that counts for deadlines: as assessed, or as the policy has it until then."""
    return (capa.risk.severity if capa.risk else None) or rules.unassessed


def _quality(capa: Capa) -> str | None:
    """Return who follows the CAPA for quality, or whoever stands for it so far."""
    return capa.qa_coordinator or capa.owner or capa.opened_by


def begun_on(capa: Capa) -> date:
    """Return the day from which deadlines count: of the last acceptance, or of the last beginning anew."""
    begun, before = capa.opened_on, CapaState.DRAFT
    for entry in capa.log:
        left = entry.from_ or before
        again = entry.to in (CapaState.INVESTIGATING, CapaState.IMPLEMENTING) and left in _BEHIND
        if entry.to is CapaState.OPEN or again:
            begun = entry.at.day
        before = entry.to
    return begun


def _stage(capa: Capa, state: CapaState, severity: RiskSeverity, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield the deadline of the stage in which the CAPA is; that of watching the effect is told by its check."""
    quality = _quality(capa)
    if state is CapaState.DRAFT:
        yield from _allotted(capa, DueKind.TRIAGE, DeadlineItem.TRIAGE, capa.opened_on, quality, severity, rules)
    elif state in (CapaState.OPEN, CapaState.INVESTIGATING):
        found = any(cause.role in (None, CauseRole.ROOT) for cause in capa.causes) or capa.no_cause_justification
        kind = DueKind.PLAN if found else DueKind.INVESTIGATION
        promised = capa.investigation.due if capa.investigation else None
        begun = begun_on(capa)
        yield from _allotted(capa, kind, DeadlineItem.INVESTIGATION, begun, capa.owner, severity, rules, promised)
    elif state in (CapaState.PLANNED, CapaState.IMPLEMENTING):
        begun = begun_on(capa)
        item = DeadlineItem.IMPLEMENTATION
        yield from _allotted(capa, DueKind.IMPLEMENTATION, item, begun, capa.owner, severity, rules)
    elif state is CapaState.VERIFYING:
        since = stage_entered_on(capa)
        yield from _allotted(capa, DueKind.VERIFICATION, DeadlineItem.VERIFICATION, since, quality, severity, rules)
    elif state is CapaState.CLOSING:
        since = stage_entered_on(capa)
        yield from _allotted(capa, DueKind.CLOSING, DeadlineItem.CLOSING, since, quality, severity, rules)


def _allotted(
    capa: Capa,
    kind: DueKind,
    item: DeadlineItem,
    start: date,
    owner: str | None,
    severity: RiskSeverity,
    rules: DeadlineRules,
    promised: date | None = None,
) -> Iterator[Pending]:
    """Yield the stage that began on `start`; a `promised` day replaces that of the policy, which stays the first."""
    allowance = rules.allowance(item, severity)
    if allowance is None and promised is None:
        return
    common: dict[str, Any] = {
        "record": capa,
        "kind": kind,
        "subject": capa.title,
        "owner": owner,
        "severity": severity,
        "since": start,
    }
    if allowance is None:
        yield Pending(**common, due=promised or start)
        return
    ends = rules.ends(start, allowance)
    # A promise made earlier than the policy asks is the first deadline; one made later does not move it.
    if promised is None or promised == ends:
        yield Pending(**common, due=ends, working_days=allowance.in_working_days, allotted=(ends - start).days)
    else:
        yield Pending(**common, due=promised, original_due=min(promised, ends), allotted=(ends - start).days)


def _reports(capa: Capa, state: CapaState, severity: RiskSeverity, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield reporting decisions that were not made: those that are pending, or all while nothing was decided."""
    allowance = rules.allowance(DeadlineItem.REPORTABILITY, severity)
    aware = capa.aware_at.day if capa.aware_at else capa.opened_on
    ends = rules.ends(aware, allowance) if allowance is not None else None
    duties = {name: getattr(capa.reportability, name, None) for name in REPORTS}
    rows = [
        (name, duty.due or ends) for name, duty in duties.items() if duty and duty.decision is ReportDecision.PENDING
    ]
    if not any(duties.values()) and state in (CapaState.DRAFT, CapaState.OPEN):
        rows = [("", ends)]
    for name, due in rows:
        if due is not None:
            yield Pending(
                record=capa,
                kind=DueKind.REPORTABILITY,
                part=name,
                subject=REPORTS.get(name, capa.title),
                owner=_quality(capa),
                severity=severity,
                due=due,
                original_due=min(due, ends) if ends is not None else None,
                working_days=allowance is not None and allowance.in_working_days and due == ends,
                since=aware,
            )


def _effectiveness(capa: Capa, state: CapaState, severity: RiskSeverity, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield the check of effectiveness, as soon as there is a day for it and until a check of this round was made."""
    plan = (capa.effectiveness.plan if capa.effectiveness else None) or EffectivenessPlan()
    if state is CapaState.CLOSING or _is_checked(capa, state):
        return
    done = watched_from(last_done(capa), capa.log)
    watched = state is CapaState.MONITORING
    start = done or (stage_entered_on(capa) if watched else None)
    longest = rules.allowance(DeadlineItem.WINDOW_MAX, severity)
    shortest = rules.allowance(DeadlineItem.WINDOW_MIN, severity)
    window = plan.window_days or (shortest.days if shortest else None)
    not_before = rules.ends(start, Allowance(window)) if watched and start and window else None
    due = plan.due
    if due is None and watched and start and (longest or window):
        due = max(rules.ends(start, longest) if longest else start, not_before or start)
    if due is not None:
        yield Pending(
            record=capa,
            kind=DueKind.EFFECTIVENESS,
            subject=capa.title,
            owner=plan.verifier or capa.qa_coordinator,
            severity=severity,
            due=due,
            not_before=not_before,
        )


def _is_checked(capa: Capa, state: CapaState) -> bool:
    checks = capa.effectiveness.checks if capa.effectiveness else ()
    since = stage_entered_on(capa) if state is CapaState.MONITORING else date.min
    return any(check.date is None or check.date >= since for check in checks)
