"""The home page: what to do when something is broken now, and the way into everything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.article import Article
from generator.kinds.capa import Capa, CapaState
from generator.kinds.policy import DutyContact, Policy
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.kinds.system import System
from generator.lifecycle.capa.state import ENDED, state_of
from generator.lifecycle.due.items import DueItem
from generator.pages.base import Page, Site
from generator.pages.parts.history import incidents_of, newest_first
from generator.pages.parts.paging import Excerpt, excerpt
from generator.wording import N_

MOST_BUTTONS = 6
MOST_CARDS = 12


@dataclass(frozen=True, slots=True)
class HomeContext:
    """What the template `home.md.jinja` can show."""

    buttons: tuple[tuple[str, Document], ...]
    """The big buttons: what a user cannot do, and the document to begin with."""
    contacts: tuple[DutyContact, ...]
    """Numbers that a user may call."""
    recent: tuple[Postmortem, ...]
    """The newest post-mortems."""
    overdue: tuple[tuple[Capa | Postmortem, DueItem], ...]
    """CAPAs, and post-mortems with actions, that are late, with what is the latest of each, the latest first."""
    systems: Excerpt[tuple[System, int, int]]
    """Each system with its number of incidents and of open CAPAs."""
    sops: Excerpt[Sop]
    """The SOPs but for withdrawn ones."""
    has_capas: bool
    """Whether the organization works with CAPAs."""
    figures: tuple[tuple[int, str, str], ...]
    """Counts with their label and the page that shows them."""


class HomePage:
    """The page that opens first."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the home page."""
        yield Page(
            path="index.md",
            title=site.catalogue.text(N_("Home")),
            kind="home",
            template="home.md.jinja",
            context=_context(site),
            front={"wide": True, "description": site.settings.organization},
        )


def _context(site: Site) -> HomeContext:
    graph = site.graph
    postmortems = newest_first(graph.of(Postmortem))
    capas = graph.of(Capa)
    policies = graph.of(Policy)
    watched: tuple[Capa | Postmortem, ...] = (*capas, *postmortems)
    late = [(one, item) for one in watched if (item := site.due.latest_of(one.id)) is not None]
    return HomeContext(
        buttons=buttons(site)[:MOST_BUTTONS],
        contacts=policies[0].contacts if policies else (),
        recent=postmortems[:6],
        overdue=tuple(sorted(late, key=lambda row: -row[1].days_overdue)[:6]),
        systems=excerpt(
            [
                (
                    system,
                    len(incidents_of(system, graph)),
                    sum(state_of(one) not in ENDED for one in graph.sources(system.id, Capa, "systems")),
                )
                for system in graph.of(System)
            ],
            "systems/index.md",
            MOST_CARDS,
        ),
        sops=excerpt(
            [one for one in graph.of(Sop) if site.facts.status_of(one) is not DocumentStatus.WITHDRAWN],
            "documents.md",
            MOST_CARDS,
        ),
        has_capas=bool(capas),
        figures=(
            (len(postmortems), N_("post-mortems"), "postmortems/index.md"),
            (sum(one.near_miss for one in postmortems), N_("near misses"), "postmortems/index.md"),
            *_capa_figures(capas),
            (len(graph.of(Runbook)), N_("runbooks"), "runbooks/index.md"),
            (len(graph.of(Article)), N_("articles"), "articles/index.md"),
        ),
    )


def _capa_figures(capas: tuple[Capa, ...]) -> tuple[tuple[int, str, str], ...]:
    """Return the counts of CAPAs; an organization without CAPAs has no use for two noughts."""
    if not capas:
        return ()
    return (
        (sum(state_of(one) not in ENDED for one in capas), N_("open CAPAs"), "capa/index.md"),
        (sum(state_of(one) is CapaState.CLOSED for one in capas), N_("closed CAPAs"), "capa/index.md"),
    )


def help_buttons(site: Site) -> list[tuple[str, str]]:
    """Return the big buttons: what somebody cannot do, and the id of the document to begin with."""
    return [(cannot, document.id) for cannot, document in buttons(site)[:MOST_BUTTONS]]


def buttons(site: Site) -> tuple[tuple[str, Document], ...]:
    """Return what users cannot do, in their words, each with the document to begin with.

    The policy's own choice comes first; then the first words of each runbook, their second words, and so on.
    """
    graph = site.graph
    seen: dict[str, Document] = {}
    for policy in graph.of(Policy):
        for row in policy.help:
            document = graph.get(row.document)
            if isinstance(document, Document):
                seen.setdefault(row.cannot, document)
    runbooks = graph.of(Runbook)
    for place in range(max((len(one.cannot) for one in runbooks), default=0)):
        for runbook in runbooks:
            if place < len(runbook.cannot):
                seen.setdefault(runbook.cannot[place], runbook)
    return tuple(seen.items())
