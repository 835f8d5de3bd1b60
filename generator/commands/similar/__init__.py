"""`fupan similar`: past incidents like one of them, or like what somebody describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, close_to, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.search.likeness.similar import SimilarIncidents


@click.command(
    help=_(N_("Find past incidents like one of them or like a text: why, what fixed it, what to try first."))
)
@click.argument("identifier", metavar="[PM-…]", required=False)
@click.option("--text", help=_(N_("What happened, in any words, in place of a number.")))
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help=_(N_("At most this many.")))
@common_options
def command(session: Session, identifier: str | None, text: str | None, limit: int) -> int:
    """Exit 4 when nothing is like it. The JSON object holds `id`, `text`, `total` and `items`, the most alike first."""
    from generator.commands.similar.past_incidents import lines_of, past_incidents, payload_of

    asked = (text or "").strip()
    if bool(identifier) == bool(asked):
        raise click.UsageError(_(N_("Give the number of a post-mortem, or a text: --text “what happened”.")))
    past = past_incidents(session)
    known = _known(identifier, past.history) if identifier else ""
    hits = past.history.of(known, limit) if known else past.history.like(asked, limit)
    if session.as_json:
        items = [payload_of(hit, past.labels) for hit in hits]
        session.answer({"ok": True, "id": known, "text": asked, "total": len(items), "items": items})
    else:
        for number, hit in enumerate(hits):
            if number:
                session.say()
            for line in lines_of(hit, past.labels, session.style):
                session.say(line)
    if not hits:
        session.say(_(N_("No past incident is like it.")))
        return NOTHING_FOUND
    return 0


def _known(text: str, history: SimilarIncidents) -> str:
    """Return the id that a text spells; raises UsageError with the nearest for an unknown one."""
    from generator.model.vocabulary import spelling

    ids = {spelling(identifier): identifier for identifier in history.ids}
    wanted = spelling(text)
    if wanted not in ids:
        nearest = close_to(text, history.ids)
        raise click.UsageError(f"{_(N_('There is no post-mortem {name}.'), name=text)} {nearest}".strip())
    return ids[wanted]
