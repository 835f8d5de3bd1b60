"""Which text of a document a page shows: the revision in force, a frozen one, or the draft that its records make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.kinds.base import Approval, ApprovalMeaning
from generator.kinds.revision import Revision
from generator.kinds.sop import Control, Document, DocumentStatus, Withdrawal
from generator.lifecycle.documents.approvals import CHAIN, SHORTEST_FINGERPRINT, matches
from generator.lifecycle.documents.standing import Standing, chain_of, withdrawal_of
from generator.lifecycle.due.of_documents import review_of_document
from generator.lifecycle.due.rules import deadline_rules
from generator.pages.base import FOLDERS, Site
from generator.procedures.merging.merge import Procedure
from generator.procedures.releasing.released import released_procedure
from generator.wording import N_

# What stands across a page that is not to be followed; what is in force carries nothing.
WATERMARKS = {
    DocumentStatus.DRAFT: N_("Draft"),
    DocumentStatus.IN_REVIEW: N_("In review"),
    DocumentStatus.APPROVED: N_("Not yet effective"),
    DocumentStatus.SUPERSEDED: N_("Superseded"),
    DocumentStatus.WITHDRAWN: N_("Withdrawn"),
    DocumentStatus.REJECTED: N_("Rejected"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a document with all that is said around it."""

    record: Document
    """The definition whose words the page shows: frozen in the revision, or the draft's own."""
    live: Document
    """The definition as it stands in its file today: deadlines of review and withdrawal are read from here."""
    revision: Revision | None
    """The revision that is shown, None for a draft and for a document that only follows its records."""
    status: DocumentStatus
    """The state of what is shown."""
    standing: Standing
    """The state of the document: which revision is in force, which wait, which came before."""
    procedure: Procedure
    """The steps that are shown."""
    is_frozen: bool
    """Whether the page is that of one revision for good, not of what is in force."""

    @property
    def withdrawal(self) -> Withdrawal | None:
        """The decision by which what is shown is not to be followed, None where there is none."""
        day = self.standing.day
        if self.revision is None:
            return self.live.withdrawn(day)
        return withdrawal_of(self.revision, self.live, day)

    @property
    def watermark(self) -> str:
        """The English text across the page, empty where the text is to be followed."""
        return WATERMARKS.get(self.status, "")

    @property
    def is_draft(self) -> bool:
        """Whether the text was never released although the document is controlled."""
        return self.revision is None and self.status is not DocumentStatus.EFFECTIVE

    @property
    def later(self) -> tuple[tuple[Revision, DocumentStatus], ...]:
        """Released revisions other than the one shown that are not yet in force, the next one first."""
        waiting = {one.id for one in self.standing.waiting}
        rows = ((one, state) for one, state in reversed(self.standing.history) if one.id in waiting)
        return tuple((one, state) for one, state in rows if one is not self.revision)

    @property
    def fingerprint(self) -> str:
        """The first digits of the fingerprint, as an approval sheet shows them; empty for a draft."""
        return self.revision.fingerprint[:SHORTEST_FINGERPRINT] if self.revision is not None else ""


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """A note of an approval, and whether it counts for the text that is shown."""

    note: Approval
    counts: bool


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of a revision on the day of the build."""

    lines: tuple[ApprovalLine, ...] = ()
    """All notes, the preparation first."""
    latest: Mapping[ApprovalMeaning, Approval] = field(default_factory=dict)
    """The note that counts for each meaning."""
    missing: tuple[ApprovalMeaning, ...] = ()
    """Meanings without a note that counts."""
    retro_open: bool = False
    """Whether an emergency change still waits for its approval afterwards."""


def edition_of(document: Document, site: Site) -> Edition:
    """Return what stands at the document's address: the revision in force, else the last one, else the draft."""
    standing = site.facts.standing(document)
    revision = standing.effective or _last_followed(standing) or next(iter(standing.waiting[-1:]), None)
    if revision is None:
        procedure = site.procedures.get(document.id) or Procedure({}, (), (), ())
        return Edition(document, document, None, standing.status, standing, procedure, is_frozen=False)
    shown = replace(frozen_edition(revision, document, site), is_frozen=False)
    return replace(shown, procedure=site.procedures[document.id]) if revision is standing.effective else shown


def frozen_edition(revision: Revision, document: Document, site: Site) -> Edition:
    """Return one released revision with its state today."""
    standing = site.facts.standing(document)
    states = {one.id: state for one, state in standing.history}
    candidate = site.candidates.get(document.id) or Procedure({}, (), (), ())
    return Edition(
        record=revision.document or document,
        live=document,
        revision=revision,
        status=states.get(revision.id, DocumentStatus.IN_REVIEW),
        standing=standing,
        procedure=released_procedure(revision, candidate),
        is_frozen=True,
    )


def _last_followed(standing: Standing) -> Revision | None:
    """Return the last revision that was in force, for a document that is withdrawn."""
    if standing.status is not DocumentStatus.WITHDRAWN:
        return None
    rows = (one for one, state in standing.history if state is not DocumentStatus.REJECTED)
    return next((one for one in rows if one.effective_on <= standing.day), None)


def approvals_of(revision: Revision | None, site: Site) -> Approvals:
    """Return the approvals of a revision as they stand today."""
    if revision is None:
        return Approvals((), {}, CHAIN)
    chain = chain_of(revision, site.graph, site.today)
    notes = sorted(revision.approvals, key=lambda row: list(ApprovalMeaning).index(row.meaning))
    return Approvals(
        lines=tuple(ApprovalLine(row, matches(row, revision)) for row in notes),
        latest={row.meaning: row for row in chain.counting},
        # Nobody signs a sheet any more that was sent back.
        missing=() if revision.is_rejected(site.today) else chain.missing,
        retro_open=chain.retro_open,
    )


def review_due_on(document: Document, site: Site) -> date | None:
    """Return by which day a document must be reviewed, as written or as its review cycle has it."""
    return review_of_document(document, site.facts.standing(document).effective, deadline_rules(site.graph))


def candidate_path(document: Document) -> str:
    """Return the docs path of the page with the changes that wait."""
    return f"{FOLDERS[document.kind]}/{document.id}/candidate.md"


def front_of_edition(edition: Edition, site: Site) -> dict[str, Any]:
    """Return what the theme shows around a text: number, revision, day, status, watermark, whether robots may list it."""
    say = site.catalogue.text
    revision = edition.revision
    return {
        "doc_no": edition.live.id,
        "revision": revision.revision if revision is not None else "",
        "effective_on": revision.effective_on.isoformat() if revision is not None else "",
        "status": edition.status.value,
        "status_label": say(edition.status.label),
        "watermark": say(edition.watermark) if edition.watermark else "",
        "robots": "noindex" if edition.is_frozen else "",
        "control": Control.REFERENCE.value if edition.live.control is Control.REFERENCE else "",
    }
