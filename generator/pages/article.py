"""The page of an article: the author's Markdown with its links led to pages of this site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.kinds.article import Article, ArticleStatus
from generator.model.record import Record
from generator.pages.base import Page, Site, relative_source
from generator.pages.parts.paging import Excerpt, excerpt
from generator.wording import N_

_CODE = r"(?P<code>^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]*`)"
_TEXT = r"(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
_TARGET = (
    r"\((?P<target><[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\n]*?[\"'])?\)|\[(?P<name>[^\[\]\n]*)\]"
)
# Code is matched first, so that links inside it stay as they were written.
_LINK = re.compile(rf"{_CODE}|{_TEXT}(?:{_TARGET})", re.MULTILINE | re.DOTALL)
_DEFINITION = re.compile(
    rf"{_CODE}|^ {{0,3}}\[(?P<name>[^\]\n]+)\]:[ \t]*(?P<target>\S+)[^\n]*$", re.MULTILINE | re.DOTALL
)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(?P<text>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the template `article.md.jinja` can show."""

    record: Article
    """The article itself, with all fields of its kind."""
    body: str
    """Its Markdown without the title, with links led to pages; for `written(body, 2)`."""
    is_late: bool
    """Whether the day has passed by which it should have been checked."""
    related: tuple[Record, ...]
    """The records that it names as related."""
    cited_by: Excerpt[Record]
    """Other records that cite it."""


class ArticlePages:
    """A page for each article."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all articles."""
        articles = site.graph.of(Article)
        paths = {article.source_path: site.path_of(article) for article in articles}
        for article in articles:
            yield Page(
                path=site.path_of(article),
                title=article.name,
                kind="article",
                template="article.md.jinja",
                context=_context(article, paths, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Knowledge base")), "articles/index.md"),
                    (article.name, site.path_of(article)),
                ),
                source=article,
                front={
                    "status": article.status.value,
                    "status_label": site.catalogue.text(article.status.label),
                    "watermark": site.catalogue.text(N_("Draft")) if article.status is ArticleStatus.DRAFT else "",
                },
            )


def _context(article: Article, paths: dict[str, str], site: Site) -> ArticleContext:
    citing = sorted({link.source for link in site.graph.links_to(article.id)} - set(article.related) - {article.id})
    return ArticleContext(
        record=article,
        body=_body(article, paths, site),
        is_late=article.review_due_on is not None and article.review_due_on < site.today,
        related=tuple(record for identifier in article.related if (record := site.graph.get(identifier)) is not None),
        cited_by=excerpt([site.graph.records[identifier] for identifier in citing]),
    )


def _body(article: Article, paths: dict[str, str], site: Site) -> str:
    heading = _FIRST_HEADING.match(article.body)
    body = article.body[heading.end() :] if heading and heading["text"] == article.name else article.body
    missing = site.catalogue.text(N_("picture not shown here"))

    targets: dict[str, str] = {}

    def defined(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        targets[found["name"].lower()] = found["target"]
        return ""

    def led(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if found["image"]:
            return f"*{found['text']} ({missing})*" if found["text"] else f"*({missing})*"
        if found["name"] is not None:
            name = (found["name"] or found["text"]).lower()
            if name not in targets:
                return found[0]
            target = targets[name]
        else:
            target = found["target"]
        address = _address(target.strip("<>"), article, paths, site)
        return f"[{found['text']}]({address})" if address else found["text"]

    return _LINK.sub(led, _DEFINITION.sub(defined, body))


def _address(target: str, article: Article, paths: dict[str, str], site: Site) -> str | None:
    """Return where a link of the article leads on the site, None where there is nothing."""
    if not target or _OUTSIDE.match(target):
        return target or None
    path, mark, anchor = unquote(target).partition("#")
    page = paths.get(posixpath.normpath(posixpath.join(posixpath.dirname(article.source_path), path)))
    return f"{relative_source(page, site.path_of(article))}{mark}{anchor}" if page else None
