"""Merge what many records say about steps into one procedure; the order of files does not matter."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.sop import Control, Document, Override
from generator.procedures.merging import rules
from generator.procedures.merging.conflicts import Claim, Conflict, conflicts_of, diagnostics_of
from generator.procedures.merging.contributions import Contribution, set_fields
from generator.procedures.merging.evidence import Evidence, Use, evidence_of
from generator.procedures.merging.ordering import Rank, ordered, valid_demands, without_circles
from generator.wording import N_

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PHASES = tuple(Phase)
TRIED = N_("Tried in a drill")


class FieldChange(NamedTuple):
    """What a field of a step said before and after a record changed it; None where it was not set."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Provenance:
    """One thing that a record did to a step; `fields` are those that it set or changed, `changes` says from what to what.

    `own` marks the document's owner, `shared` the shared library (its day is `date.min`), `drilled` a drill.
    A frozen revision keeps the fields, not the changes.
    """

    source: str
    day: date
    op: StepOperation
    fields: tuple[str, ...] = ()
    why: str | None = None
    own: bool = False
    shared: bool = False
    drilled: bool = False
    changes: tuple[FieldChange, ...] = field(default=(), compare=False, repr=False)

    @property
    def label(self) -> str:
        """What it did, a text of the catalogue: the operation, or that a drill tried the step and left it as it was."""
        return TRIED if self.drilled and self.op is StepOperation.CONFIRM else self.op.label


@dataclass
class MergedStep:
    """A step of a procedure with everything that led to it."""

    key: str
    first_seen: Rank
    values: dict[str, object] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    provenance: list[Provenance] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
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

    @property
    def outcomes(self) -> Mapping[StepOutcome, int]:
        """How often each outcome was seen in incidents and drills."""
        return self.evidence.outcomes

    def count(self, outcome: StepOutcome) -> int:
        """In how many incidents and drills the step had this outcome."""
        return self.outcomes.get(outcome, 0)

    @property
    def is_proven(self) -> bool:
        """Whether the step was ever used in an incident or tried in a drill."""
        return not self.evidence.never_verified


@dataclass(frozen=True)
class Procedure:
    """The merged steps of a document: live ones by phase in order, and the retired ones.

    `textless` are keys that records change although none of them gave the step a text; `conflicts` are the
    contradictions of the records of one release cycle, those that an override settled among them.
    """

    phases: Mapping[Phase, tuple[MergedStep, ...]]
    retired: tuple[MergedStep, ...]
    textless: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def steps(self) -> tuple[MergedStep, ...]:
        """All live steps in the order in which they are numbered."""
        return tuple(step for phase in _PHASES for step in self.phases.get(phase, ()))

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """The contradictions that nobody has decided; a document with any cannot be released."""
        return tuple(one for one in self.conflicts if not one.is_settled)


def merge(
    document: Document,
    parts: Iterable[Contribution],
    *,
    shared: Mapping[str, Contribution] | None = None,
    released: Collection[tuple[str, str]] = (),
) -> Procedure:
    """Return the procedure that `parts` make; they may come in any order, and twice.

    Identity is the key; a later contribution changes only the fields that it sets; a retired step stays
    readable with its reason; numbers exist only on the page. `shared` are the steps of
    the shared library by key, which give the fields that nobody else gives. `released` are step key and source
    of everything that the newest released revision holds: what it settled contradicts nothing any more.
    """
    merging = _Merging(document, shared or {}, frozenset(released))
    previous: Contribution | None = None
    taken: list[Contribution] = []
    for part in sorted(parts, key=attrgetter("order")):
        if part != previous and merging.apply(part):
            taken.append(part)
        previous = part
    conflicts = merging.conflicts()
    merging.override()
    return merging.finished(taken, conflicts)


