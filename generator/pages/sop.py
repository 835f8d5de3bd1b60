"""The page of an SOP: the controlled document's frame around the steps of the revision in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from generator.kinds.base import Phase
from generator.kinds.failure_mode import FailureMode
from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.document import (
    HistoryRow,
    NumberedStep,
    Steps,
    history_of,
    role_name,
    steps_in,
    waiting_changes,
)
from generator.pages.parts.edition import (
    Approvals,
    Edition,
    approvals_of,
    candidate_path,
    edition_of,
    front_of_edition,
    review_due_on,
)
from generator.pages.parts.emergency_card import EmergencyCard, emergency_card
from generator.pages.parts.paging import Excerpt, excerpt
from generator.pages.parts.practice import Practice, practice_of
from generator.wording import N_

AnyRecord = TypeVar("AnyRecord", bound=Record)
# The sections of the procedure, each with the phases that it holds.
PROCEDURE = (
    (N_("Keep order and assess"), (Phase.ASSESS,)),
    (N_("Four checkpoints"), (Phase.TRIAGE,)),
    (N_("Three-layer diagnosis"), (Phase.DIAGNOSE,)),
    (N_("Isolate and contain"), (Phase.CONTAIN,)),
    (N_("Business track: manual procedure"), (Phase.MANUAL,)),
    (N_("Escalate and call the vendor"), (Phase.ESCALATE,)),
    (N_("Restore point and loss window"), (Phase.BACKUP,)),
    (N_("Recover and verify"), (Phase.RECOVER, Phase.VERIFY)),
    (N_("Back-entry and reconciliation"), (Phase.REENTER,)),
    (N_("Release after recovery"), (Phase.RELEASE,)),
    (N_("Stand down"), (Phase.CLOSE,)),
)
# So early before its periodic review a document says so.
REVIEW_NOTICE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of the document with its deputy."""

    role: Role
    deputy: Role | None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A related document or article, and for a document how it stands today."""

    record: Record
    status: DocumentStatus | None
    revision: str


@dataclass(frozen=True, slots=True)
class ProcedureSection:
    """A section of the procedure: its number on the page, its phases and its steps."""

    number: str
    title: str
    phases: tuple[Phase, ...]
    steps: tuple[NumberedStep, ...]


@dataclass(frozen=True, slots=True)
class SopContext:
    """What the template `sop.md.jinja` can show."""

    record: Sop
    """The definition, with all fields of its kind, as the revision shown froze it."""
    edition: Edition
    """Which revision is shown, in which state, and how the document stands."""
    approvals: Approvals
    """Who prepared, reviewed and approved what is shown."""
    steps: Steps
    """The steps that are shown: `phases`, `numbered`, `retired`, `sources`."""
    procedure: tuple[ProcedureSection, ...]
    """The sections 7.1 to 7.11 with their numbered steps."""
    card: EmergencyCard | None
    """The card for the first hour; emergency plans only."""
    process_owner: Role | None
    """The role that answers for the document."""
    roles: tuple[RoleRow, ...]
    """The roles that act in it, in the order of the file."""
    policy: Policy | None
    """The organization's policy, for the levels of severity and the deadlines."""
    signs: tuple[tuple[FailureMode, tuple[str, ...]], ...]
    """Early signs of the failures that it covers."""
    references: tuple[ReferenceRow, ...]
    """Related documents with their revision today, and articles."""
    audience: tuple[str, ...]
    """Names of the roles that must be trained."""
    practice: Practice
    """Its trainings and drills."""
    history: tuple[HistoryRow, ...]
    """Its released revisions, the newest first."""
    changes: int
    """How many changes wait for the next revision; 0 where there is no revision."""
    changes_path: str
    """The docs path of the page that shows them."""
    clauses: tuple[tuple[str, tuple[NumberedStep, ...]], ...]
    """The external references, with the steps that name them as their basis."""
    review_due: date | None
    """By which day it must be reviewed."""
    review_soon: bool
    """Whether the periodic review is due within thirty days, or overdue."""
    cited_by: Excerpt[Record]
    """Records that cite it, such as CAPAs that change it."""


