"""Prepare a release: which number it gets, what it changes, and everything that stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.graph import Graph
from generator.kinds.base import Phase, StepAudience, StepGoal
from generator.kinds.capa import Capa
from generator.kinds.revision import ChangeClass, Revision
from generator.kinds.sop import Control, Document, DocumentType, Sop
from generator.lifecycle.documents.standing import chain_of, document_policy, number_of, revisions_of, withdrawal_of
from generator.lifecycle.due.cycles import Cycle
from generator.procedures.merging.conflicts import diagnostics_of
from generator.procedures.merging.merge import Procedure
from generator.procedures.releasing import release_rules as rules
from generator.procedures.releasing.approved_fingerprint import fingerprint_of
from generator.procedures.releasing.differences import Changes, SectionChange, StepChange, changes_between
from generator.procedures.releasing.freezing import (
    frozen_changes,
    frozen_definition,
    frozen_retired,
    frozen_steps,
    needs_reason,
)
from generator.procedures.releasing.released_problems import FOLDER
from generator.procedures.releasing.released_rules import APPROVAL_AFTERWARDS_LATE, NUMBER_GOES_BACK
from generator.procedures.releasing.revision_numbers import file_part, is_of_scheme, next_number, revision_id, scheme_of

# Folders whose records may teach a procedure something.
_TEACHING_FOLDERS = ("postmortems/", "kb/drills/", "kb/steps/")
# The guard of CAPAs that asks for a released revision.
_DOCUMENT_GATE = "G9"
# An emergency change that nobody approved in full in time may be replaced by another release.
_SETTLED = (APPROVAL_AFTERWARDS_LATE,)
_BEFORE_HELP_COMES = (Phase.ASSESS, Phase.TRIAGE, Phase.DIAGNOSE, Phase.CONTAIN, Phase.MANUAL, Phase.ESCALATE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a release is asked to be; what is None is proposed.

    `amend` is the reason of an editorial fix of the latest revision, `expedited` that of an emergency change.
    """

    number: str | None = None
    effective_on: date | None = None
    by: str | None = None
    reason: str | None = None
    change_order: str | None = None
    expedited: str | None = None
    amend: str | None = None


@dataclass(frozen=True)
class ReleasePlan:
    """A release before it is written: with any problem in `problems` it must not be.

    `base` is the newest revision that was not rejected, `number` the one that it gets, `proposed` the one that its
    changes ask for.
    """

    document: Document
    procedure: Procedure
    asked: Asked
    today: date
    base: Revision | None
    number: str
    proposed: str
    effective_on: date
    changes: Changes
    problems: tuple[Diagnostic, ...]

    @property
    def is_amendment(self) -> bool:
        """Whether it is an editorial fix of the latest revision."""
        return self.asked.amend is not None


def plan_release(
    document: Document, graph: Graph, procedure: Procedure, found: Iterable[Diagnostic], asked: Asked, today: date
) -> ReleasePlan:
    """Return what a release of the candidate would be; `found` are the diagnostics of the whole organization."""
    revisions = revisions_of(document.id, graph)
    base = next((one for one in reversed(revisions) if not one.is_rejected(today)), None)
    changes = changes_between(base, document, procedure)
    latest = revisions[-1].revision if revisions else None
    scheme = scheme_of(document, latest)
    # The text of before takes another number when it is put in force again.
    renewed = base is not None and changes.is_empty and withdrawal_of(base, document, today) is not None
    proposed = _proposed(base, latest, ChangeClass.MINOR if renewed else changes.change_class, scheme)
    number = asked.number or proposed
    earliest = _earliest(document, base, today)
    effective_on = asked.effective_on or earliest
    if asked.amend is not None and base is not None:
        number, effective_on = base.revision, base.effective_on
    plan = ReleasePlan(document, procedure, asked, today, base, number, proposed, effective_on, changes, ())
    problems = [*_of_records(plan, graph, found), *_of_document(plan)]
    problems += _of_amendment(plan) if plan.is_amendment else _of_number(plan, revisions, scheme, graph, earliest)
    unique = {(one.rule.code, one.order()): one for one in problems}
    ordered = tuple(sorted(unique.values(), key=Diagnostic.order))
    return ReleasePlan(document, procedure, asked, today, base, number, proposed, effective_on, changes, ordered)


