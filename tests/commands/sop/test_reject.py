"""Ways out: a revision sent back, an emergency change approved late, a withdrawn document released again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.controlled import DEFINITION, LATER_ON, LOCK, RELEASED, approve, desk, later
from tests.organizations import Terminal

SECOND = LOCK.replace("A-0", "A-1")
WHO = ("--by", "qa-head", "--reason", "第 2 步现场做不到")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in an organization whose SOP has A/0 in force since 2026-06-04."""
    office = desk(tmp_path, capsys)
    assert office("sop", "release", "SOP-IT-001", "--by", "it-lead", day=RELEASED) == 0, office.err
    approve(office, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    return office


def reword(terminal: Terminal, words: str) -> None:
    """Change a sentence of the definition."""
    (terminal.root / "sop/SOP-IT-001.yml").write_text(DEFINITION.replace("停得有秩序", words), encoding="utf-8")


def codes(terminal: Terminal, *arguments: str, day: str) -> list[str]:
    """Return the codes of the errors and warnings that a command tells, each once."""
    assert terminal(*arguments, "--json", day=day) in (0, 1)
    return sorted({item["code"] for item in terminal.answer["items"] if item["severity"] != "note"})


def in_force(terminal: Terminal, day: str) -> tuple[str, str]:
    """Return state and revision of the document on a day."""
    terminal("sop", "as-of", day, "--json", day="2026-12-31")
    (row,) = terminal.answer["items"]
    return row["status"], row["revision"]


@pytest.fixture
def rejected(terminal: Terminal) -> Terminal:
    """Return the terminal after A/1 was released on 2026-07-01 and sent back on 2026-07-03."""
    later(terminal)
    assert terminal("sop", "release", "SOP-IT-001", "--effective-on", "2026-09-01", day=LATER_ON) == 0
    approve(terminal, "A/1", "2026-07-02")
    assert terminal("sop", "reject", "SOP-IT-001", "--rev", "A/1", *WHO, "--role", "质量", day="2026-07-03") == 0
    return terminal


def test_a_rejection_is_one_line_of_the_lock_and_check_is_content(terminal: Terminal) -> None:
    """Seal and fingerprint do not cover it; nothing else in the lock changes."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", day=LATER_ON)
    before = (terminal.root / SECOND).read_text(encoding="utf-8").splitlines()

    assert terminal("sop", "reject", "SOP-IT-001", "--rev", "A/1", *WHO, "--json", day="2026-07-03") == 0
    assert (terminal.answer["revision"], terminal.answer["date"]) == ("A/1", "2026-07-03")
    after = (terminal.root / SECOND).read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added[0] == "rejection: {date: 2026-07-03, by: qa-head, reason: 第 2 步现场做不到}"
    assert [line.partition(":")[0] for line in added[1:]] == ["notes_seal"]
    assert codes(terminal, "check", day="2026-07-03") == []


def test_a_rejected_revision_never_takes_effect(rejected: Terminal) -> None:
    """On its planned day the old one still holds, and nothing waits for approval."""
    assert in_force(rejected, "2026-07-02") == ("effective", "A/0")
    assert in_force(rejected, "2026-09-02") == ("effective", "A/0")

    rejected("sop", "status", "--json", day="2026-09-02")
    (row,) = rejected.answer["items"]
    assert (row["revision"], row["waiting"], row["changes"]) == ("A/0", [], 1)


def test_the_next_release_takes_the_next_number_and_the_base_before(rejected: Terminal) -> None:
    """A/1 is used up; A/2 differs from A/0, may begin before A/1 was to, and the chain is whole."""
    assert codes(rejected, "sop", "release", "SOP-IT-001", "--rev", "A/1", day="2026-07-10") == ["V021"]
    assert rejected("sop", "release", "SOP-IT-001", "--json", day="2026-07-10") == 0, rejected.out
    assert (rejected.answer["revision"], rejected.answer["base"], rejected.answer["effective_on"]) == (
        "A/2",
        "A/0",
        "2026-07-10",
    )
    assert [row["reasons"] for row in rejected.answer["items"]] == [["PM-2026-0009"]]
    approve(rejected, "A/2", "2026-07-10", "2026-07-11", "2026-07-12")
    assert codes(rejected, "check", day="2026-09-02") == []
    assert in_force(rejected, "2026-09-02") == ("effective", "A/2")
    text = (rejected.root / LOCK.replace("A-0.lock.yml", "A-2.md")).read_text(encoding="utf-8")
    assert "| A/0 |" in text
    assert "| A/1 |" not in text


def test_a_first_release_may_be_sent_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second try is the first issue again under another number."""
    office = desk(tmp_path, capsys)
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    assert office("sop", "reject", "SOP-IT-001", "--rev", "A/0", *WHO, day="2026-06-02") == 0
    assert office("sop", "release", "SOP-IT-001", "--json", day="2026-06-02") == 0, office.out
    assert (office.answer["revision"], office.answer["base"], office.answer["change_class"]) == ("A/1", "", "first")
    approve(office, "A/1", "2026-06-02", "2026-06-03", "2026-06-04")
    assert codes(office, "check", day="2026-06-05") == []
    assert in_force(office, "2026-06-05") == ("effective", "A/1")


REFUSED = [
    (["approve", "--rev", "A/1", "--meaning", "reviewed", "--name", "李四", "--role", "it-lead"], ["V032"]),
    (["reject", "--rev", "A/1", *WHO], ["V032"]),
    (["reject", "--rev", "A/0", *WHO], ["V033"]),
]


@pytest.mark.parametrize(("arguments", "expected"), REFUSED)
def test_what_was_decided_is_not_decided_again(rejected: Terminal, arguments: list[str], expected: list[str]) -> None:
    """What was sent back gets no approval, what is approved is not sent back; nothing is written."""
    before = {path: path.read_bytes() for path in rejected.root.rglob("*.lock.yml")}
    verb, *more = arguments

    assert codes(rejected, "sop", verb, "SOP-IT-001", *more, day="2026-07-05") == expected
    assert {path: path.read_bytes() for path in rejected.root.rglob("*.lock.yml")} == before


@pytest.mark.parametrize("day", ["2026-06-30", "2026-07-06"])
def test_a_rejection_lies_between_release_and_today(terminal: Terminal, day: str) -> None:
    """Nobody sends back what is not there yet, or tomorrow."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", day=LATER_ON)

    assert codes(terminal, "sop", "reject", "SOP-IT-001", "--rev", "A/1", *WHO, "--date", day, day="2026-07-05") == [
        "V031"
    ]


BY_HAND = [
    (LOCK, "rejection: {date: 2026-06-20, by: x, reason: y}\n", ["V033", "V035"]),
    (SECOND, "rejection: {date: 2026-06-20, by: x, reason: y}\n", ["V031", "V032", "V035"]),
    (SECOND, "rejection: {date: 2026-07-02, by: x, reason: y}\n", ["V035"]),
]


@pytest.mark.parametrize(("path", "line", "expected"), BY_HAND)
def test_check_tells_a_rejection_that_cannot_be(terminal: Terminal, path: str, line: str, expected: list[str]) -> None:
    """Of what was in force, before the release, or with approvals after it."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", day=LATER_ON)
    approve(terminal, "A/1", "2026-07-02")
    lock = terminal.root / path
    lock.write_text(lock.read_text(encoding="utf-8") + line, encoding="utf-8")

    # Where the base is sent back by hand, the chain does not fit any more either.
    assert [code for code in codes(terminal, "check", day="2026-07-05") if code not in ("V006", "V007")] == expected


