"""`fupan check`: read everything, say all that is wrong in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import settings
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.diagnostics import Report, Severity
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.library import Library


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
@click.option(
    "--fail-on",
    "causes",
    multiple=True,
    metavar="overdue:critical",
    help=_(N_("Fail also on this: overdue, overdue:critical, warning, a level such as E3. May be given again.")),
)
@common_options
def command(session: Session, paths: tuple[Path, ...], strict: bool, form: str, causes: tuple[str, ...]) -> int:
    """Exit 1 when there is an error, with `--strict` a warning, with `--fail-on` what it names."""
    from generator.commands.building.audit import audited
    from generator.commands.check import fail_on
    from generator.commands.terminal import diagnosing

    if session.as_json and form != "text":
        raise click.UsageError(_(N_("{options} cannot be asked for together."), options="--json, --format"))
    mistaken = session.settings_as_far_as_they_go()
    library = session.library()
    chosen = [_relative(session, path) for path in paths]
    for path, name in zip(paths, chosen, strict=True):
        _require_records(session, library, path, name)
    sources = {**library.sources, **(mistaken.sources if mistaken is not None else {})}
    if mistaken is None:
        whole = audited(session.root, library, session.settings, session.today).report(library.report)
    else:
        # From which day on the history counts is one of the settings.
        whole = Report([*mistaken.report, *library.report])
    report = whole.under(chosen) if paths else whole
    answer = diagnosing.payload(report, len(library.sources), strict=strict or fail_on.asks_for_warnings(causes))
    late = fail_on.failing(library, session.today, causes, chosen)
    if late is not None:
        answer |= {"ok": answer["ok"] and not late.items, "failing": late.payloads()}
    if session.as_json:
        session.answer(answer)
    elif form == "github":
        for line in diagnosing.github_annotations(report):
            click.echo(line)
    elif form == "sarif":
        from generator.commands.check.sarif import sarif

        session.answer(sarif(report))
    else:
        diagnosing.show(report, sources, session)
        session.say(_summary(session, report.count(Severity.ERROR), report.count(Severity.WARNING), len(library.graph)))
    if late is not None and late.items and not session.as_json:
        for line in late.lines():
            click.echo(line, err=form != "text")
    return 0 if answer["ok"] else 1


def _relative(session: Session, path: Path) -> str:
    absolute = path if path.is_absolute() else session.folder / path
    if not absolute.exists():
        raise UserError(N_("There is no file or folder {path}."), path=str(path))
    try:
        return absolute.resolve().relative_to(session.root).as_posix()
    except ValueError as error:
        raise UserError(N_("{path} lies outside of {root}."), path=str(path), root=str(session.root)) from error


def _require_records(session: Session, library: Library, path: Path, name: str) -> None:
    """Raise UserError for a file that holds no records: `check` would find nothing wrong in what it never reads."""
    if not (session.root / name).is_file() or name == settings.FILE or name in library.sources:
        return
    if not any(one.span.path == name for one in library.report):
        raise UserError(N_("{path} is no file of records; there is nothing to check in it."), path=str(path))


def _summary(session: Session, errors: int, warnings: int, records: int) -> str:
    if errors or warnings:
        return _(
            N_("{errors} errors, {warnings} warnings in {records} records."),
            errors=errors,
            warnings=warnings,
            records=records,
        ) + ("\n" + _(N_("Details of a code: fupan explain CODE")) if not session.quiet else "")
    return _(N_("{records} records, nothing wrong. Next: fupan build"), records=records)
