"""From an empty folder to a site that can be searched, by commands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.organizations import Terminal


@pytest.mark.filterwarnings("default")  # MkDocs and Material bring warnings of their own
def test_from_nothing_to_a_searchable_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lay out, write, check, build, search; a broken record afterwards leaves the site as it is."""
    terminal = Terminal(tmp_path, capsys)
    assert terminal("init", str(tmp_path / "shop"), "--empty") == 0
    terminal.root = tmp_path / "shop"
    assert (
        terminal("new", "postmortem", "--title", "Teapot broken", "--system", "ERP", "--severity", "S3", "--no-input")
        == 0
    )
    assert terminal("check", "--strict") == 0, terminal.out
    assert terminal("build", "--json") == 0, terminal.out
    site = terminal.root / "site"
    page = site / "postmortems/PM-2026-0002.html"
    assert "Teapot broken" in page.read_text(encoding="utf-8")
    assert (site / "assets/fupan/live.js").is_file()
    assert terminal("search", "teapot", "--json") == 0
    assert (site / terminal.answer["hits"][0]["url"]) == page

    (terminal.root / "kb/systems/ERP.yml").write_text("id: ERP\n", encoding="utf-8")
    assert terminal("build") == 1
    assert page.is_file()
