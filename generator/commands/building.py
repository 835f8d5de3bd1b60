"""Build everything once: read, check, merge, render, index, publish. Used by `build`, `serve` and `search`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import __version__
from generator.build import Assembled, assemble
from generator.commands.memory import collector_resting
from generator.diagnostics import Report
from generator.files.writing import write_tree
from generator.graph import Graph
from generator.i18n.catalogue import catalogue
from generator.library import Library
from generator.pages.base import Site
from generator.pages.fragments import FUNCTIONS
from generator.procedures.all_documents import merge_all
from generator.registry import KINDS, TEMPLATES, load_library, open_engine, page_kinds
from generator.rendering.environment import Renderer
from generator.settings import AUDIENCES, Settings
from generator.wording import N_

OVERRIDES = "kb/templates/pages"


@dataclass(frozen=True)
class BuildResult:
    """What a build did; when `ok` is False nothing of the last good site was touched."""

    ok: bool
    library: Library
    report: Report
    pages: int = 0
    documents: int = 0
    site: Path = Path()


def build_site(
    root: Path,
    settings: Settings,
    today: date,
    *,
    strict: bool = False,
    progress: Callable[[str], None] = lambda _phase: None,
) -> BuildResult:
    """Build the site and the index of the organization at `root`; `progress` is told each phase."""
    progress(N_("Reading and checking records"))
    with collector_resting():
        library = load_library(root, settings, today)
    if library.report.has_errors or (strict and library.report.count_warnings):
        return BuildResult(False, library, library.report)
    progress(N_("Writing pages"))
    with collector_resting():
        assembled = assemble_site(root, library, settings, today)
    write_tree(root / "build" / "docs", assembled.files)
    progress(N_("Updating the search index"))
    with_index = open_engine(root)
    try:
        with_index.synchronize(assembled.documents)
    finally:
        with_index.close()
    progress(N_("Rendering the site"))
    from generator.site.driver import build_html

    built = build_html(root, root / "site", assembled.sources)
    report = Report([*library.report, *built.diagnostics])
    return BuildResult(True, library, report, built.pages, len(assembled.documents), root / "site")


def published(graph: Graph, settings: Settings) -> Graph:
    """Return what the site may show: a record for a narrower audience is on no page, in no list and not in the index.

    Hiding it in the browser would not do, as everything that is published can be read.
    """
    allowed = AUDIENCES[: AUDIENCES.index(settings.audience) + 1]
    kept_back = {
        key for key, record in graph.records.items() if str(getattr(record, "audience", "public")) not in allowed
    }
    return graph.without(kept_back) if kept_back else graph


def assemble_site(root: Path, library: Library, settings: Settings, today: date) -> Assembled:
    """Return all pages and search documents of a library; templates may be overridden in the organization."""
    texts = catalogue(settings.language)
    graph = published(library.graph, settings)
    procedures, _ = merge_all(graph)
    site = Site(graph, procedures, settings, texts, today, __version__)
    renderer = Renderer(TEMPLATES, texts, root / OVERRIDES)
    renderer.add(FUNCTIONS)
    return assemble(site, page_kinds(), renderer, KINDS)
