"""Editing in place changes what it is asked to, and not one byte more."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UserError
from generator.i18n.catalogue import translations_of
from generator.kinds.capa import Capa
from generator.kinds.sop import Sop
from generator.model.record import Part
from generator.reading.editing import AppendItem, Edit, SetField, edited, written
from generator.reading.spellings import Spellings
from tests.libraries import REPOSITORY

SPELLINGS = Spellings(translations_of)
CAPAS = sorted((REPOSITORY / "postmortems/capa").glob("*.yml"))
SAMPLE = sorted(path for folder in ("kb", "postmortems", "sop") for path in (REPOSITORY / folder).rglob("*.yml"))
ENTRY = {"at": "2026-11-21T09:00+08:00", "by": "IT 主管", "from": "open", "to": "investigating", "note": "两人。"}
LINE = "- {at: 2026-11-21T09:00+08:00, by: IT 主管, from: open, to: investigating, note: 两人。}"


def _edit(text: str | bytes, *edits: Edit, model: type[Part] = Capa) -> str:
    data = text.encode() if isinstance(text, str) else text
    return edited("x.yml", data, edits, model, SPELLINGS).decode()


def _changed_lines(before: bytes, after: bytes) -> list[str]:
    rows = unified_diff(before.decode().splitlines(True), after.decode().splitlines(True), n=0)
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_no_edit_changes_no_byte(path: Path) -> None:
    """Each file of the sample comes back as it was, whatever it says."""
    data = path.read_bytes()

    assert edited(path.name, data, (), Capa, SPELLINGS) == data


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_setting_what_is_there_already_changes_no_byte(path: Path) -> None:
    """A field that is set to its own text stays as it is, in quotes or without."""
    data = path.read_bytes()
    root = yaml.load(data, Loader=yaml.BaseLoader)
    if "id" in root:
        assert edited(path.name, data, [SetField(("id",), root["id"])], Capa, SPELLINGS) == data


@pytest.mark.parametrize("path", CAPAS, ids=lambda path: path.name)
def test_an_entry_of_the_log_is_one_line_of_difference(path: Path) -> None:
    """The other lines of a real record stay, in block and in flow style, and the entry reads as given."""
    data = path.read_bytes()
    after = edited(path.name, data, [AppendItem(("log",), ENTRY)], Capa, SPELLINGS)
    added = [row for row in _changed_lines(data, after) if "两人" in row or row.strip("+\n")]

    assert [row for row in added if row != "+log:\n"] == [f"+  {LINE}\n"]
    assert yaml.load(after, Loader=yaml.BaseLoader)["log"][-1] == ENTRY


@pytest.mark.parametrize("path", CAPAS, ids=lambda path: path.name)
def test_a_deadline_is_added_in_the_line_of_its_action(path: Path) -> None:
    """An extension of the first action touches that action's own lines only."""
    data = path.read_bytes()
    before = yaml.load(data, Loader=yaml.BaseLoader)
    if not before.get("actions"):
        pytest.skip("a CAPA without actions")
    after = edited(path.name, data, [AppendItem(("actions", 0, "due"), {"due": "2027-01-31"})], Capa, SPELLINGS)
    read = yaml.load(after, Loader=yaml.BaseLoader)

    assert read["actions"][0]["due"] == [*before["actions"][0]["due"], {"due": "2027-01-31"}]
    assert len([row for row in _changed_lines(data, after) if row[0] == "+"]) == 1
    before["actions"][0].pop("due"), read["actions"][0].pop("due")
    assert read == before


