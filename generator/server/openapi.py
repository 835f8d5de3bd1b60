"""The OpenAPI 3.1 document of the service, written from the table of its questions and the shapes of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import __version__
from generator.i18n.catalogue import Catalogue
from generator.search.asking.query import MOST_HITS
from generator.server.answer_shapes import EXAMPLES, Say, shapes
from generator.server.parameters import OPERATIONS, OUT_OF_RANGE, Operation, Parameter, ValueKind
from generator.wording import N_

TITLE = N_("Search service")
INTRODUCTION = N_(
    "The same search as on the site, for other programs. Every answer is a JSON object; `ok` says whether it is one,"
    " otherwise `error` says in a sentence what is wrong. Only GET and HEAD, no login, nothing is changed."
)
REFUSALS: Mapping[int, str] = {
    400: N_("A parameter cannot be read, is out of its range, or is not known."),
    404: N_("There is no such record."),
    405: N_("Only GET and HEAD are answered."),
    414: N_("The address is too long."),
    429: N_("Too many requests; Retry-After says after how many seconds to ask again."),
    500: N_("Something went wrong in the service; its log says what."),
    503: N_("The index cannot be used at the moment, or the answer took too long."),
}
INDEX_AWAY = N_("The search index cannot be used at the moment; whoever looks after this site builds it again.")
TOO_LATE = N_("The answer took too long. Ask again with fewer words.")
# What the sentence in an answer is like, where it is not that of the refusal.
_SENTENCES: Mapping[int, tuple[str, Mapping[str, Any]]] = {
    400: (OUT_OF_RANGE, {"name": "limit", "least": 1, "most": MOST_HITS}),
    404: (N_("There is no post-mortem {name}."), {"name": "PM-2026-9999"}),
    503: (TOO_LATE, {}),
}


def openapi(texts: Catalogue) -> dict[str, Any]:
    """Return the document in the language of `texts`."""
    say = texts.text
    return {
        "openapi": "3.1.0",
        "info": {"title": say(TITLE), "version": __version__, "description": say(INTRODUCTION)},
        "servers": [{"url": "/"}],
        "paths": {operation.path: {"get": _operation(operation, texts)} for operation in OPERATIONS},
        "components": {"schemas": shapes(say)},
    }


def _operation(operation: Operation, texts: Catalogue) -> dict[str, Any]:
    say = texts.text
    answers = {"200": _answer(say(N_("The answer.")), operation.schema, EXAMPLES[operation.schema])}
    answers |= {str(status): _refusal(status, texts) for status in operation.refuses}
    return {
        "operationId": operation.name,
        "summary": say(operation.what),
        "parameters": [_parameter(parameter, say) for parameter in operation.parameters],
        "responses": answers,
    }


def _parameter(parameter: Parameter, say: Say) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": say(parameter.what),
        "schema": _schema(parameter),
    }
    if parameter.several:
        described |= {"style": "form", "explode": True}
    if parameter.example is not None:
        described["example"] = parameter.example
    return described


def _schema(parameter: Parameter) -> dict[str, Any]:
    if parameter.holds is ValueKind.NUMBER:
        limits = {"minimum": parameter.least, "maximum": parameter.most}
        return {"type": "integer", "default": parameter.default} | limits
    if parameter.several:
        return {"type": "array", "items": {"type": "string"}}
    if parameter.choices:
        return {"type": "string", "enum": [*parameter.choices], "default": parameter.default}
    return {"type": "string"}


def _refusal(status: int, texts: Catalogue) -> dict[str, Any]:
    sentence, values = _SENTENCES.get(status, (REFUSALS[status], {}))
    return _answer(
        texts.text(REFUSALS[status]), "Problem", {**EXAMPLES["Problem"], "error": texts.text(sentence, **values)}
    )


def _answer(what: str, schema: str, example: Any) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"}, "example": example}
    return {"description": what, "content": {"application/json": content}}
