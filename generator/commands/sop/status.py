"""`fupan sop status`: how each controlled document stands, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.sop.documents import Shelf
    from generator.kinds.revision import Revision
    from generator.kinds.sop import Document


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A revision that is not in force yet."""

    revision: str
    status: str
    status_label: str
    effective_on: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How a document stands; days are ISO texts, empty where there are none."""

    id: str
    title: str
    status: str
    status_label: str
    control: str
    revision: str
    effective_on: str
    fingerprint: str
    waiting: tuple[WaitingRow, ...]
    changes: int
    change_class: str
    conflicts: int
    review_due_on: str
    retro_due_on: str
    retro_missing: tuple[str, ...]
    late: bool


@click.command(help=_(N_("Show how controlled documents stand: revision, effective day, waiting changes, approvals.")))
@click.argument("document", metavar="[SOP-…]", required=False)
@click.option("--all", "all_documents", is_flag=True, help=_(N_("Also documents for reference.")))
@common_options
def command(session: Session, document: str | None, all_documents: bool) -> int:
    """Exit 1 when a lock was edited, 4 when there is nothing to show. `changes` counts what the candidate changes against the latest revision."""
    from generator.commands.sop.documents import document_named, shelf_of, tell_damages
    from generator.kinds.sop import Control
    from generator.procedures.merging.all_documents import documents_of

    shelf = shelf_of(session)
    if document:
        chosen: tuple[Document, ...] = (document_named(document, shelf.graph),)
    else:
        every = documents_of(shelf.graph)
        chosen = tuple(one for one in every if all_documents or one.control is Control.CONTROLLED)
    rows = [status_row(one, shelf, session.today) for one in chosen]
    damaged = tell_damages(session, shelf.library, chosen)
    if session.as_json:
        session.answer({"ok": not damaged, "day": session.today.isoformat(), "items": [asdict(row) for row in rows]})
    for line in _details(rows[0]) if document else _lines(rows):
        session.say(line)
    if not rows:
        session.say(_(N_("Nothing to list.")))
        return NOTHING_FOUND
    waiting = [row.id for row in rows if row.changes]
    if waiting:
        session.say(_(N_("Next: {command}"), command=f"fupan sop diff {waiting[0]}"))
    return 1 if damaged else 0


def status_row(document: Document, shelf: Shelf, today: date) -> StatusRow:
    """Return how a document stands on a day."""
    from generator.kinds.sop import DocumentStatus
    from generator.lifecycle.documents.standing import standing_of
    from generator.procedures.releasing.differences import changes_between

    standing = standing_of(document, shelf.graph, today)
    changes = changes_between(standing.latest, document, shelf.candidates[document.id])
    gone = standing.status is DocumentStatus.WITHDRAWN
    states = {one.id: state for one, state in standing.history}
    effective = standing.effective
    retro_due, retro_missing = _retro(effective, shelf, today)
    review = document.review_due_on
    review_late = review is not None and review < today and standing.is_in_force
    return StatusRow(
        id=document.id,
        title=document.title,
        status=standing.status.value,
        status_label=current().text(standing.status.label),
        control=document.control.value,
        revision=effective.revision if effective is not None else "",
        effective_on=effective.effective_on.isoformat() if effective is not None else "",
        fingerprint=effective.fingerprint if effective is not None else "",
        waiting=tuple(_waiting(one, states[one.id], shelf, today) for one in standing.waiting),
        changes=0 if changes.first or gone else changes.count,
        change_class=changes.change_class.value,
        conflicts=len(shelf.candidates[document.id].open_conflicts),
        review_due_on=review.isoformat() if review is not None else "",
        retro_due_on=retro_due.isoformat() if retro_due is not None else "",
        retro_missing=retro_missing,
        late=review_late or (retro_due is not None and retro_due < today),
    )


def _waiting(one: Revision, state: Any, shelf: Shelf, today: date) -> WaitingRow:
    missing = _missing(one, shelf, today)
    return WaitingRow(one.revision, state.value, current().text(state.label), one.effective_on.isoformat(), missing)


def _missing(one: Revision, shelf: Shelf, today: date) -> tuple[str, ...]:
    from generator.commands.sop.approvals import lacking
    from generator.lifecycle.documents.standing import chain_of

    chain = chain_of(one, shelf.graph, today)
    return (*(meaning.value for meaning in chain.missing), *(() if chain.missing else lacking(chain)))


def _retro(effective: Revision | None, shelf: Shelf, today: date) -> tuple[date | None, tuple[str, ...]]:
    """Return by when an emergency change in force must be approved in full, and what is missing."""
    from generator.lifecycle.documents.standing import chain_of

    if effective is None or effective.expedited is None or not chain_of(effective, shelf.graph, today).retro_open:
        return None, ()
    return effective.expedited.retro_due_on, _missing(effective, shelf, today)


def _lines(rows: list[StatusRow]) -> Iterator[str]:
    from generator.commands.terminal.table import table

    if not rows:
        return
    head = (
        _(N_("Id")),
        _(N_("Revision")),
        _(N_("Status")),
        _(N_("Effective on")),
        _(N_("Waiting")),
        _(N_("Waiting changes")),
        _(N_("Review due")),
        _(N_("Title")),
    )
    yield from table(head, [_cells(row) for row in rows])


def _cells(row: StatusRow) -> tuple[str, ...]:
    waiting = ", ".join(f"{one.revision} {one.status_label}" for one in row.waiting)
    review = f"{row.review_due_on} !" if row.late else row.review_due_on
    changes = str(row.changes) if row.changes else ""
    return row.id, row.revision, row.status_label, row.effective_on, waiting, changes, review, row.title


def _details(row: StatusRow) -> Iterator[str]:
    yield f"{row.id} {row.title}"
    facts = [
        (N_("Status"), row.status_label),
        (N_("Revision"), row.revision),
        (N_("Effective on"), row.effective_on),
        (N_("Fingerprint"), row.fingerprint[:12]),
        (N_("Review due"), row.review_due_on),
        (N_("Approval due"), " · ".join([row.retro_due_on, *map(_named, row.retro_missing)]).strip(" ·")),
    ]
    for label, text in facts:
        if text:
            yield f"  {_(label)}: {text}"
    for one in row.waiting:
        missing = ", ".join(map(_named, one.missing))
        yield f"  {_(N_('Waiting'))}: {one.revision} · {one.status_label} · {one.effective_on}" + (
            f" · {_(N_('Still missing: {list}'), list=missing)}" if missing else ""
        )
    if row.changes:
        yield "  " + _(N_("Changes that wait: {number}"), number=row.changes)
    if row.conflicts:
        yield "  " + _(N_("Open contradictions between records: {number}"), number=row.conflicts)


def _named(missing: str) -> str:
    """Return what people call a missing approval, or what else its chain lacks."""
    from generator.commands.sop.approvals import LACKING
    from generator.kinds.base import ApprovalMeaning

    if missing in LACKING:
        return _(LACKING[missing])
    return current().text(next(one.label for one in ApprovalMeaning if one.value == missing))
