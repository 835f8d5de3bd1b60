"""`fupan serve`: the site with its search, rebuilt at each edit; the last good site stays up whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from generator.commands.serve.rebuilding import Rebuilder
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import EnvironmentFault, UserError
from generator.wording import N_

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
    from generator.server.listening import listen

    try:
        from generator.server.application import make_application
        from generator.server.live import LiveState
        from generator.server.running import run_until_stopped
    except ImportError as error:
        raise EnvironmentFault(
            N_('The preview needs {module}, which is not installed: pip install "fupan[serve]"'),
            module=error.name or "?",
        ) from error

    listener = listen(host, port)
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
