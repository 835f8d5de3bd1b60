"""`fupan serve`."""

from __future__ import annotations

import builtins
import socket
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import uvicorn

from generator.commands.building import site as building
from generator.commands.building.site import BuildResult
from generator.commands.serve.answering import Answering
from generator.commands.serve.rebuilding import Rebuilder
from generator.commands.terminal.session import Session
from generator.errors import EnvironmentFault
from generator.files.index_state import write_state
from generator.registry import load_library
from generator.search.asking.zero_hit_log import LOG_FILE
from generator.server.listening import listen
from generator.server.live import LiveState
from generator.settings import Settings
from tests.organizations import Terminal, lay_out
from tests.search.engines import SmallEngine


def read_only_build(root: Path, settings: Settings, today: date, **options: Any) -> BuildResult:
    """Stand in for the build: read and check, but render nothing."""
    library = load_library(root, settings, today)
    if library.report.has_errors:
        return BuildResult(False, library, library.report)
    (root / "site").mkdir(exist_ok=True)
    return BuildResult(True, library, library.report, 1, 1, root / "site")


@pytest.fixture
def rebuilder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Rebuilder, LiveState, Path]:
    """Return a rebuilder of a small organization, its state and its root."""
    monkeypatch.setattr(building, "build_site", read_only_build)
    state = LiveState()
    return Rebuilder(Session(folder=lay_out(tmp_path)), state), state, tmp_path


def test_a_good_edit_is_a_new_generation(rebuilder: tuple[Rebuilder, LiveState, Path]) -> None:
    """Each build that succeeds makes pages reload."""
    build, state, _root = rebuilder
    before = state.snapshot().generation

    build.changed(frozenset({"kb/a.md"}))
    build.changed(frozenset({"mkdocs.yml"}))
    assert (state.snapshot().generation, state.snapshot().errors) == (before + 2, 0)


