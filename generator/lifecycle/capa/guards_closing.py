"""The guards of the end: G10 to G13, and what going back from the watch asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.kinds.base import Approval, ApprovalMeaning
from generator.kinds.capa import (
    CapaState,
    Closure,
    Conclusion,
    EffectivenessCheck,
    EffectivenessPlan,
    ReportDecision,
    ReportDuty,
    RiskSeverity,
)
from generator.lifecycle.capa.completeness import completeness_of
from generator.lifecycle.capa.guards import Case, Guard, Lack, absent, lack
from generator.lifecycle.capa.guards_examples import filled
from generator.lifecycle.capa.guards_opening import MISSING
from generator.lifecycle.capa.independence import action_owners
from generator.lifecycle.capa.recurrence import between, window_end
from generator.lifecycle.capa.state import state_of
from generator.lifecycle.capa.targets import contradicts
from generator.lifecycle.evidence import field_name, lost_evidence
from generator.wording import N_

_CHECK = 'effectiveness:\n  checks:\n    - {round: 1, date: 2026-10-15, by: 财务主管, results: [{metric: 停用次数, value: "0", pass: true}], evidence: [ATT-7], conclusion: effective}'
_CLOSURE = "closure: {summary: 九十天没有再发生, by: IT 主管, date: 2026-11-02, approved_by: 质量负责人, approved_role: 质量负责人, approved_on: 2026-11-06}"
_APPROVAL = (
    "approvals:\n  - {meaning: approved, role: 质量负责人, date: 2026-11-06, method: wet_ink, ref: 档案 QR-2026-190}"
)
_REOPEN = "reopen:\n  - {date: 2026-07-13, by: 质量负责人, reason: 同一失效模式再次发生, trigger_ref: PM-2026-0008}"

_DUTIES = ("adverse_event", "recall", "notice", "authority", "customer")


def _effective(case: Case) -> Iterator[Lack]:
    if case.check is None:
        yield from _unjudged(case)
        return
    place, check = case.check
    path = f"effectiveness.checks[{place}]"
    if check.conclusion is not Conclusion.EFFECTIVE:
        yield lack(f"{path}.conclusion", N_("{field}: the latest check does not say effective."), _CHECK)
    owners = [*action_owners(case.capa), *([case.capa.owner] if case.strict else [])]
    if check.by is None:
        yield lack(f"{path}.by", MISSING, _CHECK)
    elif case.offices.among(check.by, owners):
        yield lack(
            f"{path}.by",
            N_("{field}: {person} owns the CAPA or one of its actions and cannot judge it."),
            _CHECK,
            person=check.by,
        )
    plan = case.capa.effectiveness.plan if case.capa.effectiveness else None
    if check.date is None:
        yield lack(f"{path}.date", MISSING, _CHECK)
    elif case.round_began is not None and check.date <= case.round_began and not case.superseded:
        yield lack(
            f"{path}.date",
            N_("{field}: the check of {day} is older than this round, which began on {began}; judge again."),
            _CHECK,
            day=check.date,
            began=case.round_began,
        )
    elif plan is not None and plan.window_days and case.watched_from:
        end = window_end(case.watched_from, plan.window_days)
        if check.date < end and not case.superseded:
            yield lack(
                f"{path}.date",
                N_("{field}: the watch lasts until {end}; a check on {day} is too early."),
                _CHECK,
                end=end,
                day=check.date,
            )
    if plan is not None and not case.superseded:
        yield from _measured(plan, check, f"{path}.results")
    if not check.evidence:
        yield lack(f"{path}.evidence", N_("{field}: nothing shows that it was judged."), _CHECK)


def _unjudged(case: Case) -> Iterator[Lack]:
    plan = case.capa.effectiveness.plan if case.capa.effectiveness else None
    metric = plan.criteria[0].metric if plan is not None and plan.criteria else "停用次数"
    verb = f"fupan capa check-effectiveness {case.capa.id} --by 财务主管 --conclusion effective"
    example = f'{verb} --result "{metric}=0:pass" --evidence 告警记录'
    if plan is not None and plan.window_days and case.watched_from:
        yield lack(
            "effectiveness.checks",
            N_("{field}: nobody has judged whether the actions worked; the watch lasts until {end}."),
            example,
            end=window_end(case.watched_from, plan.window_days),
        )
    else:
        yield lack("effectiveness.checks", N_("{field}: nobody has judged whether the actions worked."), example)


def _measured(plan: EffectivenessPlan, check: EffectivenessCheck, path: str) -> Iterator[Lack]:
    """Yield the criteria without an answer, with two, or with one that the figure itself does not bear out."""
    number = Counter(row.metric for row in check.results)
    results = {row.metric: row for row in check.results}
    for criterion in plan.criteria:
        metric, result = criterion.metric, results.get(criterion.metric)
        if number[metric] > 1:
            yield lack(path, N_("{field}: {metric} is answered more than once."), _CHECK, metric=metric)
        if result is None or result.value is None or result.passed is not True:
            yield lack(path, N_("{field}: {metric} has no value, or was not reached."), _CHECK, metric=metric)
        elif contradicts(criterion, result.value):
            yield lack(
                path,
                N_("{field}: {metric} is said to be reached, and {value} is not {op} {target}."),
                _CHECK,
                metric=metric,
                value=result.value,
                op=criterion.op,
                target=criterion.target,
            )


def _no_recurrence(case: Case) -> Iterator[Lack]:
    told_later = case.entry is not None and state_of(case.capa) is CapaState.CLOSED
    if case.watched_from is None or told_later:
        return  # of a closed CAPA nobody can tell whether the incident was known then; it is marked as failed instead
    checked = case.check[1].date if case.check is not None else None
    for row in between(case.capa, case.graph, case.watched_from, checked or case.day):
        if not row.justified:
            yield lack(
                f"effectiveness.checks[{case.check[0] if case.check else 0}].recurrences",
                N_(
                    "{field}: {postmortem} of {day} has the same system and failure mode; it is not listed with a justification."
                ),
                f'recurrences: ["{row.postmortem.id}：另一台机器，不在本次措施范围，理由……"]',
                postmortem=row.postmortem.id,
                day=row.postmortem.started_at.day,
            )


def _closed(case: Case) -> Iterator[Lack]:
    capa, closure = case.capa, case.capa.closure
    asked = case.reached(CapaState.CLOSING) or case.day
    values = {f"closure.{name}": getattr(closure, name, None) for name in ("summary", "approved_by", "approved_on")}
    open_duties = [name for name in _DUTIES if _is_open(getattr(capa.reportability, name, None))]
    unfilled = completeness_of(capa, CapaState.CLOSED).missing
    # All that one group lacks stands in one example, whichever question asked for it.
    examples = filled([*unfilled, *(f"reportability.{name}" for name in open_duties)], case.action_number)
    yield from absent(values, MISSING, examples)
    rows = [row for row in capa.approvals if row.meaning is ApprovalMeaning.APPROVED and row.date]
    approvals = [row for row in rows if row.date and asked <= row.date <= case.day]
    approvals = [row for row in approvals if case.offices.is_quality(row.role, row.name)]
    if not any(_is_of_closer(row, closure, case) for row in approvals):
        yield lack(
            "approvals",
            N_("{field}: quality has not approved the closing between {asked} and {day}."),
            _APPROVAL,
            asked=asked,
            day=case.day,
        )
    yield from _approved_when(case, closure.approved_on if closure else None)
    yield from _approved_by_whom(case, closure, approvals)
    grave = case.severity is not RiskSeverity.MINOR
    for path in (f"reportability.{name}" for name in open_duties):
        yield lack(path, N_("{field}: the decision whether to report is still open."), examples[path])
    if grave and not capa.lessons:
        yield lack("lessons", N_("{field}: nothing was learned from it."), filled(["lessons"])["lessons"])
    after = capa.risk.after if capa.risk else None
    values = {f"risk.after.{name}": getattr(after, name, None) for name in ("severity", "likelihood", "level")}
    yield from absent(values, MISSING, examples)
    yield from _links(case)
    told = ("closure.", "risk.after.", "lessons", "reportability.")
    for path in unfilled:
        if not path.startswith(told):
            yield lack(path, N_("{field} is still empty; closing needs every field."), examples[path])


def _is_open(duty: ReportDuty | None) -> bool:
    return duty is None or duty.decision is ReportDecision.PENDING


def _is_of_closer(row: Approval, closure: Closure | None, case: Case) -> bool:
    """Whether a note of approval is by whoever the closing statement names.

    Without a statement any will do, and of an earlier round as well: the statement is then that of the later one.
    """
    if closure is None or closure.approved_by is None or case.superseded:
        return True
    if case.offices.among(closure.approved_by, (row.name, row.role)):
        return True
    return row.name is None and case.offices.same(row.role, closure.approved_role)


def _approved_by_whom(case: Case, closure: Closure | None, approvals: list[Approval]) -> Iterator[Lack]:
    """Yield an approver who is not of quality or the management, or who owns or judged what is closed."""
    approver = closure.approved_by if closure else None
    if closure is None or approver is None or case.superseded:
        return
    judge = case.check[1].by if case.check is not None else None
    # Of a minor matter the one who judged the effect may also approve the closing (2.2, G12).
    judges = [judge] if case.severity is not RiskSeverity.MINOR else []
    others = [case.capa.owner, *judges] if case.strict else []
    named = [row.name for row in approvals if row.name and _is_of_closer(row, closure, case)]
    for person in dict.fromkeys([approver, *named]):
        if case.offices.among(person, [*others, *action_owners(case.capa)]):
            yield lack(
                "closure.approved_by",
                N_("{field}: {person} owns or judged it and cannot approve the closing."),
                _CLOSURE,
                person=person,
            )
            return
    if not case.offices.is_quality(approver, closure.approved_role) and not case.is_approved_by_quality(approver):
        yield lack(
            "closure.approved_by",
            N_("{field}: {person} stands neither for quality nor for the management, and cannot approve the closing."),
            _CLOSURE,
            person=approver,
        )


def _approved_when(case: Case, day: date | None) -> Iterator[Lack]:
    if not case.by_then(day):
        yield lack(
            "closure.approved_on",
            N_("{field}: the closing was approved on {day}, after the log says that it was closed."),
            _CLOSURE,
            day=day,
        )
    elif case.is_stale(day):
        yield lack(
            "closure.approved_on",
            N_("{field}: the closing approved on {day} was that before the work began anew on {began}."),
            _CLOSURE,
            day=day,
            began=case.round_began,
        )


def _links(case: Case) -> Iterator[Lack]:
    for place, source in enumerate(case.capa.sources):
        if source.ref and source.ref.startswith(("PM-", "CAPA-")) and not case.graph.knows(source.ref):
            yield lack(
                f"sources[{place}].ref",
                N_("{field} cites {value}, which does not exist."),
                f"ref: {source.ref}",
                value=source.ref,
            )
    for path, number in lost_evidence(case.capa):
        yield lack(
            field_name(path),
            N_("{field} cites {value}, which does not exist."),
            f"attachments:\n  - {{id: {number}, location: 质量部档案柜, desc: 证据}}",
            value=number,
        )


def _reopened(case: Case) -> Iterator[Lack]:
    capa = case.capa
    closed = case.reached(CapaState.CLOSED)
    if closed is not None and (case.day - closed).days > case.terms.reopen_days:
        yield lack(
            "recurs_from",
            N_("{field}: it was closed more than {days} days ago; begin a new CAPA that recurs from this one."),
            f"recurs_from: [{capa.id}]",
            days=case.terms.reopen_days,
        )
    if case.entry is not None and not case.offices.is_quality(case.entry.by):
        yield lack(
            f"log[{len(case.before)}].by", N_("{field}: only quality opens a closed CAPA again."), "by: 质量负责人"
        )
    yield from _reopen_entry(case, closed)


def _reopen_entry(case: Case, since: object) -> Iterator[Lack]:
    rows = [
        (place, row)
        for place, row in enumerate(case.capa.reopen)
        if not isinstance(since, type(row.date)) or row.date >= since
    ]
    rows = [(place, row) for place, row in rows if row.date <= case.day]
    if not rows:
        yield lack("reopen", N_("{field}: why it was opened again, and by what, is missing."), _REOPEN)
    elif rows[-1][1].trigger_ref is None:
        yield lack(f"reopen[{rows[-1][0]}].trigger_ref", MISSING, _REOPEN)


def _ineffective(case: Case) -> Iterator[Lack]:
    if case.check is None or case.check[1].conclusion is not Conclusion.INEFFECTIVE:
        place = case.check[0] if case.check else 0
        example = _CHECK.replace("conclusion: effective", "conclusion: ineffective").replace(
            "pass: true", "pass: false"
        )
        yield lack(
            f"effectiveness.checks[{place}].conclusion",
            N_("{field}: the investigation begins anew when a check says ineffective."),
            example,
        )
    yield from _reopen_entry(case, case.reached(CapaState.MONITORING))


def _partly(case: Case) -> Iterator[Lack]:
    place = case.check[0] if case.check else 0
    if case.check is None or case.check[1].conclusion is not Conclusion.PARTIAL:
        yield lack(
            f"effectiveness.checks[{place}].conclusion",
            N_("{field}: more actions follow when a check says partial."),
            _CHECK.replace("conclusion: effective", "conclusion: partial"),
        )
    since = case.check[1].date if case.check else None
    dues = [action.due[0].set_on for _, action in case.actions if action.due]
    if since is None or not any(day and since <= day <= case.day for day in dues):
        yield lack(
            "actions",
            N_("{field}: no action was added since the check."),
            "actions:\n  - {id: A4, text: 再做一次恢复演练, owner: IT 联络人, due: [{due: 2026-12-31, set_on: 2026-11-21}], success: 八小时内恢复}",
        )


G10 = Guard(
    "G10",
    N_(
        "Closing was asked for without a check that says effective, by somebody independent, after the whole watch, on every criterion, with evidence."
    ),
    N_("That an action was done does not say that it worked."),
    "effectiveness:\n  checks:\n    - {date: 2026-06-25, by: IT 主管, conclusion: effective}\n",
    _CHECK + "\n",
    _effective,
)
G11 = Guard(
    "G11",
    N_("The same failure mode struck the same system during the watch, and no check says why it does not count."),
    N_("A recurrence is the plainest sign that the cause is still there."),
    "recurrences: []   # PM-2026-0008 happened meanwhile\n",
    'recurrences: ["PM-2026-0008：另一台机器，不在本次措施范围"]\n',
    _no_recurrence,
)
G12 = Guard(
    "G12",
    N_(
        "A CAPA was closed without approval by quality, with an open reporting decision, without lessons or residual risk, with broken links or empty fields."
    ),
    N_("A closed record is read by people who cannot ask any more."),
    "closure: {summary: 已完成}\n",
    _CLOSURE + "\n" + _APPROVAL + "\n",
    _closed,
)
G13 = Guard(
    "G13",
    N_("A closed CAPA was opened again too late, not by quality, or without naming what led to it."),
    N_(
        "An old record that is opened again and again tells no story; after the time allowed a new one begins that recurs from it."
    ),
    "log:\n  - {at: 2026-07-13, by: IT 主管, from: closed, to: investigating}\n",
    _REOPEN + "\n",
    _reopened,
)
T6 = Guard(
    "T6",
    N_("The investigation was begun anew without a check that says ineffective or without saying why."),
    N_("The record must show what proved that the first answer was wrong."),
    "log:\n  - {at: 2026-04-21, from: monitoring, to: investigating}\n",
    _REOPEN + "\n",
    _ineffective,
)
T7 = Guard(
    "T7",
    N_("More actions were announced without a check that says partial, or without any."),
    N_("The record must show what was still missing."),
    "log:\n  - {at: 2025-12-16, from: monitoring, to: implementing}\n",
    "actions:\n  - {id: A4, text: 再做一次恢复演练, owner: IT 联络人, due: [{due: 2026-04-30, set_on: 2025-12-16}]}\n",
    _partly,
)
