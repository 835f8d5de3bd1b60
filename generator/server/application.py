"""The web application: the files of the site, the search service, and the state that live reload polls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
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

from generator.i18n.catalogue import Catalogue, catalogue
from generator.server.answers import Answers
from generator.server.live import LiveState
from generator.server.openapi import REFUSALS
from generator.server.rate import Buckets, RateLimit
from generator.server.security import SecurityHeaders
from generator.server.service import NOTHING_HERE, Service, problem
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
        exception_handlers={HTTPException: partial(_refused, texts), Exception: partial(_broken, texts)},
    )
    # Starlette answers a fault of our own outside of all middleware.
    return SecurityHeaders(application)


def _as_in_requests(hosts: Sequence[str]) -> list[str]:
    return [f"[{host}]" if ":" in host else host for host in hosts]


def _refused(texts: Catalogue, request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _broken(texts, request, error)
    headers = dict(error.headers or {})
    # At an address without a record behind it, 404 is about the address.
    sentence = NOTHING_HERE if error.status_code == 404 else REFUSALS.get(error.status_code, error.detail)
    return _told(texts.text(sentence), error.status_code, request, headers)


def _broken(texts: Catalogue, request: Request, _error: Exception) -> Response:
    # What went wrong inside is for the log, not for the reader.
    return _told(texts.text(REFUSALS[500]), 500, request, {})


def _told(sentence: str, status: int, request: Request, headers: dict[str, str]) -> Response:
    if request.url.path.startswith("/api/"):
        return problem(sentence, status, headers)
    return PlainTextResponse(sentence, status_code=status, headers=headers)
