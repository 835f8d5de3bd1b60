"""The web application: the files of the site, the search, and the state that live reload polls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from generator import __version__
from generator.errors import FupanError
from generator.i18n.catalogue import Catalogue, catalogue
from generator.search.answer import FACETS
from generator.search.query import FARTHEST_OFFSET, LONGEST_QUERY, MOST_FILTERS, MOST_HITS
from generator.server.errors_page import errors_page
from generator.server.live import LiveState
from generator.server.security import SecurityHeaders
from generator.server.site_files import SiteFiles
from generator.wording import N_

# text, filters by facet, limit, offset → the answer of `search.answer`
Search = Callable[[str, Mapping[str, Sequence[str]], int, int], Mapping[str, Any]]

_NOT_STORED = {"Cache-Control": "no-store"}


def make_application(
    site_folder: Path,
    search: Search,
    state: LiveState,
    *,
    watch: bool = False,
    language: str = "zh",
    hosts: Sequence[str] = (),
) -> ASGIApp:
    """Return the application over the site in `site_folder`.

    With `watch`, pages reload after a rebuild. `search` is called in a thread and may raise FupanError. With `hosts`,
    only requests to one of these names are answered: a foreign name that leads here is a page of a stranger, who
    would read the records through the browser of one of us.
    """
    texts = catalogue(language)
    live_text = texts.text(N_("{errors} errors in the records: show them")) if watch else None
    service = _Service(search, state, texts)
    application = Starlette(
        routes=[
            Route("/api/search", service.search),
            Route("/api/health", service.health),
            Route("/api/{rest:path}", service.no_such_service),
            Route("/-/state", service.state),
            Route("/-/errors", service.errors),
            Mount("/", SiteFiles(site_folder, live_text)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=_as_in_requests(hosts) or ["*"], www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )
    # Starlette answers a fault of our own outside of all middleware.
    return SecurityHeaders(application)


def _as_in_requests(hosts: Sequence[str]) -> list[str]:
    return [f"[{host}]" if ":" in host else host for host in hosts]


class _Service:
    """What is not a file."""

    def __init__(self, search: Search, state: LiveState, texts: Catalogue) -> None:
        self._search = search
        self._state = state
        self._texts = texts

    async def search(self, request: Request) -> Response:
        parameters = request.query_params
        text = parameters.get("q", "")[: LONGEST_QUERY * 2]
        try:
            limit = _number(parameters.get("limit"), 20, MOST_HITS)
            offset = _number(parameters.get("offset"), 0, FARTHEST_OFFSET)
        except ValueError:
            return _problem(self._texts.text(N_("limit and offset must be whole numbers.")), 400)
        filters = {
            facet: [value[:100] for value in parameters.getlist(facet)[:MOST_FILTERS] if value] for facet in FACETS
        }
        chosen = {facet: values for facet, values in filters.items() if values}
        try:
            answer = await run_in_threadpool(self._search, text, chosen, limit, offset)
        except FupanError as error:
            return _problem(self._texts.text(error.message, **error.values), 503)
        return JSONResponse(answer, headers=_NOT_STORED)

    async def health(self, request: Request) -> Response:
        now = self._state.snapshot()
        answer = {"ok": True, "version": __version__, "generation": now.generation, "errors": now.errors}
        return JSONResponse(answer, headers=_NOT_STORED)

    async def no_such_service(self, request: Request) -> Response:
        return _problem(self._texts.text(N_("There is nothing at this address.")), 404)

    async def state(self, request: Request) -> Response:
        now = self._state.snapshot()
        return JSONResponse({"generation": now.generation, "errors": now.errors}, headers=_NOT_STORED)

    async def errors(self, request: Request) -> Response:
        page = await run_in_threadpool(errors_page, self._state.snapshot(), self._texts)
        return HTMLResponse(page, headers=_NOT_STORED)


def _number(text: str | None, default: int, most: int) -> int:
    if text is None or text == "":
        return default
    if len(text) > 9:
        raise ValueError(text[:9])
    return max(0, min(int(text), most))


def _problem(message: str, status: int) -> JSONResponse:
    return JSONResponse({"ok": False, "error": message}, status_code=status, headers=_NOT_STORED)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if request.url.path.startswith("/api/"):
        return _problem(detail, status)
    return PlainTextResponse(detail, status_code=status)


def _broken(request: Request, _error: Exception) -> Response:
    # What went wrong inside is for the log, not for the reader.
    if request.url.path.startswith("/api/"):
        return _problem("internal error", 500)
    return PlainTextResponse("internal error", status_code=500)
