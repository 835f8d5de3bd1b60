"""The list of runbooks, by what one cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.runbook import Runbook
from generator.pages.base import Page, Site
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class RunbooksContext:
    """What the template `runbooks.md.jinja` can show."""

    runbooks: tuple[Runbook, ...]
    """All runbooks."""


class RunbooksPage:
    """The list of runbooks, by what one cannot do."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Broken now?"))
        yield Page(
            path="runbooks/index.md",
            title=title,
            kind="list",
            template="runbooks.md.jinja",
            context=RunbooksContext(site.graph.of(Runbook)),
            breadcrumb=((title, "runbooks/index.md"),),
            front={"wide": True},
        )
