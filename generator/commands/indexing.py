"""The search index as the command line needs it: brought up to date when the records have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.commands.language import _, current
from generator.commands.session import Session
from generator.wording import N_

if TYPE_CHECKING:
    from generator.i18n.catalogue import Catalogue
    from generator.library import Library
    from generator.search.answer import Labels
    from generator.search.engine import SearchEngine


@dataclass(frozen=True)
class SearchDesk:
    """An index that may be asked, and the labels of its facets."""

    engine: SearchEngine
    labels: Labels


def open_desk(session: Session) -> SearchDesk:
    """Return the index, built first where it is missing or older than the records; says what it does and why."""
    from generator.commands.index_state import read_state, state_of_sources
    from generator.registry import open_engine
    from generator.search.engine import IndexUnusable
    from generator.search.query import Query

    engine = open_engine(session.root)
    wanted = state_of_sources(session.root)
    state = read_state(session.root)
    try:
        engine.search(Query(text=""))
        missing = False
    except IndexUnusable:
        missing = True
    if not missing and state.get("sources") == wanted:
        known = state.get("language") == current().language and isinstance(state.get("labels"), dict)
        return SearchDesk(engine, state["labels"] if known else labels_of(session, session.library()))
    if missing:
        _say_aside(session, _(N_("There is no usable search index: building it.")))
    else:
        _say_aside(session, _(N_("The records have changed: bringing the search index up to date.")))
    return SearchDesk(engine, _refresh(session, engine, wanted, missing=missing))


def labels_of(session: Session, library: Library, texts: Catalogue | None = None) -> Labels:
    """Return what people read for each value of each facet, in the language of `texts`, else of this run."""
    from generator.build import facet_labels, search_documents, site_of
    from generator.registry import KINDS

    site = site_of(library, session.settings, texts or current(), session.today)
    return facet_labels(site, tuple(search_documents(site)), KINDS)


def _refresh(session: Session, engine: SearchEngine, wanted: str, *, missing: bool) -> Labels:
    from generator.build import search_documents, site_of
    from generator.commands.index_state import write_state
    from generator.search.engine import IndexBusy

    library = session.library()
    labels = labels_of(session, library)
    if library.report.has_errors:
        _say_aside(session, _(N_("Some records have errors; see fupan check.")))
        if not missing:
            _say_aside(session, _(N_("Searching the last good index.")))
            return labels
    try:
        engine.synchronize(search_documents(site_of(library, session.settings, current(), session.today)))
    except IndexBusy:
        if missing:
            raise
        _say_aside(session, _(N_("Another process is writing the index; searching the one before.")))
        return labels
    write_state(session.root, wanted, current().language, labels)
    return labels


def _say_aside(session: Session, text: str) -> None:
    import click

    if not session.quiet:
        click.echo(text, err=True)
