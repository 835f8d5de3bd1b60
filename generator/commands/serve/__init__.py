"""`fupan serve`: the site with its search, rebuilt at each edit; the last good site stays up whatever happens."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import EnvironmentFault, FupanError, UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.building.site import BuildResult
    from generator.search.answer import Labels
    from generator.server.live import LiveState

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@click.command(help=_(N_("Show the site with its search and rebuild it at each edit.")))
@click.option("--host", default="127.0.0.1", show_default=True, help=_(N_("Address to listen at.")))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=_(N_("Port to listen at."))
)
@click.option("--open", "open_browser", is_flag=True, help=_(N_("Open the browser.")))
@click.option("--no-watch", is_flag=True, help=_(N_("Do not rebuild at edits.")))
@click.option("--poll", is_flag=True, help=_(N_("Look for edits again and again; for network shares.")))
@common_options
def command(session: Session, host: str, port: int, open_browser: bool, no_watch: bool, poll: bool) -> int:
    """Ctrl+C is the normal end: exit 0."""
    from generator.files.root import SITE_FOLDER

    try:
        from generator.server.application import make_application
        from generator.server.live import LiveState
        from generator.server.running import run_until_stopped
    except ImportError as error:
        raise EnvironmentFault(
            N_('The preview needs {module}, which is not installed: pip install "fupan[serve]"'),
            module=error.name or "?",
        ) from error

    listener = bind(host, port)
    state = LiveState()
    rebuilder = Rebuilder(session, state)
    # Watching begins before the first build, as people save while it runs.
    with listener, nullcontext() if no_watch else _watching(session, rebuilder, poll=poll):
        session.say(_(N_("Building the site …")))
        rebuilder.rebuild()
        site = session.root / SITE_FOLDER
        if not site.is_dir():
            raise UserError(N_("There is no site to show yet: mend the errors above first."))
        language = session.settings.language
        application = make_application(
            site,
            rebuilder.answers,
            state,
            watch=not no_watch,
            language=language,
            hosts=LOCAL_HOSTS if host in LOCAL_HOSTS else (),
        )
        address = f"http://{_shown_host(host)}:{listener.getsockname()[1]}/"
        _announce(session, host, address, watching=not no_watch)
        run_until_stopped(application, listener, lambda: _open(address) if open_browser else None)
    session.say(_(N_("Ended.")))
    return 0


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
        self.documents = 0
        self.answers = Answering(
            open_engine(session.root),
            lambda: self.labels,
            self._say_to_readers,
            lambda: self.documents,
            self._found_nothing,
        )
        self._one_at_a_time = threading.Lock()

    def rebuild(self) -> bool:
        """Build once; return whether a new site is in place. Never raises: the server must go on."""
        with self._one_at_a_time:
            try:
                return self._rebuild()
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
        from generator.commands.search.gaps import note_gap

        if self._settings.search_log:
            note_gap(self._session.root, query, self._session.day or datetime.now(self._settings.zone).date())

    def _build(self) -> BuildResult:
        from generator.commands.building.site import build_site

        # A preview outlives an edit of mkdocs.yml and midnight.
        self._session.forget()
        return build_site(self._session.root, self._session.settings, self._session.today)

    def _rebuild(self) -> bool:
        result = self._build()
        if result.ok:
            self._settings = self._session.settings
            self.labels, self.documents = result.labels, result.documents
            self._state.succeeded(result.report, result.library.sources)
        else:
            self._state.refused(result.report, result.library.sources)
        with suppress(OSError):
            self._say(result)
        return result.ok

    def _broke(self, text: str) -> None:
        self._state.broke(text)
        with suppress(OSError):
            click.echo(f"{_(N_('Error'))}: {text}", err=True)

    def _say(self, result: BuildResult) -> None:
        from generator.commands.terminal import diagnosing
        from generator.diagnostics import Severity

        diagnosing.show(result.report, result.library.sources, self._session, most=20)
        if result.ok:
            self._session.say(_(N_("{pages} pages built."), pages=result.pages))
        else:
            errors = result.report.count(Severity.ERROR)
            self._session.say(_(N_("{errors} errors; the last good site stays up."), errors=errors))


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `host` and `port`; raises EnvironmentFault where that cannot be."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise EnvironmentFault(N_("There is no address {host} on this machine."), host=host) from error
    try:
        # On Windows the option would let two programs share one port.
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except PermissionError as error:
        listener.close()
        raise EnvironmentFault(
            N_("This user may not listen at port {port}; choose one above 1023: --port 8000"), port=port
        ) from error
    except OSError as error:
        listener.close()
        raise EnvironmentFault(
            N_("Port {port} of {host} is in use by another program. Choose another: fupan serve --port {next}"),
            port=port,
            host=host,
            next=port + 1 if port < 65535 else 8000,
        ) from error
    return listener


def _announce(session: Session, host: str, address: str, *, watching: bool) -> None:
    session.say(_(N_("The site is at {address}"), address=session.style(address, bold=True)))
    if watching:
        session.say(_(N_("Edits rebuild it. Ctrl+C ends.")))
    if host not in LOCAL_HOSTS:
        warning = _(
            N_(
                "Warning: at {host}, everyone in the network can read all records, drafts included. "
                "There is no login. Keep to 127.0.0.1, or put a web server with access control before it."
            ),
            host=host,
        )
        click.echo(session.style(warning, fg="yellow"), err=True)


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


@contextmanager
def _watching(session: Session, rebuilder: Rebuilder, *, poll: bool) -> Iterator[None]:
    from generator.files.root import SOURCE_FOLDERS
    from generator.files.watching import watch

    with watch(session.root, SOURCE_FOLDERS, rebuilder.changed, polling=poll) as running:
        if running.polls and not poll:
            session.say(_(N_("The folder lies on a network share: looking for edits every second.")))
        yield


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
