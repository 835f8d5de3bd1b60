"""`fupan capa close`: the closing statement, its approval and the last entry of the log, in one edit."""

from __future__ import annotations

from typing import Any

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

METHODS = ("wet_ink", "external_esign", "vcs_review", "meeting_minutes")


@click.command(help=_(N_("Close a CAPA for which closing was asked, with the note of its approval.")))
@click.argument("capa", metavar="CAPA-…")
@click.option("--summary", required=True, help=_(N_("What was reached.")))
@click.option("--approved-by", required=True, help=_(N_("Who approved the closing: quality, not the owner.")))
@click.option("--role", help=_(N_("In which role; the same text as who if missing.")))
@click.option("--method", type=click.Choice(METHODS), help=_(N_("How the approval was given.")))
@click.option("--ref", help=_(N_("Where the signed paper lies.")))
@click.option("--by", help=_(N_("Who asks for closing; the owner if missing.")))
@click.option("--note", help=_(N_("A word for the log.")))
@editing_options
@common_options
def command(
    session: Session,
    capa: str,
    summary: str,
    approved_by: str,
    role: str | None,
    method: str | None,
    ref: str | None,
    by: str | None,
    note: str | None,
    at: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when a guard refuses; nothing is written then."""
    from generator.commands.capa.file import open_capa
    from generator.commands.capa.moving import move
    from generator.kinds.capa import CapaState
    from generator.reading.editing import AppendItem, SetField

    file = open_capa(session, capa, at, dry_run=dry_run)
    day = file.day.isoformat()
    closure: dict[str, Any] = {"summary": summary, "by": by or file.capa.owner, "date": day}
    closure |= {"approved_by": approved_by, "approved_role": role or approved_by, "approved_on": day}
    approval: dict[str, Any] = {"meaning": "approved", "name": approved_by if role else None}
    approval |= {"role": role or approved_by, "date": day, "method": method, "ref": ref}
    file.edits += [SetField(("closure",), closure), AppendItem(("approvals",), approval)]
    return move(file, CapaState.CLOSED, approved_by, note)
