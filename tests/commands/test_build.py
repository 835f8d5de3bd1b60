"""`fupan build`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.build.phases import Phases
from generator.commands.building import site as building
from generator.commands.building.site import BuildResult
from generator.commands.terminal.session import Session
from tests.organizations import Terminal


def built(ok: bool = True, broken_link: bool = False) -> object:
    """Return a stand-in for the build that reads but does not render."""
    from generator.diagnostics import Report, Span
    from generator.registry import load_library
    from generator.site.driver import BROKEN_LINK

    def build_site(
        root: Path, settings: object, today: object, *, strict: bool = False, progress: object = None
    ) -> object:
        assert callable(progress)
        progress("Reading and checking records")
        library = load_library(root, settings, today)  # type: ignore[arg-type]
        report = Report([*library.report, *([BROKEN_LINK.at(Span("kb/a.md"), value="x")] if broken_link else [])])
        if report.has_errors:
            return BuildResult(False, library, report)
        progress("Rendering the site")
        return BuildResult(True, library, report, 3, 2, root / "site")

    return build_site


def test_it_says_what_was_made_and_what_is_next(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a pipe there is a line a phase, then the result and the next command."""
    monkeypatch.setattr(building, "build_site", built())

    assert terminal("build") == 0
    lines = terminal.out.splitlines()
    assert lines[:2] == ["Reading and checking records", "Rendering the site"]
    assert lines[2].startswith(f"3 pages in {terminal.root / 'site'}, 2 of them searchable")
    assert lines[3] == "Next: fupan serve --open"


def test_errors_are_shown_as_in_check(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken record is exit 1 with its place; the last site stays."""
    monkeypatch.setattr(building, "build_site", built())
    (terminal.root / "kb/systems/ERP.yml").write_text("id: ERP\n", encoding="utf-8")

    assert terminal("build") == 1
    assert "kb/systems/ERP.yml:1:1 Error F001" in terminal.out
    assert "nothing was built, the last site stays" in terminal.out


def test_json_is_one_object(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output holds the answer alone; the phases go to standard error."""
    monkeypatch.setattr(building, "build_site", built())

    assert terminal("build", "--json") == 0
    assert terminal.answer["ok"] is True
    assert terminal.answer["build"]["pages"] == 3
    assert "Rendering the site" in terminal.err


def test_broken_links_fail_a_strict_build_only(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs finds them at the end; strict still means exit 1."""
    monkeypatch.setattr(building, "build_site", built(broken_link=True))

    assert terminal("build") == 0
    assert terminal("build", "--strict") == 1
    assert terminal("build", "--strict", "--json") == 1
    assert terminal.answer["ok"] is False


def test_a_short_build_shows_no_bar_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The changing line appears only after a second, and is taken away."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    phases = Phases(Session())
    phases("Rendering the site")
    assert capsys.readouterr().out == ""

    monkeypatch.setattr(Phases, "seconds", 2.0)
    phases("Rendering the site")
    phases.end()
    out = capsys.readouterr().out
    assert "\n" not in out
    assert out.endswith("\r")
