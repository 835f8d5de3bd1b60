"""`fupan capa advance`: one step on, when everything that the step asks for is there."""

from __future__ import annotations

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import UserError
from generator.wording import N_


@click.command(help=_(N_("Move a CAPA to the next state, or say everything that is still lacking.")))
@click.argument("capa", metavar="CAPA-…")
@click.option("--to", metavar="STATE", help=_(N_("The state to go to; the usual next one if missing.")))
@click.option("--by", help=_(N_("Who moves it: a role; the owner if missing.")))
@click.option("--note", help=_(N_("Why; needed where it goes back.")))
@editing_options
@common_options
def command(
    session: Session, capa: str, to: str | None, by: str | None, note: str | None, at: str | None, dry_run: bool
) -> int:
    """Exit 1 when a guard refuses; nothing is written then."""
    from generator.commands.capa.file import open_capa
    from generator.commands.capa.moving import move, state_named
    from generator.lifecycle.capa.state import ENDED, state_of
    from generator.lifecycle.capa.transitions import transitions_from

    file = open_capa(session, capa, at, dry_run=dry_run)
    state = state_of(file.capa)
    if to is None and state in ENDED:
        raise UserError(
            N_("{capa} has ended; say where to: --to {state}."),
            capa=file.capa.id,
            state=transitions_from(state)[0].value,
        )
    wanted = state_named(to) if to else transitions_from(state)[0]
    return move(file, wanted, by or file.capa.owner, note)
