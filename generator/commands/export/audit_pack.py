"""`fupan export audit`: the audit pack of a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from generator import __version__
from generator.build import site_of
from generator.commands.building.audit import with_frozen_texts
from generator.commands.building.audit_history import gather_history
from generator.commands.building.site import OVERRIDES
from generator.commands.export.left_out import left_out, tell_left_out
from generator.commands.export.wanted import Wanted
from generator.commands.terminal.choices import system_named
from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session
from generator.errors import UserError
from generator.exporters.audit_pack import Period, change_file, chosen, packed, readme, register_files
from generator.files.git_history import HistoryState
from generator.files.writing import write_file
from generator.i18n.catalogue import LANGUAGES, catalogue
from generator.library import Library
from generator.lifecycle.audit.findings import NOT_WHOLE
from generator.memory import collector_resting
from generator.pages.audit import page_of
from generator.pages.base import Site, render
from generator.pages.parts.fragments import FUNCTIONS
from generator.registry import TEMPLATES, page_kinds
from generator.rendering.environment import Renderer
from generator.site.standalone import StandalonePages
from generator.wording import N_

_YEAR = timedelta(days=365)


def export_audit(session: Session, wanted: Wanted) -> int:
    """Write the pack and return the exit code: 4 when nothing falls into the period."""
    library = session.library()
    if library.report.has_errors:
        raise UserError(N_("Records have errors, so nothing was exported: see fupan check."))
    with collector_resting():
        # What was published before plays no part: the same commit must give the same bytes on every machine.
        history = gather_history(session.root, library.graph)
        site = site_of(library, session.settings, catalogue(session.settings.language), session.today, history)
        period = _period(session, wanted, site)
        ids = chosen(site.facts, period)
        if not ids:
            session.say(_(N_("Nothing falls into the period.")))
            return NOTHING_FOUND
        files = _files(session.root, site, library, ids, period)
    uncommitted = sorted(set(site.history.uncommitted) & {name.removeprefix("sources/") for name in files})
    data = packed(files, _facts(site, ids, period, uncommitted))
    name = f"audit-{period.since}-{period.until}{f'-{period.system}' if period.system else ''}.zip"
    path = (session.folder / wanted.out) if wanted.out else session.root / "build" / "exports" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
    _tell(session, path, site, len(ids), len(files), uncommitted, left_out(library.graph, site))
    return 0


def _period(session: Session, wanted: Wanted, site: Site) -> Period:
    until = wanted.until or session.today
    since = wanted.since or until - _YEAR
    if since > until:
        raise UserError(N_("The period ends before it begins: {since} to {until}."), since=since, until=until)
    return Period(since, until, system_named(wanted.system, site.graph) if wanted.system else "")


def _files(root: Path, site: Site, library: Library, ids: frozenset[str], period: Period) -> dict[str, bytes]:
    say = site.catalogue.text
    files = {**_pages(root, site, ids), **_sources(root, site, library, ids), **register_files(site.facts, ids, say)}
    files["change-audit.csv"] = change_file(site.history, ids, say)
    values = {
        "organization": site.settings.organization,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
    }
    files["README.md"] = readme([catalogue(language).text for language in LANGUAGES], values)
    return files


def _pages(root: Path, site: Site, ids: frozenset[str]) -> dict[str, bytes]:
    """Return the pages of the records and of their changes, each as a file that stands alone."""
    renderer = Renderer(TEMPLATES, site.catalogue, root / OVERRIDES)
    renderer.add(FUNCTIONS)
    logs = {page_of(identifier) for identifier in ids}
    pages = {
        page.path: page
        for kind in page_kinds()
        for page in kind.compose(site)
        if (page.source is not None and page.source.id in ids) or page.path in logs
    }
    standalone = StandalonePages(pages, site.catalogue.html_language)
    note = site.catalogue.text(
        N_("This page is made by a tool from records; it does not replace the controlled, approved document.")
    )
    footer = " · ".join(
        filter(
            None,
            (
                site.settings.organization,
                site.today.isoformat(),
                f"fupan {site.version}",
                site.history.head[:12],
                note,
            ),
        )
    )
    return {
        f"pages/{path.removesuffix('.md')}.html": standalone.html(
            path, render(page, site, renderer), page.title, footer
        ).encode("utf-8")
        for path, page in sorted(pages.items())
    }


def _sources(root: Path, site: Site, library: Library, ids: frozenset[str]) -> dict[str, bytes]:
    """Return the files of the records; one that also holds a record that the site does not show stays out."""
    shown = {record.id for record in site.graph.records.values()}
    hidden = {record.source_path for record in library.graph.records.values() if record.id not in shown}
    wanted = {site.graph.records[identifier].source_path for identifier in ids} - hidden
    return {
        f"sources/{path}": (root / path).read_bytes() for path in sorted(with_frozen_texts(wanted, library.sources))
    }


def _facts(site: Site, ids: frozenset[str], period: Period, uncommitted: list[str]) -> Mapping[str, object]:
    return {
        "organization": site.settings.organization,
        "generator": f"fupan {__version__}",
        "built_for": site.today.isoformat(),
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "system": period.system,
        "commit": site.history.head,
        "history": site.history.state.value,
        "uncommitted": uncommitted,
        "records": sorted(ids),
    }


def _tell(
    session: Session, path: Path, site: Site, records: int, files: int, uncommitted: list[str], hidden: int
) -> None:
    state = site.history.state
    if session.as_json:
        session.answer(
            {
                "ok": True,
                "file": str(path),
                "records": records,
                "files": files,
                "commit": site.history.head,
                "history": state.value,
                "uncommitted": uncommitted,
                "left_out": hidden,
            }
        )
    session.say(_(N_("{records} records in {path}"), records=records, path=str(path)))
    tell_left_out(session, hidden)
    session.say(_(N_("PDF files are left out: print a page from the browser where one is asked for.")))
    if state is not HistoryState.WHOLE:
        session.say(_(N_("The change audit is left out: {reason}"), reason=current().text(NOT_WHOLE[state])))
    if uncommitted:
        session.say(
            _(N_("Not committed yet, so nobody can make the pack again: {files}"), files=", ".join(uncommitted[:5]))
        )
