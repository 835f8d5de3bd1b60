"""`fupan capa extend`: another deadline for an action; the old one stays to be seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.kinds.capa import CapaAction


@click.command(help=_(N_("Give an action a later deadline, with reason and approval; the old one is kept.")))
@click.argument("capa", metavar="CAPA-…")
@click.argument("action", metavar="ACTION")
@click.option("--due", required=True, metavar="DAY", help=_(N_("The new deadline.")))
@click.option("--reason", required=True, help=_(N_("Why it cannot be kept.")))
@click.option("--approved-by", required=True, help=_(N_("Which role approved the extension.")))
@click.option("--by", help=_(N_("Who asks for it; the owner of the action if missing.")))
@editing_options
@common_options
def command(
    session: Session,
    capa: str,
    action: str,
    due: str,
    reason: str,
    approved_by: str,
    by: str | None,
    at: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when the action is done, the new deadline is not later, or the owner of the action approves it.

    Warn from the third extension on, and of a deadline that had passed already.
    """
    from generator.commands.capa.file import action_named, day_of, open_capa
    from generator.lifecycle.capa.actions import extensions, settled
    from generator.lifecycle.capa.guards import Refusal, terms_of
    from generator.lifecycle.capa.warnings import MOST_EXTENSIONS
    from generator.reading.editing import AppendItem
    from generator.wording import Wording

    file = open_capa(session, capa, at, dry_run=dry_run)
    place = action_named(file, action)
    row = file.capa.actions[place]
    day = day_of(due, session.today)
    if settled(row):
        raise UserError(N_("The action {action} is done or waived; there is nothing to extend."), action=row.id)
    if row.due and day <= row.due[-1].due.isoformat():
        raise UserError(
            N_("{day} is not later than the deadline that holds, {current}."), day=day, current=row.due[-1].due
        )
    number = extensions(file.capa) + bool(row.due)
    answer = {"action": row.id, "due": day, "extensions": number, "late": _late(row, file.day)}
    if terms_of(file.graph).offices.same(approved_by, row.owner):
        why = Wording(N_("{person} owns the action and cannot approve more time for it."), person=approved_by)
        refusal = Refusal("W4", f"actions[{place}].due", why, "--approved-by 质量负责人")
        return file.finish(refused=[refusal], answer=answer)
    values = {"due": day, "set_on": file.day.isoformat(), "by": by or row.owner, "reason": reason}
    file.edits.append(AppendItem(("actions", place, "due"), {**values, "approved_by": approved_by}))
    code = file.finish(refused=(), answer=answer)
    if code:
        return code
    if answer["late"]:
        text = N_("The deadline of {action} was {due}; it is moved {days} days after it had passed.")
        session.complain(_(text, action=row.id, due=row.due[-1].due, days=answer["late"]))
    if number > MOST_EXTENSIONS:
        text = N_("W4: the deadlines of {capa} have now been moved {number} times.")
        session.complain(_(text, capa=file.capa.id, number=number))
    return code


def _late(action: CapaAction, day: date) -> int:
    """Return for how many days the deadline that holds had passed on `day`; 0 while it had not."""
    return max((day - action.due[-1].due).days, 0) if action.due else 0
