"""`fupan sop as-of`: which revision of each document was in force on a day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.kinds.sop import Document
    from generator.lifecycle.documents.standing import Standing


@click.command(help=_(N_("Show which revision of each controlled document was in force on a day.")))
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@common_options
def command(session: Session, day: datetime) -> int:
    """Exit 1 when a lock was edited, 4 when none was in force. What was noted later than it was dated cannot be told apart."""
    from generator.commands.sop.documents import tell_damages
    from generator.commands.terminal.table import table
    from generator.kinds.sop import Control
    from generator.lifecycle.documents.standing import standing_of
    from generator.procedures.merging.all_documents import documents_of

    library = session.library()
    graph = library.graph
    wanted = day.date()
    documents = [one for one in documents_of(graph) if one.control is Control.CONTROLLED]
    rows = [(one, standing_of(one, graph, wanted)) for one in documents]
    in_force = [(one, standing) for one, standing in rows if standing.effective is not None]
    damaged = tell_damages(session, library, documents)
    if session.as_json:
        items = [_payload(one, standing) for one, standing in rows]
        session.answer({"ok": not damaged, "day": wanted.isoformat(), "items": items})
    elif in_force:
        head = (
            _(N_("Id")),
            _(N_("Revision")),
            _(N_("Effective on")),
            _(N_("Fingerprint")),
            _(N_("File")),
            _(N_("Title")),
        )
        for line in table(head, [_cells(one, standing) for one, standing in in_force], most=60):
            session.say(line)
    others = len(rows) - len(in_force)
    session.say(
        _(
            N_("On {day} {number} documents were in force, {others} were not."),
            day=wanted,
            number=len(in_force),
            others=others,
        )
    )
    if damaged:
        return 1
    return 0 if in_force else NOTHING_FOUND


def _payload(document: Document, standing: Standing) -> dict[str, Any]:
    from generator.procedures.releasing.released_problems import text_path

    effective = standing.effective
    frozen = effective.document if effective is not None else None
    return {
        "id": document.id,
        "title": frozen.title if frozen is not None else document.title,
        "status": standing.status.value,
        "status_label": current().text(standing.status.label),
        "revision": effective.revision if effective is not None else "",
        "effective_on": effective.effective_on.isoformat() if effective is not None else "",
        "fingerprint": effective.fingerprint if effective is not None else "",
        "file": text_path(effective) if effective is not None else "",
    }


def _cells(document: Document, standing: Standing) -> tuple[str, ...]:
    row = _payload(document, standing)
    return row["id"], row["revision"], row["effective_on"], row["fingerprint"][:12], row["file"], row["title"]
