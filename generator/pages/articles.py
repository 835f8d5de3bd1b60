"""The list of articles, by shelf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.article import Article
from generator.pages.base import Page, Site
from generator.pages.parts.paging import leaves_of
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class ArticlesContext:
    """What the template `articles.md.jinja` can show."""

    shelves: tuple[tuple[str, tuple[Article, ...]], ...]
    """Articles by category."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


# Articles of one list page: so the page weighs the same however many articles there are.
ARTICLES_A_PAGE = 60


class ArticlesPage:
    """The list of articles, by shelf."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's page."""
        title = site.catalogue.text(N_("Knowledge base"))
        other = site.catalogue.text(N_("Other articles"))
        articles = sorted(site.graph.of(Article), key=lambda one: (one.category or "\uffff", one.id))
        pages = leaves_of(articles, ARTICLES_A_PAGE, "articles/index.md")
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            shelves: dict[str, list[Article]] = {}
            for article in shown:
                shelves.setdefault(article.category or other, []).append(article)
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="list",
                template="articles.md.jinja",
                context=ArticlesContext(tuple((name, tuple(rows)) for name, rows in shelves.items()), leaves),
                breadcrumb=((title, "articles/index.md"),),
                front={"wide": True},
            )
