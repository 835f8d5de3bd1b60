"""`fupan export audit`."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tests.organizations import ACCEPTANCE, CAPA, FILES, INCIDENT, Terminal
from tests.repositories import Repository

PM, CAPA_FILE = "postmortems/2026/PM-2026-0007.yml", "postmortems/capa/CAPA-2026-0003.yml"
SECRET = INCIDENT.replace("0007", "0666").replace("status: draft", "status: draft\naudience: restricted")
OLD = INCIDENT.replace("0007", "0001").replace("2026-05-11", "2024-05-11")
LINKED = CAPA + ACCEPTANCE.replace("type: suggestion", "type: incident, ref: PM-2026-0007") + "modules: ['=1+1']\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with an incident, its CAPA, an old incident and a restricted one."""
    files = {
        **FILES,
        CAPA_FILE: LINKED,
        "postmortems/2026/PM-2026-0001.yml": OLD,
        "postmortems/2026/PM-2026-0666.yml": SECRET,
        "kb/systems/WMS.yml": "id: WMS\ntitle: Warehouse\n",
    }
    made = Repository.begin(tmp_path / "organization", files)
    made.edit(PM, "severity: S1", "severity: S2")
    made.commit("Review", day="2026-06-01", name="李四")
    return made


@pytest.fixture
def terminal(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in the repository."""
    return Terminal(repository.root, capsys)


def pack(terminal: Terminal, *options: str) -> dict[str, bytes]:
    """Return the files of the pack that the command makes."""
    path = terminal.root.parent / "pack.zip"
    assert terminal("export", "audit", "--out", str(path), *options) == 0, terminal.err
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_holds_pages_sources_registers_and_checksums(terminal: Terminal, repository: Repository) -> None:
    """What happened in the period, and what it belongs to; each checksum is right."""
    files = pack(terminal, "--since", "2026-01-01")
    manifest = json.loads(files["manifest.json"])
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())

    assert {
        "pages/postmortems/PM-2026-0007.html",
        "pages/capa/CAPA-2026-0003.html",
        f"sources/{PM}",
        "README.md",
    } <= set(files)
    assert {"registers/capa.csv", "registers/postmortems.csv", "registers/documents.csv"} <= set(files)
    assert not [name for name in files if "0001" in name]
    assert files[f"sources/{PM}"] == (repository.root / PM).read_bytes()
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name in manifest["files"]}
    assert manifest["commit"] == repository.git("rev-parse", "HEAD")
    assert (manifest["since"], manifest["until"], manifest["uncommitted"]) == ("2026-01-01", "2026-11-20", [])


def test_the_same_commit_and_day_give_the_same_bytes(
    terminal: Terminal, repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In another clone, at another time, with another published site."""
    repository.git("clone", "-q", str(repository.root), str(tmp_path / "clone"))
    (repository.root / "site").mkdir()
    (repository.root / "site/manifest.json").write_text('{"form": 1, "commit": "x"}', encoding="utf-8")
    paths = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for path, one in zip(paths, (terminal, Terminal(tmp_path / "clone", capsys)), strict=True):
        assert one("export", "audit", "--out", str(path)) == 0

    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_what_readers_may_not_see_is_not_in_the_pack(terminal: Terminal) -> None:
    """No id, no file, no line of the change audit."""
    files = pack(terminal)

    assert not [name for name in files if "0666" in name]
    assert not [name for name, data in files.items() if b"0666" in data]


def test_a_page_stands_alone(terminal: Terminal) -> None:
    """No script, nothing from outside; links lead to pages of the pack, others are plain text."""
    files = pack(terminal, "--since", "2026-01-01")
    text = files["pages/capa/CAPA-2026-0003.html"].decode()

    assert "<script" not in text
    assert "<link" not in text
    assert 'href="../postmortems/PM-2026-0007.html"' in text
    assert "systems/ERP" not in text
    assert "does not replace the controlled, approved document" in text


def test_the_change_audit_has_the_fields(terminal: Terminal) -> None:
    """Old and new, name and commit; registers keep a text that looks like a formula as text."""
    files = pack(terminal, "--since", "2026-01-01")
    rows = files["change-audit.csv"].decode("utf-8-sig").splitlines()

    assert any(",PM-2026-0007,changed,severity,S1,S2,Review" in row and ",李四," in row for row in rows)
    assert files["registers/capa.csv"].startswith(b"\xef\xbb\xbf")
    assert not [name for name, data in files.items() if name.endswith(".csv") and b",=1" in data]


def test_the_reader_is_told_what_it_is(terminal: Terminal) -> None:
    """In both languages."""
    text = pack(terminal)["README.md"].decode()

    assert text.count("# ") == 2
    assert "no controlled, approved document" in text


def test_a_system_and_a_period_narrow_it(terminal: Terminal) -> None:
    """A system by any of its names; where nothing is left, the exit code says so."""
    assert f"sources/{PM}" in pack(terminal, "--system", "老ERP")
    assert terminal("export", "audit", "--system", "WMS") == 4
    assert terminal("export", "audit", "--since", "2020-01-01", "--until", "2020-12-31") == 4
    assert terminal("export", "audit", "--system", "nothing") == 2
    assert terminal("export", "audit", "--since", "2026-12-01") == 1
    assert terminal("export", "everything") == 2


def test_what_is_not_committed_is_said(terminal: Terminal, repository: Repository) -> None:
    """Nobody could make such a pack again."""
    repository.edit(PM, "severity: S2", "severity: S1")

    assert json.loads(pack(terminal)["manifest.json"])["uncommitted"] == [PM]
    assert "Not committed yet" in terminal.out


def test_records_with_errors_are_not_exported(terminal: Terminal, repository: Repository) -> None:
    """An auditor must not get what the tool itself finds wrong."""
    repository.edit(PM, "severity: S2", "severity: huge")

    assert terminal("export", "audit") == 1
    assert "fupan check" in terminal.err


def test_what_is_for_fewer_readers_is_counted(terminal: Terminal) -> None:
    """The pack does not name it, and whoever makes the pack knows that it is not all there is."""
    readme = pack(terminal, "--since", "2026-01-01")["README.md"].decode()
    assert "extra.fupan.audience): 1" in terminal.out
    assert "Records for a narrower audience than that of the site are left out." in readme
    pack(terminal, "--since", "2026-01-01", "--json")
    assert json.loads(terminal.out)["left_out"] == 1
    assert terminal("export", "postmortems", "--format", "csv", "--json") == 0
    assert (terminal.answer["rows"], terminal.answer["left_out"]) == (2, 1)
