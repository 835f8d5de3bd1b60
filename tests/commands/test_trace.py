"""`fupan trace`: the matrix, the gaps, the views and confirming a link."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.commands.building.site import assemble_site
from generator.reading.settings_file import read_settings
from generator.registry import load_library
from tests.organizations import FILES, Terminal, lay_out

INCIDENT = FILES["postmortems/2026/PM-2026-0007.yml"] + (
    "capa: [CAPA-2026-0003]\n"
    'quality_impact: {lots: ["0123"], decision: Held}\n'
    "steps: [{key: check-disk, text: Look, docs: [RB-ERP-DISK]}]\n"
).replace("status: draft", "status: approved")
RUNBOOK = (
    "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n"
    "external_refs: [ISO 13485:2016 8.5.2]\nstatic_steps: [{key: check-disk, text: Look, basis: experience}]\n"
)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in an organization with something to trace."""
    files = {
        **FILES,
        "postmortems/2026/PM-2026-0007.yml": INCIDENT,
        "postmortems/capa/CAPA-2026-0003.yml": FILES["postmortems/capa/CAPA-2026-0003.yml"]
        + "related: [RB-ERP-DISK]\n",
        "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    }
    return Terminal(lay_out(tmp_path / "organization", files), capsys)


def test_it_prints_the_matrix(terminal: Terminal) -> None:
    """One line an action."""
    assert terminal("trace") == 0
    assert "PM-2026-0007" in terminal.out
    assert "CAPA-2026-0003" in terminal.out


def test_it_answers_with_the_whole_trace(terminal: Terminal) -> None:
    """Nodes, links and gaps as the site's trace.json has them."""
    assert terminal("trace", "--json") == 0
    assert terminal.answer["ok"]
    assert {"link": "raises", "from": "PM-2026-0007", "to": "CAPA-2026-0003"} in terminal.answer["links"]


def test_the_site_has_the_same_file(terminal: Terminal) -> None:
    """Other programs read trace.json at the site's root."""
    settings = read_settings((terminal.root / "mkdocs.yml").read_bytes())
    library = load_library(terminal.root, settings, date(2026, 11, 20))
    files = assemble_site(terminal.root, library, settings, date(2026, 11, 20)).files
    terminal("trace", "--json")

    assert {"ok": True, **json.loads(files["trace.json"])} == terminal.answer
    assert "trace/year-2026.md" in files


def test_it_lists_the_gaps(terminal: Terminal) -> None:
    """The incident and its CAPA have no cause."""
    assert terminal("trace", "--gaps", "--json") == 0
    assert "T03" in {gap["code"] for gap in terminal.answer["gaps"]}
    assert "nodes" not in terminal.answer


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--lot", "0123"), "PM-2026-0007"),
        (("--clause", "8.5.2"), "RB-ERP-DISK"),
        (("--clause", "ISO 13485:2016 第8.5.2条"), "RB-ERP-DISK"),
        (("--step", "RB-ERP-DISK#check-disk"), "RB-ERP-DISK"),
        (("--step", "RB-ERP-DISK"), "RB-ERP-DISK"),
    ],
)
def test_it_begins_at_the_other_end(terminal: Terminal, arguments: tuple[str, ...], expected: str) -> None:
    """From a lot, a clause, a step back to the records."""
    code = terminal("trace", *arguments, "--json")
    found = {item["id"] for item in terminal.answer["items"]} | {
        node.partition("#")[0] for node in terminal.answer["nodes"]
    }

    assert code == 0
    assert expected in found


@pytest.mark.parametrize(
    "arguments", [("--lot", "123"), ("--ticket", "1"), ("--step", "RB-ERP-DISK#no"), ("--clause", "1")]
)
def test_nothing_found_is_told(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """Lot 0123 is not lot 123."""
    assert terminal("trace", *arguments) == 4
    assert "Nothing to list." in terminal.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lot", "0123", "--gaps"),
        ("--lot", "0123", "--csv", "x.csv"),
        ("--by", "QA"),
        ("--step", "A#b", "--clause", "8"),
    ],
)
def test_options_of_which_one_would_be_passed_over_are_refused(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """To answer one and keep silent about the other would be half an answer."""
    assert terminal("trace", *arguments) == 2
    assert not (terminal.root / "x.csv").exists()


def test_it_writes_csv(terminal: Terminal, tmp_path: Path) -> None:
    """With a mark that makes WPS and Excel read it as UTF-8."""
    target = tmp_path / "matrix.csv"

    assert terminal("trace", "--csv", str(target)) == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfDate,Incident,")


def test_confirming_a_link_is_a_note_in_the_record(terminal: Terminal) -> None:
    """One line is added; after a change of the target the check warns until it is confirmed again."""
    path = terminal.root / "postmortems/capa/CAPA-2026-0003.yml"
    before = path.read_text(encoding="utf-8")
    runbook = terminal.root / "sop/runbooks/RB-ERP-DISK.yml"

    assert terminal("trace", "confirm", "CAPA-2026-0003", "RB-ERP-DISK", "--by", "QA") == 0
    assert path.read_text(encoding="utf-8").startswith(before)
    assert terminal("check") == 0
    assert "C100" not in terminal.out

    runbook.write_text(RUNBOOK + "purpose: New\n", encoding="utf-8")
    terminal("check")
    assert "C100" in terminal.out

    assert terminal("trace", "confirm", "CAPA-2026-0003", "RB-ERP-DISK", "--by", "QA", day="2026-11-21") == 0
    assert path.read_text(encoding="utf-8").count("target:") == 1
    terminal("check")
    assert "C100" not in terminal.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("confirm", "CAPA-2026-0003", "PM-2026-0007", "--by", "QA"), 1),
        (("confirm", "CAPA-2026-9999", "RB-ERP-DISK", "--by", "QA"), 1),
        (("confirm", "CAPA-2026-0003", "RB-ERP-DISK"), 2),
        (("confirm", "CAPA-2026-0003"), 2),
    ],
)
def test_a_wrong_confirmation_is_refused(terminal: Terminal, arguments: tuple[str, ...], code: int) -> None:
    """Only a record that cites the other one can say that both were read together."""
    assert terminal("trace", *arguments) == code
