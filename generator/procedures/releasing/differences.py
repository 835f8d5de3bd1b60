"""What would change against a released revision: section by section, step by step, each with its causes.

The candidate page, the terminal, the lock's change rows and the proposed number all follow from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.kinds.base import StepFields, StepOperation
from generator.kinds.revision import ChangeClass, Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.procedures.merging.merge import Procedure
from generator.procedures.releasing.causes import RETIRED_WHY, causes_of, fresh_origins, sources_of, vanished
from generator.procedures.releasing.content import Content, StepContent, content_of, content_of_revision
from generator.procedures.releasing.folding import folded_deep
from generator.procedures.releasing.moved import moved_steps
from generator.procedures.releasing.words import WordPiece, pieces_between
from generator.wording import N_

# A change of these makes a new issue (A → B); one of wording alone does not.
_MAJOR_OPERATIONS = frozenset({StepOperation.ADD, StepOperation.RETIRE, StepOperation.RESTORE})
_MAJOR_FIELDS = frozenset({"role", "timebox", "risk"})
_MAJOR_SECTIONS = frozenset({"scope", "applies", "system", "failure_mode"})
_LABELS = {
    RETIRED_WHY: N_("Why retired"),
    **{
        field.alias or name: field.title or name
        for model in (Runbook, Sop, StepFields)
        for name, field in model.model_fields.items()
    },
}


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section of the definition that differs; `section` is the field's name, such as `scope`.

    `old` and `new` are its texts, one line an entry, None where it was or is missing. `reasons` are ids of records
    (the document's own id for an edit of its definition), `why` is a person's sentence where there is one.
    """

    section: str
    op: StepOperation
    old: str | None
    new: str | None
    reasons: tuple[str, ...]
    why: str | None = None

    @property
    def label(self) -> str:
        """The section's name, a text of the catalogue."""
        return _LABELS.get(self.section, self.section)

    @property
    def pieces(self) -> tuple[WordPiece, ...]:
        """The old and the new text word by word."""
        return pieces_between(self.old, self.new)


@dataclass(frozen=True, slots=True)
class StepChange:
    """A difference in one step; `section` is the value of its phase, `number` its place (the old one if it is gone).

    `field` is the field that was revised, None where the whole step was added, retired, restored or moved; `old` and
    `new` are then its texts, or for `reorder` its numbers. Values of closed lists are codes, such as `high`.
    `reasons` are ids of records (the document's own id for its definition), `why` is a person's sentence.
    """

    section: str
    step: str
    op: StepOperation
    number: int
    old: str | None
    new: str | None
    reasons: tuple[str, ...]
    field: str | None = None
    why: str | None = None

    @property
    def label(self) -> str:
        """The revised field's name, a text of the catalogue; empty for a whole step."""
        return _LABELS.get(self.field, self.field) if self.field else ""

    @property
    def pieces(self) -> tuple[WordPiece, ...]:
        """The old and the new text word by word."""
        return pieces_between(self.old, self.new)


