"""`fupan export`: take records away as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from generator.commands.export.wanted import Wanted
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_


def _audit(session: Session, wanted: Wanted) -> int:
    from generator.commands.export.audit_pack import export_audit

    return export_audit(session, wanted)


def _register(session: Session, wanted: Wanted, name: str) -> int:
    from generator.commands.export.register import export_register

    return export_register(session, wanted, name)


# What can be exported, and what does it; a further register is one line here.
EXPORTS: Mapping[str, Callable[[Session, Wanted], int]] = {
    "capa": partial(_register, name="capa"),
    "postmortems": partial(_register, name="postmortems"),
    "documents": partial(_register, name="documents"),
    "trace": partial(_register, name="trace"),
    "audit": _audit,
}
FORMS = ("xlsx", "csv", "json")


@click.command(
    help=_(N_("Take a register away as workbook, CSV or JSON, or with audit the audit pack of a period as a ZIP."))
)
@click.argument("what", type=click.Choice([*EXPORTS]))
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("From this day on; for the audit pack a year ago.")),
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("Up to this day; today where it is not said.")),
)
@click.option("--system", default="", help=_(N_("Only of this system: id, name or alias.")))
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="xlsx", help=_(N_("Of a register: xlsx, csv or json."))
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=_(N_("Write to this file.")))
@common_options
def command(
    session: Session,
    what: str,
    since: datetime | None,
    until: datetime | None,
    system: str,
    form: str,
    out: Path | None,
) -> int:
    """Exit 1 while records have errors, 4 when nothing falls into the period."""
    wanted = Wanted(since.date() if since else None, until.date() if until else None, system, out, form)
    return EXPORTS[what](session, wanted)
