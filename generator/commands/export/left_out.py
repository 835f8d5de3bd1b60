"""Say how many records are not among what was taken away, because the site may not show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.graph import Graph
from generator.wording import N_

if TYPE_CHECKING:
    from generator.pages.base import Site


def left_out(graph: Graph, site: Site) -> int:
    """Return how many records of the organization are for a narrower audience than its site."""
    return len(graph.records.keys() - site.graph.records.keys())


def tell_left_out(session: Session, count: int) -> None:
    """Say it, if there are any: nobody must take the others for all there is."""
    if count:
        session.say(
            _(
                N_(
                    "Records left out, being for a narrower audience than the site (mkdocs.yml, extra.fupan.audience): {count}"
                ),
                count=count,
            )
        )
