"""Answers as scripts and the search page get them: JSON objects, the same from command, server and static engine.

In: an engine, what was asked, the labels of facets and a translator. Out: for a search what was found, what was looked
for besides, how to narrow it down, and the nearest words where nothing was found; for an incident those like it; for
the beginning of a query what to offer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from generator.search.asking.related import ENOUGH_HITS, about_the_first
from generator.search.counting.ranking import Lane
from generator.search.documents.facet_table import FACET_NAMES
from generator.search.engine import WHY, WHY_RELATED

if TYPE_CHECKING:
    from generator.search.asking.query import Query
    from generator.search.asking.suggest import Suggestion
    from generator.search.counting.plan import Expansion
    from generator.search.engine import Hit, ResultPage
    from generator.search.likeness.similar import SimilarHit

# The names under which queries and answers know the facets.
MOST_NEAREST = 8
MOST_WORDS_TO_ASK_FOR = 4

Labels = Mapping[str, Mapping[str, str]]
Say = Callable[[str], str]
_NO_LABELS: Mapping[str, str] = {}


class Searches(Protocol):
    """What answering a search needs of an engine."""

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first."""

    def near(self, text: str, limit: int) -> Sequence[str]:
        """Return words of the index near those of a text for which nothing was found."""

    def suggest(self, typed: str, limit: int) -> Sequence[Suggestion]:
        """Return what to offer for the beginning of a query."""


def answer_to(engine: Searches, query: Query, *, labels: Labels, say: Say) -> dict[str, Any]:
    """Return the answer to a query that has been read (`parse_query` with FACET_NAMES) as a JSON object.

    `labels` maps facet → value → what people read, `say` translates a catalogue text. Excerpts keep the signs of
    `search.text.excerpt` round matches. Below hardly any hits stand some that are like the first, marked `related`;
    they are not counted. Raises IndexUnusable.
    """
    page = engine.search(query)
    related = _related(engine, query, page)
    return {
        "ok": True,
        "query": query.text,
        "took_ms": page.took_ms,
        "total": page.total,
        "truncated": page.truncated or query.is_cut,
        "unread": list(query.unread),
        "sort": query.sort,
        "expansions": grouped(page.expansions, say),
        "nearest": [] if page.total else nearest(engine, query),
        "hits": [_hit(hit, labels, say) for hit in page.hits]
        + [_hit(hit, labels, say, related=True) for hit in related],
        "facets": {
            facet: [
                {"value": one.value, "label": _label(labels, facet, one.value), "count": one.found}
                for one in page.facets.get(facet, ())
            ]
            for facet in FACET_NAMES
        },
    }


def grouped(expansions: Iterable[Expansion], say: Say) -> list[dict[str, Any]]:
    """Return what was looked for in place of each typed text, one entry for each reason, in order."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for one in expansions:
        groups.setdefault((one.typed, one.reason), {})[one.instead] = None
    return [
        {"typed": typed, "instead": list(words), "reason": say(reason)} for (typed, reason), words in groups.items()
    ]


def nearest(engine: Searches, query: Query) -> list[str]:
    """Return words and titles to try in place of a query that finds nothing; the typed words take turns."""
    asked = [word for word in query.words[:MOST_WORDS_TO_ASK_FOR] if word]
    offers = [[one.text for one in engine.suggest(typed, MOST_NEAREST)] for typed in asked]
    offers.append([*engine.near(" ".join(query.words), MOST_NEAREST)])
    turns = (offer[turn] for turn in range(MOST_NEAREST) for offer in offers if turn < len(offer))
    return list(dict.fromkeys(turns))[:MOST_NEAREST]


def similar_answer(
    hits: Iterable[SimilarHit], *, labels: Labels, say: Say, identifier: str = "", text: str = ""
) -> dict[str, Any]:
    """Return the JSON object of the incidents (`search.likeness.similar.SimilarHit`) that are like a record or a text."""
    # Reasons are words about two incidents, which a search does not compare.
    from generator.search.likeness.reasons import in_words

    items = []
    for hit in hits:
        severity = next(iter(hit.facets.get("severity", ())), "")
        items.append(
            {
                "id": hit.id,
                "title": hit.title,
                "url": hit.url,
                "date": hit.date,
                "severity": severity,
                "severity_label": _label(labels, "severity", severity),
                "systems": list(hit.facets.get("system", ())),
                "share": hit.share,
                "reasons": list(in_words(hit.reasons, labels, say)),
                "card": dict(hit.card),
            }
        )
    asked = {"id": identifier} if identifier else {"text": text}
    return {"ok": True, **asked, "total": len(items), "items": items}


def suggest_answer(found: Iterable[Suggestion], typed: str) -> dict[str, Any]:
    """Return the JSON object of what to offer for the beginning of a query."""
    items = [{"text": one.text, "kind": one.kind} | ({"id": one.id, "url": one.url} if one.id else {}) for one in found]
    return {"ok": True, "query": typed, "items": items}


def _related(engine: Searches, query: Query, page: ResultPage) -> list[Hit]:
    """Return what does not match but is like the first of a few hits; it counts nowhere and has no score."""
    wanted = min(query.limit, ENOUGH_HITS) - len(page.hits)
    # Whoever asks for a record by its number wants that record.
    is_enough = not page.hits or wanted <= 0 or page.hits[0].why == WHY[Lane.OWN_ID]
    about = None if is_enough else about_the_first(query, page.total, page.hits[0].title)
    if about is None:
        return []
    known = {hit.id for hit in page.hits}
    others = [hit for hit in engine.search(about).hits if hit.id not in known]
    return [hit._replace(why=WHY_RELATED, score=0.0) for hit in others[:wanted]]


def _hit(hit: Hit, labels: Labels, say: Say, *, related: bool = False) -> dict[str, Any]:
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
        "obsolete": hit.is_obsolete,
        "related": related,
        "card": dict(hit.card),
    }


def _label(labels: Labels, facet: str, value: str) -> str:
    return labels.get(facet, _NO_LABELS).get(value, value)
