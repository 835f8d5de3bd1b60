"""The search index as the command line needs it: brought up to date when the records have changed.

`build/index-state.json` says from which records the index was made, and how people call the values of its facets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.commands.language import _, current
from generator.commands.session import Session
from generator.wording import N_

if TYPE_CHECKING:
    from generator.i18n.catalogue import Catalogue
    from generator.library import Library
    from generator.pages.base import Site
    from generator.search.answer import Labels
    from generator.search.engine import SearchEngine

STATE_FILE = "build/index-state.json"


@dataclass(frozen=True)
class SearchDesk:
    """An index that may be asked, and the labels of its facets."""

    engine: SearchEngine
    labels: Labels


def open_desk(session: Session) -> SearchDesk:
    """Return the index, built first where it is missing or older than the records; says what it does and why."""
    from generator.registry import open_engine
    from generator.search.engine import IndexUnusable
    from generator.search.query import Query

    engine = open_engine(session.root)
    wanted = state_of_sources(session)
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


def state_of_sources(session: Session) -> str:
    """Return the fingerprint of everything from which the index is made."""
    from generator.files.fingerprint import fingerprint
    from generator.files.tree import read_tree

    settings = (session.root / "mkdocs.yml").read_text(encoding="utf-8")
    return fingerprint(read_tree(session.root)[0], __version__, settings)


def read_state(root: Path) -> dict[str, Any]:
    """Return what is noted about the index, or nothing when that cannot be read."""
    try:
        state = json.loads((root / STATE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def labels_of(session: Session, library: Library, texts: Catalogue | None = None) -> Labels:
    """Return what people read for each value of each facet, in the language of `texts`, else of this run."""
    from generator.build import facet_labels, search_documents
    from generator.registry import KINDS

    site = _site(session, library, texts or current())
    return facet_labels(site, tuple(search_documents(site)), KINDS)


def _refresh(session: Session, engine: SearchEngine, wanted: str, *, missing: bool) -> Labels:
    from generator.build import search_documents
    from generator.search.engine import IndexBusy

    library = session.library()
    labels = labels_of(session, library)
    if library.report.has_errors:
        _say_aside(session, _(N_("Some records have errors; see fupan check.")))
        if not missing:
            _say_aside(session, _(N_("Searching the last good index.")))
            return labels
    try:
        engine.synchronize(search_documents(_site(session, library, current())))
    except IndexBusy:
        if missing:
            raise
        _say_aside(session, _(N_("Another process is writing the index; searching the one before.")))
        return labels
    _write_state(session.root, wanted, labels)
    return labels


def _site(session: Session, library: Library, texts: Catalogue) -> Site:
    from generator.pages.base import Site
    from generator.procedures.all_documents import merge_all

    procedures, _unmerged = merge_all(library.graph)
    return Site(library.graph, procedures, session.settings, texts, session.today, __version__)


def _write_state(root: Path, wanted: str, labels: Mapping[str, Mapping[str, str]]) -> None:
    from generator.files.writing import write_file

    state = {"sources": wanted, "language": current().language, "labels": labels}
    write_file(root / STATE_FILE, json.dumps(state, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def _say_aside(session: Session, text: str) -> None:
    import click

    if not session.quiet:
        click.echo(text, err=True)
