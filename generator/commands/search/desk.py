"""The search index as the command line needs it: brought up to date when the records have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session
from generator.wording import N_

if TYPE_CHECKING:
    from generator.files.index_state import Sources
    from generator.library import Library
    from generator.pages.base import Site
    from generator.search.answer import Labels
    from generator.search.engine import SearchEngine

Result = TypeVar("Result")


class SearchDesk(NamedTuple):
    """An index that may be asked, the labels of its facets, and what to offer to who finds nothing.

    `help_buttons` are the big buttons of the home page: what somebody cannot do, and the document to begin with.
    """

    session: Session
    engine: SearchEngine
    labels: Labels
    help_buttons: Sequence[tuple[str, str]] = ()

    def ask(self, question: Callable[[SearchEngine], Result]) -> Result:
        """Return what the engine answers to `question`; an index that cannot be used is built again first."""
        from generator.files.index_state import read_state, sources_now
        from generator.search.engine import IndexUnusable

        try:
            return question(self.engine)
        except IndexUnusable:
            _say_aside(self.session, _(N_("There is no usable search index: building it.")))
            now = sources_now(self.session.root, read_state(self.session.root))
            return question(_refreshed(self.session, self.engine, now, missing=True).engine)


def open_desk(session: Session) -> SearchDesk:
    """Return the index, built first where it is missing or older than the records; says what it does and why."""
    from generator.engines import open_engine
    from generator.files.index_state import read_state, settings_look, sources_now, write_noted

    engine = open_engine(session.root)
    state = read_state(session.root)
    now = sources_now(session.root, state)
    if not state:
        _say_aside(session, _(N_("There is no usable search index: building it.")))
        return _refreshed(session, engine, now, missing=True)
    if state.get("sources") != now.content:
        _say_aside(session, _(N_("The records have changed: bringing the search index up to date.")))
        return _refreshed(session, engine, now, missing=False)
    if state.get("looks") != now.looks:
        site = [settings_look(session.root), session.settings.language]
        with suppress(OSError):  # where nothing may be written, the next search only takes longer
            write_noted(session.root, state | {"looks": now.looks, "site": site})
    if state.get("language") == current().language and isinstance(state.get("labels"), dict):
        return SearchDesk(session, engine, state["labels"], [(said, to) for said, to in state.get("help", ())])
    return _desk(session, engine, _site(session, session.library()))


def _refreshed(session: Session, engine: SearchEngine, now: Sources, *, missing: bool) -> SearchDesk:
    """Bring the index up to date as far as the records allow it; without any index, records with errors are no reason
    to search nothing."""
    from generator.build import search_documents, search_words
    from generator.files.index_state import write_state
    from generator.search.engine import IndexBusy

    library = session.library()
    site = _site(session, library)
    desk = _desk(session, engine, site)
    if library.report.has_errors:
        _say_aside(session, _(N_("Some records have errors; see fupan check.")))
        if not missing:
            _say_aside(session, _(N_("Searching the last good index.")))
            return desk
    try:
        engine.synchronize(search_documents(site), search_words(site))
    except IndexBusy:
        if missing:
            raise
        _say_aside(session, _(N_("Another process is writing the index; searching the one before.")))
        return desk
    write_state(
        session.root, now, current().language, desk.labels, desk.help_buttons, site_language=session.settings.language
    )
    return desk


def _site(session: Session, library: Library) -> Site:
    from generator.build import site_of

    return site_of(library, session.settings, current(), session.today)


def _desk(session: Session, engine: SearchEngine, site: Site) -> SearchDesk:
    from generator.build import facet_labels, search_documents
    from generator.pages.home import help_buttons
    from generator.registry import KINDS

    return SearchDesk(session, engine, facet_labels(site, search_documents(site), KINDS), help_buttons(site))


def _say_aside(session: Session, text: str) -> None:
    import click

    if not session.quiet:
        click.echo(text, err=True)
