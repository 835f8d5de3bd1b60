"""`fupan sop diff`: what the candidate changes, step by step and word by word, with the records that caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.kinds.revision import Revision


@click.command(
    help=_(N_("Show what would change against the latest revision, word by word, and which records caused it."))
)
@click.argument("document", metavar="SOP-…")
@click.option("--from", "old", help=_(N_("Compare from this revision; the latest without it.")))
@click.option("--to", "new", help=_(N_("Compare with this revision; the candidate without it.")))
@common_options
def command(session: Session, document: str, old: str | None, new: str | None) -> int:
    """The JSON object holds `from`, `to`, `change_class`, `changes` and `items`, each with `pieces` of words."""
    from generator.commands.sop.change_lines import change_lines, change_payload, summary
    from generator.commands.sop.documents import document_named, revision_named, shelf_of
    from generator.lifecycle.documents.standing import latest_of, revisions_of
    from generator.procedures.releasing.differences import changes_between, changes_of_revisions

    shelf = shelf_of(session)
    chosen = document_named(document, shelf.graph)
    target = revision_named(new, chosen, shelf.graph) if new else None
    revisions = revisions_of(chosen.id, shelf.graph)
    base: Revision | None
    if old:
        base = revision_named(old, chosen, shelf.graph)
    elif target is not None:
        base = next((one for one in revisions if one.revision == target.base), None)
    else:
        base = latest_of(revisions, session.today)
    if target is not None:
        changes = changes_of_revisions(base, target)
    else:
        changes = changes_between(base, chosen, shelf.candidates[chosen.id])
    names = base.revision if base is not None else "–", target.revision if target is not None else _(N_("candidate"))
    if session.as_json:
        head = {"ok": True, "doc": chosen.id, "from": names[0], "to": target.revision if target else "candidate"}
        session.answer(head | change_payload(changes))
        return 0
    session.say(f"{chosen.id} {names[0]} → {names[1]}")
    for line in change_lines(changes, session):
        session.say(line)
    session.say(summary(changes))
    return 0
