"""The page of what waits: how the candidate of a controlled document differs from its newest released revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic
from generator.kinds.base import StepOperation
from generator.kinds.revision import ChangeClass, Revision
from generator.kinds.sop import Control, Document, DocumentStatus, Override
from generator.lifecycle.documents.standing import Standing
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.document import field_name, section_name, shown
from generator.pages.parts.edition import candidate_path
from generator.pages.parts.paging import Excerpt, excerpt
from generator.procedures.merging.all_documents import documents_of
from generator.procedures.merging.conflicts import RETIRE, Conflict
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import MergedStep, Procedure
from generator.procedures.merging.near_duplicates import near_duplicates
from generator.procedures.merging.retractions import retractions
from generator.procedures.releasing.differences import SectionChange, StepChange
from generator.procedures.releasing.freezing import needs_reason
from generator.procedures.releasing.planning import Asked, ReleasePlan, plan_release
from generator.procedures.releasing.release_rules import CHANGE_WITHOUT_REASON
from generator.procedures.releasing.shown import place_in_words
from generator.procedures.releasing.words import WordPiece, pieces_between
from generator.wording import N_

# Places of one rule that the page names; `fupan sop release --dry-run` names them all.
FEW_REASONS = 3
# Contradictions that the page shows; one step that a hundred records word differently has as many.
MANY_CONFLICTS = 20


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One difference: what was done to which field, the old and new words, and the records that caused it."""

    op: StepOperation
    name: str
    pieces: tuple[WordPiece, ...]
    reasons: tuple[str, ...]
    why: str | None
    unexplained: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """All differences of one step; `step` is the step as it would be, None where it would be gone without a trace."""

    key: str
    number: int
    section: str
    step: MergedStep | None
    changes: tuple[ChangeView, ...]

    @property
    def is_gone(self) -> bool:
        """Whether the step would no longer be done."""
        return any(row.op is StepOperation.RETIRE for row in self.changes)


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two contradicting records says, with its place in the file."""

    source: str
    day: date
    says: str
    place: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A contradiction of two records, and the decision where there is one."""

    key: str
    field: str
    sides: tuple[Side, Side]
    settled: Override | None


