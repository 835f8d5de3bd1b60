"""The answer to a search as scripts and the search page get it: one JSON object, the same from command and server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from generator.search.engine import Hit, ResultPage
from generator.search.query import Query, parse_query

FACETS = ("kind", "system", "severity", "year", "status")

Labels = Mapping[str, Mapping[str, str]]
_NO_LABELS: Mapping[str, str] = {}


class Searches(Protocol):
    """The one thing that answering needs of a search engine."""

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first."""


def answer(
    engine: Searches,
    text: str,
    *,
    labels: Labels,
    say: Callable[[str], str],
    filters: Mapping[str, Collection[str]] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    """Search for `text` and return `{ok, query, took_ms, total, expanded, hits, facets}`.

    `labels` maps facet → value → what people read, `say` translates a catalogue text. Excerpts keep the signs of
    `search.excerpt` round matches. Raises IndexUnusable.
    """
    query = parse_query(text, facets=FACETS, filters=filters, limit=limit, offset=offset)
    page = engine.search(query)
    return {
        "ok": True,
        "query": query.text,
        "took_ms": page.took_ms,
        "total": page.total,
        "expanded": list(page.expanded),
        "hits": [_hit(hit, labels, say) for hit in page.hits],
        "facets": {
            facet: [
                {"value": one.value, "label": _label(labels, facet, one.value), "count": one.count}
                for one in page.facets.get(facet, ())
            ]
            for facet in FACETS
        },
    }


def _hit(hit: Hit, labels: Labels, say: Callable[[str], str]) -> dict[str, Any]:
    def only(facet: str) -> str:
        return next(iter(hit.facets.get(facet, ())), "")

    return {
        "id": hit.id,
        "kind": hit.kind,
        "kind_label": _label(labels, "kind", hit.kind),
        "title": hit.title,
        "url": hit.url,
        "score": hit.score,
        "excerpt": hit.excerpt,
        "why": say(hit.why),
        "date": hit.date,
        "severity": only("severity"),
        "severity_label": _label(labels, "severity", only("severity")),
        "status": only("status"),
        "status_label": _label(labels, "status", only("status")),
        "systems": list(hit.facets.get("system", ())),
    }


def _label(labels: Labels, facet: str, value: str) -> str:
    return labels.get(facet, _NO_LABELS).get(value, value)
