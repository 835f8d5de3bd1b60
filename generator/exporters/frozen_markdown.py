"""The frozen text of a released revision: plain Markdown that anybody can read in fifty years, without this tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.exporters.frozen_sections import Around, Section, runbook_sections, sop_sections
from generator.exporters.markdown_text import code, heading, page, plain, table
from generator.kinds.base import Phase
from generator.kinds.revision import ChangeClass, ChangeRow, Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.procedures.merging.merge import MergedStep, Provenance
from generator.procedures.releasing.differences import SectionChange, StepChange
from generator.procedures.releasing.planning import ReleasePlan
from generator.procedures.releasing.shown import shown_value
from generator.wording import N_

Say = Callable[..., str]
_STEP_FIELDS = ("role", "audience", "timebox", "how", "expect", "if_not", "risk", "rollback", "two_person", "record")
_STEP_LABELS: Mapping[str, str] = {
    "role": N_("Who"),
    "audience": N_("Audience"),
    "timebox": N_("Time box"),
    "how": N_("How"),
    "expect": N_("Expected"),
    "if_not": N_("If not"),
    "risk": N_("Risk"),
    "rollback": N_("Rollback"),
    "two_person": N_("Two persons"),
    "record": N_("Record"),
}


def frozen_markdown(plan: ReleasePlan, fingerprint: str, earlier: Sequence[Revision], around: Around, say: Say) -> str:
    """Return the text of the revision that `plan` makes.

    `earlier` are the revisions before it, the oldest first; `around` tells what the document cites; `say` translates a text of the catalogue.
    """
    document = plan.document
    sections: Iterable[Section] = ()
    if isinstance(document, Sop):
        sections = sop_sections(document, around, say)
    elif isinstance(document, Runbook):
        sections = runbook_sections(document, around, say)
    parts = [heading(1, f"{plain(document.id)} {plain(document.title)}"), _header(plan, fingerprint, around, say)]
    number = 0
    for section in (*sections,):
        number += 1
        parts.append(heading(2, f"{number} {say(section.title)}"))
        parts.extend(section.blocks or (say(N_("None.")),))
        if section.before_steps:
            number += 1
            parts.extend(_steps(plan, number, say))
    for title, body in (
        (N_("Forbidden and retired"), _retired(plan, say)),
        (N_("Revision history"), _history(plan, earlier, say)),
        (N_("Where the steps come from"), _origins(plan, say)),
    ):
        number += 1
        parts += [heading(2, f"{number} {say(title)}"), *(body or [say(N_("None."))])]
    parts += ["---", _foot(plan, fingerprint, say)]
    return page(parts)


def _header(plan: ReleasePlan, fingerprint: str, around: Around, say: Say) -> str:
    document = plan.document
    level = getattr(document, "level", None)
    kind = getattr(document, "type", None)
    rows = [
        (N_("Document no."), document.id),
        (N_("Revision"), plan.number),
        (N_("Title"), document.title),
        (N_("Type"), say(kind.label) if kind is not None else "–"),
        (N_("Level"), str(level) if level is not None else "–"),
        (N_("Effective on"), plan.effective_on.isoformat()),
        (N_("Replaces"), plan.base.revision if plan.base is not None and not plan.is_amendment else "–"),
        (N_("Released on"), plan.today.isoformat()),
        (N_("Owner department"), document.owner_dept or "–"),
        (N_("Process owner"), around.name_of(document.process_owner) if document.process_owner else "–"),
        (N_("Confidentiality"), say(document.audience.label)),
        (N_("Review cycle"), document.review_cycle or "–"),
        (N_("Change request"), plan.asked.change_order or "–"),
    ]
    cells = [(say(label), plain(value)) for label, value in rows]
    return table((say(N_("Field")), say(N_("Entry"))), [*cells, (say(N_("Fingerprint")), code(fingerprint))])


def _steps(plan: ReleasePlan, number: int, say: Say) -> Iterator[str]:
    yield heading(2, f"{number} {say(N_('Procedure'))}")
    place = 0
    for part, (phase, steps) in enumerate(
        ((phase, plan.procedure.phases[phase]) for phase in Phase if phase in plan.procedure.phases), 1
    ):
        yield heading(3, f"{number}.{part} {say(phase.label)}")
        for step in steps:
            place += 1
            yield "\n".join(_step(step, place, say))
    if not place:
        yield say(N_("No steps yet."))


def _step(step: MergedStep, place: int, say: Say) -> Iterator[str]:
    yield f"**{place}.** {plain(step.text)} {code(step.key)}"
    yield ""
    for name in _STEP_FIELDS:
        value = step.values.get(name)
        if value is not None and value is not False:
            yield f"- {say(_STEP_LABELS[name])}: {plain(shown_value(name, _plain(value), say))}"
    yield f"- {say(N_('Source'))}: {_trail(step.provenance, say)}"


def _retired(plan: ReleasePlan, say: Say) -> list[str]:
    rows = [
        (code(step.key), plain(step.text or "–"), plain(step.retired_why or "–"), _trail(step.provenance, say))
        for step in plan.procedure.retired
    ]
    rows += [("", plain(row.text), plain(row.why or "–"), plain(row.source or "–")) for row in plan.document.never]
    head = (say(N_("Step key")), say(N_("Do not")), say(N_("Reason")), say(N_("Source")))
    return [table(head, rows)] if rows else []


def _history(plan: ReleasePlan, earlier: Sequence[Revision], say: Say) -> list[str]:
    rows = [_history_row(one.revision, one.effective_on, one.change_class, one, say) for one in earlier]
    if not plan.is_amendment:
        now = _Issue(plan.changes.rows, plan.asked.reason, plan.asked.change_order)
        rows.append(_history_row(plan.number, plan.effective_on, plan.changes.change_class, now, say))
    head = (
        N_("Revision"),
        N_("Effective on"),
        N_("Kind of change"),
        N_("What changes"),
        N_("Caused by"),
        N_("Change request"),
    )
    return [table([say(label) for label in head], rows)]


@dataclass(frozen=True, slots=True)
class _Issue:
    """What the history shows of the revision that is being made; a Revision has the same fields."""

    changes: Sequence[SectionChange | StepChange]
    reason: str | None
    change_order: str | None


def _history_row(
    number: str, effective_on: date, change: ChangeClass, issue: _Issue | Revision, say: Say
) -> tuple[str, ...]:
    # The first issue changes nothing: all of it is new.
    texts = [] if change is ChangeClass.FIRST else [_row_text(row, say) for row in issue.changes]
    causes = dict.fromkeys(one for row in issue.changes for one in row.reasons)
    whys = dict.fromkeys(why for why in (*(row.why for row in issue.changes), issue.reason) if why)
    reasons = plain("; ".join([*causes, *whys])) or "–"
    order = plain(issue.change_order or "–")
    return number, effective_on.isoformat(), say(change.label), "<br>".join(texts) or "–", reasons, order


def _row_text(row: ChangeRow | SectionChange | StepChange, say: Say) -> str:
    step, field = (None, None) if isinstance(row, SectionChange) else (row.step, row.field)
    name = f"{step or row.section}.{field}" if field else step or row.section
    old, new = (plain(shown_value(field or "", text, say)) if text else "" for text in (row.old, row.new))
    change = f"{old} → {new}" if old and new else new or old
    return f"{code(name)} {say(row.op.label)}: {change}" if change else f"{code(name)} {say(row.op.label)}"


def _origins(plan: ReleasePlan, say: Say) -> list[str]:
    rows = [
        (str(number), code(step.key), _trail(step.provenance, say))
        for number, step in enumerate(plan.procedure.steps, 1)
    ]
    rows += [("–", code(step.key), _trail(step.provenance, say)) for step in plan.procedure.retired]
    return [table((say(N_("No.")), say(N_("Step key")), say(N_("Source"))), rows)] if rows else []


def _trail(rows: Iterable[Provenance], say: Say) -> str:
    return " ← ".join(f"{plain(row.source)} ({say(row.op.label)})" for row in rows)


def _foot(plan: ReleasePlan, fingerprint: str, say: Say) -> str:
    lines = (
        say(N_("Printed copies are uncontrolled; the revision in force stands in the controlled-document list.")),
        say(N_("This text is made by a tool from records; it does not replace the signed, archived sheet.")),
        f"{plan.document.id} · {plan.number} · {fingerprint[:12]}",
    )
    return "\n\n".join(lines)


def _plain(value: object) -> str:
    return "true" if value is True else str(getattr(value, "value", value))