class _Merging:
    """The steps of one document while contributions are applied to them, one after the other."""

    def __init__(
        self, document: Document, shared: Mapping[str, Contribution], released: frozenset[tuple[str, str]]
    ) -> None:
        self._document = document
        self._shared = shared
        self._released = released
        # A document for reference follows its records, and nobody decides about one that is withdrawn.
        self._judged = document.control is Control.CONTROLLED and all(
            one.lifted_on is not None for one in document.withdrawal
        )
        self._steps: dict[str, MergedStep] = {}
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        self._retired_by: dict[str, Contribution] = {}
        self._uses: dict[str, list[Use]] = defaultdict(list)
        self._found: list[Diagnostic] = []

    def apply(self, part: Contribution) -> bool:
        """Apply one contribution; the ones before it in order have been applied. Return whether its key is one."""
        step = self._steps.get(part.key)
        if step is None:
            if not _KEY.fullmatch(part.key):
                self._found.append(rules.BAD_STEP_KEY.at(part.span, field="key", key=part.key))
                return False
            step = self._steps[part.key] = self._new(part)
        values = step.values
        wanted = tuple([name for name, value in part.values.items() if not _same(values.get(name), value)])
        op = _operation(step, part, wanted)
        fields = self._taken(step, part, op, wanted)
        if self._judged and not part.own and (part.key, part.source) not in self._released:
            self._claims[part.key].append(Claim(part, op, fields))
        changes = tuple([FieldChange(name, values.get(name), part.values[name]) for name in fields])
        values.update([(name, part.values[name]) for name in fields])
        step.before.update(part.before)
        step.after.update(part.after)
        step.provenance.append(
            Provenance(part.source, part.day, op, fields, part.why, part.own, drilled=part.drilled, changes=changes)
        )
        if part.outcome is not None or part.drilled:
            self._uses[part.key].append(Use(part.outcome, part.used_on, part.drilled))
        return True

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the contradictions, each with the override that settles it."""
        overrides: dict[str, list[Override]] = defaultdict(list)
        for row in self._document.overrides:
            overrides[row.step].append(row)
        found: list[Conflict] = []
        for key in sorted(self._claims):
            retired_by = self._retired_by.get(key)
            if retired_by is not None and (retired_by.own or (key, retired_by.source) in self._released):
                retired_by = None
            found.extend(conflicts_of(key, self._claims[key], retired_by, overrides.get(key, ())))
        self._found.extend(diagnostics_of(found, self._document))
        return tuple(found)

    def override(self) -> None:
        """Apply the decisions of people, which stand above what records say."""
        for place, row in enumerate(self._document.overrides):
            step = self._steps.get(row.step)
            if step is not None:
                _decide(step, row, self._document)
                continue
            near = ", ".join(get_close_matches(row.step, self._steps, n=2)) or "–"
            span = self._document.span("overrides", place, "step")
            self._found.append(
                rules.OVERRIDE_OF_NOTHING.at(
                    span, field="overrides", key=row.step, document=self._document.id, suggestion=near
                )
            )

    def finished(self, parts: Iterable[Contribution], conflicts: tuple[Conflict, ...]) -> Procedure:
        """Return the procedure with its steps in order."""
        for key, uses in self._uses.items():
            self._steps[key].evidence = evidence_of(uses)
        live = {step.key: step for step in self._steps.values() if not step.retired and step.text}
        settled = {source for _, source in self._released} if self._judged else None
        demands, turned = valid_demands(parts, live, settled)
        for earlier, later in turned:
            live[earlier].before.discard(later)
            live[later].after.discard(earlier)
        edges, circles = without_circles(demands, self._document.id)
        places = {key: _PHASES.index(step.phase) for key, step in live.items()}
        for earlier, later in sorted(edges):
            if places[earlier] > places[later]:
                demand = demands[earlier, later]
                self._found.append(
                    rules.ORDER_AGAINST_PHASE.at(
                        demand.place, field=demand.field, document=self._document.id, earlier=earlier, later=later
                    )
                )
        phases: dict[Phase, tuple[MergedStep, ...]] = {}
        for phase in _PHASES:
            ranks = {key: step.first_seen for key, step in live.items() if step.phase is phase}
            if ranks:
                phases[phase] = tuple(live[key] for key in ordered(ranks, edges))
        every = self._steps.values()
        retired = tuple(sorted((step for step in every if step.retired), key=lambda step: step.first_seen))
        textless = tuple(sorted(step.key for step in every if not step.text))
        return Procedure(phases, retired, textless, (*self._found, *circles), conflicts)

    def _new(self, part: Contribution) -> MergedStep:
        """Return a step that nobody has mentioned before, with what the shared library says of its key."""
        step = MergedStep(part.key, part.order)
        default = self._shared.get(part.key)
        if default is not None:
            fields = tuple(default.values)
            changes = tuple(FieldChange(name, None, value) for name, value in default.values.items())
            step.values.update(default.values)
            step.provenance.append(
                Provenance(default.source, default.day, StepOperation.ADD, fields, shared=True, changes=changes)
            )
        return step

    def _taken(
        self, step: MergedStep, part: Contribution, op: StepOperation, wanted: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the fields that the step takes over from a contribution, and retire or restore it."""
        if op is StepOperation.RETIRE:
            if part.why is None:
                self._found.append(rules.RETIRED_WITHOUT_REASON.at(part.span, field="why", key=part.key))
            step.retired, step.retired_why = True, part.why
            self._retired_by[part.key] = part
            # What is dropped keeps its words; one that had none is shown with those of the record that drops it.
            return tuple(name for name in wanted if name not in step.values)
        if op is StepOperation.RESTORE:
            if part.why is None:
                self._found.append(rules.RESTORED_WITHOUT_REASON.at(part.span, field="why", key=part.key))
            step.retired, step.retired_why = False, None
            self._retired_by.pop(part.key, None)
        elif op is StepOperation.CONFIRM:
            return ()
        elif op is StepOperation.REORDER:
            left = [name for name in wanted if name != "phase"]
            if left:
                self._found.append(
                    rules.REORDER_CHANGES_MORE.at(
                        part.place(left[0]), field=left[0], key=part.key, fields=", ".join(left)
                    )
                )
            return tuple(name for name in wanted if name == "phase")
        elif step.retired and wanted and not part.own:
            self._tell_retired(step, part)
        return wanted

    def _tell_retired(self, step: MergedStep, part: Contribution) -> None:
        by = self._retired_by.get(step.key)
        # Within one release cycle the two records contradict each other, which is told as such.
        if by is not None and (not self._judged or (by.key, by.source) in self._released):
            self._found.append(rules.RETIRED_STEP_CHANGED.at(part.span, field="op", key=part.key, other=by.cited()))


