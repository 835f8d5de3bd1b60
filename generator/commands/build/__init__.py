"""`fupan build`: from the records to the site and the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.diagnostics import Severity
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.building.site import BuildResult


@click.command(help=_(N_("Build the site and its search index; nothing is replaced while records have errors.")))
@click.option("--strict", is_flag=True, help=_(N_("Warnings count as errors.")))
@common_options
def command(session: Session, strict: bool) -> int:
    """Exit 1 when a record has an error, or with `--strict` a warning; the last good site then stays."""
    from generator.commands.build.phases import Phases
    from generator.commands.building.site import build_site
    from generator.commands.terminal import diagnosing

    phases = Phases(session)
    try:
        result = build_site(session.root, session.settings, session.today, strict=strict, progress=phases)
    finally:
        phases.end()
    # MkDocs finds broken links only while it renders, when the site is in place already.
    ok = result.ok and not (strict and result.report.count(Severity.WARNING))
    if session.as_json:
        session.answer(_payload(result, session, ok=ok, strict=strict, seconds=phases.seconds))
    else:
        diagnosing.show(result.report, result.library.sources, session)
    session.say(_summary(result, phases.seconds, ok=ok))
    return 0 if ok else 1


def _payload(result: BuildResult, session: Session, *, ok: bool, strict: bool, seconds: float) -> dict[str, Any]:
    from generator.commands.terminal import diagnosing
    from generator.files.root import SITE_FOLDER

    answer = diagnosing.payload(result.report, len(result.library.sources), strict=strict)
    site = str(result.site) if result.ok else str(session.root / SITE_FOLDER)
    made = {"pages": result.pages, "documents": result.documents, "site": site, "seconds": round(seconds, 3)}
    return {**answer, "ok": ok, "build": made}


def _summary(result: BuildResult, seconds: float, *, ok: bool) -> str:
    if result.ok:
        lines = [
            _(
                N_("{pages} pages in {site}, {documents} of them searchable, {seconds} s."),
                pages=result.pages,
                site=str(result.site),
                documents=result.documents,
                seconds=f"{seconds:.1f}",
            )
        ]
        lines.append(_(N_("Next: fupan serve --open")) if ok else _(N_("With --strict, warnings count as errors.")))
        return "\n".join(lines)
    errors, warnings = result.report.count(Severity.ERROR), result.report.count(Severity.WARNING)
    return "\n".join(
        (
            _(
                N_("{errors} errors, {warnings} warnings: nothing was built, the last site stays."),
                errors=errors,
                warnings=warnings,
            ),
            _(N_("Details of a code: fupan explain CODE")),
        )
    )
