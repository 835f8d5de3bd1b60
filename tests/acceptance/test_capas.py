"""Acceptance cases about the CAPA process: independence, the window, the watch for recurrence, a call's number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.offices import checked, edit, errors, pages_of
from tests.lifecycle.capas import CLOSED, FILES, PATH, POSTMORTEM, changed, log_until
from tests.organizations import SETTINGS, Terminal, lay_out
from tests.pages.sites import plain

ID = "CAPA-2026-0001"
DAY = "2026-11-20"
BASE = {
    "mkdocs.yml": SETTINGS,
    "kb/systems/ERP.yml": "id: ERP\ntitle: 企业资源计划\n",
    "kb/organization/failure_modes.yml": "failure_modes:\n  - {id: db-full, title: 数据库盘写满}\n",
}
AGAIN_PATH = "postmortems/2026/PM-2026-0009.yml"
AGAIN = changed(POSTMORTEM, ("0007", "0009"), ("2026-05-11", "2026-08-01"))
# The document and the change are tested elsewhere; here the CAPA says that it needs neither.
ALONE = (
    ("{doc: SOP-IT-001, needed: true}", "{doc: SOP-IT-001, needed: false, reason: 只加告警}"),
    ("[CHG-2026-031]", "[na]"),
)
NO_CLOSURE = (CLOSED[CLOSED.index("closure:") : CLOSED.index("log:\n")], "")


def office(folder: Path, capture: pytest.CaptureFixture[str], *changes: tuple[str, str]) -> Terminal:
    """Return a terminal beside one CAPA that lacks nothing but what `changes` take away."""
    kept = {path: text for path, text in FILES.items() if "released" not in path and "changes" not in path}
    files = {**kept, **BASE, PATH: changed(CLOSED, *ALONE, *changes)}
    return Terminal(lay_out(folder / "organization", files), capture)


def refused(terminal: Terminal, *arguments: str, day: str = DAY) -> list[tuple[str, str]]:
    """Return guard and field of each refusal of a verb of `fupan capa`, after which the file is as it was."""
    before = (terminal.root / PATH).read_bytes()
    assert terminal("capa", *arguments, "--json", day=day) == 1
    assert (terminal.root / PATH).read_bytes() == before
    return [(row["guard"], row["field"]) for row in terminal.answer["refusals"]]


def test_case_01_nobody_verifies_what_is_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Case 1: an action verified by its own owner stops the CAPA before the watch, by command and by hand."""
    verifying = office(
        tmp_path, capsys, log_until("verifying"), NO_CLOSURE, ("verified: {by: 质量工程师", "verified: {by: IT 主管")
    )
    assert refused(verifying, "advance", ID) == [("G7", "actions[0].verified.by")]

    by_hand = office(tmp_path / "by-hand", capsys, ("verified: {by: 质量工程师", "verified: {by: IT 主管"))
    found = [item for item in checked(by_hand, DAY) if item["severity"] == "error"]
    assert {item["rule"] for item in found} == {"capa-guard-g7", "checked-by-owner"}
    assert {(item["file"], item["field"]) for item in found} == {(PATH, "actions[0].verified.by")}

    judged = office(tmp_path / "judged", capsys, log_until("monitoring"), NO_CLOSURE, ("by: 财务主管, results", "by: IT 主管, results"))  # fmt: skip
    assert refused(judged, "advance", ID, "--to", "closing") == [("G10", "effectiveness.checks[0].by")]


def test_case_02_a_check_before_the_window_ends_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Case 2: 90 days after 2026-06-24 end on 2026-09-22; a check of the day before does not count, one of that day does."""
    early = ("date: 2026-09-25, by: 财务主管", "date: 2026-09-21, by: 财务主管")
    terminal = office(tmp_path, capsys, log_until("monitoring"), NO_CLOSURE, early)
    assert refused(terminal, "advance", ID, "--to", "closing") == [("G10", "effectiveness.checks[0].date")]

    edit(terminal.root / PATH, "date: 2026-09-21, by: 财务主管", "date: 2026-09-22, by: 财务主管")
    assert terminal("capa", "advance", ID, "--to", "closing", day=DAY) == 0, terminal.err


def test_case_03_the_same_failure_inside_the_window_blocks_and_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case 3: a new incident of that system and failure mode blocks the closing, and flips a closed CAPA."""
    terminal = office(tmp_path, capsys, log_until("monitoring"), NO_CLOSURE)
    (terminal.root / AGAIN_PATH).write_text(AGAIN, encoding="utf-8")
    assert refused(terminal, "advance", ID, "--to", "closing") == [("G11", "effectiveness.checks[0].recurrences")]

    closed = office(tmp_path / "closed", capsys)
    paths = (f"capa/{ID}.md", "capa/index.md", "postmortems/PM-2026-0009.md")
    before = pages_of(closed.root, DAY, *paths)
    assert errors(checked(closed, DAY)) == []
    (closed.root / AGAIN_PATH).write_text(AGAIN, encoding="utf-8")
    after = pages_of(closed.root, DAY, *paths)
    assert "C092" in [item["code"] for item in checked(closed, DAY)]
    for path in paths[:2]:
        assert "ffectiveness failed" not in plain(before[path])
        assert "ffectiveness failed" in plain(after[path]), path
    assert ID in plain(after[paths[2]])


def test_case_17_a_call_without_a_number_is_an_error_once_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case 17: while the incident runs the number may be missing; a closed one must have it."""
    call = "vendor_tickets:\n  - {vendor: 启航软件}\n"
    terminal = office(tmp_path, capsys)
    path = terminal.root / "postmortems/2026/PM-2026-0007.yml"
    path.write_text(POSTMORTEM + "status: draft\n" + call, encoding="utf-8")
    assert "C006" not in [item["code"] for item in checked(terminal, DAY)]

    path.write_text(POSTMORTEM + "status: closed\n" + call, encoding="utf-8")
    (found,) = [item for item in checked(terminal, DAY) if item["code"] == "C006"]
    assert (found["file"], found["line"], found["severity"]) == ("postmortems/2026/PM-2026-0007.yml", 9, "error")

    edit(path, "{vendor: 启航软件}", '{vendor: 启航软件, ticket_no: "0012345"}')
    assert "C006" not in [item["code"] for item in checked(terminal, DAY)]