@dataclass(frozen=True, slots=True)
class Block:
    """Reasons of one rule for which a release would be refused: each a sentence with its place in the file."""

    code: str
    rows: Excerpt[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CandidateContext:
    """What the template `candidate.md.jinja` can show."""

    record: Document
    """The live definition."""
    standing: Standing
    """Which revision is in force, which wait."""
    base: Revision | None
    """The newest released revision, against which the differences are told; None before the first release."""
    count: int
    """How many differences there are."""
    sections: tuple[tuple[str, ChangeView], ...]
    """Sections of the definition that differ, by name."""
    steps: tuple[StepView, ...]
    """Steps that differ, in their order."""
    conflicts: Excerpt[ConflictView]
    """Contradictions of the records, the open ones first."""
    near: tuple[tuple[MergedStep, MergedStep], ...]
    """Steps that may mean the same, the one that was there first before the other."""
    voided: tuple[tuple[Record, tuple[str, ...]], ...]
    """Records that the revision in force rests on although they were voided, with the keys of its steps."""
    change_class: ChangeClass
    """How much would change."""
    proposed: str
    """The number that the next revision would have."""
    blocks: tuple[Block, ...]
    """What keeps it from being released."""


class CandidatePages:
    """A page for each controlled document that may still be released."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of what waits."""
        for document in documents_of(site.graph):
            standing = site.facts.standing(document)
            if document.control is not Control.CONTROLLED or standing.status is DocumentStatus.WITHDRAWN:
                continue
            title = site.catalogue.text(N_("Waiting changes"))
            yield Page(
                path=candidate_path(document),
                title=f"{document.id} {title}",
                kind="candidate",
                template="candidate.md.jinja",
                context=_context(document, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Procedures")), "documents.md"),
                    (document.id, site.path_of(document)),
                    (title, candidate_path(document)),
                ),
                source=document,
                front={
                    "doc_no": document.id,
                    "watermark": site.catalogue.text(N_("Draft")),
                    "robots": "noindex",
                    "hide": ["toc"],
                },
            )


def _context(document: Document, site: Site) -> CandidateContext:
    candidate = site.candidates[document.id]
    plan = plan_release(document, site.graph, candidate, (), Asked(), site.today)
    changes = plan.changes
    conflicts = sorted(candidate.conflicts, key=lambda one: (one.is_settled, one.key, one.field))
    return CandidateContext(
        record=document,
        standing=site.facts.standing(document),
        base=plan.base,
        count=changes.count,
        sections=tuple((site.catalogue.text(row.label), _section(row, site)) for row in changes.sections),
        steps=tuple(_steps(changes.steps, candidate, document, site)),
        conflicts=excerpt([_conflict(one, site) for one in conflicts], size=MANY_CONFLICTS),
        near=tuple((row.earlier, row.later) for row in near_duplicates(candidate)),
        voided=tuple(_voided(document, site)),
        change_class=changes.change_class,
        proposed=plan.proposed,
        blocks=tuple(_blocks(plan, site)),
    )


def _section(row: SectionChange, site: Site) -> ChangeView:
    return ChangeView(row.op, site.catalogue.text(row.label), row.pieces, (), row.why, unexplained=False)


def _steps(rows: tuple[StepChange, ...], candidate: Procedure, document: Document, site: Site) -> Iterator[StepView]:
    steps = {step.key: step for step in (*candidate.steps, *candidate.retired)}
    keys = dict.fromkeys(row.step for row in rows)
    for key in keys:
        own = [row for row in rows if row.step == key]
        yield StepView(
            key=key,
            number=own[0].number,
            section=section_name(own[0].section, site),
            step=steps.get(key),
            changes=tuple(_change(row, document, site) for row in own),
        )


def _change(row: StepChange, document: Document, site: Site) -> ChangeView:
    old, new = shown(row.field, row.old, site), shown(row.field, row.new, site)
    if row.op is StepOperation.RESTORE:
        old = None
    return ChangeView(
        op=row.op,
        name=site.catalogue.text(row.label) if row.label else "",
        pieces=pieces_between(old, new),
        reasons=row.reasons,
        why=row.why,
        unexplained=needs_reason(row, document.id),
    )


def _conflict(one: Conflict, site: Site) -> ConflictView:
    name = site.catalogue.text(N_("Whether it is done at all")) if one.field == RETIRE else field_name(one.field, site)
    return ConflictView(
        one.key, name, (_side(one.earlier, one.field, site), _side(one.later, one.field, site)), one.settled
    )


def _side(part: Contribution, field: str, site: Site) -> Side:
    names = () if field == RETIRE else (field,)
    if field == RETIRE:
        says = site.catalogue.text((part.op or StepOperation.CONFIRM).label) + (f": {part.why}" if part.why else "")
    else:
        value = part.values.get(field)
        says = shown(field, str(value) if value is not None else None, site) or ""
    return Side(part.source, part.day, says, str(part.place(*names)))


def _voided(document: Document, site: Site) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Yield the records that the revision in force rests on although nobody should act on them any more."""
    rows = retractions(document, site.graph, site.today)
    for record in {row.record.id: row.record for row in rows}.values():
        yield record, tuple(dict.fromkeys(row.step.key for row in rows if row.record.id == record.id))


def _blocks(plan: ReleasePlan, site: Site) -> Iterator[Block]:
    """Yield what a release would be refused for; where nothing changes there is nothing to refuse."""
    if plan.changes.is_empty:
        return
    texts = {step.key: step.text for step in (*plan.procedure.retired, *plan.procedure.steps)}
    for code in dict.fromkeys(one.rule.code for one in plan.problems):
        found = [one for one in plan.problems if one.rule.code == code]
        rows = [(site.catalogue.text(one.rule.message, **_in_words(one, texts, site)), str(one.span)) for one in found]
        yield Block(code, excerpt(rows, size=FEW_REASONS))


def _in_words(found: Diagnostic, texts: Mapping[str, str | None], site: Site) -> dict[str, object]:
    """Return the values of a problem, with the text of the step that it names in place of the key alone."""
    values: dict[str, object] = dict(found.values)
    step, _, field = str(values.get("section", "")).partition(".")
    if found.rule is CHANGE_WITHOUT_REASON and step:
        known = {key: text for key, text in texts.items() if text}
        values["section"] = (
            place_in_words(step, field, known, site.catalogue.text) if step in known else section_name(step, site)
        )
    return values
