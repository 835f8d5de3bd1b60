"""Registers as files: each of them in each form, where asked for, and nothing where there is nothing."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.organizations import FILES, Terminal, lay_out


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in a small organization."""
    return Terminal(lay_out(tmp_path), capsys)


@pytest.mark.parametrize("name", ["capa", "postmortems", "trace"])
@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_every_register_in_every_form(terminal: Terminal, name: str, form: str) -> None:
    """The file lies under build/exports and holds the record's number."""
    assert terminal("export", name, "--format", form) == 0

    data = (terminal.root / "build" / "exports" / f"{name}.{form}").read_bytes()
    wanted = "PM-2026-0007" if name == "postmortems" else "CAPA-2026-0003"
    if form == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
        assert any(wanted in str(cell) for row in rows for cell in row)
    elif form == "json":
        assert wanted in json.dumps(json.loads(data)["tables"][name])
    else:
        assert data.startswith(b"\xef\xbb\xbf")
        assert wanted.encode() in data


def test_the_file_can_be_chosen_and_is_told(terminal: Terminal, tmp_path: Path) -> None:
    """`--out` is relative to the folder of work; the answer names file and rows."""
    target = tmp_path / "to" / "hand.csv"

    assert terminal("export", "capa", "--format", "csv", "--out", str(target), "--json") == 0
    answer = json.loads(terminal.out)
    assert (answer["file"], answer["rows"], target.exists()) == (str(target), 1, True)


def test_nothing_to_export_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4, as for a search that finds nothing, and no empty file."""
    files = {path: text for path, text in FILES.items() if "capa" not in path}
    terminal = Terminal(lay_out(tmp_path, files), capsys)

    assert terminal("export", "capa") == 4
    assert not (tmp_path / "build" / "exports").exists()


def test_the_same_day_gives_the_same_workbook(terminal: Terminal) -> None:
    """Two exports of one day are one file, so that they can be compared."""
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        terminal("export", "capa", "--out", str(terminal.root / name))
        made.append((terminal.root / name).read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--since", "2026-05-12"], 0),
        (["--since", "2026-05-13"], 4),
        (["--until", "2026-05-11"], 4),
        (["--system", "old erp"], 0),
        (["--system", "WMS"], 2),
    ],
)
def test_a_register_can_be_narrowed_down(terminal: Terminal, options: list[str], code: int) -> None:
    """By day and by system, whose alias will do; a system that does not exist is a slip."""
    assert terminal("export", "capa", *options) == code


def test_what_cannot_be_narrowed_down_says_so(terminal: Terminal) -> None:
    """Passing over an option in silence would hand out a wrong list."""
    assert terminal("export", "trace", "--since", "2026-01-01") == 1
    assert "narrow down only" in terminal.err + terminal.out


def test_a_folder_is_no_file_to_write(terminal: Terminal) -> None:
    """The name of a folder after --out is told as such, and nothing is left beside it."""
    (terminal.root / "away").mkdir()

    assert terminal("export", "capa", "--out", "away", "--lang", "en") == 1
    assert "away is a folder" in terminal.err
    assert not (terminal.root / ".away.tmp").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--format", "csv", "--out", "capa.xlsx"], ".xlsx"),
        (["--out", "capa.JSON"], ".json"),
        (["--since", "2027-01-01", "--until", "2026-01-01"], "ends before it begins"),
    ],
)
def test_what_contradicts_itself_is_refused(terminal: Terminal, options: list[str], sentence: str) -> None:
    """A workbook with the name of another form opens in nothing."""
    assert terminal("export", "capa", *options) == 1
    assert sentence in terminal.err