CASES: list[tuple[str, Edit, str]] = [
    ("id: A\nlog:\n  - {to: open}  # 备注\n  # 后面\nx-a: 1\n", AppendItem(("log",), "b"), "id: A\nlog:\n  - {to: open}  # 备注\n  - b\n  # 后面\nx-a: 1\n"),
    ("id: A\nlog:\n- to: open\n  note: |\n    两行\n    字\n\nx-a: 1\n", AppendItem(("log",), "b"), "id: A\nlog:\n- to: open\n  note: |\n    两行\n    字\n- b\n\nx-a: 1\n"),
    ("id: A\nlog: []  # 空\n", AppendItem(("log",), "b"), "id: A\nlog: [b]  # 空\n"),
    ("id: A\nlog:   # 待填\n", AppendItem(("log",), "b"), "id: A\nlog:   # 待填\n  - b\n"),
    ("id: A\ntags: [甲, 乙,]\n", AppendItem(("tags",), "丙"), "id: A\ntags: [甲, 乙, 丙,]\n"),
    ("id: A\ntags: 甲 乙\n", AppendItem(("tags",), "丙"), "id: A\ntags: [甲 乙, 丙]\n"),
    ("id: A", AppendItem(("log",), "b"), "id: A\nlog:\n  - b"),
    ("id: A\r\ntitle: 甲\r\nlog:\r\n  - a\r\n", SetField(("closure",), {"summary": "好"}), "id: A\r\ntitle: 甲\r\nclosure: {summary: 好}\r\nlog:\r\n  - a\r\n"),
    ("id: A\nlog:\n  - a\napprovals: []\n", SetField(("owner",), "IT 主管"), "id: A\nowner: IT 主管\nlog:\n  - a\napprovals: []\n"),
    ("编号: A\n负责人: 甲  # 谁\n流转记录: []\n", SetField(("owner",), "乙"), "编号: A\n负责人: 乙  # 谁\n流转记录: []\n"),
    ("id: A\nowner: ~\n", SetField(("owner",), "乙"), "id: A\nowner: 乙\n"),
    ("id: A\nowner: \"甲\"\n", SetField(("owner",), "1.10"), "id: A\nowner: \"1.10\"\n"),
    ("id: A\nrisk: {severity: major}\n", SetField(("risk", "after"), {"level": "低"}), "id: A\nrisk: {severity: major, after: {level: 低}}\n"),
    ("id: A\nrisk:\n  severity: major\n  date: 2026-01-01\nlog: []\n", SetField(("risk", "after", "level"), "低"), "id: A\nrisk:\n  severity: major\n  after: {level: 低}\n  date: 2026-01-01\nlog: []\n"),
    ("id: A\nrisk: {}\n", SetField(("risk", "after", "level"), "低"), "id: A\nrisk: {after: {level: 低}}\n"),
    ("id: A\n", AppendItem(("effectiveness", "checks"), {"round": 1}), "id: A\neffectiveness: {checks: [{round: 1}]}\n"),
    ("id: A\nactions:\n  id: A1\n  text: 换盘\n", SetField(("actions", 0, "done_on"), "2026-01-01"), "id: A\nactions:\n  id: A1\n  text: 换盘\n  done_on: 2026-01-01\n"),
    ("id: A\nproblem:\n  what: 满\n  evidence:\n    - a\n", SetField(("problem", "evidence"), ["b"]), "id: A\nproblem:\n  what: 满\n  evidence: [b]\n"),
    ("id: A\nproblem: |\n  满了\n\nlog: []\n", SetField(("problem",), "空"), "id: A\nproblem: 空\n\nlog: []\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "after"), CASES)
def test_the_text_is_spliced_where_the_author_would_write_it(before: str, edit: Edit, after: str) -> None:
    """Styles, comments, order, line ends, the author's names and a missing last line end are kept."""
    assert _edit(before, edit) == after


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "gb18030"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_encoding_and_byte_order_mark_stay(mark: bytes, encoding: str) -> None:
    """What Windows editors save is saved again in the same way."""
    text = "id: CAPA-2026-0001\r\ntitle: 数据库磁盘写满以后的处理办法\r\nlog:\r\n  - {to: open, note: 受理}\r\n"
    after = edited("x.yml", mark + text.encode(encoding), [AppendItem(("log",), "好")], Capa, SPELLINGS)

    assert after == mark + (text + "  - 好\r\n").encode(encoding)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        (b"\x89PNG\r\n", SetField(("id",), "A")),
        (b"- a\n", SetField(("id",), "A")),
        (b"id: [\n", SetField(("id",), "A")),
        ("id: A\nproblem: 满\n".encode(), SetField(("problem", "where"), "仓库")),
        (b"id: A\nlog:\n  to: open\n  by: b\n", AppendItem(("log",), "A")),
        (b"id: A\nlog: [a]\n", SetField(("log", 3), "A")),
    ],
)
def test_what_cannot_be_edited_is_refused(text: bytes, edit: Edit) -> None:
    """A picture, a list, broken YAML and a text where a group is meant are left to the author."""
    with pytest.raises(UserError):
        _edit(text, edit)


def test_an_sop_can_be_withdrawn() -> None:
    """Another kind has its own order of fields."""
    text = "id: SOP-IT-001\ntitle: 甲\nlevel: 2\n"
    after = _edit(text, SetField(("withdrawal",), {"date": "2026-11-21", "reason": "并入"}), model=Sop)

    assert yaml.load(after, Loader=yaml.BaseLoader)["withdrawal"] == {"date": "2026-11-21", "reason": "并入"}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n:#,[]{}'\"\\ -"))


@given(TEXTS.filter(lambda text: "\ufeff" not in text), st.sampled_from(["block", "flow"]))
def test_any_text_reads_as_it_was_given(text: str, style: str) -> None:
    """Quotes are put where YAML, or another tool's typing of it, would read something else."""
    before = "id: A\nlog:\n  - a\n" if style == "block" else "id: A\nlog: [a]\n"
    after = _edit(before, AppendItem(("log",), {"note": text}))

    assert yaml.load(after, Loader=yaml.BaseLoader) == {"id": "A", "log": ["a", {"note": text}]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0123", '"0123"'),
        ("14:35", '"14:35"'),
        ("NO", '"NO"'),
        ("", '""'),
        ("- 甲", '"- 甲"'),
        ("甲 #3 仓", '"甲 #3 仓"'),
        ("2026-11-21", "2026-11-21"),
        (True, "true"),
        (3, "3"),
        ({"pass": True, "none": None}, "{pass: true}"),
        ('a: "C:\\x"', "'a: \"C:\\x\"'"),
    ],
)
def test_quotes_only_where_they_are_needed(value: object, text: str) -> None:
    """What another tool would take for a number or a truth value is quoted."""
    assert written(value) == text  # type: ignore[arg-type]
