"""What this site is, from what it was made, what it does not claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.base import Page, Site
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class AboutContext:
    """What the template `about.md.jinja` can show."""

    counts: tuple[tuple[str, int], ...]
    """How many records of each kind."""


class AboutPage:
    """What this site is, from what it was made, what it does not claim."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        counts: dict[str, int] = {}
        for record in site.graph.records.values():
            counts[record.kind] = counts.get(record.kind, 0) + 1
        title = site.catalogue.text(N_("About this site"))
        yield Page(
            path="about.md",
            title=title,
            kind="list",
            template="about.md.jinja",
            context=AboutContext(tuple(sorted(counts.items()))),
            breadcrumb=((title, "about.md"),),
        )
