"""What git remembers of the sources."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.files import git_history
from generator.files.git_history import HistoryState, is_ancestor, read_contents, read_history
from tests.repositories import Repository

FILES = {"mkdocs.yml": "site_name: Test\n", "kb/systems/ERP.yml": "id: ERP\ntitle: One\n"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with one source."""
    return Repository.begin(tmp_path / "organization", FILES)


def test_each_commit_tells_who_when_and_which_contents(repository: Repository) -> None:
    """The newest comes first; what is no source is left out."""
    repository.edit("kb/systems/ERP.yml", "One", "Two")
    repository.edit("mkdocs.yml", "Test", "Other")
    second = repository.commit("改名", day="2026-05-02", name="李四")
    history = read_history(repository.root)
    (commit, (change,)), (_, (added,)) = history.commits
    contents = read_contents(repository.root, [change.before, change.after])

    assert (history.state, history.head) == (HistoryState.WHOLE, second)
    assert (commit.hash, commit.author, commit.committer, commit.subject) == (second, "李四", "李四", "改名")
    assert commit.committed == "2026-05-02T09:00:00+08:00"
    assert (change.path, added.before) == ("kb/systems/ERP.yml", "")
    assert [contents[blob].decode() for blob in (change.before, change.after)] == [
        "id: ERP\ntitle: One\n",
        "id: ERP\ntitle: Two\n",
    ]
    assert history.tree == {"kb/systems/ERP.yml": change.after}


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows refuses such names")
@pytest.mark.parametrize(
    "name", ["有 空格.yml", 'quote"and\\.yml', "line\nbreak\x1e\t.yml", "-n.yml", "*.yml", ":(top)x.yml"]
)
def test_unusual_file_names_come_through(repository: Repository, name: str) -> None:
    """Names are parted by NUL and never quoted, and none is taken for an option or a pattern."""
    (repository.root / "kb" / name).write_text("id: A\n", encoding="utf-8")
    repository.commit("Add", day="2026-05-02")
    history = read_history(repository.root)

    assert [change.path for change in history.commits[0][1]] == [f"kb/{name}"]
    assert f"kb/{name}" in history.tree


def test_a_merge_tells_what_it_changed_by_itself(repository: Repository) -> None:
    """What both sides had is told at their commits; a value that neither had would otherwise come from nowhere."""
    repository.git("checkout", "-q", "-b", "side")
    repository.edit("kb/systems/ERP.yml", "One", "Side")
    repository.commit("Side", day="2026-05-02")
    repository.git("checkout", "-q", "main")
    repository.edit("kb/systems/ERP.yml", "One", "Main")
    repository.commit("Main", day="2026-05-03")
    repository.git("merge", "-q", "-s", "ours", "side", day="2026-05-04")
    repository.edit("kb/systems/ERP.yml", "Main", "Neither")
    repository.git("commit", "-q", "-a", "--amend", "--no-edit", day="2026-05-04")
    history = read_history(repository.root)
    (merge, (change,)) = history.commits[0]
    contents = read_contents(repository.root, [change.before, change.after])

    assert len(history.commits) == 4
    assert merge.subject.startswith("Merge")
    assert [contents[blob].decode().split()[-1] for blob in (change.before, change.after)] == ["Main", "Neither"]


def test_a_folder_below_the_repository_has_its_own_paths(repository: Repository) -> None:
    """Paths are relative to the organization, not to the repository around it."""
    below = repository.root / "below"
    (below / "kb").mkdir(parents=True)
    (below / "kb/A.yml").write_text("id: A\n", encoding="utf-8")
    assert read_history(below).state is HistoryState.NOT_TRACKED

    repository.commit("Add", day="2026-05-02")
    history = read_history(below)
    assert [[change.path for change in files] for _, files in history.commits] == [["kb/A.yml"]]
    assert [*history.tree] == ["kb/A.yml"]


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    """Neither outside of one nor before the first commit."""
    (tmp_path / "plain").mkdir()
    empty = Repository(tmp_path / "empty")
    empty.root.mkdir()
    empty.git("init", "-q", ".")

    assert read_history(tmp_path / "plain").state is HistoryState.NO_REPOSITORY
    assert read_history(empty.root).state is HistoryState.NOT_TRACKED


