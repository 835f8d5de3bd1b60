"""`fupan sop`: from the candidate to a revision in force, and everything that is refused on the way."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.controlled import DEFINITION, LATER_ON, LOCK, RELEASED, TEXT, approve, desk, later
from tests.organizations import Terminal


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in an organization whose SOP was never released."""
    return desk(tmp_path, capsys)


@pytest.fixture
def released(office: Terminal) -> Terminal:
    """Return a terminal in an organization whose SOP has A/0 in force since 2026-06-04."""
    assert office("sop", "release", "SOP-IT-001", "--by", "it-lead", day=RELEASED) == 0, office.err
    approve(office, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    return office


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of the organization."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def codes(terminal: Terminal) -> list[str]:
    """Return the codes of the diagnostics that the last command printed."""
    return sorted(set(re.findall(r"(?:Error|Warning) ([A-Z]\d+)", terminal.out + terminal.err)))


def test_a_release_writes_text_lock_and_sheet(office: Terminal) -> None:
    """The number is proposed; text and lock lie side by side, the sheet in the build folder, and check is content."""
    before = tree(office.root)
    assert office("sop", "release", "sop-it-001", "--by", "it-lead", "--json", day=RELEASED) == 0
    answer = office.answer

    assert (answer["revision"], answer["effective_on"], answer["change_class"]) == ("A/0", RELEASED, "first")
    assert set(tree(office.root)) - set(before) == {LOCK, TEXT, answer["sheet"]}
    text = (office.root / TEXT).read_text(encoding="utf-8")
    assert "**2.** 先导出日志 `save-logs`" in text
    assert "PM-2026-0007 (Added)" in text
    assert answer["fingerprint"] in text
    assert office("check", day=RELEASED) == 0, office.out


def test_the_sheet_shows_what_is_to_be_signed(office: Terminal) -> None:
    """One file that loads nothing: fingerprint large and whole, its QR code, blanks for three signatures."""
    office("sop", "release", "SOP-IT-001", "--json", day=RELEASED)
    fingerprint, path = office.answer["fingerprint"], office.answer["sheet"]
    sheet = (office.root / path).read_text(encoding="utf-8")

    assert f'<div class="short">{fingerprint[:12]}</div>' in sheet
    assert f'<div class="full">{fingerprint}</div>' in sheet
    assert "viewBox" in sheet
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", sheet)
    assert all(word in sheet for word in ("Preparation", "Review", "Approval", "To be signed by hand and archived"))


def test_a_dry_run_writes_nothing(office: Terminal) -> None:
    """It says what would be released."""
    before = tree(office.root)

    assert office("sop", "release", "SOP-IT-001", "--dry-run", day=RELEASED) == 0
    assert "Would be released: SOP-IT-001 A/0" in office.out
    assert tree(office.root) == before


def test_a_revision_is_in_force_once_all_have_approved(office: Terminal) -> None:
    """Draft, in review, effective: the state follows from days and approvals alone."""
    assert office("sop", "status", "--json", day=RELEASED) == 0
    assert office.answer["items"][0]["status"] == "draft"

    office("sop", "release", "SOP-IT-001", "--effective-on", "2026-06-10", day=RELEASED)
    office("sop", "status", "SOP-IT-001", "--json", day="2026-06-02")
    (waiting,) = office.answer["items"][0]["waiting"]
    assert (waiting["revision"], waiting["status"], waiting["missing"]) == (
        "A/0",
        "in_review",
        ["prepared", "reviewed", "approved"],
    )

    approve(office, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
    states = []
    for day in ("2026-06-03", "2026-06-09", "2026-06-10"):
        office("sop", "status", "--json", day=day)
        states.append(office.answer["items"][0]["status"])
    assert states == ["in_review", "approved", "effective"]


def test_an_approval_adds_one_line_and_touches_nothing_else(office: Terminal) -> None:
    """The rest of the lock stays to the byte, so that its seal holds."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    before = (office.root / LOCK).read_text(encoding="utf-8")
    approve(office, "A-0", "2026-06-02")
    first = (office.root / LOCK).read_text(encoding="utf-8")
    approve(office, "a/0", "2026-06-02", "2026-06-03")

    # The list and its one line, and the checksum of the notes, which is the only line that ever changes.
    assert first.startswith(before)
    assert first.removeprefix(before).count("\n") == 3
    kept = first.partition("notes_seal:")[0]
    assert (office.root / LOCK).read_text(encoding="utf-8").startswith(kept)


APPROVALS = [
    (["--fingerprint", "0123456789ab"], "2026-06-02", ["V009"]),
    (["--fingerprint", "01234"], "2026-06-02", ["V009"]),
    (["--date", "2026-05-31"], "2026-06-02", ["V010"]),
    (["--date", "2026-06-09"], "2026-06-02", ["V019"]),
    (["--date", "2026-05-31", "--fingerprint", "0123456789ab"], "2026-06-02", ["V009", "V010"]),
]


@pytest.mark.parametrize(("more", "day", "expected"), APPROVALS)
def test_an_approval_that_does_not_fit_is_refused(
    office: Terminal, more: list[str], day: str, expected: list[str]
) -> None:
    """Another text, a day before the release, a day to come: told with code, and nothing is written."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    before = tree(office.root)
    arguments = ["--rev", "A/0", "--meaning", "prepared", "--name", "张三", "--role", "it-lead", *more]

    assert office("sop", "approve", "SOP-IT-001", *arguments, day=day) == 1
    assert codes(office) == expected
    assert tree(office.root) == before


def test_a_preparation_after_the_review_is_refused(office: Terminal) -> None:
    """Noting the earlier approval later does not help: its day counts."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    who = ["--name", "张三", "--role", "it-lead"]
    assert office("sop", "approve", "SOP-IT-001", "--rev", "A/0", "--meaning", "reviewed", *who, day="2026-06-02") == 0

    assert office("sop", "approve", "SOP-IT-001", "--rev", "A/0", "--meaning", "prepared", *who, day="2026-06-03") == 1
    assert codes(office) == ["V010"]


def test_nobody_approves_a_lock_that_was_edited(office: Terminal) -> None:
    """The signature on paper was for other words."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    path = office.root / LOCK
    path.write_text(path.read_text(encoding="utf-8").replace("先导出日志", "先重启"), encoding="utf-8")
    who = ["--name", "张三", "--role", "it-lead"]

    assert office("sop", "approve", "SOP-IT-001", "--rev", "A/0", "--meaning", "prepared", *who, day="2026-06-02") == 1
    assert codes(office) == ["V001", "V002"]


def test_reviews_in_a_repository_alone_are_told(office: Terminal) -> None:
    """For a document of level 2 the sheet on paper is wanted as well."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    for meaning, name in (("prepared", "张三"), ("reviewed", "李四"), ("approved", "王五")):
        arguments = [
            "--rev",
            "A/0",
            "--meaning",
            meaning,
            "--name",
            name,
            "--role",
            "it-lead",
            "--method",
            "vcs_review",
        ]
        office("sop", "approve", "SOP-IT-001", *arguments, day="2026-06-02")

    assert "All approvals are reviews in the repository" in office.out
    assert office("check", day="2026-06-02") == 0
    assert codes(office) == ["V018"]


def test_the_candidate_shows_what_waits_word_by_word(released: Terminal) -> None:
    """Each change with the record that caused it, in the terminal and as JSON."""
    assert released("sop", "diff", "SOP-IT-001", day=LATER_ON) == 0
    assert "No differences." in released.out

    later(released)
    assert released("sop", "diff", "SOP-IT-001", day=LATER_ON) == 0
    assert "save-logs Revised · Step · PM-2026-0009 · 本机盘满拷不下" in released.out
    assert "先导出日志{+到移动硬盘+}" in released.out

    released("sop", "diff", "SOP-IT-001", "--json", day=LATER_ON)
    assert (released.answer["from"], released.answer["to"], released.answer["change_class"]) == (
        "A/0",
        "candidate",
        "minor",
    )
    assert released.answer["items"][0]["pieces"][-1] == {"kind": "new", "text": "到移动硬盘"}

    released("sop", "status", "--json", day=LATER_ON)
    assert released.answer["items"][0]["changes"] == 1


def test_the_next_revision_joins_the_chain(released: Terminal) -> None:
    """Wording makes A/1; the old revision holds until the day of the new one, and as-of tells both."""
    later(released)
    assert released("sop", "release", "SOP-IT-001", "--effective-on", "2026-07-10", "--json", day=LATER_ON) == 0
    assert (released.answer["revision"], released.answer["base"]) == ("A/1", "A/0")
    approve(released, "A/1", "2026-07-02", "2026-07-03", "2026-07-04")

    in_force = {}
    for day in ("2026-06-03", "2026-06-04", "2026-07-09", "2026-07-10"):
        code = released("sop", "as-of", day, "--json")
        in_force[day] = (code, released.answer["items"][0]["revision"], released.answer["items"][0]["status"])
    assert in_force == {
        "2026-06-03": (4, "", "in_review"),
        "2026-06-04": (0, "A/0", "effective"),
        "2026-07-09": (0, "A/0", "effective"),
        "2026-07-10": (0, "A/1", "effective"),
    }
    assert released("check", day="2026-07-10") == 0, released.out
    released("sop", "diff", "SOP-IT-001", "--from", "A/0", "--to", "A/1", "--json")
    assert [row["reasons"] for row in released.answer["items"]] == [["PM-2026-0009"]]
    text = (released.root / TEXT.replace("A-0", "A-1")).read_text(encoding="utf-8")
    assert "| A/1 | 2026-07-10 | Amended |" in text
    assert "PM-2026-0007 (Added) ← PM-2026-0009 (Revised)" in text


REFUSED = [
    (["--rev", "A/0"], ["V021"]),
    (["--rev", "1.1"], ["V022"]),
    (["--rev", "A/01"], ["V022"]),
    (["--effective-on", "2020-01-01"], ["V023"]),
    (["--rev", "1.1", "--effective-on", "2020-01-01"], ["V022", "V023"]),
    (["--amend", "改错字"], ["V030"]),
]


@pytest.mark.parametrize(("more", "expected"), REFUSED)
def test_a_release_that_cannot_be_is_refused_with_all_reasons(
    released: Terminal, more: list[str], expected: list[str]
) -> None:
    """Every problem in one run, each with its code, and nothing is written."""
    later(released)
    before = tree(released.root)

    assert released("sop", "release", "SOP-IT-001", *more, day=LATER_ON) == 1
    assert codes(released) == expected
    assert "Refused; nothing was written." in released.out
    assert tree(released.root) == before
    assert released("sop", "release", "SOP-IT-001", *more, "--json", day=LATER_ON) == 1
    assert sorted({item["code"] for item in released.answer["items"]}) == expected


EDITS = [
    ("", "", ["V024"]),
    ("让业务停得有秩序", "让业务停 得有秩序", ["V024"]),
    ("让业务停得有秩序", "让业务停得体面", ["V025"]),
    ("purpose: 让业务停得有秩序，回得来\n", "", ["V025", "V026"]),
    (
        "title: 数据库",
        "withdrawal: {date: 2026-06-20, reason: 并入, approved_by: 王五}\ntitle: 新的数据库",
        ["V025", "V029"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), EDITS)
def test_an_edited_definition_may_stand_in_the_way(released: Terminal, old: str, new: str, expected: list[str]) -> None:
    """Nothing changed, no reason, a section gone, the document withdrawn."""
    path = released.root / "sop/SOP-IT-001.yml"
    path.write_text(DEFINITION.replace(old, new), encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", day=LATER_ON) == 1
    assert codes(released) == expected


def test_damaged_locks_block_the_next_release(released: Terminal) -> None:
    """A missing base or an edited lock would be built upon; both are told, and nothing is written."""
    later(released)
    released("sop", "release", "SOP-IT-001", day=LATER_ON)
    approve(released, "A/1", "2026-07-02", "2026-07-03", "2026-07-04")
    (released.root / "sop/SOP-IT-001.yml").write_text(DEFINITION.replace("停得有秩序", "停得体面"), encoding="utf-8")
    second = released.root / LOCK.replace("A-0", "A-1")
    second.write_text(second.read_text(encoding="utf-8").replace("level: 2", "level: 3"), encoding="utf-8")
    (released.root / LOCK).unlink()
    before = tree(released.root)

    assert released("sop", "release", "SOP-IT-001", "--reason", "评审", day="2026-07-05") == 1
    assert codes(released) == ["V001", "V002", "V006"]
    assert tree(released.root) == before


def test_a_release_cannot_be_dated_before_the_last_one(released: Terminal) -> None:
    """Numbers and days grow together."""
    (released.root / "sop/SOP-IT-001.yml").write_text(DEFINITION.replace("停得有秩序", "停得体面"), encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", "--reason", "评审", day="2026-05-25") == 1
    assert "V011" in codes(released)
    assert not (released.root / LOCK.replace("A-0", "A-1")).exists()


def test_a_reason_explains_what_no_record_does(released: Terminal) -> None:
    """It stands in the change row of the lock."""
    path = released.root / "sop/SOP-IT-001.yml"
    path.write_text(DEFINITION.replace("停得有秩序", "停得体面"), encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", "--reason", "管理评审要求", day=LATER_ON) == 0, released.out
    assert "why: 管理评审要求" in (released.root / LOCK.replace("A-0", "A-1")).read_text(encoding="utf-8")


def test_one_revision_at_a_time_is_in_review(released: Terminal) -> None:
    """Before A/1 is approved there is no A/2."""
    later(released)
    released("sop", "release", "SOP-IT-001", day=LATER_ON)
    (released.root / "sop/SOP-IT-001.yml").write_text(DEFINITION.replace("停得有秩序", "停得体面"), encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", "--reason", "评审", day="2026-07-02") == 1
    assert codes(released) == ["V027"]


CONFLICT = """\
steps:
  - {key: save-logs, text: 日志留在原处}
"""


def test_a_conflict_blocks_the_release_and_names_both_records(released: Terminal) -> None:
    """Two records that say different things of one field must be decided by somebody first."""
    later(released)
    text = (released.root / "postmortems/2026/PM-2026-0009.yml").read_text(encoding="utf-8")
    other = text.replace("PM-2026-0009", "PM-2026-0010").partition("steps:")[0] + CONFLICT
    (released.root / "postmortems/2026/PM-2026-0010.yml").write_text(other, encoding="utf-8")
    before = tree(released.root)

    assert released("sop", "release", "SOP-IT-001", day=LATER_ON) == 1
    assert "PM-2026-0009" in released.out
    assert "PM-2026-0010" in released.out
    assert [code[0] for code in codes(released)] == ["P"]
    assert tree(released.root) == before
    released("sop", "status", "SOP-IT-001", "--json", day=LATER_ON)
    assert released.answer["items"][0]["conflicts"] == 1


def test_a_conflict_in_another_document_does_not_block_this_one(released: Terminal) -> None:
    """The same two records may contradict each other elsewhere; every document decides for itself."""
    later(released)
    text = (released.root / "postmortems/2026/PM-2026-0009.yml").read_text(encoding="utf-8")
    other = text.replace("PM-2026-0009", "PM-2026-0010").partition("steps:")[0] + CONFLICT
    (released.root / "postmortems/2026/PM-2026-0010.yml").write_text(other, encoding="utf-8")
    decided = "overrides: [{step: save-logs, text: 先导出, reason: 议定, by: it-lead}]\n"
    (released.root / "sop/SOP-IT-001.yml").write_text(DEFINITION + decided, encoding="utf-8")
    (released.root / "sop/SOP-IT-002.yml").write_text(DEFINITION.replace("IT-001", "IT-002"), encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", day=LATER_ON) == 0, released.out
    assert released("sop", "release", "SOP-IT-002", day=LATER_ON) == 1


def test_an_error_in_a_record_that_feeds_it_blocks_the_release(office: Terminal) -> None:
    """Also in one that cannot be read: nobody knows what it would have taught."""
    broken = office.root / "postmortems/2026/PM-2026-0011.yml"
    broken.write_text(
        "id: PM-2026-0011\ntitle: x\nseverity: S9\nsystems: [ERP]\nstarted_at: 2026-05-11\n", encoding="utf-8"
    )

    assert office("sop", "release", "SOP-IT-001", day=RELEASED) == 1
    assert "postmortems/2026/PM-2026-0011.yml:3" in office.out
    assert not (office.root / LOCK).exists()


def test_an_emergency_change_holds_after_one_approval_until_its_deadline(released: Terminal) -> None:
    """Then it is a warning while the rest may still come, an error afterwards, and nothing once all have approved."""
    later(released)
    released("sop", "release", "SOP-IT-001", "--expedited", "正在停线", "--by", "it-lead", day=LATER_ON)
    one = ["--rev", "A/1", "--meaning", "approved", "--name", "王五", "--role", "qa-head"]
    assert released("sop", "approve", "SOP-IT-001", *one, day=LATER_ON) == 0

    released("sop", "status", "SOP-IT-001", "--json", day=LATER_ON)
    (row,) = released.answer["items"]
    assert (row["revision"], row["retro_due_on"], row["retro_missing"]) == (
        "A/1",
        "2026-07-06",
        ["prepared", "reviewed"],
    )
    assert (released("check", day="2026-07-06"), codes(released)) == (0, ["V013"])
    assert (released("check", day="2026-07-07"), codes(released)) == (0, ["V014"])

    for meaning, name in (("prepared", "张三"), ("reviewed", "李四")):
        more = ["--rev", "A/1", "--meaning", meaning, "--name", name, "--role", "it-lead"]
        assert released("sop", "approve", "SOP-IT-001", *more, day="2026-07-05") == 0, released.out
    assert (released("check", day="2026-07-07"), codes(released)) == (0, [])


def test_an_editorial_fix_keeps_number_and_approvals(released: Terminal) -> None:
    """A blank changes no word: same number, same fingerprint, a row that says so, and the new text."""
    (released.root / "sop/SOP-IT-001.yml").write_text(
        DEFINITION.replace("停得有秩序，", "停得有秩序, "), encoding="utf-8"
    )
    old = (released.root / LOCK).read_text(encoding="utf-8")

    assert released("sop", "release", "SOP-IT-001", "--amend", "逗号", "--by", "it-lead", day=LATER_ON) == 0, (
        released.out
    )
    new = (released.root / LOCK).read_text(encoding="utf-8")
    assert old.partition("fingerprint:")[2][:66] == new.partition("fingerprint:")[2][:66]
    assert "停得有秩序, 回得来" in new
    assert not (released.root / TEXT).exists()
    assert "停得有秩序, 回得来" in (released.root / TEXT.replace(".md", ".fix-1.md")).read_text(encoding="utf-8")
    assert (released("check", day=LATER_ON), codes(released)) == (0, [])
    assert released("sop", "status", "--json", day=LATER_ON) == 0
    assert released.answer["items"][0]["status"] == "effective"
    assert released("sop", "release", "SOP-IT-001", "--amend", "又一次", day=LATER_ON) == 0
    assert [path.name for path in (released.root / LOCK).parent.glob("*.md")] == ["A-0.fix-2.md"]


def test_a_withdrawal_is_one_entry_of_the_definition(released: Terminal) -> None:
    """The document is no longer in force from that day on; a second withdrawal is refused."""
    arguments = ["--reason", "并入总规程: 见目录", "--approved-by", "王五", "--role", "qa-head", "--date", "2026-07-15"]
    before = (released.root / "sop/SOP-IT-001.yml").read_text(encoding="utf-8").splitlines()
    assert released("sop", "withdraw", "SOP-IT-001", *arguments, "--dry-run", day=LATER_ON) == 0
    assert (released.root / "sop/SOP-IT-001.yml").read_text(encoding="utf-8").splitlines() == before
    assert released("sop", "withdraw", "SOP-IT-001", *arguments, day=LATER_ON) == 0
    after = (released.root / "sop/SOP-IT-001.yml").read_text(encoding="utf-8").splitlines()

    assert [line for line in after if line not in before] == [
        "withdrawal:",
        '  - {date: 2026-07-15, reason: "并入总规程: 见目录", approved_by: 王五, role: qa-head}',
    ]
    assert len(after) == len(before) + 2
    assert released("sop", "as-of", "2026-07-14") == 0
    assert released("sop", "as-of", "2026-07-15") == 4
    assert released("sop", "withdraw", "SOP-IT-001", *arguments, day=LATER_ON) == 1


@pytest.mark.parametrize(("day", "changes"), [("2026-07-14", 1), ("2026-07-15", 0)])
def test_nothing_waits_for_a_withdrawn_document(released: Terminal, day: str, changes: int) -> None:
    """What records would change in it is of no use to anybody from that day on."""
    later(released)
    arguments = ["--reason", "并入总规程", "--approved-by", "王五", "--role", "qa-head", "--date", "2026-07-15"]
    assert released("sop", "withdraw", "SOP-IT-001", *arguments, day=LATER_ON) == 0

    assert released("sop", "status", "--json", day=day) == 0
    assert [row["changes"] > 0 for row in released.answer["items"]] == [bool(changes)]


@pytest.mark.parametrize(("number", "expected"), [(0, "No differences."), (1, "1 change ("), (2, "2 changes (")])
def test_one_change_is_told_as_one(number: int, expected: str) -> None:
    """English has a plural."""
    from types import SimpleNamespace

    from generator.commands.sop.change_lines import summary
    from generator.commands.terminal import language
    from generator.kinds.revision import ChangeClass

    language.activate("en")
    changes = SimpleNamespace(is_empty=not number, count=number, change_class=next(iter(ChangeClass)))

    assert summary(changes).startswith(expected)  # type: ignore[arg-type]


WRONG = [
    (["sop", "status", "SOP-IT-01"], "Did you mean SOP-IT-001?"),
    (["sop", "relase", "SOP-IT-001"], "Did you mean release?"),
    (["sop", "diff", "SOP-IT-001", "--from", "A/7"], "it has A/0"),
    (["sop", "approve", "SOP-IT-001", "--meaning", "seen"], "seen"),
    (["sop", "as-of", "heute"], "heute"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_a_slip_on_the_command_line_is_told_with_the_nearest_word(
    released: Terminal, arguments: list[str], said: str
) -> None:
    """Exit 2, in the manner of every command."""
    assert released(*arguments) == 2
    assert said in released.err


def test_a_stop_in_the_middle_leaves_the_old_state(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C between text and lock takes the text back."""
    before = tree(office.root)
    real, moved = os.replace, []

    def stopping(source: str, target: str) -> None:
        if str(target).endswith(".lock.yml"):
            raise KeyboardInterrupt
        moved.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", stopping)
    assert office("sop", "release", "SOP-IT-001", day=RELEASED) == 130
    assert moved
    assert tree(office.root) == before


VAIN = [
    ([], ("approved", "王五", "qa-head"), "still lacks: Preparation"),
    ([("prepared", "张三", "it-lead")], ("approved", "王五", "qa-head"), "still lacks: Review"),
    ([("prepared", "张三", "it-lead")], ("reviewed", "张三", "qa-head"), "张三 stands there already (Preparation)"),
    (
        [("prepared", "张三", "it-lead"), ("reviewed", "李四", "it-lead"), ("approved", "王五", "qa-head")],
        ("approved", "赵六", "qa-head"),
        "has all its approvals already",
    ),
]


@pytest.mark.parametrize(("given", "wanted", "said"), VAIN)
def test_an_approval_in_vain_is_refused(
    office: Terminal, given: list[tuple[str, str, str]], wanted: tuple[str, str, str], said: str
) -> None:
    """Out of order, by the same person again, or after all have approved: nothing is written."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)

    def note(meaning: str, name: str, role: str) -> int:
        who = ("--meaning", meaning, "--name", name, "--role", role, "--rev", "A/0")
        return office("sop", "approve", "SOP-IT-001", *who, day="2026-06-02")

    assert [note(*row) for row in given] == [0] * len(given)
    before = tree(office.root)
    assert note(*wanted) == 1
    assert said in office.out
    assert tree(office.root) == before


def test_an_entry_is_corrected_by_a_later_one(office: Terminal) -> None:
    """The same meaning again, by another person, before the chain is complete; a dry run writes nothing."""
    office("sop", "release", "SOP-IT-001", day=RELEASED)
    approve(office, "A/0", "2026-06-02", "2026-06-02")
    before = tree(office.root)
    again = ("--meaning", "reviewed", "--name", "赵六", "--role", "it-lead", "--rev", "A/0")

    assert office("sop", "approve", "SOP-IT-001", *again, "--dry-run", day="2026-06-02") == 0
    assert "Nothing was written" in office.out
    assert tree(office.root) == before
    assert office("sop", "approve", "SOP-IT-001", *again, day="2026-06-02") == 0
    assert tree(office.root) != before