def test_an_emergency_change_can_be_approved_after_its_deadline(terminal: Terminal) -> None:
    """The finding that asks for the approval does not forbid it, and is gone with it."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", "--expedited", "正在停线", "--by", "it-lead", day=LATER_ON)
    one = ("--rev", "A/1", "--meaning", "approved", "--name", "王五", "--role", "qa-head")
    assert terminal("sop", "approve", "SOP-IT-001", *one, day=LATER_ON) == 0
    assert codes(terminal, "check", day="2026-08-01") == ["V014"]

    for meaning, name in (("prepared", "张三"), ("reviewed", "李四")):
        more = ("--rev", "A/1", "--meaning", meaning, "--name", name, "--role", "it-lead")
        assert terminal("sop", "approve", "SOP-IT-001", *more, day="2026-08-01") == 0, terminal.out
    assert codes(terminal, "check", day="2026-08-01") == []


def test_an_emergency_change_can_be_replaced_after_its_deadline(terminal: Terminal) -> None:
    """The other way out that the finding names; without any approval it can be sent back."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", "--expedited", "正在停线", "--by", "it-lead", day=LATER_ON)
    reword(terminal, "停得体面")
    again = ("sop", "release", "SOP-IT-001", "--reason", "评审")
    assert codes(terminal, *again, day="2026-08-01") == ["V027"]
    assert terminal("sop", "reject", "SOP-IT-001", "--rev", "A/1", *WHO, day="2026-08-01") == 0
    assert terminal(*again, day="2026-08-01") == 0, terminal.out
    approve(terminal, "A/2", "2026-08-01", "2026-08-01", "2026-08-01")

    assert codes(terminal, "check", day="2026-08-01") == []


def test_an_overdue_emergency_change_in_force_does_not_refuse_its_successor(terminal: Terminal) -> None:
    """It holds by one approval; the text of before may be released over it."""
    later(terminal)
    terminal("sop", "release", "SOP-IT-001", "--expedited", "正在停线", "--by", "it-lead", day=LATER_ON)
    one = ("--rev", "A/1", "--meaning", "approved", "--name", "王五", "--role", "qa-head")
    terminal("sop", "approve", "SOP-IT-001", *one, day=LATER_ON)
    reword(terminal, "停得体面")

    assert terminal("sop", "release", "SOP-IT-001", "--reason", "评审", day="2026-08-01") == 0, terminal.out


GONE = ("sop", "withdraw", "SOP-IT-001", "--reason", "并入总规程", "--approved-by", "王五")


