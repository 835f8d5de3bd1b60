"""News as Atom (RFC 4287) and JSON Feed 1.1, for feed readers and for jobs that send mail or chat messages.

Addresses are relative to the feed unless the site's own address is known; the same entries give the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: a lasting id, a title, where its page lies from the site's root, when, and what in short."""

    id: str
    title: str
    address: str
    updated: datetime
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of news, the newest first.

    `name` is the file's name below `feeds/`, `updated` the day of the build, `site` the site's own address or empty.
    """

    name: str
    title: str
    updated: datetime
    entries: tuple[Entry, ...]
    site: str = ""

    def url(self, address: str) -> str:
        """Return the address of a page as the feed gives it."""
        return urljoin(self.site, address) if self.site else f"../{address}"


def atom_bytes(feed: Feed) -> bytes:
    """Return the feed as Atom."""
    ElementTree.register_namespace("", _ATOM)
    root = _node(None, "feed")
    _node(root, "id", f"urn:fupan:{feed.name}")
    _node(root, "title", feed.title)
    _node(root, "updated", feed.updated.isoformat())
    _node(_node(root, "author"), "name", feed.title)
    _node(root, "link", rel="self", href=f"{feed.name}.atom")
    for entry in feed.entries:
        item = _node(root, "entry")
        _node(item, "id", f"urn:fupan:{entry.id}")
        _node(item, "title", entry.title)
        _node(item, "updated", entry.updated.isoformat())
        _node(item, "link", href=feed.url(entry.address))
        _node(item, "summary", entry.summary)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def json_feed_bytes(feed: Feed) -> bytes:
    """Return the feed as JSON Feed."""
    items = [
        {
            "id": entry.id,
            "url": feed.url(entry.address),
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.updated.isoformat(),
        }
        for entry in feed.entries
    ]
    payload = {"version": _JSON_FEED, "title": feed.title, "feed_url": f"{feed.name}.json", "items": items}
    return (json.dumps(payload, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _node(parent: ElementTree.Element | None, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    tag = f"{{{_ATOM}}}{name}"
    node = ElementTree.Element(tag, attributes) if parent is None else ElementTree.SubElement(parent, tag, attributes)
    # XML cannot hold control signs, not even escaped.
    node.text = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t") or None
    return node
