"""Acceptance cases about what git remembers: a shallow clone, a closed record that was edited, a record that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.offices import checked, errors, pages_of
from tests.organizations import CAPA, FILES, Terminal
from tests.pages.sites import plain
from tests.repositories import Repository

DAY = "2026-11-20"
PAGES = ("audit.md", "audit/CAPA-2026-0003.md")
PM, CAPA_FILE = "postmortems/2026/PM-2026-0007.yml", "postmortems/capa/CAPA-2026-0003.yml"
CLOSED = CAPA.replace("{at: 2026-05-12, to: open}", "{at: 2026-05-12, to: open}\n  - {at: 2026-06-30, to: closed}")
CORRECTION = "corrections:\n  - {date: 2026-08-02, by: 李质, path: owner, old: 李四, new: 王五, reason: 交接}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository whose CAPA was opened and closed in two commits by two persons."""
    made = Repository.begin(tmp_path / "organization", FILES)
    (made.root / CAPA_FILE).write_text(CLOSED, encoding="utf-8")
    made.commit("Close", day="2026-07-01", name="李四")
    return made


@pytest.fixture
def terminal(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in the repository."""
    return Terminal(repository.root, capsys)


def about_history(terminal: Terminal) -> list[str]:
    """Return `file code` of what `fupan check` finds wrong with the history."""
    return [one for one in errors(checked(terminal, DAY)) if one.rpartition(" ")[2].startswith("A0")]


def test_case_11_a_shallow_clone_shows_no_history_instead_of_a_wrong_one(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case 11: the last commit would seem to have written everything; check warns, and the page says why it is empty."""
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(tmp_path / "clone"))
    whole, part = (pages_of(root, DAY, *PAGES) for root in (repository.root, tmp_path / "clone"))
    told = [(item["code"], item["severity"]) for item in checked(Terminal(tmp_path / "clone", capsys), DAY)]

    assert ("A005", "warning") in told
    assert [path for path, text in whole.items() if "2026-07-01" in text] == [*PAGES]
    assert [path for path, text in part.items() if "2026-07-01" in text] == []
    assert "The change audit is left out Reason: the repository holds the last commits only" in plain(part["audit.md"])
    assert "The change audit is left out" not in plain(whole["audit.md"])


def test_case_12_a_closed_record_is_edited_with_a_correction_or_not_at_all(
    repository: Repository, terminal: Terminal
) -> None:
    """Case 12: an error before the commit and after it, until an entry of `corrections` tells of the change."""
    assert about_history(terminal) == []
    repository.edit(CAPA_FILE, "owner: 李四", "owner: 王五")
    assert about_history(terminal) == [f"{CAPA_FILE} A001"]
    repository.commit("Edit", day="2026-08-01")
    assert about_history(terminal) == [f"{CAPA_FILE} A001"]

    with (repository.root / CAPA_FILE).open("a", encoding="utf-8") as file:
        file.write(CORRECTION)
    assert about_history(terminal) == []


def test_case_14_a_record_that_is_gone_is_an_error(repository: Repository, terminal: Terminal) -> None:
    """Case 14: a deleted file is told with its path and blocks the build; a void record is no error."""
    text = (repository.root / PM).read_text(encoding="utf-8")
    (repository.root / PM).unlink()
    assert about_history(terminal) == [f"{PM} A002"]
    repository.commit("Delete", day="2026-08-01")
    assert about_history(terminal) == [f"{PM} A002"]
    assert terminal("build", "--quiet", day=DAY) == 1
    assert not (repository.root / "site").exists()

    (repository.root / PM).write_text(text.replace("status: draft", "status: void"), encoding="utf-8")
    assert about_history(terminal) == []
