"""Build the site again and again while it is shown; the last good one answers whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.diagnostics import Report, Severity
from generator.errors import FupanError, SettingsMistaken
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.building.site import BuildResult
    from generator.model.source import Source
    from generator.search.answer import Labels
    from generator.search.likeness.similar import SimilarIncidents
    from generator.server.live import LiveState


class Rebuilder:
    """Builds the site, tells the live state how it went, and answers searches from the index of the last good build."""

    def __init__(self, session: Session, state: LiveState) -> None:
        from generator.commands.serve.answering import Answering
        from generator.engines import open_engine
        from generator.files.index_state import read_state

        self._session = session
        self._state = state
        # Those of the last good build; before it, those noted by an earlier one.
        self._settings = session.settings
        self.labels: Labels = read_state(session.root).get("labels") or {}
        self.history: SimilarIncidents | None = None
        self.documents = 0
        self.answers = Answering(
            open_engine(session.root),
            lambda: self.labels,
            self._say_to_readers,
            lambda: self.documents,
            self._found_nothing,
            lambda: self.history,
        )
        self._one_at_a_time = threading.Lock()

    def rebuild(self) -> bool:
        """Build once; return whether a new site is in place. Never raises: the server must go on."""
        with self._one_at_a_time:
            try:
                return self._rebuild()
            except SettingsMistaken as mistaken:
                self._refused(mistaken.report, mistaken.sources)
            except FupanError as error:
                self._broke(_(error.message, **error.values))
            except OSError as error:
                self._broke(str(error))
            except Exception as error:  # a mistake of our own must not end the preview
                self._broke(f"{type(error).__name__}: {error}")
            return False

    def changed(self, paths: frozenset[str]) -> None:
        """Rebuild because of edits in `paths`."""
        shown = ", ".join(sorted(paths)[:3]) + (" …" if len(paths) > 3 else "")
        with suppress(OSError):  # a terminal that has gone is no reason to stop
            self._session.say(_(N_("Changed: {files}"), files=shown))
        self.rebuild()

    def _say_to_readers(self, message: str) -> str:
        from generator.i18n.catalogue import catalogue

        return catalogue(self._settings.language).text(message)

    def _found_nothing(self, query: str) -> None:
        from generator.search.asking.zero_hit_log import note_gap

        if self._settings.search_log:
            note_gap(self._session.root, query, self._session.day or datetime.now(self._settings.zone).date())

    def _build(self) -> BuildResult:
        from generator.commands.building.site import build_site

        # A preview outlives an edit of mkdocs.yml and midnight.
        self._session.forget()
        return build_site(self._session.root, self._session.settings, self._session.today)

    def _rebuild(self) -> bool:
        result = self._build()
        if not result.ok:
            self._refused(result.report, result.library.sources)
            return False
        self._settings = self._session.settings
        self.labels, self.documents, self.history = result.labels, result.documents, result.history
        self._state.succeeded(result.report, result.library.sources)
        self._say(result.report, result.library.sources, _(N_("{pages} pages built."), pages=result.pages))
        return True

    def _refused(self, report: Report, sources: Mapping[str, Source]) -> None:
        self._state.refused(report, sources)
        errors = report.count(Severity.ERROR)
        self._say(report, sources, _(N_("{errors} errors; the last good site stays up."), errors=errors))

    def _broke(self, text: str) -> None:
        self._state.broke(text)
        with suppress(OSError):
            click.echo(f"{_(N_('Error'))}: {text}", err=True)

    def _say(self, report: Report, sources: Mapping[str, Source], end: str) -> None:
        from generator.commands.terminal import diagnosing

        with suppress(OSError):
            diagnosing.show(report, sources, self._session, most=20)
            self._session.say(end)
