"""The web application: the files of the site, the search service, and the state that live reload polls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from generator.i18n.catalogue import catalogue
from generator.server.answers import Answers
from generator.server.live import LiveState
from generator.server.rate import Buckets, RateLimit
from generator.server.security import SecurityHeaders
from generator.server.service import Service, problem
from generator.server.site_files import SiteFiles
from generator.server.workers import Workers
from generator.wording import N_


def make_application(
    site_folder: Path,
    answers: Answers,
    state: LiveState,
    *,
    watch: bool = False,
    language: str = "zh",
    hosts: Sequence[str] = (),
    buckets: Buckets | None = None,
    workers: Workers | None = None,
) -> ASGIApp:
    """Return the application over the site in `site_folder`.

    With `watch`, pages reload after a rebuild. With `hosts`, only requests to one of these names are answered: a
    foreign name that leads here is a page of a stranger, who would read the records through the browser of one of us.
    `buckets` limit how much one client may ask, `workers` how long an answer may take.
    """
    texts = catalogue(language)
    live_text = texts.text(N_("{errors} errors in the records: show them")) if watch else None
    service = Service(answers, state, texts, workers or Workers())
    application = Starlette(
        routes=[*service.routes(), Mount("/", SiteFiles(site_folder, live_text))],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=_as_in_requests(hosts) or ["*"], www_redirect=False),
            Middleware(RateLimit, refuse=service.refusal, buckets=Buckets() if buckets is None else buckets),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )
    # Starlette answers a fault of our own outside of all middleware.
    return SecurityHeaders(application)


def _as_in_requests(hosts: Sequence[str]) -> list[str]:
    return [f"[{host}]" if ":" in host else host for host in hosts]


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    headers = dict((error.headers if isinstance(error, HTTPException) else None) or {})
    if request.url.path.startswith("/api/"):
        return problem(detail, status, headers)
    return PlainTextResponse(detail, status_code=status, headers=headers)


def _broken(request: Request, _error: Exception) -> Response:
    # What went wrong inside is for the log, not for the reader.
    if request.url.path.startswith("/api/"):
        return problem("internal error", 500)
    return PlainTextResponse("internal error", status_code=500)
