"""`fupan new`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import click
import pytest

from tests.organizations import Terminal


def test_the_next_number_of_the_year_is_taken(terminal: Terminal) -> None:
    """The number follows the highest one in files and file names; another year begins at one."""
    (terminal.root / "postmortems/2026/odd name.yml").write_text("title: x\nid: 'PM-2026-0011'\n", encoding="utf-8")

    assert terminal("new", "postmortem", "--no-input", "--json") == 0
    assert terminal.answer["file"] == "postmortems/2026/PM-2026-0012.yml"
    terminal("new", "postmortem", "--no-input", "--json", day="2027-01-02")
    assert terminal.answer["file"] == "postmortems/2027/PM-2027-0001.yml"
    terminal("new", "capa", "--no-input", "--json")
    assert terminal.answer["id"] == "CAPA-2026-0004"


@pytest.mark.parametrize(
    "arguments",
    [
        ("postmortem", "--title", 'Quotes " and: colons #1', "--system", "老ERP", "--severity", "p1"),
        ("capa", "--title", "- dash"),
        ("sop", "--id", "SOP-IT-009", "--title", "0123"),
        ("article", "--id", "KB-NEW", "--title", "true"),
    ],
)
def test_a_fresh_draft_is_without_errors(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """Whatever the title holds, a draft with its required fields passes the check."""
    assert terminal("new", *arguments, "--no-input", "--json") == 0
    path = str(terminal.answer["file"])

    assert terminal("check", str(terminal.root / path), "--strict", "--json") == 0, terminal.out
    assert terminal.answer["summary"]["errors"] == 0


def test_an_unanswered_draft_says_only_what_to_fill_in(terminal: Terminal) -> None:
    """Nothing but missing fields is reported, and no value is invented."""
    terminal("new", "runbook", "--id", "RB-ERP-DISK", "--no-input", "--json")
    terminal("check", str(terminal.root / terminal.answer["file"]), "--json")

    assert [(item["code"], item["field"]) for item in terminal.answer["items"]] == [
        ("F020", "title"),
        ("F020", "system"),
        ("F020", "failure_mode"),
    ]


def test_the_file_begins_with_its_schema_and_explains_its_fields(terminal: Terminal) -> None:
    """The first line leads from the file to the schema; optional fields are comments."""
    terminal("new", "postmortem", "--title", "x", "--no-input")
    text = (terminal.root / "postmortems/2026/PM-2026-0008.yml").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=../../.schema/postmortem.schema.json\n")
    assert "## Summary: What happened, in a few sentences (Markdown).\n# summary:\n" in text


def test_questions_are_asked_again_and_may_be_skipped(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer is asked again with what is known, an empty one skips the question."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Disk full\n\nS9\nS2\nEPR\nERP\n\n"))

    assert terminal("new", "postmortem") == 0
    text = (terminal.root / "postmortems/2026/PM-2026-0008.yml").read_text(encoding="utf-8")
    assert "S9 is no severity" in terminal.err + terminal.out
    assert "title: Disk full\n" in text
    assert "severity: S2\n" in text
    assert "systems: [ERP]\n" in text
    assert "started_at: 2026-11-20\n" in text


def test_ctrl_c_keeps_what_was_answered(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping in the middle leaves a draft with the answers so far and exits with 130."""
    answers = iter(["Disk full"])

    def prompt(text: str, **options: object) -> str:
        for answer in answers:
            return answer
        raise click.Abort

    monkeypatch.setattr(click, "prompt", prompt)

    assert terminal("new", "postmortem") == 130
    text = (terminal.root / "postmortems/2026/PM-2026-0008.yml").read_text(encoding="utf-8")
    assert "title: Disk full\n" in text
    assert "draft is kept" in terminal.out


def test_an_existing_file_is_never_replaced(terminal: Terminal) -> None:
    """A file of that name stays as it is, whatever it holds."""
    path = terminal.root / "sop/SOP-IT-001.yml"
    path.parent.mkdir()
    path.write_text("# mine\n", encoding="utf-8")

    assert terminal("new", "sop", "--id", "SOP-IT-001", "--no-input") == 1
    assert path.read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("postmortm",), "Did you mean postmortem?"),
        (("sop", "--no-input"), "--id SOP-IT-001"),
        (("sop", "--no-input", "--id", "../../x"), "does not look like"),
        (("capa", "--no-input", "--id", "capa-2026-0003"), "does not look like"),
        (("capa", "--no-input", "--id", "CAPA-2026-0003"), "already used"),
        (("postmortem", "--no-input", "--system", "EPR"), "Did you mean ERP?"),
    ],
)
def test_wrong_options_are_a_matter_of_usage(terminal: Terminal, arguments: tuple[str, ...], said: str) -> None:
    """Exit 2 with the nearest right thing, and nothing is written."""
    before = sorted(terminal.root.rglob("*"))

    assert terminal("new", *arguments) == 2
    assert said in terminal.err
    assert sorted(terminal.root.rglob("*")) == before


def test_no_right_to_write_is_said(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to is exit 3 with its path."""

    original = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> Any:
        if "x" in mode:
            raise PermissionError(13, "Permission denied", str(path))
        return original(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert terminal("new", "postmortem", "--no-input") == 3
    assert "No right to write or read postmortems/2026/PM-2026-0008.yml" in terminal.err
