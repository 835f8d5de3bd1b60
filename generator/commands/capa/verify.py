"""`fupan capa verify`: somebody else has looked whether an action was carried out."""

from __future__ import annotations

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_


@click.command(help=_(N_("Write down that an action was checked by another person than its owner.")))
@click.argument("capa", metavar="CAPA-…")
@click.argument("action", metavar="ACTION")
@click.option("--by", required=True, help=_(N_("Who checked it: not the owner of the action.")))
@click.option("--method", required=True, help=_(N_("How it was checked.")))
@click.option("--result", type=click.Choice(["pass", "fail"]), required=True, help=_(N_("Whether it was passed.")))
@click.option("--finding", help=_(N_("What was found, in words.")))
@click.option("--evidence", multiple=True, required=True, help=_(N_("What shows it; may be given several times.")))
@editing_options
@common_options
def command(
    session: Session,
    capa: str,
    action: str,
    by: str,
    method: str,
    result: str,
    finding: str | None,
    evidence: tuple[str, ...],
    at: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when the action is not done yet or is the checker's own; a failed check is written down as well."""
    from generator.commands.capa.file import action_named, open_capa
    from generator.i18n.catalogue import catalogue
    from generator.kinds.capa import CapaState
    from generator.lifecycle.capa.guards_checking import G7, T4
    from generator.lifecycle.capa.transitions import refused_by
    from generator.reading.editing import SetField

    file = open_capa(session, capa, at, dry_run=dry_run)
    place = action_named(file, action)
    words = N_("Passed.") if result == "pass" else N_("Not passed.")
    values = {
        "by": by,
        "date": file.day.isoformat(),
        "method": method,
        "result": finding or catalogue(session.settings.language).text(words),
        "pass": result == "pass",
        "evidence": list(evidence),
    }
    file.edits.append(SetField(("actions", place, "verified"), values))
    found = refused_by((T4, G7), file.edited()[1], CapaState.MONITORING, file.graph, file.day)
    own = f"actions[{place}]."
    failed = f"{own}verified.pass"
    refused = [one for one in found if one.path.startswith(own) and one.path != failed]
    return file.finish(refused=refused, answer={"action": file.capa.actions[place].id, "result": result})
