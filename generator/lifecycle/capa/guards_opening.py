"""The guards of the beginning and of the cancelling: G1 to G5, and what starting and going back ask for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.capa import ReportDecision, RiskSeverity
from generator.kinds.policy import DeadlineItem
from generator.lifecycle.capa.guards import Case, Guard, Lack, absent, lack
from generator.wording import N_

MISSING = N_("{field} is missing.")
_DUTIES = ("adverse_event", "recall", "notice", "authority", "customer")


def _source_and_problem(case: Case) -> Iterator[Lack]:
    capa, problem = case.capa, case.capa.problem
    values: dict[str, object] = {"sources": capa.sources}
    for name in ("what", "where", "when", "who_found", "how_found", "how_many"):
        values[f"problem.{name}"] = getattr(problem, name, None)
    values |= {"owner": capa.owner, "systems": capa.systems}
    yield from absent(values, MISSING)


def _contained(case: Case) -> Iterator[Lack]:
    if not any(row.text or row.none_reason for row in case.capa.containment):
        yield lack(
            "containment",
            N_("{field}: what was done at once is missing, or the reason why nothing had to be."),
            "containment:\n  - {text: 停用接收账号，改按纸质单确认, by: IT 主管, at: 2026-05-11T14:52+08:00, result: 不再增加}",
        )


def _risk_approved(case: Case) -> Iterator[Lack]:
    risk = case.capa.risk
    names = ("severity", "likelihood", "assessed_by", "date", "approved_by")
    yield from absent({f"risk.{name}": getattr(risk, name, None) for name in names}, MISSING)
    if risk is not None and not case.by_then(risk.approved_on):
        yield lack(
            "risk.approved_on",
            N_("{field}: the risk was approved on {day}, after the CAPA had been accepted."),
            "risk: {approved_by: 质量负责人, approved_on: 2026-05-12}",
            day=risk.approved_on,
        )


def _reportability(case: Case) -> Iterator[Lack]:
    allowance = case.terms.rules.allowance(DeadlineItem.REPORTABILITY, case.severity)
    latest = case.terms.rules.ends(case.day, allowance) if allowance is not None else None
    duties = {name: getattr(case.capa.reportability, name, None) for name in _DUTIES}
    if not any(duties.values()):
        example = "reportability: {adverse_event: {decision: not_required, rationale: 与产品无关, by: 质量负责人, date: 2026-05-12}}"
        yield lack("reportability", N_("{field}: whether anything must be reported was not decided."), example)
    # Those that nobody has thought of yet stand open until the closing, where all must be decided.
    for name, duty in duties.items():
        path = f"reportability.{name}"
        if (
            duty is not None
            and duty.decision is ReportDecision.PENDING
            and (duty.due is None or (latest and duty.due > latest))
        ):
            yield lack(
                f"{path}.due",
                N_("{field}: a decision may wait until {latest} at the latest."),
                f"reportability:\n  {name}: {{decision: pending, due: {latest}}}",
                latest=latest or "–",
            )


def _cancelled_with_reason(case: Case) -> Iterator[Lack]:
    example = (
        "cancellation: {reason: 这套系统已停用, risk: 停用前仍可能发生, approved_by: 质量负责人, date: 2026-04-01}"
    )
    row = case.capa.cancellation
    values = {f"cancellation.{name}": getattr(row, name, None) for name in ("reason", "risk", "approved_by", "date")}
    yield from absent(values, MISSING, dict.fromkeys(values, example))
    if row is None or row.approved_by is None:
        return
    if not case.is_approved_by_quality(row.approved_by):
        yield lack(
            "cancellation.approved_by",
            N_("{field}: cancelling needs the approval of quality; {person} is none of its roles."),
            example,
            person=row.approved_by,
        )
    others = [one.role or one.name for one in case.capa.approvals if one.date and one.date <= case.day]
    if case.severity is RiskSeverity.CRITICAL and not case.offices.is_management(row.approved_by, *others):
        yield lack(
            "approvals",
            N_("{field}: a critical CAPA is cancelled with the approval of the management representative too."),
            "approvals:\n  - {meaning: approved, role: 管理者代表, date: 2026-04-01, method: wet_ink, ref: 档案 QR-2026-068}",
        )


def _team(case: Case) -> Iterator[Lack]:
    investigation = case.capa.investigation
    values = {
        "investigation.team": investigation.team if investigation else (),
        "investigation.due": investigation.due if investigation else None,
    }
    yield from absent(values, MISSING)


def _reason(case: Case) -> Iterator[Lack]:
    if not case.has_reason():
        yield lack(
            f"log[{len(case.before)}].note",
            N_("{field}: going back needs a reason."),
            "log:\n  - {at: 2026-06-01T09:00+08:00, by: 质量负责人, from: planned, to: investigating, note: 原因没有找全}",
        )


G1 = Guard(
    "G1",
    N_("A CAPA is accepted without source, owner, systems or an answer to one of the six questions of the problem."),
    N_("Whoever works on it has to know what happened, where it comes from and who answers for it."),
    "problem: {what: 系统慢}\n",
    "problem: {what: 出库单存不上, where: 发货口, when: 2026-05-11, who_found: 仓管员, how_found: 转圈, how_many: 46 张}\n",
    _source_and_problem,
)
G2 = Guard(
    "G2",
    N_("A CAPA is accepted without a word on what was contained at once."),
    N_("Removing the effect and removing the cause are two things; the first does not wait for the second."),
    "containment: []\n",
    "containment:\n  - {none_reason: 发现时已经恢复，没有要遏制的}\n",
    _contained,
)
G3 = Guard(
    "G3",
    N_("A CAPA is accepted before its risk was assessed and approved."),
    N_("What is done has to be in proportion to the risk, so the risk comes first."),
    "risk: {severity: major}\n",
    "risk: {severity: major, likelihood: 3, assessed_by: 质量工程师, date: 2026-05-12, approved_by: 质量负责人, approved_on: 2026-05-12}\n",
    _risk_approved,
)
G4 = Guard(
    "G4",
    N_(
        "A CAPA is accepted and one of the five reporting duties is neither decided nor pending within the time allowed."
    ),
    N_("Reports to the authority have clocks that run from the day one knows."),
    "reportability:\n  recall: {decision: pending}\n",
    "reportability:\n  recall: {decision: pending, due: 2026-05-15}\n",
    _reportability,
)
G5 = Guard(
    "G5",
    N_("A CAPA is cancelled without reason, remaining risk or the approval of quality."),
    N_("A decision not to act is a decision; somebody must have weighed it."),
    "cancellation: {reason: 不做了}\n",
    "cancellation: {reason: 这套系统已停用, risk: 停用前仍可能发生, approved_by: 质量负责人, date: 2026-04-01}\n",
    _cancelled_with_reason,
)
T1 = Guard(
    "T1",
    N_("An investigation begins without a team or without a day until which it must be done."),
    N_("Nobody investigates what nobody was asked to."),
    "investigation: {team: []}\n",
    "investigation: {team: [{person: IT 主管, role: 组长}], due: 2026-06-01}\n",
    _team,
)
T2 = Guard(
    "T2",
    N_("A CAPA goes back to an earlier state without a reason."),
    N_("Later readers must see why the work had to be done again."),
    "log:\n  - {at: 2026-06-01, by: 质量负责人, from: planned, to: investigating}\n",
    "log:\n  - {at: 2026-06-01, by: 质量负责人, from: planned, to: investigating, note: 原因没有找全}\n",
    _reason,
)
