"""The guards of carrying out and verifying: all done with evidence, G7, G8."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.capa import CapaAction, EffectFinding, Waiver
from generator.lifecycle.capa.guards import Case, Guard, Lack, absent, lack
from generator.lifecycle.capa.guards_opening import MISSING
from generator.wording import N_

_VERIFIED = "actions:\n  - {id: A1, verified: {by: 质量工程师, date: 2026-06-26, method: 看实物, result: 通过, evidence: [ATT-3]}}"
_EFFECT = "adverse_effect: {on_compliance: none, on_safety_performance: none, on_data_integrity: none, method: 核对一周单据, by: 质量工程师, date: 2026-07-03}"
_WAIVED = "actions:\n  - {id: A2, waived: {reason: 系统已停用, risk: 无, approved_by: 质量负责人, date: 2026-06-24}}"
_CANCELLED = "cancellation: {reason: 措施全部免除, risk: 无, approved_by: 质量负责人, date: 2026-06-24}"
_FINDINGS = ("on_compliance", "on_safety_performance", "on_data_integrity")


def _how_done(case: Case, action: CapaAction) -> str:
    """Return how it is written that an action was done, with evidence under a number that is still free."""
    taken = {row.id for row in case.capa.attachments}
    number = next(name for place in range(1, len(taken) + 2) if (name := f"ATT-{place}") not in taken)
    return (
        f"actions:\n  - {{id: {action.id}, done_on: {case.day}, evidence: [{number}]}}\n"
        f"attachments:\n  - {{id: {number}, location: 质量部档案柜, desc: 告警截图}}"
    )


def _all_done(case: Case) -> Iterator[Lack]:
    for place, action in case.actions:
        path, done = f"actions[{place}]", _how_done(case, action)
        if action.waived is not None:
            yield from _waived(case, f"{path}.waived", action, action.waived)
            continue
        if action.done_on is None:
            yield lack(f"{path}.done_on", N_("{field}: the action is neither done nor waived."), done)
        elif not case.by_then(action.done_on):
            yield lack(
                f"{path}.done_on",
                N_("{field}: the action was done on {day}, after the log says that all were."),
                done,
                day=action.done_on,
            )
        if not action.evidence:
            yield lack(f"{path}.evidence", N_("{field}: nothing shows that it was done."), done)


def _waived(case: Case, path: str, action: CapaAction, waiver: Waiver) -> Iterator[Lack]:
    values = {f"{path}.{name}": getattr(waiver, name) for name in ("risk", "approved_by", "date")}
    yield from absent(values, MISSING, dict.fromkeys(values, _WAIVED))
    who = waiver.approved_by
    if who is not None:
        owners = [action.owner, *([case.capa.owner] if case.strict else [])]
        if case.offices.among(who, owners):
            yield lack(
                f"{path}.approved_by",
                N_("{field}: {person} owns the action or the CAPA and cannot waive it."),
                _WAIVED,
                person=who,
            )
        elif not case.is_approved_by_quality(who):
            yield lack(
                f"{path}.approved_by",
                N_("{field}: waiving needs the approval of quality; {person} is none of its roles."),
                _WAIVED,
                person=who,
            )
    if not case.by_then(waiver.date):
        yield lack(
            f"{path}.date",
            N_("{field}: the action was waived on {day}, after the log says that all were done."),
            _WAIVED,
            day=waiver.date,
        )


def _verified(case: Case) -> Iterator[Lack]:
    yield from _something_done(case)
    for place, action in case.live_actions:
        path, check = f"actions[{place}].verified", action.verified
        if check is None:
            verb = f"fupan capa verify {case.capa.id} {action.id} --by 质量工程师 --method 看实物 --result pass"
            why = N_("{field}: nobody has checked that the action was carried out.")
            yield lack(path, why, f"{verb} --evidence 告警截图")
            continue
        if case.offices.same(check.by, action.owner):
            yield lack(
                f"{path}.by", N_("{field}: {person} owns the action and cannot verify it."), _VERIFIED, person=check.by
            )
        if check.passed is False:
            yield lack(f"{path}.pass", N_("{field}: the check was not passed."), _VERIFIED)
        if check.date is None:
            yield lack(f"{path}.date", MISSING, _VERIFIED)
        elif not case.by_then(check.date):
            yield lack(
                f"{path}.date",
                N_("{field}: it was checked on {day}, after the log says that all were verified."),
                _VERIFIED,
                day=check.date,
            )


def _something_done(case: Case) -> Iterator[Lack]:
    """Yield what is lacking where nothing was done at all, or nothing since the work began anew."""
    if case.actions and not case.live_actions:
        yield lack(
            "actions",
            N_("{field}: all are waived, so nothing was done that could have worked; go back and cancel the CAPA."),
            _CANCELLED,
        )
        return
    days = [
        day
        for _, action in case.live_actions
        for day in (action.done_on, action.verified.date if action.verified is not None else None)
        if day is not None and day <= case.day
    ]
    if days and all(case.is_stale(day) for day in days):
        yield lack(
            "actions",
            N_("{field}: since the work began anew on {day}, no action was done or verified again."),
            _VERIFIED,
            day=case.round_began,
        )


def _no_harm(case: Case) -> Iterator[Lack]:
    effect = case.capa.adverse_effect
    values = {f"adverse_effect.{name}": getattr(effect, name, None) for name in (*_FINDINGS, "by", "date")}
    yield from absent(values, MISSING)
    if effect is None:
        return
    for name in _FINDINGS:
        if getattr(effect, name) is EffectFinding.FOUND:
            yield lack(f"adverse_effect.{name}", N_("{field}: harm was found and not mitigated."), _EFFECT)
    if case.strict and case.offices.same(effect.by, case.capa.owner):
        yield lack(
            "adverse_effect.by", N_("{field}: {person} owns the CAPA and cannot judge this."), _EFFECT, person=effect.by
        )
    if not case.by_then(effect.date):
        yield lack(
            "adverse_effect.date",
            N_("{field}: it was looked at on {day}, after the log says that it had been."),
            _EFFECT,
            day=effect.date,
        )
    elif case.is_stale(effect.date):
        yield lack(
            "adverse_effect.date",
            N_("{field}: it was looked at on {day}, before the work began anew on {began}; look again."),
            _EFFECT,
            day=effect.date,
            began=case.round_began,
        )


T4 = Guard(
    "T4",
    N_(
        "All actions are said to be done, and one is neither done nor waived, nothing shows it, or its owner waived it."
    ),
    N_("Verification needs something to verify."),
    "actions:\n  - {id: A1, text: 加告警}\n",
    "actions:\n  - {id: A1, text: 加告警, done_on: 2026-06-24, evidence: [ATT-3]}\n",
    _all_done,
)
G7 = Guard(
    "G7",
    N_("An action was not verified, or by its own owner, or nothing was done at all."),
    N_("One does not see one's own slips. This holds under a relaxed policy too."),
    "owner: IT 主管\nverified: {by: IT 主管, date: 2026-06-26}\n",
    "owner: IT 主管\nverified: {by: 质量工程师, date: 2026-06-26, result: 通过}\n",
    _verified,
)
G8 = Guard(
    "G8",
    N_("It was not shown that the actions did no harm to regulation, safety, performance or data."),
    N_("ISO 13485:2016 8.5.2 e asks for it: a remedy can break something else."),
    "adverse_effect: {on_data_integrity: found}\n",
    "adverse_effect: {on_compliance: none, on_safety_performance: none, on_data_integrity: mitigated, by: 质量工程师, date: 2026-07-03}\n",
    _no_harm,
)
