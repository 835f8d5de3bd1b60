"""Answers to searches as a server gives them, made up for a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route

Answer = dict[str, Any]


def hit(number: int, **fields: Any) -> dict[str, Any]:
    """Return a hit; `fields` say what is not as usual."""
    usual = {
        "id": f"KB-{number}",
        "kind": "article",
        "kind_label": "Article",
        "title": f"Article {number}",
        "url": "index.html",
        "excerpt": "before \u0001found\u0002 after",
        "why": "in the text",
        "systems": [],
        "obsolete": False,
        "card": {},
    }
    return usual | fields


def answer(hits: list[dict[str, Any]], **fields: Any) -> Answer:
    """Return an answer with these hits."""
    usual: Answer = {
        "ok": True,
        "query": "x",
        "took_ms": 1,
        "total": len(hits),
        "truncated": False,
        "unread": [],
        "sort": "relevance",
        "expansions": [],
        "nearest": [],
        "hits": hits,
        "facets": {},
    }
    return usual | fields


def give(page: Page, make: Callable[[dict[str, list[str]]], Answer]) -> list[dict[str, list[str]]]:
    """Answer each search of the page by `make`, and suggest nothing; return the list of what is asked, which grows."""
    asked: list[dict[str, list[str]]] = []

    def fulfil(route: Route) -> None:
        asked.append(parse_qs(urlsplit(route.request.url).query))
        route.fulfill(json=make(asked[-1]))

    page.route("**/api/search?*", fulfil)
    suggest(page)
    return asked


def suggest(page: Page, *items: dict[str, str]) -> None:
    """Let the server suggest `items`, whatever is typed."""
    page.route("**/api/suggest?*", lambda route: route.fulfill(json={"ok": True, "query": "x", "items": list(items)}))
