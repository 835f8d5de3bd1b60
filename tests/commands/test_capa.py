"""`fupan capa`: edits that the guards allow are one line each; what they refuse leaves the file as it was."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest

from tests.lifecycle.capas import CLOSED, FILES, PATH, changed, log_until
from tests.organizations import SETTINGS, Terminal, lay_out

BASE = {
    "kb/systems/ERP.yml": "id: ERP\ntitle: 企业资源计划\n",
    "kb/organization/failure_modes.yml": "failure_modes:\n  - {id: db-full, title: 数据库盘写满}\n",
}
DAY = "2026-11-20"
ID = "CAPA-2026-0001"
NO_CHECK = CLOSED[CLOSED.index("  checks: [") : CLOSED.index("dissemination")]
NO_CLOSURE = CLOSED[CLOSED.index("closure:") : CLOSED.index("log:\n")]
NO_LOG = (CLOSED[CLOSED.index("log:\n") : CLOSED.index("approvals: [{meaning")], "")
CHECKED = ("--by", "财务主管", "--conclusion", "effective", "--result", "次数=0:pass", "--evidence", "ATT-1")


class Desk:
    """A terminal beside the file of one CAPA."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], *changes: tuple[str, str]) -> None:
        files = {**FILES, **BASE, PATH: changed(CLOSED, *changes), "mkdocs.yml": SETTINGS}
        self.terminal = Terminal(lay_out(folder / "organization", files), capture)
        self.file = self.terminal.root / PATH
        self.before = self.file.read_bytes()

    def __call__(self, verb: str, *arguments: str, day: str = DAY) -> int:
        """Run `fupan capa VERB CAPA-2026-0001 …`."""
        return self.terminal("capa", verb, ID, *arguments, day=day)

    def lines(self) -> list[str]:
        """Return the lines that were added (+) and taken away (-)."""
        rows = ndiff(self.before.decode().splitlines(), self.file.read_text(encoding="utf-8").splitlines())
        return [row for row in rows if row[:1] in "+-"]

    def refused(self) -> list[tuple[str, str]]:
        """Return guard and field of each refusal; the file must be as it was."""
        assert self.file.read_bytes() == self.before
        return [(row["guard"], row["field"]) for row in self.terminal.answer["refusals"]]


def test_advance_adds_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The usual next state, the owner as who, and nothing else changes."""
    desk = Desk(tmp_path, capsys, log_until("planned"))

    assert desk("advance", "--at", "2026-05-21T08:30+08:00") == 0
    assert desk.lines() == ["+   - {at: 2026-05-21T08:30+08:00, by: IT 主管, from: planned, to: implementing}"]


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference is printed as it would be written."""
    desk = Desk(tmp_path, capsys, log_until("planned"))

    assert desk("advance", "--dry-run") == 0
    assert "+  - {at: 2026-11-20, by: IT 主管, from: planned, to: implementing}" in desk.terminal.out
    assert desk.lines() == []


