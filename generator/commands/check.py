"""`fupan check`: read everything, say all that is wrong in one run."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.language import _
from generator.commands.session import Session, common_options
from generator.diagnostics import Severity
from generator.errors import UserError
from generator.wording import N_


@click.command(help=_(N_("Check all records and say what is wrong, where, and how to mend it.")))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help=_(N_("Warnings count as errors.")))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "sarif"]),
    default="text",
    help=_(N_("How to print what was found.")),
)
@common_options
def command(session: Session, paths: tuple[Path, ...], strict: bool, form: str) -> int:
    """Exit 1 when there is an error, or with `--strict` a warning."""
    from generator.commands import diagnosing

    library = session.library()
    report = library.report.under(_relative(session, path) for path in paths) if paths else library.report
    answer = diagnosing.payload(report, len(library.sources), strict=strict)
    if session.as_json:
        session.answer(answer)
    elif form == "github":
        for line in diagnosing.github_annotations(report):
            click.echo(line)
    elif form == "sarif":
        from generator.commands.sarif import sarif

        session.answer(sarif(report))
    else:
        diagnosing.show(report, library.sources, session)
        session.say(_summary(session, report.count(Severity.ERROR), report.count(Severity.WARNING), len(library.graph)))
    return 0 if answer["ok"] else 1


def _relative(session: Session, path: Path) -> str:
    absolute = path if path.is_absolute() else session.folder / path
    if not absolute.exists():
        raise UserError(N_("There is no file or folder {path}."), path=str(path))
    try:
        return absolute.resolve().relative_to(session.root).as_posix()
    except ValueError as error:
        raise UserError(N_("{path} lies outside of {root}."), path=str(path), root=str(session.root)) from error


def _summary(session: Session, errors: int, warnings: int, records: int) -> str:
    if errors or warnings:
        return _(
            N_("{errors} errors, {warnings} warnings in {records} records."),
            errors=errors,
            warnings=warnings,
            records=records,
        ) + ("\n" + _(N_("Details of a code: fupan explain CODE")) if not session.quiet else "")
    return _(N_("{records} records, nothing wrong. Next: fupan build"), records=records)