def _proposed(base: Revision | None, latest: str | None, change: ChangeClass, scheme: str) -> str:
    """Return the number after that of the base, or after the latest one where a rejected revision has used it up."""
    number = next_number(base.revision if base is not None else None, change, scheme)
    if latest is None or (base is not None and latest == base.revision) or not is_of_scheme(latest, scheme):
        return number
    if number_of(number) > number_of(latest):
        return number
    # What nobody approved was no issue; the next try only counts on.
    return next_number(latest, ChangeClass.MINOR, scheme)


def _earliest(document: Document, base: Revision | None, today: date) -> date:
    """Return the first day on which a revision can take effect: after the one before, and not while withdrawn."""
    day = max(today, Cycle(days=1).after(base.effective_on)) if base is not None else today
    for row in document.withdrawal:
        if row.lifted_on is not None and row.holds(day):
            day = row.lifted_on
    return day


def lock_values(plan: ReleasePlan, graph: Graph, language: str) -> dict[str, Any]:
    """Return the fields of the lock as plain data in their order, but for the frozen text's checksum and the seal."""
    document, asked, base = plan.document, plan.asked, plan.base
    if plan.is_amendment and base is not None:
        kept = base.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude_none=True, exclude={"x_fields", "notes_seal"}
        )
        return {**kept, **_frozen(plan), "language": language}
    expedited = None
    if asked.expedited is not None:
        due = Cycle(days=document_policy(graph).retro_approval_days).after(plan.effective_on)
        expedited = {"reason": asked.expedited, "by": asked.by or "–", "retro_due_on": due.isoformat()}
    return {
        "id": revision_id(document.id, plan.number),
        "schema": 1,
        "doc": document.id,
        "revision": plan.number,
        "base": base.revision if base is not None else None,
        "base_seal": base.seal if base is not None else None,
        "change_class": plan.changes.change_class.value,
        "released_on": plan.today.isoformat(),
        "released_by": asked.by,
        "effective_on": plan.effective_on.isoformat(),
        "change_order": asked.change_order,
        "reason": asked.reason,
        "expedited": expedited,
        "language": language,
        "changes": frozen_changes(plan.changes, document.id, asked.reason),
        **_frozen(plan),
    }


def text_name(plan: ReleasePlan) -> str:
    """Return the name of the frozen text; an editorial fix has a new one, so that the old stays until it is done."""
    fixes = len(plan.base.amendments) + 1 if plan.is_amendment and plan.base is not None else 0
    return f"{file_part(plan.number)}{f'.fix-{fixes}' if fixes else ''}.md"


def _frozen(plan: ReleasePlan) -> dict[str, Any]:
    return {
        plan.document.kind: frozen_definition(plan.document),
        "steps": frozen_steps(plan.procedure),
        "retired": frozen_retired(plan.procedure),
        "fingerprint": fingerprint_of(plan.document, plan.procedure),
    }


