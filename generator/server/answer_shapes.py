"""The shapes of the service's answers as JSON Schema, with an example each: half of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.search.asking.query import SORTS
from generator.search.documents.facet_table import FACETS
from generator.wording import N_

Say = Callable[[str], str]
Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_NUMBER: Shape = {"type": "integer", "minimum": 0}
_FLAG: Shape = {"type": "boolean"}
_TEXTS: Shape = {"type": "array", "items": _TEXT}
# What a name does not say.
_REMARKS = {
    "truncated": N_("There was too much to look at all of it: more may match."),
    "unread": N_("What names a filter but no value that it has; searched for as words."),
    "expansions": N_("What was looked for besides the typed words, and why."),
    "nearest": N_("Words and titles to try instead; only where nothing was found."),
    "excerpt": N_("The best part of the text; the signs U+0001 and U+0002 stand round each match."),
    "score": N_("Compares the results of one answer, nothing else."),
    "why": N_("Why the result is there, for people."),
    "obsolete": N_("Voided or superseded: shown last."),
    "related": N_("Does not match, but is like the first of a few that do; not counted in total and facets."),
    "card": N_("Short texts by name, such as symptom, fix, step, manual; only those that are known."),
    "facets": N_("For each facet its values among all results, the most frequent first."),
    "reasons": N_("What both have in common, for people."),
    "share": N_("How much of what was asked it answers, from 0 to 1; of a text, beside the best answer."),
    "generation": N_("Grows with each new site."),
    "errors": N_("How many errors in the records keep the newest ones from being shown."),
    "documents": N_("How many documents can be found."),
}
_HIT_EXAMPLE = {
    "id": "PM-2026-0007",
    "kind": "postmortem",
    "kind_label": "Post-mortem",
    "title": "Tablespace full: no delivery notes for two hours",
    "url": "incidents/PM-2026-0007/",
    "score": 7.213554,
    "excerpt": "… unable to extend table: \u0001ORA-01653\u0002 in tablespace USERS …",
    "why": "exact code in the text",
    "date": "2026-05-11",
    "severity": "S1",
    "severity_label": "S1 Critical",
    "status": "closed",
    "status_label": "Closed",
    "systems": ["ERP"],
    "obsolete": False,
    "related": False,
    "card": {"symptom": "Saving a delivery note fails", "fix": "Tablespace extended"},
}
_EXPANSION_EXAMPLE = {"typed": "outage", "instead": ["downtime"], "reason": "another word for it"}
_SIMILAR_EXAMPLE = {
    "id": "PM-2025-0031",
    "title": "Archive log area full",
    "url": "incidents/PM-2025-0031/",
    "date": "2025-10-02",
    "severity": "S2",
    "severity_label": "S2 Major",
    "systems": ["ERP"],
    "share": 0.412,
    "reasons": ["same system Resource planning", "tablespace"],
    "card": {"fix": "Old logs moved away"},
}
EXAMPLES: Mapping[str, Any] = {
    "Search": {
        "ok": True,
        "query": "ORA-01653",
        "took_ms": 1.9,
        "total": 1,
        "truncated": False,
        "unread": [],
        "sort": "relevance",
        "expansions": [_EXPANSION_EXAMPLE],
        "nearest": [],
        "hits": [_HIT_EXAMPLE],
        "facets": {
            facet.name: [{"value": "ERP", "label": "Resource planning", "count": 1}] if facet.name == "system" else []
            for facet in FACETS
        },
    },
    "Similar": {"ok": True, "id": "PM-2026-0007", "total": 1, "items": [_SIMILAR_EXAMPLE]},
    "Suggestions": {
        "ok": True,
        "query": "ora",
        "items": [
            {
                "text": _HIT_EXAMPLE["title"],
                "kind": "record",
                "id": "PM-2026-0007",
                "url": "incidents/PM-2026-0007/",
            },
            {"text": "oracle", "kind": "word"},
        ],
    },
    "Health": {"ok": True, "version": "1.0.0", "generation": 3, "errors": 0, "documents": 412},
    "Problem": {"ok": False, "error": "limit must be a whole number."},
}


def shapes(say: Say) -> dict[str, Shape]:
    """Return the schema of each kind of answer and of its parts, by name."""
    value = _object(say, value=_TEXT, label=_TEXT, count=_NUMBER)
    texts = {"type": "object", "additionalProperties": _TEXT}
    facets = {facet.name: _several("FacetValue") for facet in FACETS}
    return {
        "Search": _object(
            say,
            ok={"const": True},
            query=_TEXT,
            took_ms={"type": "number", "minimum": 0},
            total=_NUMBER,
            truncated=_FLAG,
            unread=_TEXTS,
            sort={"enum": [*SORTS]},
            expansions=_several("Expansion"),
            nearest=_TEXTS,
            hits=_several("Hit"),
            facets={"type": "object", "properties": facets, "required": [*facets]},
        ),
        "Hit": _object(
            say,
            **{name: _TEXT for name, one in _HIT_EXAMPLE.items() if isinstance(one, str)},
            score={"type": "number"},
            systems=_TEXTS,
            obsolete=_FLAG,
            related=_FLAG,
            card=texts,
        ),
        "Expansion": _object(say, typed=_TEXT, instead=_TEXTS, reason=_TEXT),
        "FacetValue": value,
        "Similar": _object(
            say,
            ("id", "text"),
            ok={"const": True},
            id=_TEXT,
            text=_TEXT,
            total=_NUMBER,
            items=_several("SimilarIncident"),
        ),
        "SimilarIncident": _object(
            say,
            **{name: _TEXT for name, one in _SIMILAR_EXAMPLE.items() if isinstance(one, str)},
            systems=_TEXTS,
            share={"type": "number", "minimum": 0, "maximum": 1},
            reasons=_TEXTS,
            card=texts,
        ),
        "Suggestions": _object(say, ok={"const": True}, query=_TEXT, items=_several("Suggestion")),
        "Suggestion": _object(say, ("id", "url"), text=_TEXT, kind={"enum": ["record", "word"]}, id=_TEXT, url=_TEXT),
        "Health": _object(
            say, ok={"const": True}, version=_TEXT, generation=_NUMBER, errors=_NUMBER, documents=_NUMBER
        ),
        "Problem": _object(say, ok={"const": False}, error=_TEXT),
    }


def _several(name: str) -> Shape:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _object(say: Say, optional: tuple[str, ...] = (), /, **fields: Shape) -> Shape:
    properties = {
        name: {**shape, "description": say(_REMARKS[name])} if name in _REMARKS else shape
        for name, shape in fields.items()
    }
    return {"type": "object", "properties": properties, "required": [name for name in fields if name not in optional]}
