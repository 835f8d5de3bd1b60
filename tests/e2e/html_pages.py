"""What stands in a built HTML file: addresses, anchors, headings, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Elements whose text nobody reads as prose of the interface.
_NOT_PROSE = frozenset({"script", "style", "code", "pre", "kbd", "samp"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt", "data-label", "data-watermark"})
_LOADED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src",),
    "iframe": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "form": ("action",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "base": ("href",),
}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class HtmlPage(HTMLParser):
    """One HTML file taken apart.

    `loaded` are the addresses that a browser fetches for the page, `links` those that a reader may follow,
    `texts` the text nodes of prose and the attributes that are read aloud, each without white space around it.
    """

    path: Path
    loaded: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    language: str = ""
    body: dict[str, str] = field(default_factory=dict)
    h1: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.source = self.path.read_text(encoding="utf-8")
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element loads, links to and is called."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if "id" in given:
            self.anchors.append(given["id"])
        self.loaded += [given[name] for name in _LOADED.get(tag, ()) if name in given]
        self.loaded += [entry.split()[0] for entry in given.get("srcset", "").split(",") if entry.split()]
        self.loaded += css_addresses(given.get("style", ""))
        self.texts += [given[name].strip() for name in _SPOKEN & given.keys() if given[name].strip()]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "body":
            self.body = given
        self.h1 += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text node."""
        if "style" in self._open:
            self.loaded += css_addresses(data)
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.titles.append(data.strip())
        if data.strip() and not _NOT_PROSE & set(self._open):
            self.texts.append(" ".join(data.split()))

    @property
    def prose(self) -> str:
        """All texts that are read, one below the other."""
        return "\n".join(self.texts)

    def target(self, address: str) -> tuple[Path, str]:
        """Return the file and the fragment that an address on this page leads to.

        The server shows 404.html below any address, so that its addresses begin at the site's root.
        """
        parts = urlsplit(address)
        if parts.path.startswith("/") and self.path.name == "404.html":
            return self.path.parent / unquote(parts.path[1:]), unquote(parts.fragment)
        file = (self.path.parent / unquote(parts.path)).resolve() if parts.path else self.path
        return file, unquote(parts.fragment)


def css_addresses(text: str) -> list[str]:
    """Return the addresses that a piece of CSS loads."""
    return [found[1] or found[2] for found in CSS_ADDRESS.finditer(text)]


def is_elsewhere(address: str) -> bool:
    """Whether an address leaves the site: another host, or a scheme that fetches."""
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme not in ("", "data")


@cache
def read_page(path: Path) -> HtmlPage:
    """Return the taken-apart page at `path`, which does not change any more."""
    return HtmlPage(path)


def pages_of(site: Path) -> Iterator[HtmlPage]:
    """Yield every page of a built site."""
    for path in sorted(site.rglob("*.html")):
        yield read_page(path.resolve())


def frame_of(source: str) -> str:
    """Return a page without its article."""
    before, _, rest = source.partition("<article")
    _, _, after = rest.rpartition("</article>")
    return before + after
