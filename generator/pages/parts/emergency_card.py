"""The one page of an emergency plan that fits on the wall: the first hour for people who are not from IT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.base import Phase, StepAudience
from generator.kinds.policy import DutyContact, Policy
from generator.kinds.role import Role
from generator.kinds.sop import DocumentType, EscalationRule, Sop
from generator.pages.base import Site
from generator.pages.parts.document import NumberedStep, Steps

# The card ends with the call for help; what comes after is for the people who then have come.
_CARD_PHASES = (Phase.ASSESS, Phase.MANUAL, Phase.ESCALATE)
_CARD_AUDIENCES = (None, StepAudience.NON_IT, StepAudience.MANAGEMENT)
MINUTES = (10, 30, 60)
# What still fits on one sheet of paper.
MOST_STEPS, MOST_CHECKS, MOST_PHONES, MOST_DECIDERS = 5, 8, 8, 3
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(分钟|分|小时|个小时|min|minutes?|hours?|h)(?![a-z])", re.IGNORECASE)
_HOUR = ("小时", "个小时", "h", "hour", "hours")
_LIMIT = re.compile(r"内|within", re.IGNORECASE)
# A limit that runs from another deadline, not from the start, belongs to no part of the first hour.
_AFTER_A_DEADLINE = re.compile(r"超时|逾期|overdue|late", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """What to do in the first 10, 30 or 60 minutes, and whom to call if that does not help."""

    minutes: int
    steps: tuple[NumberedStep, ...]
    rules: tuple[EscalationRule, ...]


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """What stands on the card."""

    calm: tuple[str, ...]
    """Sentences for the first minute."""
    spans: tuple[Span, ...]
    """The first hour, by the time boxes of the steps and the limits of the escalation rules."""
    checks: tuple[NumberedStep, ...]
    """The checkpoints that need no IT."""
    deciders: tuple[Role, ...]
    """Who decides, with deputies."""
    phones: tuple[DutyContact, ...]
    """Whom to call."""


def emergency_card(sop: Sop, steps: Steps, roles: tuple[Role, ...], site: Site) -> EmergencyCard | None:
    """Return the card of an emergency plan, None for other documents; `roles` act in it, the first one decides."""
    if sop.type is not DocumentType.EMERGENCY_PLAN:
        return None
    timed = list(_timed([row for row in steps.numbered if _on_card(row, _CARD_PHASES)]))
    rules = [
        (minutes_in(rule.within) or MINUTES[-1], rule)
        for rule in sop.escalation
        if not _AFTER_A_DEADLINE.search(rule.within or "")
    ]
    bounds = list(zip((0, *MINUTES), MINUTES, strict=False))
    spans = (
        Span(
            end,
            tuple(row for minute, row in timed if start <= minute < end)[:MOST_STEPS],
            tuple(rule for minute, rule in rules if start < minute <= end),
        )
        for start, end in bounds
    )
    policy = next(iter(site.graph.of(Policy)), None)
    return EmergencyCard(
        calm=sop.calm_rules,
        spans=tuple(span for span in spans if span.steps or span.rules),
        checks=tuple(row for row in steps.numbered if _on_card(row, (Phase.TRIAGE,)))[:MOST_CHECKS],
        deciders=roles[:MOST_DECIDERS],
        phones=policy.contacts[:MOST_PHONES] if policy is not None else (),
    )


def minutes_in(text: str | None) -> float | None:
    """Return the minutes that a time such as `15 分钟` or `2 h` names, None where it names none."""
    found = _AMOUNT.search(text or "")
    if found is None:
        return None
    return float(found[1]) * (60 if found[2].lower() in _HOUR else 1)


def _on_card(row: NumberedStep, phases: tuple[Phase, ...]) -> bool:
    return row.step.phase in phases and row.step.values.get("audience") in _CARD_AUDIENCES


def _timed(rows: list[NumberedStep]) -> Iterator[tuple[float, NumberedStep]]:
    """Yield each step with the minute in which its turn comes when all take as long as their time boxes.

    A time box that is a limit ("decide within 30 minutes") runs from the start and delays nobody.
    """
    clock = 0.0
    for row in rows:
        box = str(row.step.values.get("timebox") or "")
        minutes = minutes_in(box) or 0.0
        if _LIMIT.search(box):
            yield max(minutes - 1, 0), row
        else:
            yield clock, row
            clock += minutes
