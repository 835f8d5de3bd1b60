"""The registers of document control: paper copies from distribution to destruction, and external documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.library_step import LibraryStep
from generator.kinds.paper_copy import PaperCopy
from generator.kinds.regulation import Regulation, RegulationImpact, RegulationStatus
from generator.kinds.revision import Revision
from generator.kinds.sop import DocumentStatus
from generator.lifecycle.documents.copies import MissingCopies, StrayCopy, missing_copies, revision_of, stray_copies
from generator.model.values import Choice
from generator.pages.base import Page, Site
from generator.procedures.merging.all_documents import documents_of
from generator.wording import N_

PATH = "document_control.md"


class CopyState(Choice):
    """Where a paper copy is."""

    OUT = "out", N_("Out")
    RECALLED = "recalled", N_("Taken back")
    DESTROYED = "destroyed", N_("Destroyed")
    LOST = "lost", N_("Lost")


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A paper copy with its revision, where it is, and whether it should not be there."""

    record: PaperCopy
    revision: Revision | None
    status: DocumentStatus | None
    state: CopyState
    is_stray: bool


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """A judgement of what an external document means for one own document."""

    regulation: Regulation
    impact: RegulationImpact
    is_late: bool
    """Whether it is open although the external document already holds."""


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """An external document with what is open about it."""

    record: Regulation
    open: int
    holds: bool
    """Whether it holds on the day of the build, whatever its status says."""
    is_unjudged: bool
    """Whether nobody has judged it for any own document."""


@dataclass(frozen=True, slots=True)
class DocumentControlContext:
    """What the template `document_control.md.jinja` can show."""

    strays: tuple[StrayCopy, ...]
    """Copies of superseded and withdrawn revisions that are still out, the longest first."""
    missing: tuple[MissingCopies, ...]
    """Departments that lack paper copies of the revision in force."""
    out: tuple[CopyRow, ...]
    """The distribution register: every copy that is out."""
    recalled: tuple[CopyRow, ...]
    """The register of recall and replacement: copies that were taken back or are lost."""
    destroyed: tuple[CopyRow, ...]
    """The register of destruction."""
    regulations: tuple[RegulationRow, ...]
    """The external documents, those not yet in force first."""
    open_impacts: tuple[ImpactRow, ...]
    """Judgements and changes that are still open, those that are late first."""
    done_impacts: tuple[ImpactRow, ...]
    """Judgements that need nothing more."""
    shared: tuple[tuple[LibraryStep, tuple[str, ...]], ...]
    """The shared steps, each with the ids of the documents that use it."""


class DocumentControlPage:
    """The registers on one page."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page; nothing where no copy and no external document is recorded."""
        graph = site.graph
        strays = stray_copies(graph, site.today)
        stray_ids = {row.copy.id for row in strays}
        copies = tuple(_copy_row(one, stray_ids, site) for one in graph.of(PaperCopy))
        impacts = [
            ImpactRow(one, row, row.is_open and _holds(one, site.today))
            for one in graph.of(Regulation)
            if one.status is not RegulationStatus.SUPERSEDED
            for row in one.impact
        ]
        title = site.catalogue.text(N_("Document control"))
        yield Page(
            path=PATH,
            title=title,
            kind="register",
            template="document_control.md.jinja",
            context=DocumentControlContext(
                strays=strays,
                missing=missing_copies(graph, site.today, documents_of(graph)),
                out=tuple(row for row in copies if row.state is CopyState.OUT),
                recalled=tuple(
                    row for row in copies if row.record.recalled_on is not None or row.state is CopyState.LOST
                ),
                destroyed=tuple(row for row in copies if row.state is CopyState.DESTROYED),
                regulations=tuple(
                    sorted((_regulation_row(one, site.today) for one in graph.of(Regulation)), key=_order)
                ),
                open_impacts=tuple(sorted((row for row in impacts if row.impact.is_open), key=_impact_order)),
                done_impacts=tuple(row for row in impacts if not row.impact.is_open),
                shared=tuple((one, _users(one, site)) for one in graph.of(LibraryStep)),
            ),
            breadcrumb=((title, PATH),),
            front={"wide": True, "print": "landscape"},
        )


def _copy_row(copy: PaperCopy, strays: set[str], site: Site) -> CopyRow:
    revision = revision_of(copy, site.graph)
    document = site.graph.get(copy.doc)
    history = site.facts.standing(document).history if document is not None else ()  # type: ignore[arg-type]
    status = next((state for one, state in history if one is revision), None)
    return CopyRow(copy, revision, status, state_of_copy(copy), copy.id in strays)


def state_of_copy(copy: PaperCopy) -> CopyState:
    """Return where a copy is: the last thing that happened to it."""
    if copy.destroyed_on is not None:
        return CopyState.DESTROYED
    if copy.lost_on is not None:
        return CopyState.LOST
    return CopyState.RECALLED if copy.recalled_on is not None else CopyState.OUT


def _holds(regulation: Regulation, today: date) -> bool:
    return regulation.status is not RegulationStatus.SUPERSEDED and (
        regulation.effective_on is None or regulation.effective_on <= today
    )


def _regulation_row(regulation: Regulation, today: date) -> RegulationRow:
    return RegulationRow(
        regulation,
        open=sum(row.is_open for row in regulation.impact),
        holds=_holds(regulation, today),
        is_unjudged=not regulation.impact and regulation.status is not RegulationStatus.SUPERSEDED,
    )


_REGULATION_ORDER = (RegulationStatus.UPCOMING, RegulationStatus.CURRENT, RegulationStatus.SUPERSEDED)


def _order(row: RegulationRow) -> tuple[int, str]:
    return _REGULATION_ORDER.index(row.record.status), row.record.id


def _impact_order(row: ImpactRow) -> tuple[bool, date, str, str]:
    return not row.is_late, row.regulation.effective_on or date.min, row.regulation.id, row.impact.doc


def _users(step: LibraryStep, site: Site) -> tuple[str, ...]:
    """Return the documents of which a shared step is a live step."""
    return tuple(
        document
        for document, procedure in site.procedures.items()
        if any(one.key == step.id for one in procedure.steps)
    )
