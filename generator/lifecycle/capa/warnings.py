"""What looks weak about a CAPA without being wrong: W1 to W10.

A warning is data (code, question, why) and a small function, like a guard; it looks at the record as it is now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import CauseCategory, CauseRole, Confidence
from generator.kinds.capa import ActionStrength, Capa, CapaKind, CapaState, SourceType
from generator.lifecycle.capa.actions import extensions
from generator.lifecycle.capa.state import has_reached, round_began, state_of
from generator.model.record import Path
from generator.wording import N_, Wording

MOST_EXTENSIONS = 2
_PEOPLE = (CauseCategory.HUMAN_FACTORS, CauseCategory.PROCEDURE_NOT_FOLLOWED)
_STRUCK = (
    SourceType.INCIDENT,
    SourceType.COMPLAINT,
    SourceType.ADVERSE_EVENT,
    SourceType.NONCONFORMING_PRODUCT,
    SourceType.DEVIATION,
)
_NUMBER = re.compile(r"[<>=≤≥]*\s*[-+]?\d+(?:[.,:]\d+)*\s*%?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that looks weak: where in the record, and why."""

    path: Path
    why: Wording

    @property
    def field(self) -> str:
        """The dotted path as people write it."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")


@dataclass(frozen=True)
class Warned:
    """A warning: its stable code, what it finds, why, and the function that finds it."""

    code: str
    what: str
    why: str
    example: str
    instead: str
    find: Callable[[Capa, date], Iterator[Doubt]]


def _doubt(path: Path, why: str, **values: object) -> Doubt:
    return Doubt(path, Wording(why, **values))


def _unproven(capa: Capa, _: date) -> Iterator[Doubt]:
    if has_reached(capa, CapaState.PLANNED):
        for place, cause in enumerate(capa.causes):
            if cause.confidence is Confidence.UNPROVEN:
                yield _doubt(("causes", place, "confidence"), N_("the plan rests on a cause that is unproven."))


def _only_people(capa: Capa, _: date) -> Iterator[Doubt]:
    roots = [(place, one) for place, one in enumerate(capa.causes) if one.role is CauseRole.ROOT and one.category]
    if roots and all(one.category in _PEOPLE for _, one in roots):
        yield _doubt(
            ("causes", roots[0][0], "category"), N_("every root cause is a person's slip; ask what let it happen.")
        )


def _only_training(capa: Capa, _: date) -> Iterator[Doubt]:
    strengths = [action.strength for action in capa.actions if action.waived is None]
    if strengths and all(strength is ActionStrength.TRAIN for strength in strengths):
        yield _doubt(("actions",), N_("all actions are training, the weakest of the five."))


def _often_extended(capa: Capa, _: date) -> Iterator[Doubt]:
    number = extensions(capa)
    if number > MOST_EXTENSIONS:
        worst = max(range(len(capa.actions)), key=lambda place: len(capa.actions[place].due))
        yield _doubt(("actions", worst, "due"), N_("deadlines were moved {number} times."), number=number)


def _no_number(capa: Capa, _: date) -> Iterator[Doubt]:
    plan = capa.effectiveness.plan if capa.effectiveness else None
    for place, row in enumerate(plan.criteria if plan else ()):
        if row.target is not None and not _NUMBER.fullmatch(row.target.strip()):
            path = ("effectiveness", "plan", "criteria", place, "target")
            yield _doubt(path, N_("the target {value} is no number."), value=row.target)


def _not_preventive(capa: Capa, _: date) -> Iterator[Doubt]:
    if capa.kind_ is CapaKind.PREVENTIVE and any(source.type in _STRUCK for source in capa.sources):
        yield _doubt(("kind",), N_("preventive, but its source has struck already; that is corrective."))


def _planned_late(capa: Capa, _: date) -> Iterator[Doubt]:
    plan = capa.effectiveness.plan if capa.effectiveness else None
    begun = [action.started_on for action in capa.actions if action.started_on]
    begun += [entry.at.day for entry in capa.log if entry.to is CapaState.IMPLEMENTING]
    # A plan that was made anew is held against the round that began then.
    since = round_began(capa.log) or date.min
    begun = [day for day in begun if day >= since]
    if plan is not None and plan.set_on is not None and begun and plan.set_on > min(begun):
        path = ("effectiveness", "plan", "set_on")
        yield _doubt(path, N_("set on {day}, when the work had begun on {begun}."), day=plan.set_on, begun=min(begun))


def _nothing_written(capa: Capa, _: date) -> Iterator[Doubt]:
    written = (
        any(row.needed for row in capa.doc_impact)
        or any(action.sop_targets for action in capa.actions)
        or any(lesson.kb_ref for lesson in capa.lessons)
        or capa.articles
    )
    if state_of(capa) is CapaState.CLOSED and not written:
        yield _doubt(("doc_impact",), N_("closed, and no SOP, runbook or article has changed."))


def _log_times(capa: Capa, today: date) -> Iterator[Doubt]:
    before = None
    for place, entry in enumerate(capa.log):
        if before is not None and entry.at.order < before.order:
            yield _doubt(("log", place, "at"), N_("{at} is earlier than the entry above it."), at=entry.at)
        # Tomorrow is another zone's today.
        if (entry.at.day - today).days > 1:
            yield _doubt(("log", place, "at"), N_("{at} lies in the future."), at=entry.at)
        before = entry.at


def _approved_before(capa: Capa, _: date) -> Iterator[Doubt]:
    plan, closure, cancelled = capa.plan_approval, capa.closure, capa.cancellation
    rows = (
        (CapaState.PLANNED, ("plan_approval", "date"), plan.date if plan else None),
        (CapaState.CLOSED, ("closure", "approved_on"), closure.approved_on if closure else None),
        (CapaState.CANCELLED, ("cancellation", "date"), cancelled.date if cancelled else None),
    )
    for state, path, day in rows:
        entered = next((entry.at.day for entry in reversed(capa.log) if entry.to is state), None)
        # An approval that belongs to an earlier round is for that round's entry.
        rounds = [entry.at.day for entry in capa.log if entry.to is state]
        if day is not None and entered is not None and day < entered and day not in rounds:
            yield _doubt(
                path, N_("approved on {day}, before the entry of {entry} that it approves."), day=day, entry=entered
            )


W1 = Warned(
    "W1",
    N_("A plan rests on a cause that nobody has proven."),
    N_("Actions against a guess may leave the cause where it is."),
    "confidence: unproven\n",
    "confidence: confirmed\nconfirm: {method: reproduction, result: 掐断应答后重现, by: IT 主管, date: 2026-05-18}\n",
    _unproven,
)
W2 = Warned(
    "W2",
    N_("The only root causes are human factors or a procedure that was not followed."),
    N_("People slip; what lets a slip pass is the cause that can be removed."),
    "causes:\n  - {id: RC1, text: 操作员粗心, role: root, category: human_factors}\n",
    "causes:\n  - {id: RC1, text: 两个按钮相邻且没有确认框, role: root, category: software_defect}\n",
    _only_people,
)
W3 = Warned(
    "W3",
    N_("All actions are training."),
    N_("Training wears off; something should change that does not depend on memory."),
    "actions:\n  - {id: A1, text: 培训, strength: train}\n",
    "actions:\n  - {id: A1, text: 加容量告警, strength: detect}\n",
    _only_training,
)
W4 = Warned(
    "W4",
    N_("Deadlines were moved more than twice."),
    N_("A deadline that always moves is none; perhaps the plan is wrong."),
    "due: [2026-06-30, 2026-07-31, 2026-08-31, 2026-09-30]\n",
    "due: [2026-06-30, {due: 2026-07-31, set_on: 2026-06-24, by: IT 主管, reason: 等盘到货, approved_by: 质量负责人}]\n",
    _often_extended,
)
W5 = Warned(
    "W5",
    N_("A criterion of effectiveness has no number as target."),
    N_("Whether `better` was reached, everybody judges differently."),
    "criteria: [{metric: 稳定性, target: 明显提高}]\n",
    'criteria: [{metric: 停用次数, op: "<=", target: "0", unit: 次}]\n',
    _no_number,
)
W6 = Warned(
    "W6",
    N_("A preventive CAPA comes from something that has struck already."),
    N_("Auditors look for this mix-up: what has struck is corrected, what has not is prevented."),
    "kind: preventive\nsources: [{type: incident, ref: PM-2026-0007}]\n",
    "kind: corrective\nsources: [{type: incident, ref: PM-2026-0007}]\n",
    _not_preventive,
)
W7 = Warned(
    "W7",
    N_("The plan of effectiveness was made after the work had begun."),
    N_("Criteria that are set when the result is known fit the result."),
    "started_on: 2026-05-21\nset_on: 2026-06-30   # effectiveness.plan\n",
    "set_on: 2026-05-20\nstarted_on: 2026-05-21\n",
    _planned_late,
)
W8 = Warned(
    "W8",
    N_("A CAPA was closed and no document or article changed."),
    N_("What stands nowhere is forgotten when the people change."),
    "doc_impact: [{doc: SOP-IT-001, needed: false}]\n",
    "doc_impact: [{doc: SOP-IT-001, needed: true, reason: 加一步查盘}]\n",
    _nothing_written,
)
W9 = Warned(
    "W9",
    N_("An entry of the log is earlier than the one above it, or lies in the future."),
    N_("The state of a CAPA is what its log says, line by line, as it happened."),
    "log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-10, from: open, to: investigating}\n",
    "log:\n  - {at: 2026-05-12, from: draft, to: open}\n  - {at: 2026-05-13, from: open, to: investigating}\n",
    _log_times,
)
W10 = Warned(
    "W10",
    N_("An approval is dated before the entry of the log that it approves."),
    N_("An approval of something that was asked for later looks backdated."),
    "plan_approval: {by: 质量负责人, date: 2026-05-02}\nlog: [{at: 2026-05-20, from: investigating, to: planned}]\n",
    "plan_approval: {by: 质量负责人, date: 2026-05-20}\nlog: [{at: 2026-05-20, from: investigating, to: planned}]\n",
    _approved_before,
)
WARNINGS: tuple[Warned, ...] = (W1, W2, W3, W4, W5, W6, W7, W8, W9, W10)
