"""The list of controlled documents: which revision holds, which waits, who owns it, who has learnt it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.revision import Revision
from generator.kinds.role import Role
from generator.kinds.sop import Control, Document, DocumentStatus
from generator.lifecycle.documents.standing import Standing, document_policy
from generator.lifecycle.documents.trained import trained_percent
from generator.pages.base import Page, Site
from generator.pages.parts.document import waiting_changes
from generator.pages.parts.edition import approvals_of, candidate_path, edition_of, review_due_on
from generator.procedures.merging.all_documents import documents_of
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the list."""

    record: Document
    """The definition that the document's page shows."""
    live: Document
    """The definition as its file has it today."""
    standing: Standing
    revision: Revision | None
    """The revision that the document's page shows."""
    later: tuple[tuple[Revision, DocumentStatus], ...]
    """Released revisions that are not yet in force, the next one first."""
    owner: str
    review_due_on: date | None
    trained_percent: int | None
    trained_enough: bool
    approval_open: bool
    """Whether it was put in force in a hurry and its approvals are not complete."""
    changes: int
    changes_path: str


@dataclass(frozen=True, slots=True)
class DocumentsContext:
    """What the template `documents.md.jinja` can show."""

    rows: tuple[DocumentRow, ...]
    """Controlled documents: SOPs first, then runbooks; withdrawn ones at the end."""
    references: tuple[DocumentRow, ...]
    """Documents for reference, which follow their records."""


class ControlledDocuments:
    """The list of controlled documents."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Procedures"))
        rows = sorted((_row(document, site) for document in documents_of(site.graph)), key=_is_withdrawn)
        yield Page(
            path="documents.md",
            title=title,
            kind="register",
            template="documents.md.jinja",
            context=DocumentsContext(
                tuple(row for row in rows if row.live.control is Control.CONTROLLED or row.standing.history),
                tuple(row for row in rows if row.live.control is Control.REFERENCE and not row.standing.history),
            ),
            breadcrumb=((title, "documents.md"),),
            front={"wide": True, "print": "landscape"},
        )


def _row(document: Document, site: Site) -> DocumentRow:
    edition = edition_of(document, site)
    revision = edition.revision
    changes = waiting_changes(document, site) if document.control is Control.CONTROLLED else None
    owner = site.graph.get(edition.record.process_owner or "")
    names = (edition.record.owner_dept, owner.name if isinstance(owner, Role) else None)
    trained = trained_percent(revision, site.graph, site.today) if revision is not None else None
    return DocumentRow(
        record=edition.record,
        live=document,
        standing=edition.standing,
        revision=revision,
        later=edition.later,
        owner=" · ".join(name for name in names if name),
        review_due_on=review_due_on(document, site),
        trained_percent=trained,
        trained_enough=trained is None or trained >= document_policy(site.graph).training_percent,
        approval_open=revision is not None and approvals_of(revision, site).retro_open,
        changes=changes.count if changes is not None else 0,
        changes_path=candidate_path(document),
    )


def _is_withdrawn(row: DocumentRow) -> bool:
    return row.standing.status is DocumentStatus.WITHDRAWN