def lift(terminal: Terminal, day: str) -> None:
    """Write into the definition that the last withdrawal is lifted."""
    path = terminal.root / "sop/SOP-IT-001.yml"
    head, _, tail = path.read_text(encoding="utf-8").rpartition("approved_by: 王五")
    path.write_text(f"{head}approved_by: 王五, lifted_on: {day}{tail}", encoding="utf-8")


def test_a_document_that_was_withdrawn_can_be_released_again_and_the_gap_stays(terminal: Terminal) -> None:
    """As-of answers for the days between that nothing held; the old revision does not come back by itself."""
    assert terminal(*GONE, day="2026-08-01") == 0
    path = terminal.root / "sop/SOP-IT-001.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("停得有秩序", "停得体面"), encoding="utf-8")
    again = ("sop", "release", "SOP-IT-001", "--reason", "恢复使用")
    assert codes(terminal, *again, day="2026-10-01") == ["V029"]
    lift(terminal, "2026-10-05")

    assert in_force(terminal, "2026-10-06") == ("withdrawn", "")
    assert terminal(*again, "--json", day="2026-10-01") == 0, terminal.out
    assert (terminal.answer["revision"], terminal.answer["effective_on"]) == ("A/1", "2026-10-05")
    assert in_force(terminal, "2026-10-06") == ("in_review", "")
    approve(terminal, "A/1", "2026-10-02", "2026-10-03", "2026-10-04")
    assert codes(terminal, "check", day="2026-11-01") == []
    states = {day: in_force(terminal, day) for day in ("2026-07-31", "2026-08-01", "2026-10-04", "2026-10-05")}
    assert states == {
        "2026-07-31": ("effective", "A/0"),
        "2026-08-01": ("withdrawn", ""),
        "2026-10-04": ("withdrawn", ""),
        "2026-10-05": ("effective", "A/1"),
    }

    assert terminal(*GONE, day="2026-12-01") == 0, terminal.err
    assert path.read_text(encoding="utf-8").count("approved_by: 王五") == 2
    assert in_force(terminal, "2026-11-30") == ("effective", "A/1")
    assert in_force(terminal, "2026-12-01") == ("withdrawn", "")
    assert in_force(terminal, "2026-08-02") == ("withdrawn", "")
    assert terminal(*GONE, day="2026-12-02") == 1


def test_a_withdrawn_text_can_be_put_in_force_again_as_it_was(terminal: Terminal) -> None:
    """Not a word changes, but the number does; the approvals of before do not count for it."""
    terminal(*GONE, day="2026-08-01")
    lift(terminal, "2026-10-05")

    assert terminal("sop", "release", "SOP-IT-001", "--reason", "恢复使用", "--json", day="2026-10-01") == 0, (
        terminal.out
    )
    assert (terminal.answer["revision"], terminal.answer["items"]) == ("A/1", [])
    assert in_force(terminal, "2026-10-05") == ("in_review", "")
    approve(terminal, "A/1", "2026-10-02", "2026-10-03", "2026-10-04")
    assert in_force(terminal, "2026-10-05") == ("effective", "A/1")
    assert codes(terminal, "check", day="2026-11-01") == []
    assert codes(terminal, "sop", "release", "SOP-IT-001", day="2026-11-01") == ["V024"]


def test_a_withdrawn_time_cannot_be_released_into(terminal: Terminal) -> None:
    """The first possible day is that of the lifting."""
    terminal(*GONE, day="2026-08-01")
    lift(terminal, "2026-10-05")
    path = terminal.root / "sop/SOP-IT-001.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("停得有秩序", "停得体面"), encoding="utf-8")
    early = ("--reason", "恢复使用", "--effective-on", "2026-10-02")

    assert codes(terminal, "sop", "release", "SOP-IT-001", *early, day="2026-10-01") == ["V023"]


ROW = "{date: 2026-08-01, reason: 并入, approved_by: 王五"
DAYS = [
    (f"withdrawal: {ROW}, lifted_on: 2026-08-02}}\n", []),
    (f"withdrawal: {ROW}, lifted_on: 2026-08-01}}\n", ["V034"]),
    (f"withdrawal: [{ROW}, lifted_on: 2026-09-01}}, {ROW.replace('08-01', '09-01')}}}]\n", []),
    (f"withdrawal: [{ROW}, lifted_on: 2026-09-01}}, {ROW.replace('08-01', '08-20')}}}]\n", ["V034"]),
    (f"withdrawal: [{ROW}}}, {ROW.replace('08-01', '09-01')}}}]\n", ["V034"]),
]


@pytest.mark.parametrize(("line", "expected"), DAYS)
def test_check_tells_withdrawals_whose_days_cannot_be(terminal: Terminal, line: str, expected: list[str]) -> None:
    """Each is lifted after it began, and before the next one begins."""
    (terminal.root / "sop/SOP-IT-001.yml").write_text(DEFINITION + line, encoding="utf-8")

    assert codes(terminal, "check", day="2026-10-01") == expected
