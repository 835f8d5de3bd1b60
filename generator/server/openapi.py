"""The OpenAPI 3.1 document of the service, written from the table of its questions and the shapes of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import __version__
from generator.i18n.catalogue import Catalogue
from generator.server.answer_shapes import EXAMPLES, Say, shapes
from generator.server.parameters import OPERATIONS, Operation, Parameter, Sort
from generator.wording import N_

TITLE = N_("Search service")
INTRODUCTION = N_(
    "The same search as on the site, for other programs. Every answer is a JSON object; `ok` says whether it is one,"
    " otherwise `error` says in a sentence what is wrong. Only GET and HEAD, no login, nothing is changed."
)
REFUSALS: Mapping[int, str] = {
    400: N_("A parameter cannot be read."),
    404: N_("There is no such record."),
    414: N_("The address is too long."),
    429: N_("Too many requests; Retry-After says after how many seconds to ask again."),
    503: N_("The index cannot be used at the moment, or the answer took too long."),
}


def openapi(texts: Catalogue) -> dict[str, Any]:
    """Return the document in the language of `texts`."""
    say = texts.text
    return {
        "openapi": "3.1.0",
        "info": {"title": say(TITLE), "version": __version__, "description": say(INTRODUCTION)},
        "servers": [{"url": "/"}],
        "paths": {operation.path: {"get": _operation(operation, say)} for operation in OPERATIONS},
        "components": {"schemas": shapes(say)},
    }


def _operation(operation: Operation, say: Say) -> dict[str, Any]:
    answers = {"200": _answer(say(N_("The answer.")), operation.schema)}
    answers |= {str(status): _answer(say(REFUSALS[status]), "Problem") for status in operation.refuses}
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
    if parameter.sort is Sort.NUMBER:
        limits = {"minimum": parameter.least, "maximum": parameter.most}
        return {"type": "integer", "default": parameter.default} | limits
    if parameter.several:
        return {"type": "array", "items": {"type": "string"}}
    if parameter.choices:
        return {"type": "string", "enum": [*parameter.choices], "default": parameter.default}
    return {"type": "string"}


def _answer(what: str, schema: str) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"}, "example": EXAMPLES[schema]}
    return {"description": what, "content": {"application/json": content}}
