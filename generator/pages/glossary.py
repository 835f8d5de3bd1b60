"""The glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.term import GlossaryTerm
from generator.pages.base import Page, Site
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class GlossaryContext:
    """What the template `glossary.md.jinja` can show."""

    terms: tuple[GlossaryTerm, ...]
    """All terms by name."""


class GlossaryPage:
    """The glossary."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the glossary's page."""
        title = site.catalogue.text(N_("Glossary"))
        terms = tuple(sorted(site.graph.of(GlossaryTerm), key=lambda term: term.title))
        yield Page(
            path="glossary.md",
            title=title,
            kind="register",
            template="glossary.md.jinja",
            context=GlossaryContext(terms),
            breadcrumb=((title, "glossary.md"),),
        )
