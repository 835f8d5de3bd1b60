"""The one boundary where errors end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.cli import run
from generator.i18n.catalogue import LANGUAGES
from tests.organizations import Terminal


def test_a_working_folder_that_is_gone_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system's refusal is said in a sentence, exit 3."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    assert run(["check", "--lang", "en"]) == 3
    assert capsys.readouterr().err.startswith("Error: The system refused: ")
    monkeypatch.setenv("FUPAN_LANG", "en")
    assert run(["check"]) == 3
    assert capsys.readouterr().err.startswith("Error: The system refused: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list", "postmortms", "--json"), 2),
        (("list", "capa", "--json", "--limit", "none"), 2),
        (("nonsense", "--json"), 2),
        (("search", "--json", "--from", "no-such-file"), 1),
        (("serve", "--json", "--host", "192.0.2.1"), 3),
    ],
)
def test_json_says_why_there_is_no_answer(terminal: Terminal, arguments: tuple[str, ...], code: int) -> None:
    """Standard output has one object with the sentence that people read on standard error."""
    assert terminal(*arguments) == code
    answer = json.loads(terminal.out)
    assert (answer.keys(), answer["ok"], answer["code"]) == ({"ok", "error", "code"}, False, code)
    assert answer["error"] in terminal.err


def test_a_mistake_of_our_own_is_json_too(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script gets an object whatever happens."""

    def broken() -> None:
        raise ValueError("bug")

    monkeypatch.setattr(cli, "program", broken)
    assert terminal("check", "--json") == 1
    assert "ValueError: bug" in json.loads(terminal.out)["error"]
    assert "fupan-report-" in terminal.err


def test_without_json_standard_output_stays_empty(terminal: Terminal) -> None:
    """People read the sentence on standard error alone."""
    assert terminal("list", "postmortms") == 2
    assert terminal.out == ""


@pytest.mark.parametrize("arguments", [["explain", "F001", "--json"], ["explain", "X000", "--json"]])
def test_json_loses_nothing_on_a_pipe_that_is_not_utf_8(arguments: list[str]) -> None:
    """As it is in a Windows shell; JSON can say every character in ASCII."""
    ended = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        check=False,
    )
    answer = json.dumps(json.loads(ended.stdout.decode("ascii")), ensure_ascii=False)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in answer)


def test_ctrl_c_while_it_is_being_loaded_shows_no_traceback() -> None:
    """Loading takes a quarter of a second on a slow machine, long enough to think better of it."""
    interrupted = (
        "import sys, types\n"
        "def main(): raise KeyboardInterrupt\n"
        "sys.modules['generator.cli'] = types.SimpleNamespace(main=main)\n"
        "from generator.__main__ import main as run\n"
        "run()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, cwd=Path(__file__).parents[2], check=False
    )
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_one_form_of_an_answer_at_a_time(terminal: Terminal) -> None:
    """`--json` is one form, `--format sarif` another."""
    assert terminal("check", "--json", "--format", "sarif", "--lang", "en") == 2
    assert "cannot be asked for together" in terminal.err


def test_settings_that_cannot_be_are_told_as_records_are(terminal: Terminal) -> None:
    """With place and code, by every command; `check` goes on and tells what is wrong with the records, too."""
    settings = "site_name: A\nextra:\n  fupan:\n    language: fr\n    timezone: Mars\n"
    (terminal.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (terminal.root / "postmortems/PM-2026-0999.yml").write_text("id: PM-2026-0999\n", encoding="utf-8")

    assert terminal("list", "sop", "--json") == 1
    assert [(one["code"], one["line"]) for one in json.loads(terminal.out)["items"]] == [("S003", 4), ("S004", 5)]
    assert terminal("build", "--lang", "en") == 1
    assert "mkdocs.yml:4:15 Error S003 language cannot be fr." in terminal.out
    assert terminal("check", "--json") == 1
    assert {one["code"] for one in json.loads(terminal.out)["items"]} >= {"S003", "F001"}


def test_a_file_that_is_no_file_of_records_is_not_checked_in_vain(terminal: Terminal) -> None:
    """To find nothing wrong in what is never read would be a wrong answer."""
    (terminal.root / "README.md").write_text("# Read me\n", encoding="utf-8")

    assert terminal("check", "README.md", "--lang", "en") == 1
    assert "README.md is no file of records" in terminal.err
    assert terminal("check", "mkdocs.yml") == 0


@pytest.mark.parametrize("words", [(), ("capa",), ("sop",)], ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verb_is_listed_with_what_it_does(
    words: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal of usual width no line is cut off to nothing, as happens to a long text without a blank."""
    monkeypatch.setenv("FUPAN_LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*words, "--help"]) == 0
    listed = capsys.readouterr().out.rpartition("\n\n")[2].splitlines()[1:]
    assert len(listed) > 5
    for line in listed:
        verb, _, does = line.strip().partition(" ")
        assert does.strip().strip("."), verb


def test_a_day_beyond_the_calendar_is_refused(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """Days are counted on from today, which has an end."""
    assert run(["due", "-C", str(terminal.root), "--today", "9999-12-31"]) == 2
    assert "9000" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["explain", "--all"], ["explain", "--all", "--json"]])
def test_an_answer_that_cannot_be_written_is_said_once(tmp_path: Path, arguments: list[str]) -> None:
    """A full disk is no mistake of the program, and nothing to show its inside for."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("This system has no device that is always full.")
    with full.open("wb") as nowhere:
        ended = subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=Path(__file__).parents[2],
            check=False,
        )
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("rest", ["explain F001 >&-", "explain F001 --json >&-", "explain --all | head -n 1 >&2"])
def test_a_reader_that_is_not_there_is_no_mistake(rest: str) -> None:
    """A scheduler may start it with closed streams, and who looks at the first lines closes the pipe."""
    command = f"set -o pipefail; '{sys.executable}' -m generator {rest}"
    ended = subprocess.run(
        ["bash", "-c", command],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
