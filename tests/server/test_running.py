"""Running the web server for real."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest
import uvicorn

from generator.errors import EnvironmentFault
from generator.server.application import make_application
from generator.server.listening import listen
from generator.server.live import LiveState
from generator.server.running import run_until_stopped
from tests.server.asked import Asked


def test_the_site_is_answered_over_the_network(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A real request gets the page and its headers; the end is told to the server's own loop."""
    (tmp_path / "index.html").write_text("<body>复盘</body>", encoding="utf-8")
    started: list[uvicorn.Server] = []
    original = uvicorn.Server.__init__

    def remember(server: uvicorn.Server, *given: object, **options: object) -> None:
        original(server, *given, **options)  # type: ignore[arg-type]
        started.append(server)

    monkeypatch.setattr(uvicorn.Server, "__init__", remember)
    application = make_application(tmp_path, Asked(), LiveState(), watch=True)
    ready = threading.Event()
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=run_until_stopped, args=(application, listener, ready.set))
        thread.start()
        assert ready.wait(10)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            page = answer.read().decode("utf-8")
            assert answer.headers["Content-Security-Policy"]
        started[0].should_exit = True
        thread.join(10)

    assert page.startswith("<body>复盘<script src=")
    assert not thread.is_alive()


def test_an_address_of_another_machine_is_called_that() -> None:
    """No other port would help."""
    with pytest.raises(EnvironmentFault, match="no address"):
        listen("203.0.113.7", 0)
