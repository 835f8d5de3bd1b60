"""What the pages of SOPs and runbooks share: the steps with their numbers, the changes, the history of revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.kinds.base import Approval, ApprovalMeaning, Phase, StepFields
from generator.kinds.revision import ChangeRow, Revision
from generator.kinds.role import Role
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.model.record import Record
from generator.pages.base import Site
from generator.pages.parts.edition import approvals_of
from generator.pages.parts.paging import Excerpt, excerpt
from generator.procedures.merging.merge import MergedStep, Procedure
from generator.procedures.releasing.differences import Changes, changes_between
from generator.procedures.releasing.shown import names_in, shown_value, texts_of
from generator.procedures.releasing.words import WordPiece, pieces_between

# Rows of change that a page shows of the revision in force and of others; all stand on the revision's own page.
MANY_CHANGES, FEW_CHANGES = 20, 6


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """A live step with the number that it has on the page."""

    number: int
    step: MergedStep


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a document."""

    phases: tuple[tuple[Phase, tuple[MergedStep, ...]], ...]
    """The phases that have steps, in order, for `ui.steps`."""
    numbered: tuple[NumberedStep, ...]
    """All live steps with their numbers."""
    retired: tuple[MergedStep, ...]
    """Steps that must no longer be done, with the reason in `retired_why`."""
    sources: tuple[Record, ...]
    """The incidents, drills and CAPAs that taught it something."""

    @property
    def taught(self) -> tuple[NumberedStep, ...]:
        """The live steps to which a record contributed."""
        return tuple(row for row in self.numbered if any(not part.own for part in row.step.provenance))

    @property
    def own(self) -> tuple[NumberedStep, ...]:
        """The live steps that only the document's owner wrote."""
        return tuple(row for row in self.numbered if all(part.own for part in row.step.provenance))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of the text: where, what it said and says as pieces of words, and the records that caused it."""

    row: ChangeRow
    section: str
    step: str
    field: str
    pieces: tuple[WordPiece, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A released revision with its state, its changes and who approved it."""

    revision: Revision
    status: DocumentStatus
    lines: Excerpt[HistoryLine]
    notes: dict[ApprovalMeaning, Approval]
    is_shown: bool


def steps_in(procedure: Procedure, site: Site) -> Steps:
    """Return the steps of a procedure as a page shows them."""
    every = (*procedure.steps, *procedure.retired)
    ids = sorted({row.source for step in every for row in step.provenance if not row.own})
    return Steps(
        phases=tuple((phase, procedure.phases[phase]) for phase in Phase if phase in procedure.phases),
        numbered=tuple(NumberedStep(number, step) for number, step in enumerate(procedure.steps, 1)),
        retired=procedure.retired,
        sources=tuple(record for identifier in ids if (record := site.graph.get(identifier)) is not None),
    )


def base_of(document: Document, site: Site) -> Revision | None:
    """Return the newest revision that was not rejected, from which the next one will differ; None where there is none."""
    return site.facts.standing(document).latest


def waiting_changes(document: Document, site: Site) -> Changes | None:
    """Return what the records would change in the newest released revision.

    None for a document without revisions, and for one that will have no more as it is withdrawn.
    """
    base, candidate = base_of(document, site), site.candidates.get(document.id)
    gone = site.facts.standing(document).status is DocumentStatus.WITHDRAWN
    return (
        changes_between(base, document, candidate) if base is not None and candidate is not None and not gone else None
    )


def history_of(
    document: Document, site: Site, shown: Revision | None, *, whole: bool = False
) -> tuple[HistoryRow, ...]:
    """Return the released revisions, the newest first, with few of their changes; `whole` gives all of `shown`."""
    return tuple(
        HistoryRow(
            revision=one,
            status=status,
            lines=_history_lines(one, site, FEW_CHANGES if one is not shown else None if whole else MANY_CHANGES),
            notes=dict(approvals_of(one, site).latest),
            is_shown=one is shown,
        )
        for one, status in site.facts.standing(document).history
    )


def _history_lines(revision: Revision, site: Site, size: int | None) -> Excerpt[HistoryLine]:
    rows = excerpt(revision.changes, site.path_of(revision), len(revision.changes) if size is None else size)
    texts = texts_of(revision)
    return Excerpt(tuple(_history_line(row, texts, site) for row in rows.rows), rows.more, rows.path)


def _history_line(row: ChangeRow, texts: Mapping[str, str], site: Site) -> HistoryLine:
    old, new = (_said(row, text, site) for text in (row.old, row.new))
    return HistoryLine(
        row=row,
        section=section_name(row.section, site),
        field=field_name(row.field, site),
        step=texts.get(row.step or "", ""),
        pieces=pieces_between(old, new),
    )


def _said(row: ChangeRow, text: str | None, site: Site) -> str | None:
    """Return what a row of changes held before or holds now; roles of the training are called by their names."""
    if row.section == "training" and text is not None:
        return names_in(text, lambda word: role_name(word, site))
    return shown(row.field, text, site)


def section_name(section: str, site: Site) -> str:
    """Return what people call a section: a phase of the steps, or a field of the definition."""
    phase = next((one for one in Phase if one.value == section), None)
    if phase is not None:
        return site.catalogue.text(phase.label)
    titles = {
        field.alias or name: field.title for model in (Runbook, Sop) for name, field in model.model_fields.items()
    }
    return site.catalogue.text(titles.get(section) or section)


def field_name(field: str | None, site: Site) -> str:
    """Return what people call a field of a step, an empty text for a whole step."""
    if not field:
        return ""
    known = StepFields.model_fields.get(field)
    return site.catalogue.text((known.title if known is not None else None) or field)


def shown(field: str | None, value: str | None, site: Site) -> str | None:
    """Return a step's field as people read it: the label of a code, the text itself otherwise; None stays None."""
    return shown_value(field, value, site.catalogue.text) if field and value is not None else value


def role_name(text: str, site: Site) -> str:
    """Return the name of the role with this id, or the text itself."""
    record = site.graph.get(text)
    return record.name if isinstance(record, Role) else text