def _of_records(plan: ReleasePlan, graph: Graph, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the errors of the merge, of the definition, of the locks, and of the records that feed it or might."""
    yield from (one for one in plan.procedure.diagnostics if one.severity is Severity.ERROR)
    yield from diagnostics_of(plan.procedure.open_conflicts, plan.document)
    steps = (*plan.procedure.steps, *plan.procedure.retired)
    feeding = {row.source for step in steps for row in step.provenance} | {plan.document.id}
    paths = {record.source_path for one in feeding if (record := graph.get(one)) is not None}
    readable = {record.source_path for record in graph.records.values()}
    capas = {one.source_path: one for one in graph.of(Capa)}
    for one in found:
        path = one.span.path
        # A record that cannot be read might teach this document something.
        might = path.startswith(_TEACHING_FOLDERS) and path not in readable
        own = path in paths or path.startswith(f"{FOLDER}/{plan.document.id}/")
        # What contradicts itself in another document is that document's matter.
        elsewhere = one.values.get("document", plan.document.id) != plan.document.id
        if one.severity is not Severity.ERROR or not (own or might) or elsewhere or one.rule in _SETTLED:
            continue
        if not _waits(one, capas.get(path), plan.today):
            yield one


def _waits(found: Diagnostic, capa: Capa | None, today: date) -> bool:
    """Whether a guard of a CAPA is refused that this very release may open, or one that is passed later only."""
    guard, place = found.values.get("guard"), found.values.get("place", "")
    if capa is None or guard is None:
        return False
    later = place.isdigit() and int(place) < len(capa.log) and capa.log[int(place)].at.day > today
    return guard == _DOCUMENT_GATE or later


def _of_document(plan: ReleasePlan) -> Iterator[Diagnostic]:
    document = plan.document
    if document.control is Control.REFERENCE:
        yield rules.NOT_CONTROLLED.at(document.span("control"), field="control", document=document.id)
    gone = next((row for row in document.withdrawal if row.lifted_on is None and row.date <= plan.effective_on), None)
    if gone is not None:
        span = document.span("withdrawal")
        values = {"day": gone.date, "value": plan.effective_on}
        yield rules.ALREADY_WITHDRAWN.at(span, field="withdrawal", document=document.id, **values)
    for name in _missing_sections(document, plan.procedure):
        yield rules.SECTION_MISSING.at(document.span(name), field=name, document=document.id, value=name)


def _missing_sections(document: Document, procedure: Procedure) -> Iterator[str]:
    """Yield the fields that a document of its kind cannot do without."""
    if not isinstance(document, Sop):
        held = (procedure.steps, getattr(document, "checks", ()), getattr(document, "options", ()))
        yield from () if any(held) else ("static_steps",)
        return
    needed: dict[str, object] = {
        "purpose": document.purpose,
        "scope": document.scope,
        "roles": document.roles,
        "triggers": document.triggers,
        "static_steps": procedure.steps,
        "data_protection": document.data_protection
        or document.never
        or any(step.values.get("goal") is StepGoal.PRESERVE for step in procedure.steps),
        "quality": document.quality,
        "records_produced": document.records_produced,
    }
    if document.type is DocumentType.EMERGENCY_PLAN:
        needed["calm_rules"] = document.calm_rules or any(
            step.phase in _BEFORE_HELP_COMES and step.values.get("audience") is StepAudience.NON_IT
            for step in procedure.steps
        )
    yield from (name for name, held in needed.items() if not held)


def _of_amendment(plan: ReleasePlan) -> Iterator[Diagnostic]:
    if plan.base is None or not plan.changes.is_empty:
        other = plan.base.revision if plan.base is not None else "–"
        yield rules.CANNOT_AMEND.at(plan.document.span("id"), document=plan.document.id, other=other)


def _of_number(
    plan: ReleasePlan, revisions: tuple[Revision, ...], scheme: str, graph: Graph, earliest: date
) -> Iterator[Diagnostic]:
    document, base = plan.document, plan.base
    latest = revisions[-1] if revisions else None
    # A withdrawn text may be put in force again as it was.
    gone = base is not None and withdrawal_of(base, document, plan.today) is not None
    unchanged = plan.changes.is_empty and not gone
    here, names = document.span("id"), {"document": document.id}
    if not is_of_scheme(plan.number, scheme):
        values = {"value": plan.number, "scheme": scheme, "suggestion": plan.proposed}
        yield rules.WRONG_SCHEME.at(document.span("scheme"), field="scheme", **values, **names)
    elif latest is not None and number_of(plan.number) <= number_of(latest.revision) and not unchanged:
        values = {"value": plan.number, "other": latest.revision, "suggestion": plan.proposed}
        yield rules.NUMBER_USED.at(here, field="revision", **values, **names)
    if plan.effective_on < earliest:
        values = {"value": plan.effective_on.isoformat(), "before": earliest.isoformat()}
        yield rules.EFFECTIVE_TOO_EARLY.at(here, field="effective_on", **values, **names)
    if latest is not None and plan.today < latest.released_on:
        values = {"revision": revision_id(document.id, plan.number), "other": latest.revision}
        days = {"day": plan.today, "before": latest.released_on}
        yield NUMBER_GOES_BACK.at(latest.span("released_on"), field="released_on", **values, **days)
    if base is not None and unchanged:
        yield rules.NOTHING_CHANGED.at(here, other=base.revision, **names)
    if plan.asked.reason is None and plan.changes.change_class is not ChangeClass.FIRST:
        for row in plan.changes.rows:
            if needs_reason(row, document.id):
                where = place_of(row)
                yield rules.CHANGE_WITHOUT_REASON.at(document.span(*_path_of(row)), field=where, section=where)
    for one in revisions:
        if not one.is_rejected(plan.today) and not chain_of(one, graph, plan.today).complete:
            yield rules.EARLIER_IN_REVIEW.at(one.span("approvals"), field="approvals", other=one.revision, **names)


def place_of(row: SectionChange | StepChange) -> str:
    """Return where a change is, in one word for messages: `scope`, `check-disk.text`."""
    if isinstance(row, SectionChange):
        return row.section
    return f"{row.step}.{row.field}" if row.field else row.step


def _path_of(row: SectionChange | StepChange) -> tuple[str, ...]:
    return (row.section,) if isinstance(row, SectionChange) else ("static_steps",)