def test_a_shallow_clone_has_no_history(repository: Repository, tmp_path: Path) -> None:
    """A part of it would name the wrong person for everything older."""
    repository.commit("Second", day="2026-05-02")
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(tmp_path / "clone"))
    history = read_history(tmp_path / "clone")

    assert (history.state, history.commits) == (HistoryState.SHALLOW, ())


def test_without_git_there_is_no_history(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised."""
    monkeypatch.setattr("shutil.which", lambda _name: None)

    assert read_history(repository.root).state is HistoryState.NO_GIT
    assert read_contents(repository.root, ["a" * 40]) == {}
    assert not is_ancestor(repository.root, "a" * 40, "b" * 40)


def test_git_in_the_organizations_own_folder_is_not_called(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise whoever may add a file could run it on the machine that builds."""
    monkeypatch.setattr("shutil.which", lambda _name: str(repository.root / "git"))

    assert read_history(repository.root).state is HistoryState.NO_GIT


def test_git_that_takes_too_long_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build goes on without a history."""
    monkeypatch.setattr(git_history, "TIME_LIMIT", 0.0)

    assert read_history(repository.root).state is HistoryState.REFUSED


@pytest.mark.skipif("sys.platform == 'win32'", reason="the trap is a shell script")
@pytest.mark.parametrize(
    "setting",
    [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "gpg.program",
        "core.sshCommand",
        "diff.trap.textconv",
        "filter.trap.clean",
    ],
)
def test_nothing_that_the_repository_configures_is_run(repository: Repository, tmp_path: Path, setting: str) -> None:
    """A repository from elsewhere must not run programs here."""
    trap, caught = tmp_path / "trap.sh", tmp_path / "caught"
    trap.write_text(f"#!/bin/sh\ntouch '{caught}'\ncat\n", encoding="utf-8")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    (repository.root / ".gitattributes").write_text("*.yml diff=trap filter=trap\n", encoding="utf-8")
    repository.edit("kb/systems/ERP.yml", "One", "Two")
    repository.commit("Two", day="2026-05-02")
    repository.git("config", "log.showSignature", "true")
    repository.git("config", setting, str(trap))
    history = read_history(repository.root)
    read_contents(repository.root, history.tree.values())

    assert history.state is HistoryState.WHOLE
    assert not caught.exists()


def test_the_environment_cannot_point_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook that calls fupan leaves GIT_DIR behind."""
    other = Repository.begin(tmp_path / "other", FILES)
    other.commit("More", day="2026-05-02")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))

    assert read_history(repository.root).head == repository_head(repository)


def repository_head(repository: Repository) -> str:
    """Return the last commit without asking git."""
    return (repository.root / ".git/refs/heads/main").read_text(encoding="ascii").strip()


def test_replaced_commits_do_not_count(repository: Repository) -> None:
    """`git replace` shows another history than the one that the hashes stand for."""
    first = repository_head(repository)
    repository.edit("kb/systems/ERP.yml", "One", "Two")
    second = repository.commit("True", day="2026-05-02")
    repository.edit("kb/systems/ERP.yml", "Two", "Three")
    third = repository.commit("False", day="2026-05-03")
    repository.git("reset", "-q", "--hard", second)
    repository.git("replace", second, third)

    assert [commit.hash for commit, _ in read_history(repository.root).commits] == [second, first]


def test_a_rewritten_commit_is_no_ancestor(repository: Repository) -> None:
    """Also not one that git still holds, and nothing that is no hash reaches git."""
    first = repository_head(repository)
    second = repository.commit("Second", day="2026-05-02")
    assert is_ancestor(repository.root, first, second)

    repository.git("commit", "-q", "--amend", "-m", "Rewritten", "--allow-empty", day="2026-05-03")
    assert not is_ancestor(repository.root, second, repository_head(repository))
    assert not is_ancestor(repository.root, "--help", second)