def test_everything_that_is_lacking_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code, field and an example of each; exit 1; the file stays."""
    desk = Desk(tmp_path, capsys, log_until("open"), ("team: [IT 主管], ", ""), (", due: 2026-06-01", ""))

    assert desk("advance", "--json") == 1
    assert desk.refused() == [("T1", "investigation.team"), ("T1", "investigation.due")]
    assert desk.terminal.answer["ok"] is False
    assert desk.terminal.answer["refusals"][0]["rule"] == "capa-guard-t1"
    assert "team: [{person: IT 主管" in desk.terminal.answer["refusals"][0]["example"]
    assert desk("advance") == 1
    assert "T1 Team (investigation.team) is missing." in desk.terminal.err + desk.terminal.out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--at", "2026-05-19"), ("W9", "log")),
        (("--at", "2026-11-21"), ("W9", "log")),
        (("--to", "investigating"), ("T2", "log[3].note")),
    ],
)
def test_times_and_ways_back_are_guarded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: tuple[str, str]
) -> None:
    """No entry before the last one or in the future, and no way back without a reason."""
    desk = Desk(tmp_path, capsys, log_until("planned"))

    assert desk("advance", "--json", *arguments) == 1
    assert desk.refused() == [expected]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("capa", "show", "CAPA-2026-001"), 2, "Did you mean CAPA-2026-0001?"),
        (("capa", "advance", ID, "--to", "planed"), 2, "Did you mean planned?"),
        (("capa", "advance", ID, "--to", "closed"), 1, "from there it can go to: implementing"),
        (("capa", "advanse", ID), 2, "Did you mean advance?"),
        (("capa", "advance", ID, "--at", "gestern"), 2, "no date and time"),
        (("capa", "verify", ID, "B1", "--by", "a", "--method", "b", "--result", "pass", "--evidence", "c"), 2, "it has: A1"),
        (("capa", "extend", ID, "A1", "--due", "soon", "--reason", "a", "--approved-by", "b"), 2, "no day such as"),
        (("capa", "extend", ID, "A1", "--due", "2026-12-31", "--reason", "a", "--approved-by", "b"), 1, "nothing to extend"),
        (("capa", "check-effectiveness", ID, *CHECKED), 1, "while it is watched"),
        (("capa", "reopen", ID, "--reason", "a", "--trigger", "PM-2026-0008", "--by", "b"), 2, "Did you mean PM-2026-0007?"),
    ],
)  # fmt: skip
def test_slips_get_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    """A typo of id, state, verb, action or record names the nearest; nothing is written."""
    desk = Desk(tmp_path, capsys, log_until("planned"))

    assert desk.terminal(*arguments) == code
    assert said in desk.terminal.err
    assert desk.lines() == []


def test_an_extension_is_added_and_the_third_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The old deadlines stay in the line of the action."""
    desk = Desk(tmp_path, capsys, log_until("planned"), (", done_on: 2026-06-24, evidence: [ATT-1], verified: {by: 质量工程师, date: 2026-06-26, method: 看, result: 通过}", ""))  # fmt: skip
    for number, day in enumerate(("2026-07-31", "2026-08-31", "2026-09-30"), 1):
        assert desk("extend", "A1", "--due", day, "--reason", "等货", "--approved-by", "质量负责人") == 0
        assert ("W4" in desk.terminal.err + desk.terminal.out) is (number == 3)
    assert desk("extend", "A1", "--due", "2026-09-30", "--reason", "等货", "--approved-by", "质量负责人") == 1

    (new,) = [line for line in desk.lines() if line[0] == "+"]
    assert new.count("{due: ") == 4
    assert "{due: 2026-07-31, set_on: 2026-11-20, by: IT 主管, reason: 等货, approved_by: 质量负责人}" in new


VERIFIED = CLOSED[CLOSED.index(", verified: {") : CLOSED.index(", change_refs")]


@pytest.mark.parametrize(
    ("by", "result", "expected"),
    [
        ("质量工程师", "pass", None),
        ("质量工程师", "fail", None),
        ("信息主管", "pass", ("G7", "actions[0].verified.by")),
    ],
)
def test_verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str, result: str, expected: tuple[str, str] | None
) -> None:
    """Somebody else than the owner, under any of the owner's names; a failed check is written as well."""
    desk = Desk(tmp_path, capsys, log_until("verifying"), (VERIFIED, ""))
    code = desk("verify", "A1", "--by", by, "--method", "看", "--result", result, "--evidence", "ATT-1", "--json")

    if expected:
        assert (code, desk.refused()) == (1, [expected])
    else:
        assert code == 0
        (new,) = [line for line in desk.lines() if line[0] == "+"]
        assert f"pass: {'true' if result == 'pass' else 'false'}" in new
        assert desk("advance", "--json") == (0 if result == "pass" else 1)


@pytest.mark.parametrize(
    ("arguments", "day", "expected"),
    [
        (CHECKED, DAY, []),
        (CHECKED, "2026-09-21", [("G10", "effectiveness.checks[0].date")]),
        (("--by", "IT 主管", *CHECKED[2:]), DAY, [("G10", "effectiveness.checks[0].by")]),
        ((*CHECKED[:-2], "--period", "九月"), DAY, [("G10", "effectiveness.checks[0].evidence")]),
        (("--by", "财务主管", "--conclusion", "ineffective", "--result", "次数=2:fail"), DAY, []),
    ],
)
def test_check_effectiveness(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    day: str,
    expected: list[tuple[str, str]],
) -> None:
    """`effective` must be borne out; what is found to be ineffective is simply written down."""
    desk = Desk(tmp_path, capsys, log_until("monitoring"), (NO_CHECK, ""), (NO_CLOSURE, ""))
    code = desk("check-effectiveness", *arguments, "--json", day=day)

    assert code == (1 if expected else 0)
    if expected:
        assert desk.refused() == expected
    else:
        assert [line[0] for line in desk.lines()] == ["+", "+"]


