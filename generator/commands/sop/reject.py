"""`fupan sop reject`: note in the lock that a revision in review was sent back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.graph import Graph
    from generator.kinds.revision import Revision


@click.command(
    help=_(N_("Note that a revision in review was sent back: it never takes effect, its number is used up."))
)
@click.argument("document", metavar="SOP-…")
@click.option("--rev", "number", required=True, help=_(N_("Number of the revision, such as A/1.")))
@click.option("--by", required=True, help=_(N_("Who decided.")))
@click.option("--role", help=_(N_("In which role.")))
@click.option("--reason", required=True, help=_(N_("Why not.")))
@click.option(
    "--date",
    "decided_on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("The day it was decided; today without it.")),
)
@common_options
def command(
    session: Session,
    document: str,
    number: str,
    by: str,
    role: str | None,
    reason: str,
    decided_on: datetime | None,
) -> int:
    """Exit 1 when the revision is approved or rejected already; then nothing is written. Only the lock grows."""
    from generator.commands.sop.documents import damages_of_lock, document_named, refuse, revision_named

    library = session.library()
    chosen = document_named(document, library.graph)
    revision = revision_named(number, chosen, library.graph)
    day = decided_on.date() if decided_on else session.today
    row: dict[str, Any] = {"date": day, "by": by, "role": role, "reason": reason}
    problems = [*_problems_of(revision, row, library.graph, session), *damages_of_lock(revision, library.report)]
    if problems:
        return refuse(session, problems, library)
    _write(session, revision, {name: text for name, text in row.items() if text is not None})
    if session.as_json:
        facts = {"doc": revision.doc, "revision": revision.revision, "file": revision.source_path}
        session.answer({"ok": True, **facts, "date": day.isoformat()})
    names = {"document": revision.doc, "number": revision.revision}
    session.say(_(N_("Noted: {document} {number} was sent back on {day}. It never takes effect."), day=day, **names))
    session.say(
        _(
            N_("Next: change the records or the definition, then: {command}"),
            command=f"fupan sop release {revision.doc}",
        )
    )
    return 0


def _problems_of(revision: Revision, row: dict[str, Any], graph: Graph, session: Session) -> list[Diagnostic]:
    """Return what stands against the rejection; shown is the line of the lock with which it does not agree."""
    from generator.kinds.revision import Rejection
    from generator.lifecycle.documents.standing import chain_of
    from generator.procedures.releasing.released_problems import rejection_problems, told_rejected

    if revision.rejection is not None:
        return [told_rejected(revision, revision.span("rejection"))]
    rejected = revision.with_changes({"rejection": Rejection.model_validate(row)})
    # What is approved today must not be rejected under an earlier day either.
    chain = chain_of(revision, graph, max(session.today, row["date"]))
    return list(rejection_problems(rejected, chain, session.today))


def _write(session: Session, revision: Revision, value: dict[str, Any]) -> None:
    from generator.files.writing import write_file
    from generator.i18n.catalogue import translations_of
    from generator.kinds.revision import Rejection
    from generator.kinds.revision import Revision as Model
    from generator.model.vocabulary import VOCABULARIES
    from generator.procedures.releasing.sealing import notes_seal_of
    from generator.reading.editing import SetField, edited
    from generator.reading.spellings import Spellings

    path = session.root / revision.source_path
    spellings = Spellings(translations_of, VOCABULARIES)
    rejected = revision.with_changes({"rejection": Rejection.model_validate(value)})
    edits = [SetField(("rejection",), value), SetField(("notes_seal",), notes_seal_of(rejected))]
    write_file(path, edited(revision.source_path, path.read_bytes(), edits, Model, spellings))
