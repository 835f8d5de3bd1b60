"""The sections of a frozen text, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.exporters.markdown_text import code, plain, table
from generator.kinds.runbook import RecoveryOption, Runbook
from generator.kinds.sop import Document, Sop
from generator.wording import N_

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Around:
    """What a document cites of other records, as it is on the day of the release.

    `name_of` gives what people call the record with an id, `duties_of` what a role does, `severities` the levels with
    their meaning and the time in which somebody must answer.
    """

    name_of: Callable[[str], str]
    duties_of: Callable[[str], tuple[str, ...]] = lambda _role: ()
    severities: tuple[tuple[str, str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (a catalogue text) and what stands below it; behind one with `before_steps` the steps come."""

    title: str
    blocks: tuple[str, ...]
    before_steps: bool = False


def sop_sections(sop: Sop, around: Around, say: Say) -> Iterator[Section]:
    """Yield the sections of an SOP that come from its definition."""
    yield Section(N_("Keep calm"), _list(sop.calm_rules))
    yield Section(N_("Purpose"), _text(sop.purpose))
    yield Section(N_("Scope"), _sop_scope(sop, around, say))
    yield Section(N_("References"), _references(sop, around))
    yield Section(
        N_("Definitions"),
        _table(say, (N_("Term"), N_("Definition")), ((row.term, row.text) for row in sop.definitions)),
    )
    yield Section(N_("Roles and duties"), _roles(sop, around, say))
    levels = _table(say, (N_("Severity"), N_("Meaning"), N_("Answer within")), around.severities)
    yield Section(N_("Start conditions and severity"), (*_list(sop.triggers), *levels))
    yield Section(
        N_("Escalation"),
        _table(say, (N_("If"), N_("Then"), N_("Within")), ((row.when, row.call, row.within) for row in sop.escalation)),
        before_steps=True,
    )
    yield Section(N_("Communication"), _list(sop.communication))
    yield Section(N_("Protecting data and evidence"), _list(sop.data_protection))
    yield Section(N_("Quality impact"), _list(sop.quality))
    yield Section(N_("Training"), _training(sop, around, say))
    yield Section(
        N_("Records"),
        _table(
            say,
            (N_("Record"), N_("Kept by"), N_("Kept for")),
            ((row.name, row.keeper, row.retention) for row in sop.records_produced),
        ),
    )
    yield Section(N_("Forms"), _forms(sop, say))
    yield Section(N_("Distribution"), _distribution(sop, say))


def runbook_sections(runbook: Runbook, around: Around, say: Say) -> Iterator[Section]:
    """Yield the sections of a runbook that come from its definition."""
    about = [
        (say(N_("System")), around.name_of(runbook.system)),
        (say(N_("Failure mode")), around.name_of(runbook.failure_mode)),
    ]
    yield Section(N_("Scope"), (*_pairs(about), *_list(runbook.cannot)))
    yield Section(N_("Meaning"), _text(runbook.meaning or runbook.purpose))
    yield Section(N_("Impact"), _text(runbook.impact))
    codes = (f"{code(row.code)} {plain(row.text or '')}".strip() for row in runbook.error_codes)
    yield Section(N_("Symptoms"), (*_list(runbook.symptoms), *(f"- {one}" for one in codes)))
    yield Section(
        N_("Ten-minute guide"), _table(say, (N_("If"), N_("Then")), ((row.when, row.then) for row in runbook.phenomena))
    )
    yield Section(
        N_("Look-alikes"),
        _table(
            say, (N_("Looks like"), N_("Difference")), ((row.runbook, row.difference) for row in runbook.look_alikes)
        ),
    )
    yield Section(
        N_("Diagnosis"),
        _table(
            say,
            (N_("Layer"), N_("Check"), N_("Where"), N_("Command"), N_("Normal"), N_("If abnormal")),
            (
                (say(row.layer.label) if row.layer else "", row.what, row.where, row.command, row.normal, row.abnormal)
                for row in runbook.checks
            ),
        ),
        before_steps=True,
    )
    yield Section(N_("Recovery options"), tuple(block for row in runbook.options for block in _option(row, say)))
    yield Section(N_("Verify"), _list(runbook.verify))
    yield Section(N_("Manual procedure"), _list(runbook.manual_procedure))
    yield Section(N_("Forms"), _forms(runbook, say))
    yield Section(N_("References"), _references(runbook, around))
    yield Section(N_("Distribution"), _distribution(runbook, say))


def _option(row: RecoveryOption, say: Say) -> Iterator[str]:
    yield f"**{plain(row.title)}**"
    facts = [
        (N_("Only if"), row.precondition),
        (N_("Risk"), say(row.risk.label) if row.risk is not None else None),
        (N_("Expected"), row.expect),
        (N_("Rollback"), row.rollback),
        (N_("Who decides"), row.who_decides),
        (N_("Two persons"), say(N_("Yes")) if row.two_person else None),
    ]
    yield from _pairs((say(label), text) for label, text in facts if text)
    if row.steps:
        yield "\n".join(f"{number}. {plain(text)}" for number, text in enumerate(row.steps, 1))


def _sop_scope(sop: Sop, around: Around, say: Say) -> tuple[str, ...]:
    parting = ", "
    facts = [
        (N_("Systems"), parting.join(map(around.name_of, sop.applies.systems))),
        (N_("Failure modes"), parting.join(map(around.name_of, sop.applies.failure_modes))),
        (N_("Sites"), parting.join(sop.applies.sites)),
        (N_("Covers"), sop.scope.inside if sop.scope else None),
        (N_("Does not cover"), sop.scope.outside if sop.scope else None),
    ]
    return _pairs((say(label), text) for label, text in facts if text)


def _roles(sop: Sop, around: Around, say: Say) -> tuple[str, ...]:
    head = (N_("Role"), N_("Duties"))
    return _table(say, head, ((around.name_of(one), "; ".join(around.duties_of(one))) for one in sop.roles))


def _references(document: Document, around: Around) -> tuple[str, ...]:
    related = (f"{one} {around.name_of(one)}" if around.name_of(one) != one else one for one in document.related_docs)
    return _list((*document.external_refs, *related))


def _training(sop: Sop, around: Around, say: Say) -> tuple[str, ...]:
    if sop.training is None:
        return ()
    audience = ", ".join(map(around.name_of, sop.training.audience))
    facts = [(N_("For whom"), audience), (N_("How"), sop.training.mode)]
    return _pairs((say(label), text) for label, text in facts if text)


def _forms(document: Document, say: Say) -> tuple[str, ...]:
    head = (N_("Form no."), N_("Form"), N_("Columns"))
    return _table(say, head, ((row.id, row.name, ", ".join(row.columns)) for row in document.forms))


def _distribution(document: Document, say: Say) -> tuple[str, ...]:
    head = (N_("Department"), N_("Copies"), N_("Medium"))
    rows = ((row.dept, "" if row.copies is None else str(row.copies), row.kind) for row in document.distribution)
    return _table(say, head, rows)


def _text(text: str | None) -> tuple[str, ...]:
    return tuple(plain(part) for part in (text or "").split("\n\n") if part.strip())


def _list(texts: Iterable[str]) -> tuple[str, ...]:
    lines = [f"- {plain(text)}" for text in texts]
    return ("\n".join(lines),) if lines else ()


def _pairs(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    lines = [f"- {label}: {plain(text)}" for label, text in rows]
    return ("\n".join(lines),) if lines else ()


def _table(say: Say, head: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]) -> tuple[str, ...]:
    cells = [tuple(plain(cell or "") for cell in row) for row in rows]
    return (table([say(label) for label in head], cells),) if cells else ()
