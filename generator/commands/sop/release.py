"""`fupan sop release`: freeze the candidate as the next revision, for approval."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.sop.release_writing import ReleaseFiles
    from generator.procedures.releasing.planning import ReleasePlan


@click.command(help=_(N_("Freeze the candidate of a document as its next revision, and print the approval sheet.")))
@click.argument("document", metavar="SOP-…")
@click.option("--rev", "number", help=_(N_("Number of the revision, such as A/1; proposed from the changes.")))
@click.option(
    "--effective-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("From which day it holds once it is approved; the first possible one without it.")),
)
@click.option("--by", help=_(N_("Who releases it: a role.")))
@click.option("--reason", help=_(N_("Why, for changes that no record explains.")))
@click.option("--change-order", help=_(N_("Number of the change request.")))
@click.option("--expedited", metavar="REASON", help=_(N_("Emergency change: in force after one approval; say why.")))
@click.option(
    "--amend", metavar="REASON", help=_(N_("Editorial fix of spacing and width in the latest revision; say what."))
)
@click.option("--dry-run", is_flag=True, help=_(N_("Show what would be released; write nothing.")))
@common_options
def command(
    session: Session,
    document: str,
    number: str | None,
    effective_on: datetime | None,
    by: str | None,
    reason: str | None,
    change_order: str | None,
    expedited: str | None,
    amend: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 with all problems when it is refused; then nothing is written."""
    from generator.commands.sop.documents import document_named, refuse, shelf_of
    from generator.commands.sop.release_writing import release_files
    from generator.procedures.releasing.planning import Asked, plan_release

    shelf = shelf_of(session)
    chosen = document_named(document, shelf.graph)
    asked = Asked(
        number=(number or "").strip().upper() or None,
        effective_on=effective_on.date() if effective_on else None,
        by=by,
        reason=reason,
        change_order=change_order,
        expedited=expedited,
        amend=amend,
    )
    found = shelf.library.report
    plan = plan_release(chosen, shelf.graph, shelf.candidates[chosen.id], found, asked, session.today)
    if plan.problems:
        return refuse(session, plan.problems, shelf.library)
    files = release_files(plan, shelf.graph, session.root, session.settings, session.today.isoformat())
    sheet = "" if dry_run else _write(session, plan, files)
    _report(session, plan, files, sheet)
    return 0


def _write(session: Session, plan: ReleasePlan, files: ReleaseFiles) -> str:
    """Write text and lock, then the sheet; return the path of the sheet."""
    from generator.commands.sop.release_writing import approval_sheet, sheet_path
    from generator.files.releases import write_release
    from generator.files.writing import write_file
    from generator.i18n.catalogue import catalogue
    from generator.procedures.releasing.released_problems import FOLDER

    path = sheet_path(plan.document.id, plan.number)
    sheet = approval_sheet(plan, files.revision.fingerprint, session.settings, catalogue(session.settings.language))
    folder = session.root / FOLDER / plan.document.id
    write_release(folder, files.markdown, files.lock, replace=plan.is_amendment)
    if plan.is_amendment and plan.base is not None:
        # The lock names the new text now; the one of before is nobody's.
        (folder / plan.base.markdown.file).unlink(missing_ok=True)
    (session.root / path).parent.mkdir(parents=True, exist_ok=True)
    write_file(session.root / path, sheet)
    return path


def _report(session: Session, plan: ReleasePlan, files: ReleaseFiles, sheet: str) -> None:
    from generator.commands.sop.change_lines import change_lines, change_payload
    from generator.procedures.releasing.released_problems import FOLDER

    doc, written = plan.document.id, bool(sheet)
    paths = [f"{FOLDER}/{doc}/{name}" for name in (files.markdown[0], files.lock[0])]
    if session.as_json:
        session.answer(_payload(plan, files, paths, sheet) | change_payload(plan.changes))
    for line in change_lines(plan.changes, session):
        session.say(line)
    facts = {
        "document": doc,
        "number": plan.number,
        "day": plan.effective_on,
        "fingerprint": files.revision.fingerprint[:12],
    }
    if plan.is_amendment:
        told = N_("{document} {number}: editorial fix, fingerprint {fingerprint} as before.")
    elif written:
        told = N_("Released for approval: {document} {number}, effective on {day}, fingerprint {fingerprint}.")
    else:
        told = N_("Would be released: {document} {number}, effective on {day}, fingerprint {fingerprint}.")
    session.say(_(told, **facts))
    if plan.number != plan.proposed and not plan.is_amendment:
        kind = current().text(plan.changes.change_class.label)
        session.say(_(N_("By its changes ({kind}) it would be {number}."), kind=kind, number=plan.proposed))
    if not written:
        session.say(_(N_("Nothing was written; leave --dry-run out to release it.")))
        return
    for path in (*paths, sheet):
        session.say(f"  {path}")
    if not plan.is_amendment:
        order = f"fupan sop approve {doc} --rev {plan.number} --meaning prepared --name … --role … --date …"
        session.say(
            _(N_("Next: print the approval sheet, have it signed and archived, then: {command}"), command=order)
        )


def _payload(plan: ReleasePlan, files: ReleaseFiles, paths: list[str], sheet: str) -> dict[str, Any]:
    return {
        "ok": True,
        "doc": plan.document.id,
        "revision": plan.number,
        "proposed": plan.proposed,
        "base": files.revision.base or "",
        "effective_on": plan.effective_on.isoformat(),
        "fingerprint": files.revision.fingerprint,
        "amended": plan.is_amendment,
        "expedited": plan.asked.expedited is not None,
        "written": bool(sheet),
        "files": paths if sheet else [],
        "sheet": sheet,
    }
