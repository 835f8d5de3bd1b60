"""`fupan new`: begin a record in a file that explains itself."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.errors import EnvironmentFault, UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.new.questions import Answers
    from generator.model.kind import Kind

KINDS_TO_WRITE = ("postmortem", "capa", "sop", "runbook", "article")


@click.command(help=_(N_("Begin a post-mortem, CAPA, SOP, runbook or article: next number, explained fields.")))
@click.argument("kind", metavar="postmortem|capa|sop|runbook|article")
@click.option("--id", "identifier", help=_(N_("The id; found by itself for post-mortems and CAPAs.")))
@click.option("--title", help=_(N_("What happened or what it is about, in one line.")))
@click.option("--system", "systems", multiple=True, help=_(N_("A system; may be given several times.")))
@click.option("--severity", help=_(N_("S1 to S4, or as the policy calls them.")))
@click.option("--no-input", is_flag=True, help=_(N_("Ask nothing.")))
@click.option("--open", "open_editor", is_flag=True, help=_(N_("Open the file in your editor.")))
@common_options
def command(
    session: Session,
    kind: str,
    identifier: str | None,
    title: str | None,
    systems: tuple[str, ...],
    severity: str | None,
    no_input: bool,
    open_editor: bool,
) -> int:
    """Exit 130 when stopped in the middle of the questions; what was answered so far is kept all the same."""
    from generator.commands.new.questions import Answers, Questions
    from generator.commands.terminal.choices import kind_named
    from generator.registry import KINDS

    chosen = kind_named(kind, KINDS, KINDS_TO_WRITE)
    questions = Questions(session, chosen, ask=not no_input)
    answers = questions.begin(Answers(identifier or "", title or "", list(systems), severity or ""))
    stopped = questions.go_on(answers)
    path = write_draft(session, chosen, answers)
    _report(session, chosen, answers, path)
    if open_editor and not stopped:
        _open(session.root / path)
    return 130 if stopped else 0


def write_draft(session: Session, kind: Kind, answers: Answers) -> str:
    """Write the file of a new record and return its path; an existing file is never replaced."""
    from generator.exporters.scaffold import scaffold
    from generator.files.writing import write_new_file

    path = place_of(kind, answers.identifier)
    depth = len(PurePosixPath(path).parts) - 1
    schema = f"{'../' * depth}.schema/{kind.name}.schema.json"
    values = answers.values(kind, session.today)
    text = scaffold(kind, values, current(), session.today, session.settings.zone, schema)
    target = session.root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_new_file(target, text.encode("utf-8"))
    except FileExistsError as error:
        raise UserError(N_("{path} is there already; it was not touched."), path=path) from error
    except PermissionError as error:
        raise EnvironmentFault(N_("No right to write or read {path}."), path=path) from error
    return path


def place_of(kind: Kind, identifier: str) -> str:
    """Return the path, relative to the root, where a record with this id belongs."""
    if kind.name == "article":
        return f"{kind.folder}/articles/{identifier}.md"
    if kind.name == "postmortem":
        return f"{kind.folder}/{identifier.split('-')[1]}/{identifier}.yml"
    return f"{kind.folder}/{identifier}.yml"


def _report(session: Session, kind: Kind, answers: Answers, path: str) -> None:
    if session.as_json:
        session.answer({"ok": True, "kind": kind.name, "id": answers.identifier, "file": path})
    session.say(_(N_("Begun: {path}"), path=path))
    if not (session.root / ".schema" / f"{kind.name}.schema.json").exists():
        session.say(_(N_("For completion and help in the editor: fupan schema")))
    session.say(_(N_("Next: fill it in, then fupan check {path}"), path=path))


def _open(path: Path) -> None:
    import os
    import shutil

    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    editor = chosen or shutil.which("code") or shutil.which("notepad")
    if editor is None:
        click.launch(str(path))
        return
    click.edit(filename=str(path), editor=chosen or f'"{editor}"')
