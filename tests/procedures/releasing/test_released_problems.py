"""Every bad state of released revisions is told with its code, and a good one is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.cli import run
from generator.i18n.catalogue import catalogue
from generator.procedures.releasing.released_problems import joined
from generator.procedures.releasing.released_rules import RELEASED_RULES
from generator.registry import load_library
from generator.settings import Settings
from tests.controlled import DEFINITION, LATER, LOCK, TEXT, files
from tests.organizations import lay_out

ROOT = "sop/released/SOP-IT-001"
SECOND = f"{ROOT}/A-1.lock.yml"
# A-0 is in force from 2026-06-04, A-1 from 2026-07-10.
TODAY = date(2026, 8, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an organization with two approved revisions, which no test changes."""
    root = lay_out(tmp_path_factory.mktemp("archive"), files())

    def fupan(*arguments: str, day: str) -> None:
        assert run([*arguments, "-C", str(root), "--lang", "en", "-q", "--today", day]) == 0

    def approved(number: str, *days: str) -> None:
        people = (("prepared", "张三"), ("reviewed", "李四"), ("approved", "王五"))
        for (meaning, name), day in zip(people, days, strict=True):
            who = ("--meaning", meaning, "--name", name, "--role", "it-lead", "--rev", number)
            fupan("sop", "approve", "SOP-IT-001", *who, day=day)

    fupan("sop", "release", "SOP-IT-001", "--effective-on", "2026-06-04", day="2026-06-01")
    approved("A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    (root / "postmortems/2026/PM-2026-0009.yml").write_text(LATER, encoding="utf-8")
    fupan("sop", "release", "SOP-IT-001", "--effective-on", "2026-07-10", day="2026-07-01")
    approved("A/1", "2026-07-02", "2026-07-03", "2026-07-04")
    return root


@pytest.fixture
def copy(archive: Path, tmp_path: Path) -> Path:
    """Return a copy of the archive that a test may damage."""
    return Path(shutil.copytree(archive, tmp_path / "copy"))


def told(root: Path, today: date = TODAY) -> list[str]:
    """Return `path:line code` of everything that is wrong."""
    report = load_library(root, Settings(), today).report
    return [f"{one.span.path.removeprefix('sop/released/')}:{one.span.line} {one.rule.code}" for one in report]


def codes(root: Path, today: date = TODAY) -> list[str]:
    """Return the codes of everything that is wrong."""
    return sorted({one.rule.code for one in load_library(root, Settings(), today).report})


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a damage: somebody edits a file by hand."""

    def damage(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def delete(*paths: str) -> Callable[[Path], None]:
    """Return a damage: somebody deletes files."""

    def damage(root: Path) -> None:
        for path in paths:
            (root / path).unlink()

    return damage


def rename(old: str, new: str) -> Callable[[Path], None]:
    """Return a damage: somebody moves a file."""

    def damage(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return damage


def test_two_revisions_in_a_chain_are_right(archive: Path) -> None:
    """Nothing is wrong with what the tool itself wrote, on any day."""
    assert told(archive) == []
    assert [code for code in codes(archive, date(2026, 6, 2)) if code.startswith("V")] == []


def test_line_ends_of_windows_are_right(copy: Path) -> None:
    """A checkout that changes line ends changes no word."""
    for path in (LOCK, TEXT, SECOND):
        (copy / path).write_bytes((copy / path).read_bytes().replace(b"\n", b"\r\n"))

    assert [code for code in codes(copy) if code.startswith("V")] == []


DAMAGES = [
    ("a word of a lock", replace(LOCK, "text: 先导出日志", "text: 先重启"), ["V001", "V002"]),
    ("a blank of a lock", replace(LOCK, "让业务停得有秩序", "让业务 停得有秩序"), ["V001"]),
    ("a day of a lock", replace(LOCK, "effective_on: 2026-06-04", "effective_on: 2026-06-05"), ["V001"]),
    ("a reason in the history", replace(SECOND, "- PM-2026-0009", "- PM-2026-0007"), ["V001"]),
    ("the fingerprint of a lock", replace(LOCK, "\nfingerprint: ", "\nfingerprint: 0"), ["V001", "V002", "V009"]),
    ("the frozen text", replace(TEXT, "先导出日志", "先重启"), ["V004"]),
    ("no frozen text", delete(TEXT), ["V003"]),
    ("no lock", delete(SECOND), ["V005"]),
    ("no base", delete(LOCK, TEXT), ["V006"]),
    ("another base", replace(SECOND, "base_seal: ", "base_seal: 0"), ["V001", "V007"]),
    ("the base forgotten", replace(SECOND, "base: A/0\n", ""), ["V001", "V006"]),
    (
        "an approval of another text",
        replace(
            LOCK,
            "date: 2026-06-04, method: wet_ink, fingerprint: ",
            "date: 2026-06-04, method: wet_ink, fingerprint: 0",
        ),
        ["V009", "V035"],
    ),
    (
        "an approval before the release",
        replace(LOCK, "date: 2026-06-02, method", "date: 2026-05-02, method"),
        ["V010", "V035"],
    ),
    (
        "an approval before the review",
        replace(LOCK, "date: 2026-06-04, method", "date: 2026-06-02, method"),
        ["V010", "V035"],
    ),
    ("a date that goes back", replace(SECOND, "released_on: 2026-07-01", "released_on: 2026-05-01"), ["V001", "V011"]),
    (
        "two on one day",
        replace(SECOND, "effective_on: 2026-07-10", "effective_on: 2026-06-04"),
        ["V001", "V008", "V020"],
    ),
    ("a lock with another name", rename(LOCK, f"{ROOT}/A-7.lock.yml"), ["V012"]),
    ("a lock of another document", rename(LOCK, "sop/released/SOP-IT-002/A-0.lock.yml"), ["V003", "V005", "V012"]),
    (
        "another document inside",
        replace(LOCK, "doc: SOP-IT-001", "doc: SOP-IT-009"),
        ["G001", "V001", "V002", "V006", "V012"],
    ),
    ("a deleted record", delete("postmortems/2026/PM-2026-0007.yml"), ["G001"]),
    ("two persons only", replace(LOCK, "name: 李四", "name: 张三"), ["V035"]),
    ("two persons for the waiting one", replace(SECOND, "name: 李四", "name: 张三"), ["V017", "V035"]),
    (
        "reviews in a repository only",
        lambda root: [replace(SECOND, "wet_ink", "vcs_review")(root) for _ in range(3)],
        ["V018", "V035"],
    ),
    (
        "approved after the effective day",
        replace(SECOND, "effective_on: 2026-07-10", "effective_on: 2026-07-03"),
        ["V001", "V020"],
    ),
    ("a late review", replace("sop/SOP-IT-001.yml", "level: 2\n", "level: 2\nreview_due_on: 2026-07-31\n"), ["V016"]),
    ("a text beside the locks", rename("kb/systems/ERP.yml", f"{ROOT}/notes.md"), ["V005"]),
]


@pytest.mark.parametrize(("damage", "expected"), [row[1:] for row in DAMAGES], ids=[row[0] for row in DAMAGES])
def test_a_damage_is_told(copy: Path, damage: Callable[[Path], None], expected: list[str]) -> None:
    """Whatever somebody does to a lock, its text, its chain or its approvals has a code."""
    damage(copy)

    assert [code for code in codes(copy) if code[0] in "GV"] == expected


def test_a_deleted_record_that_a_released_step_cites_is_told_in_the_lock(copy: Path) -> None:
    """The place is the line of the lock that cites it."""
    (copy / "postmortems/2026/PM-2026-0009.yml").unlink()
    lines = (copy / SECOND).read_text(encoding="utf-8").splitlines()

    found = [one for one in told(copy) if one.endswith("G001")]
    assert found
    assert all("PM-2026-0009" in lines[int(one.split(":")[1].split()[0]) - 1] for one in found)


def trained(percent: int) -> str:
    """Return a training on A/1 in which so many of a hundred people passed."""
    return (
        "id: TR-2026-01\ntitle: 培训\nheld_on: 2026-07-08\ndocuments: [{doc: SOP-IT-001, revision: A/1}]\n"
        f"attendance: [{{role: it-lead, planned: 100, trained: {percent}}}]\n"
    )


@pytest.mark.parametrize(("record", "expected"), [("", ["V015"]), (trained(89), ["V015"]), (trained(90), [])])
def test_a_revision_in_force_without_training_is_told(copy: Path, record: str, expected: list[str]) -> None:
    """The policy says how many percent of the audience must have been trained."""
    shutil.rmtree(copy / "sop/released")
    (copy / "sop/SOP-IT-001.yml").write_text(DEFINITION + "training: {audience: [IT 主管]}\n", encoding="utf-8")
    for number, days in (("A/0", ("06-02", "06-03", "06-04")), ("A/1", ("07-02", "07-03", "07-04"))):
        day = f"2026-{days[0]}"
        more = ("--rev", number, "--reason", "改写", "--effective-on", f"2026-{days[-1]}")
        if number == "A/1":
            text = (copy / "sop/SOP-IT-001.yml").read_text(encoding="utf-8")
            (copy / "sop/SOP-IT-001.yml").write_text(text.replace("停得有秩序", "停得体面"), encoding="utf-8")
        options = ["-C", str(copy), "--lang", "en", "-q"]
        assert run(["sop", "release", "SOP-IT-001", *more, *options, "--today", day]) == 0
        for meaning, name, on in zip(("prepared", "reviewed", "approved"), "甲乙丙", days, strict=True):
            who = ["--meaning", meaning, "--name", name, "--role", "it-lead", "--rev", number]
            assert run(["sop", "approve", "SOP-IT-001", *who, *options, "--today", f"2026-{on}"]) == 0
    if record:
        (copy / "kb/training").mkdir(parents=True)
        (copy / "kb/training/TR-2026-01.yml").write_text(record, encoding="utf-8")

    assert [code for code in codes(copy) if code.startswith("V")] == expected


@pytest.mark.parametrize("rule", RELEASED_RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_how(rule: object) -> None:
    """What it finds, why that is bad, an example and what to write instead stand beside the code."""
    assert all(getattr(rule, name) for name in ("message", "hint", "what", "why", "example", "instead"))


def test_what_is_lacking_is_named_as_people_call_it(copy: Path) -> None:
    """Both languages have words for it; the names of the policy's fields are for the policy."""
    replace(SECOND, "name: 李四", "name: 张三")(copy)
    (found,) = [one for one in load_library(copy, Settings(), TODAY).report if one.rule.code == "V017"]
    english, chinese = (catalogue(name).text(found.rule.message, **found.values) for name in ("en", "zh"))

    assert "too few different persons" in english
    assert "distinct_persons" not in english + chinese


@pytest.mark.parametrize(
    ("labels", "expected"),
    [((), "–"), (("Review",), "Review"), (("Preparation", "Review"), "Preparation, Review")],
)
def test_labels_are_joined_in_the_readers_language(labels: tuple[str, ...], expected: str) -> None:
    """Each is translated by itself."""
    assert catalogue("en").text("{it}", it=joined(labels)) == expected
    assert all(catalogue("zh").text(one) in catalogue("zh").text("{it}", it=joined(labels)) for one in labels)