@pytest.mark.parametrize("text", ["次数", "次数=0", "次数=0:good", "次=0:pass"])
def test_a_result_has_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Metric of the plan, value, pass or fail."""
    desk = Desk(tmp_path, capsys, log_until("monitoring"), (NO_CHECK, ""))

    assert desk("check-effectiveness", "--by", "财务主管", "--conclusion", "partial", "--result", text) == 2
    assert desk.lines() == []


def test_close_and_reopen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Closure, approval and log in one edit; the record that results passes its own check, and can be opened again."""
    desk = Desk(tmp_path, capsys, log_until("closing"), (NO_CLOSURE, ""))

    assert desk("close", "--summary", "好了", "--approved-by", "财务主管", "--json") == 1
    assert {guard for guard, _ in desk.refused()} == {"G12"}
    assert (
        desk("close", "--summary", "好了", "--approved-by", "质量负责人", "--method", "wet_ink", "--ref", "QR-9") == 0
    )
    assert sum(line[0] == "+" for line in desk.lines()) == 3
    assert desk("show", "--json") == 0
    assert (desk.terminal.answer["state"], desk.terminal.answer["completeness"]) == ("closed", 100)

    desk.before = desk.file.read_bytes()
    reopen = ("--reason", "又满", "--trigger", "PM-2026-0007", "--json")
    assert desk("reopen", *reopen, "--by", "IT 主管") == 1
    assert desk.refused() == [("G13", "log[8].by")]
    assert desk("reopen", *reopen, "--by", "质量负责人") == 0
    assert desk.terminal.answer["to"] == "investigating"
    assert not [line for line in desk.lines() if line[0] == "-"]


def test_cancel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With reason, risk and the approval of quality; not once it is being verified."""
    desk = Desk(tmp_path, capsys, log_until("open"), (NO_CLOSURE, ""))
    given = ("--reason", "并入", "--risk", "无", "--approved-by")

    assert desk("cancel", *given, "财务主管", "--json") == 1
    assert desk.refused() == [("G5", "cancellation.approved_by")]
    assert desk("cancel", *given, "质量负责人") == 0
    assert len(desk.lines()) == 2
    late = Desk(tmp_path / "late", capsys, log_until("verifying"))
    assert late("cancel", *given, "质量负责人") == 1
    assert late.lines() == []


def test_show_says_what_each_way_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """State, ages, completeness, and the refusals by the state that may follow."""
    desk = Desk(tmp_path, capsys, log_until("monitoring"), (NO_CHECK, ""), (NO_CLOSURE, ""))

    assert desk("show", "--json") == 0
    answer = desk.terminal.answer
    assert (answer["state"], answer["age_days"], answer["stage_days"]) == ("monitoring", 192, 142)
    assert [row["state"] for row in answer["next"]] == ["closing", "investigating", "implementing"]
    assert [row["guard"] for row in answer["next"][0]["refusals"]] == ["G10"]
    assert desk("show") == 0
    assert "nobody has judged whether the actions worked; the watch lasts until 2026-09-22." in desk.terminal.out


def test_an_edit_that_would_break_the_record_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value that the record refuses leaves the original; so does a file that somebody else has broken."""
    desk = Desk(tmp_path, capsys, log_until("planned"))

    assert desk("advance", "--note", "") == 1
    assert "would no longer be valid" in desk.terminal.err
    assert desk.lines() == []


