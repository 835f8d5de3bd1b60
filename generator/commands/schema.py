"""`fupan schema`: let the editor complete and check records while they are written."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.building.editor_files import SCHEMA_FOLDER, write_editor_files
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.errors import UserError
from generator.wording import N_


@click.command(help=_(N_("Write JSON Schemas and VS Code settings, for completion and help while writing.")))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=_(N_("Folder of the schemas (.schema).")))
@common_options
def command(session: Session, out: Path | None) -> int:
    """Write only what changed; settings that people made themselves are kept."""
    folder = _inside(session.root, out) if out is not None else SCHEMA_FOLDER
    changed, problems = write_editor_files(session.root, session.library(), current(), folder)
    if session.as_json:
        session.answer({"ok": not problems, "folder": folder, "changed": changed, "problems": problems})
    for problem in problems:
        click.echo(f"{_(N_('Warning'))}: {problem}", err=True)
    if changed:
        session.say(_(N_("Written: {files}"), files=", ".join(changed)))
    else:
        session.say(_(N_("Everything was up to date.")))
    session.say(_(N_("Next: open a record in VS Code with the YAML extension of Red Hat.")))
    return 0


def _inside(root: Path, out: Path) -> str:
    """Return `out` relative to the root, which is how VS Code finds it."""
    try:
        relative = (root / out).resolve().relative_to(root)
    except ValueError as error:
        raise UserError(N_("{path} lies outside of {root}."), path=str(out), root=str(root)) from error
    return relative.as_posix()
