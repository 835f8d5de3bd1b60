"""What `fupan check` says of git's history and of the last published site; acceptance cases 11, 12, 14 and 18."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.build import site_of
from generator.commands.building.audit import audited, write_manifest
from generator.commands.building.audit_history import CACHE, gather_history
from generator.files.git_history import HistoryState
from generator.files.manifest import NAME, read_manifest
from generator.i18n.catalogue import catalogue
from generator.lifecycle.audit.change_audit import Act, ChangeAudit
from generator.reading.settings_file import read_settings
from generator.registry import load_library
from tests.organizations import ACCEPTANCE, CAPA, FILES, INCIDENT, SETTINGS, Terminal
from tests.repositories import Repository

TODAY = date(2026, 11, 20)
PM, CAPA_FILE = "postmortems/2026/PM-2026-0007.yml", "postmortems/capa/CAPA-2026-0003.yml"
# Ended by a decision not to act, which needs less than closing does.
ENDED = (
    CAPA.replace("{at: 2026-05-12, to: open}", "{at: 2026-05-12, to: open}\n  - {at: 2026-06-30, to: cancelled}")
    + ACCEPTANCE
    + "cancellation: {reason: New disk, risk: None, approved_by: Quality manager, date: 2026-06-30}\n"
)
SECRET = INCIDENT.replace("0007", "0666").replace("status: draft", "status: draft\naudience: restricted")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository in which a CAPA was closed before the last commit."""
    made = Repository.begin(tmp_path / "organization", FILES)
    (made.root / CAPA_FILE).write_text(ENDED, encoding="utf-8")
    made.commit("Close", day="2026-07-01", name="李四")
    return made


@pytest.fixture
def terminal(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in the repository."""
    return Terminal(repository.root, capsys)


def codes(terminal: Terminal) -> list[str]:
    """Return the codes about history that `fupan check` gives."""
    terminal("check", "--json")
    return [item["code"] for item in terminal.answer["items"] if item["code"].startswith("A")]


def gathered(root: Path) -> ChangeAudit:
    """Return the change audit of an organization."""
    settings = read_settings((root / "mkdocs.yml").read_bytes())
    return gather_history(root, load_library(root, settings, TODAY).graph)


def test_an_edit_of_a_closed_record_without_a_correction_is_an_error(
    repository: Repository, terminal: Terminal
) -> None:
    """Before the commit, after it, and no more once an entry tells of it (case 12)."""
    assert codes(terminal) == []
    repository.edit(CAPA_FILE, "owner: 李四", "owner: 王五")
    assert codes(terminal) == ["A001"]
    commit = repository.commit("Edit", day="2026-08-01")
    assert terminal("check") == 1
    assert f"{CAPA_FILE}:4:8 Error A001" in terminal.out
    assert commit[:12] in terminal.out

    with (repository.root / CAPA_FILE).open("a", encoding="utf-8") as file:
        file.write("corrections:\n  - {date: 2026-08-02, by: 李质, path: owner, old: 李四, new: 王五, reason: 交接}\n")
    assert codes(terminal) == []
    repository.commit("Correct", day="2026-08-02")
    assert codes(terminal) == []


def test_an_organization_says_from_when_it_is_under_audit(repository: Repository, terminal: Terminal) -> None:
    """Edits before that day are told on the page, but are no errors."""
    repository.edit(CAPA_FILE, "owner: 李四", "owner: 王五")
    repository.commit("Edit", day="2026-08-01")
    settings = SETTINGS.replace("language: en", "language: en, audit_since: 2026-08-02")
    (repository.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert codes(terminal) == []

    (repository.root / "mkdocs.yml").write_text(settings.replace("2026-08-02", "soon"), encoding="utf-8")
    assert terminal("check") == 1
    assert "audit_since is not a day: soon" in terminal.out
    assert " A001 " not in terminal.out


def test_a_deleted_record_is_an_error(repository: Repository, terminal: Terminal) -> None:
    """With its file and the commit; a void one is none (case 14)."""
    (repository.root / PM).unlink()
    assert codes(terminal) == ["A002"]
    commit = repository.commit("Delete", day="2026-08-01")
    assert terminal("check") == 1
    assert f"{PM}:1:1 Error A002 PM-2026-0007" in terminal.out
    assert commit[:12] in terminal.out

    (repository.root / PM).write_text(INCIDENT.replace("draft", "void"), encoding="utf-8")
    assert codes(terminal) == []


def test_a_record_may_move_to_another_file(repository: Repository, terminal: Terminal) -> None:
    """Its id stays, and so does its history."""
    (repository.root / PM).rename(repository.root / "postmortems/PM-2026-0007.yml")
    repository.commit("Move", day="2026-08-01")
    assert codes(terminal) == []
    rows = gathered(repository.root).by_record["PM-2026-0007"]

    assert [(row.act, [one.new for one in row.fields]) for _, row in rows] == [
        (Act.CHANGED, ["postmortems/PM-2026-0007.yml"]),
        (Act.ADDED, []),
    ]


def test_a_shallow_clone_leaves_the_history_out(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said, and nothing wrong is shown in its place (case 11)."""
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(tmp_path / "clone"))
    clone = Terminal(tmp_path / "clone", capsys)

    assert codes(clone) == ["A005"]
    assert clone("check") == 0
    assert clone("check", "--strict") == 1
    assert gathered(clone.root).commits == ()