def test_a_file_in_gb18030_stays_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What old editors saved is saved again in the same way, line ends included."""
    desk = Desk(tmp_path, capsys, log_until("planned"))
    text = desk.file.read_text(encoding="utf-8").replace("\n", "\r\n")
    desk.file.write_bytes(text.encode("gb18030"))

    assert desk("advance") == 0
    line = "  - {at: 2026-11-20, by: IT 主管, from: planned, to: implementing}\r\n"
    assert line.encode("gb18030") in desk.file.read_bytes()
    assert desk.file.read_bytes().replace(line.encode("gb18030"), b"") == text.encode("gb18030")


OPEN_ACTION = (", done_on: 2026-06-24, evidence: [ATT-1], verified: {by: 质量工程师, date: 2026-06-26, method: 看, result: 通过}", "")  # fmt: skip


@pytest.mark.parametrize(
    ("until", "changes", "arguments"),
    [
        ("monitoring", [(NO_CHECK, ""), (NO_CLOSURE, "")], ("check-effectiveness", *CHECKED, "--at", "2026-11-21")),
        ("verifying", [(VERIFIED, "")], ("verify", "A1", "--by", "质量工程师", "--method", "看", "--result", "pass", "--evidence", "ATT-1", "--at", "2026-11-21T09:00+08:00")),
        ("planned", [OPEN_ACTION], ("extend", "A1", "--due", "2027-01-31", "--reason", "等货", "--approved-by", "质量负责人", "--at", "2027-01-01")),
        ("closing", [(NO_CLOSURE, "")], ("close", "--summary", "好了", "--approved-by", "质量负责人", "--at", "2026-11-21")),
        ("closed", [], ("reopen", "--reason", "又满", "--trigger", "PM-2026-0007", "--by", "质量负责人", "--at", "2026-11-21")),
        ("open", [(NO_CLOSURE, "")], ("cancel", "--reason", "a", "--risk", "b", "--approved-by", "质量负责人", "--at", "2026-11-21")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)  # fmt: skip
def test_nothing_is_written_before_its_day(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    until: str,
    changes: list[tuple[str, str]],
    arguments: tuple[str, ...],
) -> None:
    """No verb takes a day that has not come yet."""
    desk = Desk(tmp_path, capsys, log_until(until), *changes)

    assert desk(*arguments, "--json") == 1
    assert [guard for guard, _ in desk.refused()] == ["W9"]


def test_more_time_is_not_approved_by_who_needs_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The owner of the action, under any name; and what is moved after it was late is told so."""
    desk = Desk(tmp_path, capsys, log_until("planned"), OPEN_ACTION)
    more = ("A1", "--due", "2026-12-31", "--reason", "等货", "--approved-by")

    assert desk("extend", *more, "信息主管", "--json") == 1
    assert desk.refused() == [("W4", "actions[0].due")]
    assert desk("extend", *more, "质量负责人", day="2026-06-30") == 0
    assert "after it had passed" not in desk.terminal.err + desk.terminal.out
    late = Desk(tmp_path / "late", capsys, log_until("planned"), OPEN_ACTION)
    assert late("extend", *more, "质量负责人", day="2026-07-02") == 0
    assert "was 2026-06-30; it is moved 2 days after it had passed" in late.terminal.err + late.terminal.out


def test_what_one_group_lacks_stands_in_one_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines of why, one block of YAML that can be pasted, and the hint that a key stands only once."""
    gone = (", who_found: 仓管员", ""), (", how_found: 转圈", "")
    desk = Desk(tmp_path, capsys, NO_LOG, *gone)

    assert desk("advance") == 1
    said = desk.terminal.err + desk.terminal.out
    assert said.count("problem: {who_found: 仓管员, how_found: 保存时转圈}") == 1
    assert "G1 Who found it (problem.who_found) is missing." in said
    assert "each key may stand only once" in said


def test_what_closing_will_ask_for_is_told_on_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The step is made; what is still empty is named with its example, and in JSON."""
    desk = Desk(tmp_path, capsys, NO_LOG, (", requirement: 可用", ""), ("dept: 信息部\n", ""))

    assert desk("advance", "--dry-run", "--json") == 0
    assert desk.terminal.answer["missing"] == ["dept", "problem.requirement"]
    assert desk("advance") == 0
    assert "problem: {requirement: SLA-ERP-RTO-2h}" in desk.terminal.out


@pytest.mark.parametrize(
    "text",
    ["owner: 甲\n", "\tdept: x\n", "log: [\n"],
)
def test_a_file_with_a_mistake_is_not_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """File, line and what to run, for a doubled key and for what is no YAML."""
    desk = Desk(tmp_path, capsys)
    desk.file.write_text(CLOSED + text, encoding="utf-8")

    assert desk("show") == 1
    assert f"Run: fupan check {PATH}" in desk.terminal.err
    assert "There is no CAPA" not in desk.terminal.err