class SopPages:
    """A page for each SOP: the revision in force, or the draft where none was ever released."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all SOPs."""
        for sop in site.graph.of(Sop):
            edition = edition_of(sop, site)
            yield Page(
                path=site.path_of(sop),
                title=f"{sop.id} {edition.record.name}",
                kind="sop",
                template="sop.md.jinja",
                context=sop_context(edition, site),
                breadcrumb=((site.catalogue.text(N_("Procedures")), "documents.md"), (sop.id, site.path_of(sop))),
                source=sop,
                front=front_of_edition(edition, site),
            )


def sop_context(edition: Edition, site: Site) -> SopContext:
    """Return what the page of an SOP shows of one of its texts."""
    graph, live, record = site.graph, edition.live, edition.record
    assert isinstance(record, Sop)
    steps = steps_in(edition.procedure, site)
    fed = {one.id for one in steps.sources}
    citing = {link.source for link in graph.links_to(live.id)} - fed - set(record.related_docs) - {live.id}
    revisions = {one.id for one, _ in edition.standing.history}
    roles = _records(record.roles, Role, site)
    changes = waiting_changes(live, site)
    review_due = review_due_on(live, site)
    return SopContext(
        record=record,
        edition=edition,
        approvals=approvals_of(edition.revision, site),
        steps=steps,
        procedure=tuple(_procedure(steps, site)),
        card=emergency_card(record, steps, roles, site),
        process_owner=next(iter(_records((record.process_owner or "",), Role, site)), None),
        roles=tuple(_role(role, site) for role in roles),
        policy=next(iter(graph.of(Policy)), None),
        signs=tuple(
            (mode, mode.signs) for mode in _records(record.applies.failure_modes, FailureMode, site) if mode.signs
        ),
        references=tuple(_reference(identifier, site) for identifier in record.related_docs if graph.get(identifier)),
        audience=tuple(role_name(text, site) for text in record.training.audience) if record.training else (),
        practice=practice_of(live, edition.revision, site),
        history=history_of(live, site, edition.revision, whole=edition.is_frozen),
        changes=changes.count if changes is not None else 0,
        changes_path=candidate_path(live),
        clauses=tuple((text, _based_on(text, record, steps)) for text in record.external_refs),
        review_due=review_due,
        review_soon=review_due is not None and review_due - site.today <= REVIEW_NOTICE,
        cited_by=excerpt([graph.records[identifier] for identifier in sorted(citing - revisions)]),
    )


def _procedure(steps: Steps, site: Site) -> Iterator[ProcedureSection]:
    for place, (title, phases) in enumerate(PROCEDURE, 1):
        rows = tuple(row for row in steps.numbered if row.step.phase in phases)
        yield ProcedureSection(f"7.{place}", site.catalogue.text(title), phases, rows)


def _records(identifiers: tuple[str, ...], model: type[AnyRecord], site: Site) -> tuple[AnyRecord, ...]:
    """Return the records with these ids; a frozen text may cite one that is no longer there."""
    found = (site.graph.get(identifier) for identifier in identifiers)
    return tuple(record for record in found if isinstance(record, model))


def _role(role: Role, site: Site) -> RoleRow:
    deputy = site.graph.get(role.deputy) if role.deputy else None
    return RoleRow(role, deputy if isinstance(deputy, Role) else None)


def _reference(identifier: str, site: Site) -> ReferenceRow:
    record = site.graph.records[identifier]
    if not isinstance(record, Document):
        return ReferenceRow(record, None, "")
    standing = site.facts.standing(record)
    if isinstance(record, Runbook) and not standing.history and standing.is_in_force:
        return ReferenceRow(record, None, "")
    return ReferenceRow(record, standing.status, standing.effective.revision if standing.effective else "")


def _based_on(text: str, record: Sop, steps: Steps) -> tuple[NumberedStep, ...]:
    keys = {step.key for step in record.static_steps if step.basis and (text in step.basis or step.basis in text)}
    return tuple(row for row in steps.numbered if row.step.key in keys)