def test_a_broken_edit_leaves_the_last_good_site(
    rebuilder: tuple[Rebuilder, LiveState, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors are counted and shown, the generation stays; mending them makes a new one."""
    build, state, root = rebuilder
    build.rebuild()
    good = (root / "kb/systems/ERP.yml").read_text(encoding="utf-8")
    (root / "kb/systems/ERP.yml").write_text("id: ERP\n", encoding="utf-8")
    generation = state.snapshot().generation

    assert build.rebuild() is False
    assert state.snapshot().generation == generation
    assert state.snapshot().errors > 0
    assert "F001" in capsys.readouterr().out
    (root / "kb/systems/ERP.yml").write_text(good, encoding="utf-8")
    assert build.rebuild() is True
    assert (state.snapshot().generation, state.snapshot().errors) == (generation + 1, 0)


def test_broken_settings_are_told_at_their_places(
    rebuilder: tuple[Rebuilder, LiveState, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """They are edited while the site is shown, as records are."""
    build, state, root = rebuilder
    good = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text("extra:\n  fupan:\n    language: fr\n    timezone: X\n", encoding="utf-8")

    assert build.rebuild() is False
    assert state.snapshot().errors == 2
    said = capsys.readouterr().out
    assert "mkdocs.yml:3:15" in said
    assert "S004" in said
    (root / "mkdocs.yml").write_text(good, encoding="utf-8")
    assert build.rebuild() is True


@pytest.mark.parametrize(
    "error", [EnvironmentFault("No right to write {path}.", path="x"), OSError("full"), ValueError("bug")]
)
def test_a_build_that_breaks_does_not_end_the_preview(
    rebuilder: tuple[Rebuilder, LiveState, Path], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whatever goes wrong is told to the pages, and the server goes on."""
    build, state, _root = rebuilder

    def broken(*given: object, **options: object) -> BuildResult:
        raise error

    monkeypatch.setattr(building, "build_site", broken)
    assert build.rebuild() is False
    assert state.snapshot().errors == 1
    assert state.snapshot().fault


def test_output_that_cannot_be_written_does_not_end_the_preview(
    rebuilder: tuple[Rebuilder, LiveState, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that has gone neither stops the watching nor makes a good build a broken one."""
    build, state, _root = rebuilder

    def gone(*given: object, **options: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(click, "echo", gone)
    build.changed(frozenset({"kb/a.md"}))
    assert state.snapshot().errors == 0


def test_labels_are_those_of_the_last_good_build(
    rebuilder: tuple[Rebuilder, LiveState, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build with errors does not change how the search calls things."""
    build, _state, root = rebuilder

    def labelled(*given: Any, **options: Any) -> BuildResult:
        return replace(read_only_build(*given, **options), labels={"kind": {"postmortem": "Incident"}})

    monkeypatch.setattr(building, "build_site", labelled)
    build.rebuild()
    monkeypatch.setattr(building, "build_site", read_only_build)
    (root / "kb/systems/ERP.yml").write_text("id: ERP\n", encoding="utf-8")
    build.rebuild()

    assert build.labels == {"kind": {"postmortem": "Incident"}}


def test_a_used_port_is_exit_3_with_another_one(terminal: Terminal) -> None:
    """The sentence names the port and the next one to try."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert terminal("serve", "--port", str(port)) == 3
    assert f"--port {port + 1}" in terminal.err


def test_an_address_of_nobody_is_exit_3() -> None:
    """A host that this machine does not have is told as such."""
    with pytest.raises(EnvironmentFault):
        listen("192.0.2.1", 0)
    with pytest.raises(EnvironmentFault):
        listen("no such host", 0)


def test_the_missing_extra_is_named(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the server's packages the way to get them is said."""
    original = builtins.__import__

    def refuse(name: str, *rest: Any, **options: Any) -> Any:
        if name == "uvicorn":
            raise ImportError(name, name=name)
        return original(name, *rest, **options)

    monkeypatch.delitem(sys.modules, "generator.server.running", raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)

    assert terminal("serve") == 3
    assert 'pip install "fupan[serve]"' in terminal.err


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build without MkDocs and end the server at once, as Ctrl+C does."""
    monkeypatch.setattr(building, "build_site", read_only_build)

    def stopped(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        assert sockets[0].getsockname()[1] > 0
        raise KeyboardInterrupt

    monkeypatch.setattr(uvicorn.Server, "run", stopped)


@pytest.mark.usefixtures("web")
def test_ctrl_c_is_the_normal_end(terminal: Terminal) -> None:
    """Ending the preview is exit 0, with watching and without."""
    assert terminal("serve", "--port", "0") == 0
    assert "Ended." in terminal.out
    assert "Warning" not in terminal.err
    assert terminal("serve", "--port", "0", "--no-watch") == 0


@pytest.mark.usefixtures("web")
def test_an_open_address_is_warned_of(terminal: Terminal) -> None:
    """Whoever listens at all addresses is told that there is no login."""
    assert terminal("serve", "--port", "0", "--host", "0.0.0.0", "--no-watch") == 0
    assert "There is no login" in terminal.err


@pytest.mark.usefixtures("web")
def test_without_any_good_site_there_is_nothing_to_serve(terminal: Terminal) -> None:
    """With errors from the beginning and no earlier site the errors are shown, exit 1."""
    (terminal.root / "kb/systems/ERP.yml").write_text("id: ERP\n", encoding="utf-8")

    assert terminal("serve", "--port", "0") == 1
    assert "F001" in terminal.out
    assert "no site to show yet" in terminal.err


@pytest.mark.usefixtures("web")
def test_an_edit_during_the_first_build_is_not_lost(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watching begins before the first build; the edit is built after it, never beside it."""
    builds: list[int] = []
    again = threading.Event()
    building_now = threading.Lock()

    def slow(root: Path, *given: Any, **options: Any) -> BuildResult:
        assert not building_now.locked(), "two builds at the same time"
        with building_now:
            builds.append(len(builds))
            if len(builds) == 1:
                (root / "kb/note.md").write_text("---\ntitle: Note\n---\nText\n", encoding="utf-8")
                time.sleep(0.6)
            else:
                again.set()
            return read_only_build(root, *given, **options)

    def serve(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        assert again.wait(10)
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "build_site", slow)
    monkeypatch.setattr(uvicorn.Server, "run", serve)
    assert terminal("serve", "--port", "0") == 0


def test_searches_in_vain_are_logged_without_who_asked(rebuilder: tuple[Rebuilder, LiveState, Path]) -> None:
    """The service notes the text and the day, and nothing for a search that was narrowed."""
    build, _state, root = rebuilder
    engine: Any = SmallEngine()
    build.answers = Answering(engine, lambda: build.labels, str, lambda: 0, build._found_nothing)

    build.answers.search("巴枪没电 13800138000", filters={})
    build.answers.search("narrowed", filters={"kind": ["sop"]})
    (line,) = (root / LOG_FILE).read_text(encoding="utf-8").splitlines()
    assert line.startswith('{"query": "巴枪没电 *", "day": "2')


def test_the_log_of_searches_can_be_switched_off(tmp_path: Path) -> None:
    """An organization may want no such log."""
    root = lay_out(tmp_path)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("fupan: {", "fupan: {search_log: no, "), encoding="utf-8")

    Rebuilder(Session(folder=root), LiveState())._found_nothing("巴枪没电")
    assert not (root / LOG_FILE).exists()


def test_labels_of_an_earlier_build_serve_until_the_first_one(tmp_path: Path) -> None:
    """A server that starts with broken records still says what people read."""
    root = lay_out(tmp_path)
    write_state(root, "x", "en", {"kind": {"sop": "Procedure"}})

    assert Rebuilder(Session(folder=root), LiveState()).labels == {"kind": {"sop": "Procedure"}}
