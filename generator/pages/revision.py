"""The page of one released revision for good: its frozen text, and how it stands today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from generator.kinds.revision import Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document
from generator.pages.base import Page, Site
from generator.pages.parts.document import HistoryRow, history_of
from generator.pages.parts.edition import Edition, candidate_path, front_of_edition, frozen_edition
from generator.pages.runbook import RunbookContext, runbook_context
from generator.pages.sop import sop_context
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class FrozenRunbookContext(RunbookContext):
    """What the template `revision.md.jinja` can show: the runbook's own page and the frame around it."""

    history: tuple[HistoryRow, ...]
    """The released revisions, the newest first."""
    changes_path: str
    """The docs path of the page with the changes that wait."""


class RevisionPages:
    """A page for each released revision; robots and menus leave it out, only links lead to it."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all released revisions whose definition the lock holds."""
        for revision in site.graph.of(Revision):
            document = site.graph.get(revision.doc)
            if not isinstance(document, Document) or revision.document is None:
                continue
            edition = frozen_edition(revision, document, site)
            is_runbook = isinstance(document, Runbook)
            yield Page(
                path=site.path_of(revision),
                title=f"{document.id} {revision.revision} {edition.record.name}",
                kind=document.kind,
                template="revision.md.jinja" if is_runbook else "sop.md.jinja",
                context=_runbook_context(edition, document, site) if is_runbook else sop_context(edition, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Procedures")), "documents.md"),
                    (document.id, site.path_of(document)),
                    (revision.revision, site.path_of(revision)),
                ),
                source=revision,
                front=front_of_edition(edition, site),
            )


def _runbook_context(edition: Edition, document: Document, site: Site) -> FrozenRunbookContext:
    assert isinstance(document, Runbook)
    # What came of its steps is told of the steps of this revision only: others have no place on the page.
    then = replace(site, procedures={**site.procedures, document.id: edition.procedure})
    body = runbook_context(document, edition, then)
    return FrozenRunbookContext(
        **{one.name: getattr(body, one.name) for one in fields(body)},
        history=history_of(document, site, edition.revision, whole=True),
        changes_path=candidate_path(document),
    )
