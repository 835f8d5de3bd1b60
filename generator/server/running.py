"""Run the web application on a socket; the only place that knows the web server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

_ASK_AGAIN = 0.1
_TRIES = 100


def run_until_stopped(application: ASGIApp, listener: socket.socket, when_ready: Callable[[], None]) -> None:
    """Serve at `listener` until Ctrl+C; `when_ready` is called in another thread once requests are answered."""
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off", server_header=False))
    ended = threading.Event()

    def wait() -> None:
        for _ in range(_TRIES):
            if server.started:
                when_ready()
                return
            if ended.wait(_ASK_AGAIN):
                return

    threading.Thread(target=wait, daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):  # uvicorn passes Ctrl+C on after it has ended cleanly
            server.run(sockets=[listener])
    finally:
        ended.set()
