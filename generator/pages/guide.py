"""The manual of the product on every site, in the site's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.base import Page, Site
from generator.rendering.safe_text import prose
from generator.wording import N_

FOLDER = "guide"
_COMMENT = re.compile(r"\A<!--.*?-->\s*", re.DOTALL)
_TITLE = re.compile(r"^#[ \t]+(?P<text>[^\n]+)$", re.MULTILINE)
_TABLE = re.compile(r"^\|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuideContext:
    """What the template `guide.md.jinja` can show."""

    body: Markup
    """The page's Markdown with its title; nothing in it comes alive as HTML."""


class GuidePages:
    """A page for each text of the guide; their links to each other stay as they are."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the guide in the site's language."""
        manual = (site.catalogue.text(N_("Manual")), f"{FOLDER}/index.md")
        for name, text in sorted(self._texts[site.catalogue.language].items()):
            path, title = f"{FOLDER}/{name}", title_of(text)
            yield Page(
                path=path,
                title=title,
                kind="guide",
                template="guide.md.jinja",
                context=GuideContext(prose(_COMMENT.sub("", text), headings_from=1)),
                breadcrumb=(manual,) if path == manual[1] else (manual, (title, path)),
                front={"wide": len(_TABLE.findall(text)) > _MOST_ROWS},
            )


# A page with more table rows is a reference, which needs the whole width.
_MOST_ROWS = 20


def title_of(text: str) -> str:
    """Return the first heading of a page as plain text."""
    found = _TITLE.search(text)
    return re.sub(r"[`\\]", "", found["text"]).strip() if found else ""
