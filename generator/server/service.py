"""What the web application answers besides files: the search service, and the state that live reload polls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from generator import __version__
from generator.errors import FupanError, UserError
from generator.i18n.catalogue import Catalogue
from generator.search.documents.facet_table import FACET_NAMES
from generator.server.answers import Answer, Answers
from generator.server.api_page import api_page
from generator.server.errors_page import errors_page
from generator.server.live import LiveState
from generator.server.openapi import INDEX_AWAY, REFUSALS, TOO_LATE, openapi
from generator.server.parameters import HEALTH, SEARCH, SIMILAR, SUGGEST, Operation
from generator.server.workers import TooLate, Workers
from generator.wording import N_

NOTHING_HERE = N_("There is nothing at this address.")
_NOT_STORED = {"Cache-Control": "no-store"}


class Service:
    """Answers requests that are not for a file."""

    def __init__(self, answers: Answers, state: LiveState, texts: Catalogue, workers: Workers) -> None:
        self._answers = answers
        self._state = state
        self._texts = texts
        self._workers = workers

    def routes(self) -> list[BaseRoute]:
        """Return all addresses; what begins like the service and is not part of it is answered in JSON too."""
        return [
            Route(SEARCH.path, self.search),
            Route(SIMILAR.path, self.similar),
            Route(SUGGEST.path, self.suggest),
            Route(HEALTH.path, self.health),
            Route("/api/openapi.json", self.description),
            Route("/api", self.page),
            Route("/api/", self.page),
            Route("/api/{rest:path}", self.no_such_service),
            Route("/-/state", self.state),
            Route("/-/errors", self.errors),
        ]

    async def search(self, request: Request) -> Response:
        """Answer a search."""

        def ask(values: dict[str, Any]) -> Answer:
            filters = {facet: found for facet in FACET_NAMES if (found := values.pop(facet))}
            return self._answers.search(values.pop("q"), filters=filters, **values)

        return await self._asked(SEARCH, request, ask)

    async def similar(self, request: Request) -> Response:
        """Answer which incidents are like a record or a text."""

        def ask(values: dict[str, Any]) -> Answer:
            return self._answers.similar(identifier=values["id"], text=values["text"], limit=values["limit"])

        return await self._asked(SIMILAR, request, ask)

    async def suggest(self, request: Request) -> Response:
        """Answer what to offer for the beginning of a query."""
        return await self._asked(
            SUGGEST, request, lambda values: self._answers.suggest(values["q"], limit=values["limit"])
        )

    async def _asked(self, operation: Operation, request: Request, ask: Callable[[dict[str, Any]], Answer]) -> Response:
        say = self._texts.text
        try:
            values = operation.read(request.query_params)
        except UserError as error:
            return problem(say(error.message, **error.values), 400)
        try:
            return JSONResponse(await self._workers.do(partial(ask, values)), headers=_NOT_STORED)
        except TooLate:
            return problem(say(TOO_LATE), 503, {"Retry-After": "1"})
        except FupanError as error:
            if isinstance(error, UserError):
                return problem(say(error.message, **error.values), 404)
            # Where the index lies is nothing for whoever asks.
            return problem(say(INDEX_AWAY), 503)

    async def health(self, request: Request) -> Response:
        """Answer whether the service is well."""
        now = self._state.snapshot()
        answer = {
            "ok": True,
            "version": __version__,
            "generation": now.generation,
            "errors": now.errors,
            "documents": self._answers.documents(),
        }
        return JSONResponse(answer, headers=_NOT_STORED)

    async def description(self, request: Request) -> Response:
        """Return the OpenAPI document."""
        return JSONResponse(openapi(self._texts), headers=_NOT_STORED)

    async def page(self, request: Request) -> Response:
        """Return the page for people about the service."""
        return HTMLResponse(api_page(self._texts), headers=_NOT_STORED)

    async def no_such_service(self, request: Request) -> Response:
        """Answer what nothing lies at."""
        return problem(self._texts.text(NOTHING_HERE), 404)

    def refusal(self, status: int, headers: dict[str, str]) -> Response:
        """Return the answer to a request that is not looked at."""
        return problem(self._texts.text(REFUSALS[status]), status, headers)

    async def state(self, request: Request) -> Response:
        """Return what live reload polls."""
        now = self._state.snapshot()
        return JSONResponse({"generation": now.generation, "errors": now.errors}, headers=_NOT_STORED)

    async def errors(self, request: Request) -> Response:
        """Return the page that lists the errors in the records."""
        page = await run_in_threadpool(errors_page, self._state.snapshot(), self._texts)
        return HTMLResponse(page, headers=_NOT_STORED)


def problem(message: str, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a refusal as the service's clients get it."""
    return JSONResponse({"ok": False, "error": message}, status_code=status, headers=_NOT_STORED | (headers or {}))