@dataclass(frozen=True)
class Changes:
    """All differences of a candidate from a revision, sections first, then steps in their order.

    `first` says that there is no revision before.
    """

    rows: tuple[SectionChange | StepChange, ...]
    first: bool = False

    @property
    def sections(self) -> tuple[SectionChange, ...]:
        """The rows about sections of the definition."""
        return tuple(row for row in self.rows if isinstance(row, SectionChange))

    @property
    def steps(self) -> tuple[StepChange, ...]:
        """The rows about steps."""
        return tuple(row for row in self.rows if isinstance(row, StepChange))

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether both say the same but for spacing and width; the fingerprints are then equal."""
        return not self.rows

    @cached_property
    def change_class(self) -> ChangeClass:
        """How much it changes: a new issue where a step, role, limit, risk or the scope changed."""
        if self.first:
            return ChangeClass.FIRST
        if self.is_empty:
            return ChangeClass.EDITORIAL
        return ChangeClass.MAJOR if any(map(_is_major, self.rows)) else ChangeClass.MINOR


def changes_between(base: Revision | None, document: Document, candidate: Procedure) -> Changes:
    """Return how the candidate of a document differs from a released revision, or from nothing."""
    after = content_of(document, candidate)
    excluded = {row.record: row.reason for row in document.exclude}
    return _changes(content_of_revision(base) if base is not None else None, after, excluded)


def changes_of_revisions(old: Revision | None, new: Revision) -> Changes:
    """Return how a released revision differs from another one of the same document."""
    excluded = {row.record: row.reason for row in new.document.exclude} if new.document is not None else {}
    return _changes(content_of_revision(old) if old is not None else None, content_of_revision(new), excluded)


def _changes(base: Content | None, after: Content, excluded: dict[str, str]) -> Changes:
    if base is None:
        retired = (_gone(step, None, after.doc, excluded) for step in _by_key(after.retired.values()))
        return Changes((*(_added(step, after.doc) for step in after.steps), *retired), first=True)
    return Changes((*_sections(base, after), *_steps(base, after, excluded)))


def _is_major(row: SectionChange | StepChange) -> bool:
    if isinstance(row, SectionChange):
        return row.section in _MAJOR_SECTIONS
    return row.op in _MAJOR_OPERATIONS or row.field in _MAJOR_FIELDS


def _sections(base: Content, after: Content) -> Iterator[SectionChange]:
    names = [*after.sections, *(name for name in base.sections if name not in after.sections)]
    for name in names:
        old, new = base.sections.get(name), after.sections.get(name)
        if folded_deep(old) != folded_deep(new):
            op = StepOperation.ADD if old is None else StepOperation.RETIRE if new is None else StepOperation.REVISE
            yield SectionChange(name, op, as_text(old), as_text(new), (after.doc,))


def _steps(base: Content, after: Content, excluded: dict[str, str]) -> Iterator[StepChange]:
    before = {step.key: step for step in base.steps}
    now = {step.key: step for step in after.steps}
    moved = moved_steps([step for step in base.steps if step.key in now], now)
    for step in after.steps:
        old = before.get(step.key)
        if old is not None:
            yield from _revised(old, step, after.doc)
            if step.key in moved:
                yield _reordered(old, step, base, after)
        elif step.key in base.retired:
            yield _restored(base.retired[step.key], step, after.doc)
            yield from _revised(base.retired[step.key], step, after.doc)
        else:
            yield _added(step, after.doc)
    for old in base.steps:
        if old.key not in now:
            yield _gone(old, after.retired.get(old.key), after.doc, excluded)
    yield from _retired(base, after, excluded)


def _retired(base: Content, after: Content, excluded: dict[str, str]) -> Iterator[StepChange]:
    live = {step.key for step in (*base.steps, *after.steps)}
    for step in _by_key(after.retired.values()):
        old = base.retired.get(step.key)
        if old is None:
            if step.key not in live:
                yield _gone(step, step, after.doc, excluded)
            continue
        for name, was, is_now in (
            (RETIRED_WHY, old.retired_why, step.retired_why),
            ("text", old.text or None, step.text or None),
        ):
            if folded_deep(was) != folded_deep(is_now):
                reasons, why = causes_of(step, old, name, after.doc)
                yield _row(step, StepOperation.REVISE, was, is_now, reasons, field=name, why=why)
    for old in _by_key(base.retired.values()):
        if old.key not in after.retired and old.key not in live:
            reasons, why = vanished(old, after.doc, excluded)
            yield _row(old, StepOperation.REVISE, old.retired_why, None, reasons, field=RETIRED_WHY, why=why)


def _revised(old: StepContent, new: StepContent, doc: str) -> Iterator[StepChange]:
    for name in StepFields.model_fields:
        was, is_now = old.values.get(name), new.values.get(name)
        if folded_deep(was) != folded_deep(is_now):
            reasons, why = causes_of(new, old, name, doc)
            yield _row(new, StepOperation.REVISE, as_text(was), as_text(is_now), reasons, field=name, why=why)


def _added(step: StepContent, doc: str) -> StepChange:
    causes = [row for row in step.origins if row.op is not StepOperation.CONFIRM]
    reasons, _ = sources_of(causes, doc)
    # What later records said of it explains their changes, not that it came.
    why = next((row.why for row in step.origins if row.op is StepOperation.ADD and not row.own), None)
    return _row(step, StepOperation.ADD, None, step.text, reasons, why=why)


def _restored(old: StepContent, step: StepContent, doc: str) -> StepChange:
    fresh = fresh_origins(step, old)
    back = [row for row in fresh if row.op is StepOperation.RESTORE] or fresh or list(step.origins)
    reasons, why = sources_of(back, doc)
    # The reason for its retirement no longer holds; the row shows it as what was said before.
    return _row(step, StepOperation.RESTORE, old.retired_why, step.text, reasons, why=why)


def _gone(old: StepContent, retired: StepContent | None, doc: str, excluded: dict[str, str]) -> StepChange:
    if retired is None and old.retired_why is None:
        reasons, why = vanished(old, doc, excluded)
        return _row(old, StepOperation.RETIRE, old.text, None, reasons, why=why)
    gone = retired or old
    causes = [row for row in gone.origins if row.op is StepOperation.RETIRE][-1:]
    reasons, why = sources_of(causes or gone.origins, doc)
    return _row(old, StepOperation.RETIRE, old.text or None, None, reasons, why=gone.retired_why or why)


def _reordered(old: StepContent, new: StepContent, base: Content, after: Content) -> StepChange:
    fresh = fresh_origins(new, old)
    if not fresh:
        # Another step may demand the new order.
        earlier = {step.key: step for step in base.steps}
        for step in after.steps:
            if new.key in step.before | step.after or step.key in new.before | new.after:
                fresh += fresh_origins(step, earlier.get(step.key))
    moving = [row for row in fresh if row.op is StepOperation.REORDER] or fresh
    reasons, why = sources_of(moving, after.doc)
    return _row(new, StepOperation.REORDER, str(old.number), str(new.number), reasons, why=why)


def _row(
    step: StepContent,
    op: StepOperation,
    old: str | None,
    new: str | None,
    reasons: tuple[str, ...],
    *,
    field: str | None = None,
    why: str | None = None,
) -> StepChange:
    return StepChange(str(step.values.get("phase", "")), step.key, op, step.number, old, new, reasons, field, why)


def _by_key(steps: Iterable[StepContent]) -> list[StepContent]:
    return sorted(steps, key=lambda step: step.key)


def as_text(value: Any) -> str | None:
    """Return a section's or field's value as a text, one line an entry; None stays None."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        texts = (as_text(item) or "" for item in value.values())
        return " · ".join(" / ".join(text.splitlines()) for text in texts if text)
    if isinstance(value, (list, tuple)):
        return "\n".join(as_text(item) or "" for item in value)
    return str(value)
