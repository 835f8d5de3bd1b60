"""`fupan due`: what is due or late, of CAPAs, incidents, documents, drills, trainings and recurring duties."""

from __future__ import annotations

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_


@click.command(help=_(N_("List what is due or late, the highest level first.")))
@click.option("--within", metavar="7d", help=_(N_("Only what is late or due within this time: 7d, 2w, 1m.")))
@click.option("--overdue", is_flag=True, help=_(N_("Only what is late.")))
@click.option("--owner", help=_(N_("Only with this owner.")))
@click.option("--kind", help=_(N_("Only of this kind: action, drill, training, document_review …, or capa, sop …")))
@click.option("--level", metavar="E2", help=_(N_("Only at this level of escalation or above.")))
@common_options
def command(
    session: Session, within: str | None, overdue: bool, owner: str | None, kind: str | None, level: str | None
) -> int:
    """Exit 4 when nothing is due."""
    from generator.commands.terminal.due import due_of, last_day

    until = last_day(within, session.today) if within else None
    due = due_of(session.library(), session.today)
    wanted = [
        *([due.of_owner(owner)] if owner else []),
        *([due.of_kind(kind)] if kind else []),
        *([due.at_level(level)] if level else []),
    ]
    kept = [
        item
        for item in due.items
        if (until is None or item.due <= until)
        and (item.is_overdue or not overdue)
        and all(keeps(item) for keeps in wanted)
    ]
    if session.as_json:
        items = [due.payload(item) for item in kept]
        session.answer({"ok": True, "as_of": session.today.isoformat(), "total": len(kept), "items": items})
    else:
        for line in due.lines(kept):
            session.say(line)
    if not kept:
        session.say(_(N_("Nothing is due.")))
    elif not session.as_json:
        late = sum(item.is_overdue for item in kept)
        session.say(
            _(N_("{total} due, {late} of them late, as of {date}."), total=len(kept), late=late, date=session.today)
        )
    return 0 if kept else NOTHING_FOUND
