"""`fupan capa reopen`: back to the investigation, because something showed that it did not work."""

from __future__ import annotations

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, close_to, common_options
from generator.wording import N_


@click.command(help=_(N_("Open a closed CAPA again, or begin anew one that was judged ineffective.")))
@click.argument("capa", metavar="CAPA-…")
@click.option("--reason", required=True, help=_(N_("Why.")))
@click.option("--trigger", required=True, metavar="ID", help=_(N_("The record that led to it, such as PM-2026-0008.")))
@click.option("--by", required=True, help=_(N_("Who opens it again: quality.")))
@editing_options
@common_options
def command(session: Session, capa: str, reason: str, trigger: str, by: str, at: str | None, dry_run: bool) -> int:
    """Exit 1 when it was closed too long ago, or somebody else than quality opens it."""
    from generator.commands.capa.file import open_capa
    from generator.commands.capa.moving import move
    from generator.kinds.capa import CapaState
    from generator.reading.editing import AppendItem

    file = open_capa(session, capa, at, dry_run=dry_run)
    if not file.graph.knows(trigger):
        message = _(N_("There is no record {id}."), id=trigger)
        raise click.UsageError(f"{message} {close_to(trigger, file.graph.records)}".strip())
    values = {"date": file.day.isoformat(), "by": by, "reason": reason, "trigger_ref": trigger}
    file.edits.append(AppendItem(("reopen",), values))
    return move(file, CapaState.INVESTIGATING, by, reason)
