"""`fupan sop withdraw`: note that a document is no longer to be followed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from generator.commands.sop.approvals import METHODS
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.kinds.sop import Document


@click.command(help=_(N_("Withdraw a document: write into its definition from when and why it no longer holds.")))
@click.argument("document", metavar="SOP-…")
@click.option("--reason", required=True, help=_(N_("Why.")))
@click.option("--approved-by", required=True, help=_(N_("Who approved it.")))
@click.option("--role", help=_(N_("In which role.")))
@click.option(
    "--date",
    "from_day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("From which day it no longer holds; today without it.")),
)
@click.option(
    "--method", type=click.Choice(METHODS), help=_(N_("On paper, on a signing platform, by minutes, by review."))
)
@click.option("--ref", help=_(N_("Archive number: where the signed paper lies.")))
@click.option("--replaced-by", metavar="SOP-…", help=_(N_("The document to follow instead.")))
@click.option("--dry-run", is_flag=True, help=_(N_("Show what would be written; write nothing.")))
@common_options
def command(
    session: Session,
    document: str,
    reason: str,
    approved_by: str,
    role: str | None,
    from_day: datetime | None,
    method: str | None,
    ref: str | None,
    replaced_by: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when the document is withdrawn already; its revisions stay readable and are marked."""
    from generator.commands.sop.documents import document_named
    from generator.reading.editing import written

    graph = session.library().graph
    chosen = document_named(document, graph)
    other = document_named(replaced_by, graph) if replaced_by else None
    day = from_day.date() if from_day else session.today
    for held in chosen.withdrawal:
        if held.lifted_on is None or day < held.lifted_on:
            raise UserError(
                N_("{document} was withdrawn on {day} already."), document=chosen.id, day=held.date.isoformat()
            )
    if other is chosen:
        raise UserError(N_("{document} cannot replace itself."), document=chosen.id)
    row: dict[str, Any] = {
        "date": day,
        "reason": reason,
        "replaced_by": other.id if other is not None else None,
        "approved_by": approved_by,
        "role": role,
        "method": method,
        "ref": ref,
    }
    value = {name: text for name, text in row.items() if text is not None}
    if not dry_run:
        _write(session, chosen, value)
    if session.as_json:
        session.answer({"ok": True, "doc": chosen.id, "file": chosen.source_path, "written": not dry_run})
    session.say(f"{chosen.source_path}: withdrawal: - {written(value)}")
    if dry_run:
        session.say(_(N_("Nothing was written.")))
    else:
        session.say(_(N_("Next: recall the paper copies, then fupan build.")))
    return 0


def _write(session: Session, document: Document, value: dict[str, Any]) -> None:
    from generator.files.writing import write_file
    from generator.i18n.catalogue import translations_of
    from generator.model.vocabulary import VOCABULARIES
    from generator.reading.editing import AppendItem, edited
    from generator.reading.spellings import Spellings

    path = session.root / document.source_path
    edit = AppendItem(("withdrawal",), value)
    spellings = Spellings(translations_of, VOCABULARIES)
    write_file(path, edited(document.source_path, path.read_bytes(), [edit], type(document), spellings))
