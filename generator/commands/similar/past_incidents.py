"""Past incidents as the command line finds and shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, close_to
from generator.commands.terminal.table import printable
from generator.wording import N_

if TYPE_CHECKING:
    from generator.graph import Graph
    from generator.search.answer import Labels
    from generator.search.likeness.similar import SimilarHit, SimilarIncidents


class Found(NamedTuple):
    """The incidents found, what people read for the values of facets, and the id that they are like, if any."""

    hits: tuple[SimilarHit, ...]
    labels: Labels
    identifier: str = ""


def like_one(session: Session, text: str, limit: int) -> Found:
    """Return the published incidents like the one whose id a text spells, as its page shows them."""
    from generator.build import facet_labels, search_documents, site_of
    from generator.i18n.catalogue import catalogue
    from generator.registry import KINDS
    from generator.search.likeness.similar import SimilarIncidents

    # What is compared holds words of the site's language; only what is shown is in the reader's.
    site = site_of(session.library(), session.settings, catalogue(session.settings.language), session.today)
    documents = search_documents(site)
    history = SimilarIncidents(documents, facet_labels(site, documents, KINDS))
    known = history.named(text)
    if not known:
        raise click.UsageError(_no_such(text, session.library().graph, history))
    labels = facet_labels(replace(site, catalogue=current()), documents, KINDS)
    return Found(history.of(known, limit), labels, known)


def _no_such(text: str, graph: Graph, history: SimilarIncidents) -> str:
    """Return what to tell whoever names no post-mortem: what it is, or the nearest there is."""
    from generator.registry import KINDS
    from generator.search.counting.identifiers import identifier_key

    wanted = identifier_key(text)
    other = next((one for key, one in graph.records.items() if identifier_key(key) == wanted), None)
    if other is not None and other.kind != "postmortem":
        kind = _(KINDS[other.kind].label)
        return _(N_("{name} is no post-mortem ({kind}); similar takes a post-mortem."), name=other.id, kind=kind)
    return f"{_(N_('There is no post-mortem {name}.'), name=text)} {close_to(text, history.ids)}".strip()


def described(session: Session, text: str, limit: int) -> Found:
    """Return the incidents that fit a description, found as a search finds them."""
    from generator.commands.search.desk import open_desk

    desk = open_desk(session)
    return Found(desk.ask(lambda engine: engine.similar(text, limit)), desk.labels)


def lines_of(item: Mapping[str, Any], style: Callable[..., str]) -> Iterator[str]:
    """Yield an incident for people: what it is, why it is shown, what fixed it, what to try first."""
    card = item["card"]
    yield style(item["id"], fg="cyan", bold=True) + "  " + style(printable(item["title"]), bold=True)
    facts = (item["severity_label"], ", ".join(item["systems"]), item["date"])
    yield "  " + style(" · ".join(fact for fact in facts if fact), dim=True)
    yield "  " + printable(" · ".join(item["reasons"]))
    if card.get("fix"):
        yield f"  {_(N_('What fixed it'))}: {printable(card['fix'])}"
    if card.get("step"):
        yield f"  {_(N_('Try first'))}: {printable(card['step'])} ({card.get('step_of', '')})"
    if card.get("manual"):
        yield f"  {_(N_('Manual procedure'))}: {printable(card['manual'])}"