def _operation(step: MergedStep, part: Contribution, wanted: tuple[str, ...]) -> StepOperation:
    """Return what a contribution does; a second record that "adds" a known step confirms or revises it (4.3 R3)."""
    known = bool(step.text) or step.retired
    if part.op in (StepOperation.RETIRE, StepOperation.REORDER):
        return part.op
    if part.op is StepOperation.RESTORE and step.retired:
        return part.op
    if part.op is StepOperation.CONFIRM and (known or not wanted):
        return part.op
    if not known and (wanted or not step.provenance):
        return StepOperation.ADD
    return StepOperation.REVISE if wanted else StepOperation.CONFIRM


def _decide(step: MergedStep, override: Override, document: Document) -> None:
    values = set_fields(override)
    fields = tuple(name for name, value in values.items() if not _same(step.values.get(name), value))
    changes = tuple(FieldChange(name, step.values.get(name), values[name]) for name in fields)
    step.values.update({name: values[name] for name in fields})
    op = StepOperation.REVISE if fields else StepOperation.CONFIRM
    if override.retire:
        op = StepOperation.RETIRE
        step.retired, step.retired_why = True, override.reason
    elif override.retire is False and step.retired:
        op = StepOperation.RESTORE
        step.retired, step.retired_why = False, None
    day = override.date or date.max
    step.provenance.append(Provenance(document.id, day, op, fields, override.reason, own=True, changes=changes))


def _same(old: object, new: object) -> bool:
    if old == new:
        return True
    return isinstance(old, str) and isinstance(new, str) and _normal(old) == _normal(new)


@lru_cache(maxsize=10_000)
def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
