"""The command line: verbs loaded when called, and the one boundary where errors end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator import __version__, commands
from generator.commands.terminal import language
from generator.commands.terminal.language import _
from generator.commands.terminal.verb_group import VerbGroup
from generator.errors import FupanError, SettingsMistaken
from generator.wording import N_

VERBS = (
    "init",
    "new",
    "check",
    "build",
    "serve",
    "search",
    "similar",
    "list",
    "capa",
    "sop",
    "export",
    "due",
    "trace",
    "schema",
    "explain",
    "docs",
    "doctor",
    "completion",
)
_OBJECTS_BETWEEN_LOOKS = 50_000


def program() -> click.Group:
    """Return the command line, with help in the language of this run."""
    group = VerbGroup(
        "fupan",
        VERBS,
        room=commands.__name__,
        help=_(N_("The shared record of past incidents: from YAML records to a searchable site.")),
    )
    click.version_option(__version__, prog_name="fupan")(group)
    return group


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 ok, 1 content, 2 usage, 3 environment, 4 nothing found, 130 stopped."""
    # The working folder may be gone; so it is not asked for here.
    language.activate(language.choose(list(arguments), Path()))
    try:
        result = program().main(list(arguments), prog_name="fupan", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return _failed(error.format_message(), error.exit_code, arguments)
    except SettingsMistaken as mistaken:
        return _mistaken(mistaken, arguments)
    except FupanError as error:
        return _refused(_(error.message, **error.values), error.exit_code, arguments)
    except (KeyboardInterrupt, click.Abort):
        click.echo("\n" + _(N_("Stopped.")), err=True)
        return 130
    except (BrokenPipeError, SystemExit):
        # Click turns a broken pipe into an exit, and leaves nothing else that way. The reader of the pipe has gone;
        # closing quietly is what it expects.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as error:
        return _refused(_(N_("No right to write or read {path}."), path=str(error.filename)), 3, arguments)
    except OSError as error:
        return _refused(_(N_("The system refused: {reason}"), reason=str(error)), 3, arguments)
    except Exception as error:  # our own bug: give something that can be pasted into a report
        return _our_fault(error, arguments)


def _refused(text: str, code: int, arguments: Sequence[str]) -> int:
    click.echo(f"{_(N_('Error'))}: {text}", err=True)
    return _failed(text, code, arguments)


def _mistaken(error: SettingsMistaken, arguments: Sequence[str]) -> int:
    """Show each mistake in mkdocs.yml at its place, as `check` does."""
    from generator.commands.terminal import diagnosing
    from generator.commands.terminal.session import Session

    session = Session(as_json="--json" in arguments, color=False if "--no-color" in arguments else None)
    diagnosing.show(error.report, error.sources, session)
    if session.as_json:
        session.answer({**diagnosing.payload(error.report, 0, strict=False), "code": error.exit_code})
    return error.exit_code


def _failed(text: str, code: int, arguments: Sequence[str]) -> int:
    """Return the exit code `code`; where the answer was to be JSON, say there too why there is none."""
    if "--json" in arguments:
        from generator.commands.terminal.session import as_json

        # What could not be written may be just this.
        with suppress(OSError):
            click.echo(as_json({"ok": False, "error": text, "code": code}))
    return code


def _our_fault(error: Exception, arguments: Sequence[str]) -> int:
    import platform
    import tempfile
    import traceback

    report = "\n".join(
        (
            f"fupan {__version__}, Python {platform.python_version()}, {platform.system()}",
            "fupan " + " ".join(arguments),
            "".join(traceback.format_exception(error)),
        )
    )
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="fupan-report-", suffix=".txt", delete=False
    ) as file:
        file.write(report)
    text = _(N_("This is a mistake of fupan itself, not yours: {reason}"), reason=f"{type(error).__name__}: {error}")
    click.echo(text, err=True)
    click.echo(_(N_("Please send the report in {path}."), path=file.name), err=True)
    return _failed(text, 1, arguments)


def _finished(code: int) -> int:
    """Return the exit code after the last of the answer was written; where it could not be, that is said once."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more at its end, and complain in its own way.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return code
        return code or _refused(_(N_("The system refused: {reason}"), reason=error.strerror), 3, ())
    return code


def main() -> None:
    """Enter from the shell; output never fails on a terminal that lacks a sign."""
    # Python looks for cycles to throw away after every 700 new objects. What is loaded at the start all stays.
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program; open to the end
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    code = _finished(run(sys.argv[1:]))
    # Nothing is left to do: at its end Python would look through all objects for cycles to throw away, which takes a
    # tenth of the time of a search. What is put aside here is not looked at.
    gc.freeze()
    sys.exit(code)