def test_without_git_there_is_a_note(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check goes on, and exit is 0 even if warnings count."""
    monkeypatch.setattr("shutil.which", lambda _name: None)

    assert codes(terminal) == ["A004"]
    assert terminal("check", "--strict") == 0
    assert "A004" not in terminal.out


def published(root: Path) -> None:
    """Write the manifest of a site as a build does."""
    settings = read_settings((root / "mkdocs.yml").read_bytes())
    library = load_library(root, settings, TODAY)
    history = audited(root, library, settings, TODAY).history
    (root / "site").mkdir(exist_ok=True)
    write_manifest(root / "site", site_of(library, settings, catalogue("en"), TODAY, history), library)


def test_a_rewritten_history_is_said(repository: Repository, terminal: Terminal) -> None:
    """By the commit in the manifest of the last site; a further commit is no rewriting."""
    published(repository.root)
    repository.commit("More", day="2026-08-01")
    assert codes(terminal) == []

    repository.git("reset", "-q", "--hard", "HEAD~2")
    repository.commit("Otherwise", day="2026-08-02")
    assert "A006" in codes(terminal)


def test_a_published_id_must_not_vanish(repository: Repository, terminal: Terminal) -> None:
    """Also where the history was thrown away."""
    published(repository.root)
    (repository.root / PM).unlink()
    (repository.root / ".git").rename(repository.root / "no.git")

    assert codes(terminal) == ["A003", "A004"]


def test_the_manifest_names_nothing_that_readers_may_not_see(repository: Repository) -> None:
    """No id, no file; the same sources, commit and day give the same bytes (case 18)."""
    (repository.root / "postmortems/2026/PM-2026-0666.yml").write_text(SECRET, encoding="utf-8")
    commit = repository.commit("Secret", day="2026-08-01")
    published(repository.root)
    first = (repository.root / "site" / NAME).read_bytes()
    published(repository.root)
    manifest = read_manifest(repository.root / "site")

    assert (repository.root / "site" / NAME).read_bytes() == first
    assert b"0666" not in first
    assert manifest is not None
    assert (manifest.commit, manifest.day, manifest.uncommitted) == (commit, "2026-11-20", ())
    assert manifest.records["PM-2026-0007"] == "postmortem"
    assert set(manifest.sources) == set(FILES) - {"mkdocs.yml"}

    (repository.root / PM).write_text(INCIDENT + "summary: x\n", encoding="utf-8")
    published(repository.root)
    assert json.loads((repository.root / "site" / NAME).read_bytes())["uncommitted"] == [PM]


def test_each_commit_is_read_once_and_the_answer_is_the_same(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time no content is read; without what was kept, or with a broken one, the answer is equal."""
    fresh = gathered(repository.root)
    asked: list[set[str]] = []

    def counting(root: Path, hashes: object) -> dict[str, bytes]:
        asked.append(set(hashes))  # type: ignore[call-overload]
        return {}

    monkeypatch.setattr("generator.commands.building.audit_history.read_contents", counting)
    assert gathered(repository.root) == fresh
    assert set().union(*asked) == set()

    monkeypatch.undo()
    for text in ("{", "[]", '{"circumstances": 1}'):
        (repository.root / CACHE).write_text(text, encoding="utf-8")
        assert gathered(repository.root) == fresh


def test_a_history_that_cannot_be_read_whole_is_left_out(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A content that git does not have, as in a partial clone, makes the rest doubtful."""
    monkeypatch.setattr("generator.commands.building.audit_history.read_contents", lambda _root, _hashes: {})

    assert gathered(repository.root).state is HistoryState.REFUSED


def test_chinese_names_of_fields_are_the_same_fields(repository: Repository) -> None:
    """Another spelling of a name or a value is no change."""
    repository.edit(PM, "severity: S1", "严重级别: P1")
    repository.commit("Spelling", day="2026-08-01")

    assert gathered(repository.root).commits[0].changes == ()


def test_line_ends_of_windows_are_no_change(repository: Repository) -> None:
    """Git lays files out with them where it is set so, and keeps them without."""
    path = repository.root / PM
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert gathered(repository.root).uncommitted == ()


def test_where_nothing_can_be_kept_the_answer_is_the_same(repository: Repository) -> None:
    """Check only reads; a folder that may not be written is no reason to fail."""
    (repository.root / "build").write_text("", encoding="utf-8")

    assert len(gathered(repository.root).commits) == 2


def test_a_time_that_no_clock_shows_is_no_reason_to_fail(repository: Repository, terminal: Terminal) -> None:
    """Git keeps any offset that somebody writes into a commit."""
    repository.edit(PM, "severity: S1", "severity: S2")
    repository.git("add", "-A")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    text = f"tree {tree}\nparent {parent}\nauthor A <a> 99999999999999 +9999\ncommitter A <a> 99999999999999 +9999\n\nOdd\n"
    odd = repository.root.parent / "commit.txt"
    odd.write_text(text, encoding="utf-8")
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", str(odd))
    repository.git("update-ref", "HEAD", commit)

    assert codes(terminal) == []
    assert gathered(repository.root).commits[0].commit.subject == "Odd"
