"""The guards of the plan: G6, and that changes were approved before they were begun."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.base import Cause, CauseRole, Confidence
from generator.kinds.capa import CapaState, EffectivenessPlan
from generator.kinds.change import SystemChange
from generator.lifecycle.capa.guards import Case, Guard, Lack, absent, lack
from generator.lifecycle.capa.guards_documents import contradicted_targets
from generator.lifecycle.capa.guards_examples import filled
from generator.lifecycle.capa.guards_opening import MISSING
from generator.lifecycle.capa.state import went_back
from generator.wording import N_

_PLAN = 'effectiveness:\n  plan: {criteria: [{metric: 停用次数, op: "<=", target: "0", unit: 次}], window_days: 90, method: recurrence_watch, verifier: 质量工程师, set_on: 2026-05-20}'


def is_confirmed(cause: Cause) -> bool:
    """Whether a cause counts as established."""
    return cause.confidence is Confidence.CONFIRMED or (cause.confidence is None and cause.confirm is not None)


def _causes(case: Case) -> Iterator[Lack]:
    capa = case.capa
    roots = [(place, cause) for place, cause in enumerate(capa.causes) if cause.role is CauseRole.ROOT]
    if not capa.no_cause_justification and not any(is_confirmed(cause) for _, cause in roots):
        path = f"causes[{roots[0][0]}].confirm" if roots else "causes"
        yield lack(
            path,
            N_(
                "{field}: no root cause is confirmed; confirm one, or say in no_cause_justification why none was found."
            ),
            "causes:\n  - {id: RC1, text: 磁盘没有容量告警, role: root, category: capacity, confirm: {method: log_evidence, result: 日志盘 100%}, confidence: confirmed}",
        )
    addressed = {number for _, action in case.actions for number in action.addresses}
    # A cause that was found in a later round has its actions there.
    for place, cause in roots if not case.superseded else ():
        if cause.id is None:
            yield lack(
                f"causes[{place}].id",
                N_("{field}: the cause needs a number that actions can cite."),
                "causes:\n  - {id: RC1}",
            )
        elif cause.id not in addressed:
            yield lack(
                "actions",
                N_("{field}: no action acts against the root cause {cause}."),
                f"actions:\n  - {{id: {case.capa.actions[0].id if case.capa.actions else 'A1'}, addresses: [{cause.id}]}}",
                cause=cause.id,
            )


def _extent(case: Case) -> Iterator[Lack]:
    capa = case.capa
    if not any(row.checked for row in capa.extent) or not capa.extent_conclusion:
        yield lack(
            "extent" if not any(row.checked for row in capa.extent) else "extent_conclusion",
            N_("{field}: where else the same could happen was not looked at, or not concluded."),
            "extent:\n  - {target: WMS 数据盘, checked: true, result: 同样没有告警, by: IT 联络人, date: 2026-05-18}\nextent_conclusion: 三台服务器都要加。",
        )


def _actions(case: Case) -> Iterator[Lack]:
    # Of an earlier round the actions may have been planned anew since.
    if not case.actions and not (case.superseded and case.capa.actions):
        yield lack(
            "actions",
            MISSING,
            filled(["actions"])["actions"],
        )
    values: dict[str, object] = {}
    for place, action in case.live_actions:
        names = ("owner", "due", "success")
        values |= {f"actions[{place}].{name}": getattr(action, name) for name in names}
    missing = [path for path, value in values.items() if value in (None, ())]
    yield from absent(values, MISSING, filled(missing, case.action_number))


def _impact(case: Case) -> Iterator[Lack]:
    capa = case.capa
    values = {
        "doc_impact": capa.doc_impact,
        "validation_impact": capa.validation_impact,
        "training_impact": capa.training_impact,
    }
    yield from absent(values, MISSING)


def _plan(case: Case) -> Iterator[Lack]:
    effectiveness = case.capa.effectiveness
    plan = effectiveness.plan if effectiveness else None
    names = ("criteria", "window_days", "method", "verifier", "set_on")
    values = {f"effectiveness.plan.{name}": getattr(plan, name, None) for name in names}
    yield from absent(values, MISSING)
    if plan is None:
        return
    yield from _criteria(plan)
    # The plan of a later round is made when the actions of the earlier one are long done.
    done = [action.done_on for _, action in case.actions if action.done_on and not case.is_stale(action.done_on)]
    first = min(done, default=None) if not case.superseded else None
    if plan.set_on is not None and first is not None and plan.set_on > first:
        yield lack(
            "effectiveness.plan.set_on",
            N_("{field}: the plan was made on {day}, after the first action was done on {first}."),
            _PLAN,
            day=plan.set_on,
            first=first,
        )


def _window(case: Case) -> Iterator[Lack]:
    """Yield a watch that is shorter than the policy has it, while the step is asked for; the log is only warned of."""
    shortest = case.terms.shortest_window(case.severity)
    days = (
        case.capa.effectiveness.plan.window_days if case.capa.effectiveness and case.capa.effectiveness.plan else None
    )
    if case.is_asked and days is not None and days < shortest:
        yield lack(
            "effectiveness.plan.window_days",
            N_("{field}: {days} days are too short; for this severity the policy asks for {shortest} days."),
            f"effectiveness:\n  plan: {{window_days: {shortest}}}",
            days=days,
            shortest=shortest,
        )


def _criteria(plan: EffectivenessPlan) -> Iterator[Lack]:
    for place, row in enumerate(plan.criteria):
        if row.target is None or row.op is None:
            yield lack(
                f"effectiveness.plan.criteria[{place}].{'op' if row.target else 'target'}",
                N_("{field}: without comparison and target nobody can tell whether it was reached."),
                _PLAN,
            )


def _plan_approved(case: Case) -> Iterator[Lack]:
    approval = case.capa.plan_approval
    example = "plan_approval: {by: 质量负责人, role: 质量负责人, date: 2026-05-20, meaning: 批准措施计划}"
    values = {"plan_approval.by": getattr(approval, "by", None), "plan_approval.date": getattr(approval, "date", None)}
    yield from absent(values, MISSING, dict.fromkeys(values, example))
    if approval is None:
        return
    if case.strict and case.offices.same(approval.by, case.capa.owner):
        yield lack("plan_approval.by", N_("{field}: {person} approves the own plan."), example, person=approval.by)
    if not case.by_then(approval.date):
        yield lack(
            "plan_approval.date",
            N_("{field}: the plan was approved on {day}, after the log says that it was planned."),
            example,
            day=approval.date,
        )
    elif case.is_stale(approval.date):
        yield lack(
            "plan_approval.date",
            N_(
                "{field}: the approval of {day} is for the plan before the work began anew on {began}; approve it again."
            ),
            example,
            day=approval.date,
            began=case.round_began,
        )


def _planned(case: Case) -> Iterator[Lack]:
    for part in (_causes, _extent, _actions, _impact, contradicted_targets, _plan, _window, _plan_approved):
        yield from part(case)


def _changes_approved(case: Case) -> Iterator[Lack]:
    for place, action in case.live_actions:
        for reference in action.change_refs:
            change = case.graph.get(reference)
            if not isinstance(change, SystemChange):
                continue
            begun = min((day for day in (action.started_on, change.started_on) if day), default=None)
            if begun is not None and (change.approved_on is None or change.approved_on > begun):
                yield lack(
                    f"actions[{place}].change_refs",
                    N_("{field}: {change} was begun on {day} before it was approved."),
                    f"id: {reference}\napproved_by: 质量负责人\napproved_on: {begun}",
                    change=reference,
                    day=begun,
                )


def _approved_again(case: Case) -> Iterator[Lack]:
    back = went_back(case.before, CapaState.PLANNED)
    approval = case.capa.plan_approval
    if back is not None and not case.superseded and (approval is None or approval.date is None or approval.date < back):
        yield lack(
            "plan_approval.date",
            N_("{field}: the plan was changed on {day} and must be approved again."),
            f"plan_approval: {{by: 质量负责人, date: {back}, meaning: 批准变更后的计划}}",
            day=back,
        )


G6 = Guard(
    "G6",
    N_(
        "A plan is taken as approved without confirmed cause, extent, complete actions, impact, effectiveness plan or approval."
    ),
    N_("What is not settled before the work begins is settled afterwards so that it fits."),
    "actions:\n  - {id: A1, text: 加强管理}\n",
    "actions:\n  - {id: A1, text: 加容量告警, owner: IT 主管, addresses: [RC1], due: [2026-06-30], success: 试发一次告警，两人收到}\n",
    _planned,
)
T3 = Guard(
    "T3",
    N_("A change was begun before it was approved."),
    N_("Changes to systems are approved before they are made (NMPA GMP 2025, article 10; ISO 13485:2016, 7.3.9)."),
    "started_on: 2026-05-21\napproved_on: 2026-05-25   # CHG-2026-031\n",
    "approved_on: 2026-05-20\nstarted_on: 2026-05-21\n",
    _changes_approved,
)
T5 = Guard(
    "T5",
    N_("The plan was changed and carried out without being approved again."),
    N_("The approval was given for another plan."),
    "plan_approval: {by: 质量负责人, date: 2026-05-20}   # changed on 2026-06-10\n",
    "plan_approval: {by: 质量负责人, date: 2026-06-10, meaning: 批准变更后的计划}\n",
    _approved_again,
)
