"""`fupan similar`: past incidents like one of them, or like what somebody describes."""

from __future__ import annotations

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_


@click.command(
    help=_(N_("Find past incidents like one of them or like a text: why, what fixed it, what to try first."))
)
@click.argument("identifier", metavar="[PM-…]", required=False)
@click.option("--text", help=_(N_("What happened, in any words, in place of a number.")))
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help=_(N_("At most this many.")))
@common_options
def command(session: Session, identifier: str | None, text: str | None, limit: int) -> int:
    """Exit 4 when nothing is like it. The JSON object is that of the web service (`/api/similar`)."""
    from generator.commands.similar.past_incidents import described, like_one, lines_of
    from generator.search.answer import similar_answer

    asked = (text or "").strip()
    if identifier and text is not None:
        raise click.UsageError(_(N_("Give the number of a post-mortem or a text, not both.")))
    if not (identifier or asked):
        raise click.UsageError(_(N_("Give the number of a post-mortem, or a text: --text “what happened”.")))
    found = like_one(session, identifier, limit) if identifier else described(session, asked, limit)
    answer = similar_answer(
        found.hits, labels=found.labels, say=current().text, identifier=found.identifier, text=asked
    )
    if session.as_json:
        session.answer(answer)
    else:
        for number, item in enumerate(answer["items"]):
            if number:
                session.say()
            for line in lines_of(item, session.style):
                session.say(line)
    if not answer["items"]:
        session.say(_(N_("No past incident is like it.")))
        return NOTHING_FOUND
    return 0
