"""Ask git and the last published site about the records; used by `check`, `build` and `export`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import __version__
from generator.commands.building.audit_history import gather_history
from generator.diagnostics import Diagnostic, Report
from generator.files.manifest import NAME, Manifest, manifest_bytes, page_checksums, read_manifest
from generator.files.root import SITE_FOLDER
from generator.files.writing import write_file
from generator.library import Library
from generator.lifecycle.audit.change_audit import ChangeAudit
from generator.lifecycle.audit.findings import audit_findings
from generator.memory import collector_resting
from generator.pages.base import Site
from generator.settings import Settings


@dataclass(frozen=True)
class Audited:
    """What git tells of the records, and what is wrong with that."""

    history: ChangeAudit = field(default_factory=ChangeAudit)
    found: tuple[Diagnostic, ...] = ()

    def report(self, report: Report) -> Report:
        """Return `report` with what was found here."""
        return Report([*report, *self.found])


def audited(root: Path, library: Library, settings: Settings, today: date) -> Audited:
    """Return the change audit of a library and what it gives to complain of; without git there is only a note."""
    published = read_manifest(root / SITE_FOLDER)
    with collector_resting():
        history = gather_history(root, library.graph, published)
    found = audit_findings(history, library.graph, settings.audit_since, today, published)
    return Audited(history, tuple(found))


def with_frozen_texts(paths: Collection[str], known: Collection[str]) -> set[str]:
    """Return `paths` with the frozen texts of the revisions among them, which lie beside their locks in `known`."""
    locks = {path.removesuffix(".lock.yml") for path in paths if path.endswith(".lock.yml")}
    return {*paths, *(path for path in known if path.endswith(".md") and path.removesuffix(".md") in locks)}


def write_manifest(folder: Path, site: Site, library: Library) -> None:
    """Write the manifest into `folder`, which holds the rendered pages of `site`; what it does not show is not named."""
    records = site.graph.records.values()
    shown = with_frozen_texts({record.source_path for record in records}, library.sources)
    sources = {path: library.sources[path].digest for path in sorted(shown)}
    manifest = Manifest(
        version=__version__,
        day=site.today.isoformat(),
        commit=site.history.head,
        uncommitted=tuple(path for path in site.history.uncommitted if path in sources),
        records={record.id: record.kind for record in records},
        sources=sources,
        pages=page_checksums(folder),
    )
    write_file(folder / NAME, manifest_bytes(manifest))
