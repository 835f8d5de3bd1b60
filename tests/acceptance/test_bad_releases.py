"""What is wrong with a controlled document is told with code, place and remedy in both languages, and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.offices import Item, edit, tree
from tests.controlled import DEFINITION, LATER, LATER_ON, LOCK, RELEASED, TEXT, approve, desk, later
from tests.organizations import Terminal

SOP = "SOP-IT-001"
DAY = "2026-08-01"
FILE = "sop/SOP-IT-001.yml"
SECOND = LOCK.replace("A-0", "A-1")
OTHER = "postmortems/2026/PM-2026-0010.yml"
CHECK, RELEASE = ("check",), ("sop", "release", SOP, "--reason", "评审")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Case:
    """What somebody does to an organization with A/0 and A/1 in force, what is run, and what is then told where.

    `line` is a piece of the line that the place shows.
    """

    name: str
    spoil: Callable[[Path], object]
    command: tuple[str, ...]
    code: str
    file: str
    line: str


def other(steps: str) -> Callable[[Path], object]:
    """Return a spoiling: one more approved incident says this of the steps."""
    text = LATER.replace("PM-2026-0009", "PM-2026-0010").replace("06-25", "07-20").partition("steps:")[0]
    return lambda root: (root / OTHER).write_text(f"{text}steps:\n{steps}", encoding="utf-8")


def two(root: Path) -> None:
    """Two more incidents word the same step differently."""
    other("  - {key: save-logs, text: 日志留在原处}\n")(root)
    text = (root / OTHER).read_text(encoding="utf-8").replace("0010", "0011").replace("留在原处", "拷到光盘")
    (root / OTHER.replace("0010", "0011")).write_text(text, encoding="utf-8")


def defined(more: str) -> Callable[[Path], object]:
    """Return a spoiling: the owner adds lines to the definition."""
    return lambda root: (root / FILE).write_text(DEFINITION + more, encoding="utf-8")


def edited(path: str, old: str, new: str) -> Callable[[Path], object]:
    """Return a spoiling: somebody edits a file by hand."""
    return lambda root: edit(root / path, old, new)


def removed(*paths: str) -> Callable[[Path], object]:
    """Return a spoiling: somebody deletes files."""
    return lambda root: [(root / path).unlink() for path in paths]


FOREIGN = ("sop", "approve", SOP, "--rev", "A/1", "--meaning", "approved", "--name", "王五", "--role", "qa-head",
           "--fingerprint", "0123456789ab")  # fmt: skip
NEW_WORDS = edited(FILE, "停得有秩序", "停得很体面")
CASES = (
    Case("a hand-edited lock", edited(LOCK, "text: 先导出日志", "text: 先重启"), CHECK, "V001", LOCK, "seal:"),
    Case("its words have another fingerprint", edited(LOCK, "text: 先导出日志", "text: 先重启"), CHECK, "V002", LOCK, "fingerprint:"),
    Case("a hand-edited lock under a release", lambda root: (NEW_WORDS(root), edit(root / SECOND, "level: 2", "level: 3")), RELEASE, "V001", SECOND, "seal:"),
    Case("a hand-edited text", edited(TEXT, "先导出日志", "先重启"), CHECK, "V004", TEXT, ""),
    Case("a missing base revision", removed(LOCK, TEXT), CHECK, "V006", SECOND, "base: A/0"),
    Case("a missing base under a release", lambda root: (NEW_WORDS(root), removed(LOCK, TEXT)(root)), RELEASE, "V006", SECOND, "base: A/0"),
    Case("two effective revisions on one day", edited(SECOND, "effective_on: 2026-07-10", "effective_on: 2026-06-04"), CHECK, "V008", SECOND, "effective_on:"),
    Case("a release for the day of another", NEW_WORDS, (*RELEASE, "--effective-on", "2026-07-10"), "V023", FILE, ""),
    Case("an approval for another fingerprint", edited(FILE, "", ""), FOREIGN, "V009", SECOND, ""),
    Case("such an approval written by hand", edited(SECOND, "ref: 档-1, fingerprint: ", "ref: 档-1, fingerprint: 0"), CHECK, "V009", SECOND, "fingerprint: 0"),
    Case("an unknown step key", defined("overrides: [{step: save-log, text: 先导出, reason: 议定, by: it-lead}]\n"), RELEASE, "P005", FILE, "overrides:"),
    Case("a key that is no key", other("  - {key: 保全, text: 先导出}\n"), RELEASE, "P004", OTHER, "key: 保全"),
    Case("a cycle", other("  - {key: a, phase: triage, text: 甲看网络, before: [b]}\n  - {key: b, phase: triage, text: 乙问厂家, before: [a]}\n"), RELEASE, "P001", OTHER, "before:"),
    Case("a number that goes backwards", NEW_WORDS, (*RELEASE, "--rev", "A/0"), "V021", FILE, ""),
    Case("a day that goes backwards", edited(SECOND, "released_on: 2026-07-01", "released_on: 2026-05-01"), CHECK, "V011", SECOND, "released_on:"),
    Case("a release over a conflict", two, RELEASE, "P007", OTHER.replace("0010", "0011"), "text: 日志拷到光盘"),
    Case("a deleted record that a released step cites", removed("postmortems/2026/PM-2026-0009.yml"), CHECK, "G001", SECOND, "PM-2026-0009"),
    Case("a release over a deleted record", lambda root: (NEW_WORDS(root), removed("postmortems/2026/PM-2026-0009.yml")(root)), RELEASE, "G001", SECOND, "PM-2026-0009"),
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in an organization with A/0 in force since June and A/1 since 2026-07-10."""
    made = desk(tmp_path, capsys)
    assert made("sop", "release", SOP, "--effective-on", "2026-06-04", day=RELEASED) == 0, made.out
    approve(made, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    later(made)
    assert made("sop", "release", SOP, "--effective-on", "2026-07-10", day=LATER_ON) == 0, made.out
    approve(made, "A/1", "2026-07-02", "2026-07-03", "2026-07-04")
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_code_place_and_remedy_and_nothing_is_written(office: Terminal, case: Case) -> None:
    """Exit 1; the item leads to the line; message and remedy stand in Chinese and in English; no file changes."""
    case.spoil(office.root)
    before = tree(office.root)

    assert office(*case.command, "--json", day=DAY) == 1
    items: list[Item] = office.answer["items"]
    assert tree(office.root) == before
    found = [item for item in items if (item["code"], item["file"]) == (case.code, case.file)]
    assert found, [(item["code"], item["file"], item["message"]) for item in items]
    assert {item["severity"] for item in found} == {"error"}
    lines = (office.root / case.file).read_text(encoding="utf-8").splitlines()
    for item in found:
        assert 1 <= item["line"] <= len(lines)
        assert 1 <= item["col"] <= len(lines[item["line"] - 1]) + 1
        for part in ("message", "hint"):
            chinese, english = (item["texts"][language][part] for language in ("zh", "en"))
            assert _CHINESE.search(chinese), (part, chinese)
            assert english
            assert english != chinese
    assert [item for item in found if case.line in lines[item["line"] - 1]], [lines[item["line"] - 1] for item in found]

    assert office(*case.command, day=DAY) == 1
    places = [f"{case.file}:{item['line']}:{item['col']} Error {case.code}" for item in found]
    assert [place for place in places if place not in office.out + office.err] == []
    assert "Hint: " in office.out + office.err
    assert tree(office.root) == before
