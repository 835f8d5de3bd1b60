"""Merge what many records say about steps into one procedure; the order of files does not matter."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from generator.diagnostics import Diagnostic
from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.sop import Document, Override
from generator.procedures import rules
from generator.procedures.contributions import Contribution

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PHASES = tuple(Phase)


@dataclass(frozen=True, slots=True)
class Provenance:
    """One thing that a record did to a step; `fields` are those that it set or changed."""

    source: str
    day: date
    op: StepOperation
    fields: tuple[str, ...] = ()
    why: str | None = None
    own: bool = False


@dataclass
class MergedStep:
    """A step of a procedure with everything that led to it."""

    key: str
    first_seen: tuple[bool, date, str, int, str]
    values: dict[str, object] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    provenance: list[Provenance] = field(default_factory=list)
    outcomes: dict[StepOutcome, int] = field(default_factory=dict)
    retired_why: str | None = None
    retired: bool = False

    @property
    def phase(self) -> Phase:
        """The phase in which the step belongs; the diagnosis where no record says."""
        phase = self.values.get("phase")
        return phase if isinstance(phase, Phase) else Phase.DIAGNOSE

    @property
    def text(self) -> str:
        """What to do."""
        return str(self.values.get("text", ""))

    def count(self, outcome: StepOutcome) -> int:
        """In how many incidents the step had this outcome."""
        return self.outcomes.get(outcome, 0)

    @property
    def is_proven(self) -> bool:
        """Whether the step was ever used in an incident."""
        return any(self.outcomes.get(one, 0) for one in (StepOutcome.WORKED, StepOutcome.FAILED, StepOutcome.HARMFUL))


@dataclass(frozen=True)
class Procedure:
    """The merged steps of a document: live ones by phase in order, and the retired ones.

    `textless` are keys that records change although none of them gave the step a text.
    """

    phases: Mapping[Phase, tuple[MergedStep, ...]]
    retired: tuple[MergedStep, ...]
    textless: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def steps(self) -> tuple[MergedStep, ...]:
        """All live steps in the order in which they are numbered."""
        return tuple(step for phase in _PHASES for step in self.phases.get(phase, ()))


def merge(document: Document, parts: Iterable[Contribution]) -> Procedure:
    """Return the procedure that `parts` make; they may come in any order.

    Identity is the key; a later contribution changes only the fields that it sets; a retired step stays
    readable with its reason; numbers exist only on the page.
    """
    steps: dict[str, MergedStep] = {}
    found: list[Diagnostic] = []
    for part in sorted(parts, key=lambda one: one.order):
        if not _KEY.fullmatch(part.key):
            found.append(rules.BAD_STEP_KEY.at(part.span, field="key", key=part.key))
            continue
        step = steps.setdefault(part.key, MergedStep(part.key, part.order))
        _apply(step, part, found)
    for place, override in enumerate(document.overrides):
        overridden = steps.get(override.step)
        if overridden is None:
            near = ", ".join(get_close_matches(override.step, steps, n=2)) or "–"
            span = document.span("overrides", place, "step")
            found.append(
                rules.OVERRIDE_OF_NOTHING.at(
                    span, field="overrides", key=override.step, document=document.id, suggestion=near
                )
            )
        else:
            _override(overridden, override, document)
    live = [step for step in steps.values() if not step.retired and step.text]
    phases = {phase: _ordered([step for step in live if step.phase is phase], document, found) for phase in _PHASES}
    retired = tuple(sorted((step for step in steps.values() if step.retired), key=lambda step: step.first_seen))
    textless = tuple(sorted(step.key for step in steps.values() if not step.text))
    return Procedure({phase: rows for phase, rows in phases.items() if rows}, retired, textless, tuple(found))


def _apply(step: MergedStep, part: Contribution, found: list[Diagnostic]) -> None:
    changed = tuple(name for name, value in part.values.items() if not _same(step.values.get(name), value))
    op = part.op or _inferred(step, changed)
    if op is StepOperation.RETIRE:
        if part.why is None:
            found.append(rules.RETIRED_WITHOUT_REASON.at(part.span, field="why", key=part.key))
        step.retired, step.retired_why = True, part.why
        for name in changed:
            step.values.setdefault(name, part.values[name])
    else:
        if op in (StepOperation.RESTORE, StepOperation.ADD) and (op is StepOperation.RESTORE or not step.provenance):
            step.retired, step.retired_why = False, None
        step.values.update({name: part.values[name] for name in changed})
    if op is StepOperation.ADD and step.provenance:
        # A second record that "adds" a known step confirms or revises it.
        op = StepOperation.REVISE if changed else StepOperation.CONFIRM
    step.before.update(part.before)
    step.after.update(part.after)
    step.provenance.append(Provenance(part.source, part.day, op, changed, part.why, part.own))
    if part.outcome is not None:
        step.outcomes[part.outcome] = step.outcomes.get(part.outcome, 0) + 1


def _inferred(step: MergedStep, changed: tuple[str, ...]) -> StepOperation:
    if not step.provenance:
        return StepOperation.ADD
    return StepOperation.REVISE if changed else StepOperation.CONFIRM


def _same(old: object, new: object) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return _normal(old) == _normal(new)
    return old == new


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _override(step: MergedStep, override: Override, document: Document) -> None:
    op = StepOperation.RETIRE if override.retire else StepOperation.REVISE
    if override.retire:
        step.retired, step.retired_why = True, override.reason
    elif override.text is not None:
        step.values["text"] = override.text
    changed = () if override.retire else ("text",)
    step.provenance.append(Provenance(document.id, date.max, op, changed, override.reason, own=True))


def _ordered(steps: list[MergedStep], document: Document, found: list[Diagnostic]) -> tuple[MergedStep, ...]:
    """Order one phase: before and after first, then the day on which a step was first seen, id, place."""
    by_key = {step.key: step for step in steps}
    followers: dict[str, set[str]] = {key: set() for key in by_key}
    for step in steps:
        for later in step.before & by_key.keys():
            followers[step.key].add(later)
        for earlier in step.after & by_key.keys():
            followers[earlier].add(step.key)
    waiting = dict.fromkeys(by_key, 0)
    for later_keys in followers.values():
        for key in later_keys:
            waiting[key] += 1
    ready = [(step.first_seen, step.key) for step in steps if not waiting[step.key]]
    heapq.heapify(ready)
    ordered: list[MergedStep] = []
    while ready:
        _, key = heapq.heappop(ready)
        ordered.append(by_key[key])
        for later in followers[key]:
            waiting[later] -= 1
            if not waiting[later]:
                heapq.heappush(ready, (by_key[later].first_seen, later))
    placed = {step.key for step in ordered}
    left = sorted((step for step in steps if step.key not in placed), key=lambda step: step.first_seen)
    if left:
        sources = ", ".join(sorted({row.source for step in left for row in step.provenance}))
        circle = " ↔ ".join(step.key for step in left)
        found.append(
            rules.STEP_CYCLE.at(
                document.span("id"), field="before", document=document.id, circle=circle, sources=sources
            )
        )
    return (*ordered, *left)
