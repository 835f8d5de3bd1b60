"""Acceptance cases about controlled documents: what an approval holds for, the merge, and what is in force when."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from tests.acceptance.offices import Item, checked, edit, pages_of
from tests.controlled import DEFINITION, LATER, LATER_ON, LOCK, RELEASED, approve, desk, later
from tests.organizations import Terminal
from tests.pages.sites import plain, section

SOP = "SOP-IT-001"
PAGE = "sop/SOP-IT-001.md"
FILE = "sop/SOP-IT-001.yml"
NEXT_LOCK = LOCK.replace("A-0", "A-1")
RETIRING = (
    LATER.replace("PM-2026-0009", "PM-2026-0011").partition("steps:")[0]
    + "steps:\n  - {key: save-logs, op: retire, why: 导出把盘撑爆了}\n"
)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in an organization whose SOP has A/0 in force since 2026-06-04."""
    made = desk(tmp_path, capsys)
    assert made("sop", "release", SOP, "--by", "it-lead", "--effective-on", "2026-06-04", day=RELEASED) == 0, made.err
    approve(made, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    return made


def standing(terminal: Terminal, day: str) -> Item:
    """Return the row of the SOP in `fupan sop status`."""
    assert terminal("sop", "status", SOP, "--json", day=day) == 0
    (row,) = terminal.answer["items"]
    assert isinstance(row, dict)
    return row


REWORDINGS = [
    ("one word", "text: 先导出日志", "text: 先导出数据", True),
    ("more blanks", "text: 先导出日志", "text: 先导出  日志", False),
    ("a full-width comma", "让业务停得有秩序，", "让业务停得有秩序,", False),
]


@pytest.mark.parametrize(("old", "new", "voids"), [row[1:] for row in REWORDINGS], ids=[row[0] for row in REWORDINGS])
def test_case_05_a_word_voids_approvals_and_spacing_does_not(office: Terminal, old: str, new: str, voids: bool) -> None:
    """Case 5: approvals are bound to the words of the lock; spaces and the width of a comma are no words."""
    edit(office.root / LOCK, old, new)
    found = {item["code"] for item in checked(office, LATER_ON) if item["severity"] == "error"}
    assert "V001" in found
    assert ("V002" in found) is voids

    for command in (("sop", "status", SOP), ("sop", "as-of", LATER_ON)):
        assert office(*command, "--json", day=LATER_ON) == 1
        assert ("V002" in office.err) is voids
    who = ("--rev", "A/0", "--meaning", "approved", "--name", "王五", "--role", "qa-head")
    assert office("sop", "approve", SOP, *who, day=LATER_ON) == 1


def test_case_05_the_next_text_does_not_inherit_approvals(office: Terminal) -> None:
    """Case 5, the regular way: one other word needs a new number and new approvals, another comma keeps both."""
    given = standing(office, LATER_ON)["fingerprint"]
    edit(office.root / FILE, "有秩序，回", "有秩序, 回")
    assert office("sop", "release", SOP, day=LATER_ON) == 1
    assert "V024" in office.out
    assert office("sop", "release", SOP, "--amend", "逗号", "--by", "it-lead", day=LATER_ON) == 0
    assert (standing(office, LATER_ON)["status"], standing(office, LATER_ON)["fingerprint"]) == ("effective", given)

    edit(office.root / FILE, "停得有秩序", "停得很体面")
    assert office("sop", "release", SOP, "--reason", "评审", day=LATER_ON) == 0
    who = ("--rev", "A/1", "--meaning", "approved", "--name", "王五", "--role", "qa-head", "--fingerprint", given)
    assert office("sop", "approve", SOP, *who, day="2026-07-02") == 1
    assert "V009" in office.out
    row = standing(office, "2026-07-02")
    assert (row["revision"], [waiting["status"] for waiting in row["waiting"]]) == ("A/0", ["in_review"])


def test_case_06_the_order_of_files_does_not_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Case 6: the same records in other files and folders make the same text, step by step, with one fingerprint."""
    office = desk(tmp_path, capsys)
    third = LATER.replace("0009", "0010").replace("06-20", "06-21").replace("06-25", "06-26").partition("steps:")[0]
    records = {
        "PM-2026-0007": (office.root / "postmortems/2026/PM-2026-0007.yml").read_text(encoding="utf-8"),
        "PM-2026-0009": LATER.partition("steps:")[0]
        + "steps:\n  - {key: save-logs, timebox: 5 分钟}\n  - {key: check-disk, text: 看剩余空间, phase: triage, after: [save-logs]}\n",
        "PM-2026-0010": third + "steps:\n  - {key: call-vendor, text: 打热线, phase: triage, before: [check-disk]}\n",
    }
    shutil.rmtree(office.root / "postmortems/2026")
    answers = []
    for folders in permutations(("2026", "a", "z")):
        for folder, (name, text) in zip(folders, records.items(), strict=True):
            (office.root / "postmortems" / folder).mkdir(exist_ok=True)
            (office.root / "postmortems" / folder / f"{name}.yml").write_text(text, encoding="utf-8")
        assert office("sop", "release", SOP, "--dry-run", "--json", day=LATER_ON) == 0, office.out
        answers.append(office.answer)
        for folder in folders:
            shutil.rmtree(office.root / "postmortems" / folder)

    assert len(answers) == 6
    assert {row["step"] for row in answers[0]["items"]} >= {"save-logs", "check-disk", "call-vendor"}
    assert [answer for answer in answers if answer != answers[0]] == []


def test_case_07_a_retired_step_stands_among_the_forbidden_ones(office: Terminal) -> None:
    """Case 7: after the release it is in chapter 14 with the reason and its record, and no longer in chapter 7."""
    before = pages_of(office.root, LATER_ON, PAGE)[PAGE]
    assert "先导出日志" in section(before, "procedure")
    (office.root / "postmortems/2026/PM-2026-0011.yml").write_text(RETIRING, encoding="utf-8")
    assert office("sop", "release", SOP, "--effective-on", "2026-07-04", day=LATER_ON) == 0, office.out
    approve(office, office_number(office), "2026-07-02", "2026-07-03", "2026-07-04")

    after = pages_of(office.root, "2026-07-04", PAGE)[PAGE]
    assert "先导出日志" not in section(after, "procedure")
    retired = section(after, "retired")
    assert all(words in retired for words in ("先导出日志", "导出把盘撑爆了", "PM-2026-0011"))


def office_number(terminal: Terminal) -> str:
    """Return the number of the revision that waits for approval."""
    (waiting,) = standing(terminal, LATER_ON)["waiting"]
    return str(waiting["revision"])


def test_case_08_keeping_and_retiring_a_step_blocks_the_release(office: Terminal) -> None:
    """Case 8: one record words the step anew, another drops it; until somebody decides, nothing is released."""
    later(office)
    (office.root / "postmortems/2026/PM-2026-0011.yml").write_text(RETIRING, encoding="utf-8")

    assert office("sop", "release", SOP, "--json", day=LATER_ON) == 1
    (found,) = office.answer["items"]
    assert found["rule"] == "step-kept-and-retired"
    assert "PM-2026-0009" in found["message"]
    assert "PM-2026-0011" in found["message"]
    assert not (office.root / NEXT_LOCK).exists()

    decided = "overrides: [{step: save-logs, retire: true, reason: 两次都撑爆了盘, by: it-lead}]\n"
    (office.root / FILE).write_text(DEFINITION + decided, encoding="utf-8")
    assert office("sop", "release", SOP, day=LATER_ON) == 0, office.out


def test_case_09_two_revisions_from_one_day_are_an_error(office: Terminal) -> None:
    """Case 9: the command does not offer such a day, and a lock that was edited to have it is told."""
    later(office)
    assert office("sop", "release", SOP, "--effective-on", "2026-06-04", day=LATER_ON) == 1
    assert "V023" in office.out
    assert office("sop", "release", SOP, "--effective-on", "2026-07-10", day=LATER_ON) == 0
    approve(office, "A/1", "2026-07-02", "2026-07-03", "2026-07-04")
    assert [item for item in checked(office, "2026-07-10") if item["code"] == "V008"] == []

    edit(office.root / NEXT_LOCK, "effective_on: 2026-07-10", "effective_on: 2026-06-04")
    (found,) = [item for item in checked(office, "2026-07-10") if item["code"] == "V008"]
    assert (found["severity"], found["file"]) == ("error", NEXT_LOCK)
    assert "A/0" in found["message"]
    assert "A/1" in found["message"]


def test_case_10_an_approved_revision_waits_for_its_day(office: Terminal) -> None:
    """Case 10: beside the one in force until its day, and in its place from then on, with no file touched between."""
    later(office)
    assert office("sop", "release", SOP, "--effective-on", "2026-07-10", day=LATER_ON) == 0
    approve(office, "A/1", "2026-07-02", "2026-07-03", "2026-07-04")
    rows = {day: standing(office, day) for day in ("2026-07-09", "2026-07-10")}
    assert [(row["revision"], row["status"]) for row in rows.values()] == [("A/0", "effective"), ("A/1", "effective")]
    assert [one["status"] for one in rows["2026-07-09"]["waiting"]] == ["approved"]
    assert rows["2026-07-10"]["waiting"] == []

    paths = (PAGE, "sop/SOP-IT-001/rev/A-0.md", "sop/SOP-IT-001/rev/A-1.md")
    eve, day = (pages_of(office.root, one, *paths) for one in rows)
    assert "移动硬盘" not in section(eve[PAGE], "procedure")
    assert "移动硬盘" in section(day[PAGE], "procedure")
    assert "A/1 · Approved, effective from 2026-07-10" in plain(eve["sop/SOP-IT-001/rev/A-1.md"])
    assert 'watermark: "Superseded"' not in eve["sop/SOP-IT-001/rev/A-0.md"]
    assert 'watermark: "Superseded"' in day["sop/SOP-IT-001/rev/A-0.md"]
    assert office("sop", "as-of", "2026-07-09", day="2026-07-10") == 0
    assert "A/0" in office.out
