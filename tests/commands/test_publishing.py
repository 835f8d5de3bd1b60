"""What is published: the same for the pages, the data of the offline search, the index and its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.errors import EnvironmentFault
from generator.files.index_state import read_state
from generator.search.asking.zero_hit_log import LOG_FILE
from generator.site import driver
from tests.organizations import Terminal

SECRET_ARTICLE = """\
---
title: How whistleblowers are protected
audience: restricted
---
Nobody but the board reads about the peregrine falcon.
"""
RUNBOOK = """\
id: RB-ERP-DISK
title: ERP 停机手工发货
system: ERP
failure_mode: disk-full
cannot: [发不了货]
"""
# Neither of these may stand in anything that is published.
SECRETS = ("KB-WHISTLEBLOWER", "Whistleblower", "peregrine")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the Markdown out in place of MkDocs' rendering."""

    def render_beside(root: Path, sources: Mapping[str, str]) -> driver.Built:
        import shutil

        shutil.rmtree(root / driver.FRESH, ignore_errors=True)
        shutil.copytree(root / "build/docs", root / driver.FRESH)
        (root / driver.FRESH / driver.MARKER).write_text("", encoding="utf-8")
        return driver.Built(1, ())

    monkeypatch.setattr(driver, "render_beside", render_beside)


def _texts(folder: Path) -> str:
    # The log of searches in vain holds the words that were asked for; it stays on the machine of who asked.
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != Path(LOG_FILE).name]
    return "\n".join(f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)


def test_a_restricted_record_is_published_nowhere(terminal: Terminal) -> None:
    """No page, static data, label or index shows it: not after a build, nor after the search that renews the index."""
    path = terminal.root / "kb/articles/KB-WHISTLEBLOWER.md"
    path.parent.mkdir(parents=True)
    path.write_text(SECRET_ARTICLE, encoding="utf-8")

    def assert_hidden() -> None:
        published = _texts(terminal.root / "site") + _texts(terminal.root / "build")
        assert "ORA-00257" in published
        for secret in SECRETS:
            assert secret not in published
            assert terminal("search", secret, "--json") == 4
            assert terminal.answer["hits"] == []

    assert terminal("build") == 0, terminal.out
    assert_hidden()
    path.write_text(SECRET_ARTICLE + "More.\n", encoding="utf-8")
    assert terminal("search", "peregrine", "--json") == 4
    assert "records have changed" in terminal.err
    assert_hidden()


def test_a_search_after_a_build_only_searches(terminal: Terminal) -> None:
    """The build notes from which records the index was made, and what a search in vain offers."""
    (terminal.root / "sop/runbooks").mkdir(parents=True, exist_ok=True)
    (terminal.root / "sop/runbooks/RB-ERP-DISK.yml").write_text(RUNBOOK, encoding="utf-8")
    assert terminal("build") == 0
    noted = read_state(terminal.root)
    assert noted["labels"]["kind"]["postmortem"] == "Post-mortem"
    assert noted["help"] == [["发不了货", "RB-ERP-DISK"]]
    assert noted["site"][1] == "en"
    assert terminal("search", "ORA-00257", "--json") == 0
    assert terminal.err == ""


def test_a_foreign_site_is_refused_before_anything_is_written(terminal: Terminal) -> None:
    """A folder of someone else stays, and neither docs nor index are made."""
    (terminal.root / "site").mkdir()
    (terminal.root / "site/mine.html").write_text("mine", encoding="utf-8")

    assert terminal("build") == 1
    assert "did not make" in terminal.err
    assert not (terminal.root / "build").exists()


def test_an_index_that_cannot_be_written_leaves_the_old_site(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is switched last, so site and index stay of one build."""
    assert terminal("build") == 0
    before = _texts(terminal.root / "site")
    path = terminal.root / "kb/systems/ERP.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Resource", "Better"), encoding="utf-8")

    def busy(engine: WhooshEngine, documents: Sequence[Any], words: bytes) -> None:
        raise EnvironmentFault("busy")

    monkeypatch.setattr(WhooshEngine, "synchronize", busy)
    assert terminal("build") == 3
    assert _texts(terminal.root / "site") == before
