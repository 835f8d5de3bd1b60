"""`fupan capa cancel`: the decision not to act, with its reason, its risk and who approved it."""

from __future__ import annotations

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_


@click.command(help=_(N_("Cancel a CAPA before it is verified, with reason, remaining risk and approval.")))
@click.argument("capa", metavar="CAPA-…")
@click.option("--reason", required=True, help=_(N_("Why it is not pursued.")))
@click.option("--risk", required=True, help=_(N_("What risk remains.")))
@click.option("--approved-by", required=True, help=_(N_("Who approved it: quality.")))
@click.option("--also-approved-by", help=_(N_("The management representative, for a critical one.")))
@click.option("--ref", help=_(N_("Where the signed paper lies.")))
@editing_options
@common_options
def command(
    session: Session,
    capa: str,
    reason: str,
    risk: str,
    approved_by: str,
    also_approved_by: str | None,
    ref: str | None,
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
    values = {"reason": reason, "risk": risk, "approved_by": approved_by, "date": day}
    file.edits.append(SetField(("cancellation",), values))
    if also_approved_by:
        row = {"meaning": "approved", "role": also_approved_by, "date": day, "ref": ref}
        file.edits.append(AppendItem(("approvals",), row))
    return move(file, CapaState.CANCELLED, approved_by, reason)
