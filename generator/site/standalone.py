"""A page of the site as one HTML file that opens anywhere: no scripts, no theme, nothing to load."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from posixpath import dirname, normpath
from urllib.parse import unquote

from markdown import Markdown

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_STYLE = """\
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}
dl{display:grid;grid-template-columns:1fr 1fr;gap:.2rem 1.5rem}dl>div{break-inside:avoid}dt{font-size:.85em;color:#555}dd{margin:0}
li{margin:.2rem 0}del{color:#777}ins{text-decoration:none;font-weight:600}input[type=search],.fp-filter{display:none}
.fp-chip,.fp-badge{border:1px solid #999;border-radius:3px;padding:0 .3em;font-size:.9em}header,footer{font-size:.85em;color:#444}
footer{border-top:1px solid #999;margin-top:2rem;padding-top:.5rem}@page{margin:15mm}@media print{body{max-width:none;margin:0}}
"""


class StandalonePages:
    """Turns the Markdown of pages into HTML files; `paths` are the docs paths of those that stand beside each other."""

    def __init__(self, paths: Collection[str], language: str) -> None:
        self._paths = frozenset(paths)
        self._language = language
        self._markdown = Markdown(
            extensions=[
                *("attr_list", "md_in_html", "tables", "admonition", "pymdownx.superfences", "toc"),
                "generator.site.safe_markdown",
            ]
        )

    def html(self, path: str, text: str, title: str, footer: str) -> str:
        """Return the page at docs path `path` as HTML; a link to a page that is not there becomes plain text."""
        self._markdown.reset()
        body = self._markdown.convert(_FRONT_MATTER.sub("", text, count=1))
        body = _LINK.sub(lambda found: self._link(path, found), body)
        return (
            f'<!doctype html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{html.escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n"
            f"<footer>{html.escape(footer)}</footer>\n</body>\n</html>\n"
        )

    def _link(self, here: str, found: re.Match[str]) -> str:
        before, address, after, shown = found.groups()
        if _OUTSIDE.match(address):
            return found[0]
        page, mark, anchor = address.partition("#")
        target = normpath(f"{dirname(here)}/{unquote(html.unescape(page))}".lstrip("/"))
        for_page = f"{target.removesuffix('.html')}.md" if target.endswith(".html") else target
        if for_page not in self._paths:
            return f"<span>{shown}</span>"
        page = f"{page.removesuffix('.md')}.html" if page.endswith(".md") else page
        return f'<a{before} href="{page}{mark}{anchor}"{after}>{shown}</a>'
