"""Build everything once: read, check, merge, render, index, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.build import Assembled, assemble, site_of
from generator.commands.building.audit import audited, write_manifest
from generator.diagnostics import Report
from generator.engines import open_engine
from generator.files.index_state import sources_now, write_state
from generator.files.one_at_a_time import one_at_a_time
from generator.files.root import SITE_FOLDER
from generator.files.writing import write_tree
from generator.i18n.catalogue import catalogue
from generator.library import Library
from generator.memory import collector_resting
from generator.pages.base import Site
from generator.pages.home import help_buttons
from generator.pages.parts.fragments import FUNCTIONS
from generator.registry import KINDS, TEMPLATES, load_library, page_kinds
from generator.rendering.environment import Renderer
from generator.search.likeness.similar import SimilarIncidents
from generator.settings import Settings
from generator.wording import N_

OVERRIDES = "kb/templates/pages"


@dataclass(frozen=True)
class BuildResult:
    """What a build did; when `ok` is False nothing of the last good site was touched.

    `history` compares incidents as the pages of this build do.
    """

    ok: bool
    library: Library
    report: Report
    pages: int = 0
    documents: int = 0
    site: Path = Path()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    history: SimilarIncidents | None = None


def build_site(
    root: Path,
    settings: Settings,
    today: date,
    *,
    strict: bool = False,
    progress: Callable[[str], None] = lambda _phase: None,
) -> BuildResult:
    """Build the site and the index of the organization at `root`; `progress` is told each phase.

    Site and index are replaced at the very end, when nothing is left to fail but the replacing itself. Two processes
    that built in one folder at once would each remove what the other has made: the second waits.
    """

    from generator.site.driver import refuse_foreign

    def waiting() -> None:
        progress(N_("Waiting for another process that builds this site"))

    refuse_foreign(root / SITE_FOLDER)
    with one_at_a_time(root / "build" / "lock", waiting):
        return _build(root, settings, today, strict=strict, progress=progress)


def _build(
    root: Path, settings: Settings, today: date, *, strict: bool, progress: Callable[[str], None]
) -> BuildResult:
    from generator.site.driver import FRESH, put_in_place, render_beside

    progress(N_("Reading and checking records"))
    sources = sources_now(root, {})
    with collector_resting():
        library = load_library(root, settings, today)
    audit = audited(root, library, settings, today)
    found = audit.report(library.report)
    if found.has_errors or (strict and found.count_warnings):
        return BuildResult(False, library, found)
    progress(N_("Writing pages"))
    with collector_resting():
        published = site_of(library, settings, catalogue(settings.language), today, audit.history)
        assembled = _assembled(root, published)
    write_tree(root / "build" / "docs", assembled.files)
    progress(N_("Rendering the site"))
    built = render_beside(root, assembled.sources)
    report = Report([*found, *built.diagnostics])
    if report.has_errors:
        return BuildResult(False, library, report)
    write_manifest(root / FRESH, published, library)
    progress(N_("Updating the search index"))
    engine = open_engine(root)
    try:
        engine.synchronize(assembled.documents, assembled.words)
    finally:
        engine.close()
    write_state(
        root,
        sources,
        settings.language,
        assembled.labels,
        help_buttons(published),
        site_language=settings.language,
    )
    site = root / SITE_FOLDER
    put_in_place(root, site)
    documents = len(assembled.documents)
    return BuildResult(True, library, report, built.pages, documents, site, assembled.labels, assembled.history)


def assemble_site(root: Path, library: Library, settings: Settings, today: date) -> Assembled:
    """Return all pages and search documents of a library; templates may be overridden in the organization."""
    return _assembled(root, site_of(library, settings, catalogue(settings.language), today))


def _assembled(root: Path, published: Site) -> Assembled:
    renderer = Renderer(TEMPLATES, published.catalogue, root / OVERRIDES)
    renderer.add(FUNCTIONS)
    return assemble(published, page_kinds(), renderer, KINDS)
