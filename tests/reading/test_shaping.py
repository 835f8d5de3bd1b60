"""Node trees in the form that their model expects: keys, shorthand, lists, spellings, types."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.reading.validation import plain
from tests.libraries import CAPA, POSTMORTEM, library, shown

PM = "postmortems/PM-2026-0001.yml"

# More lines of a post-mortem, the field to look at, and what the reader makes of it.
ACCEPTED: list[tuple[str, str, Any]] = [
    ("near_miss: 是", "near_miss", "true"),
    ("near_miss: 无", "near_miss", "false"),
    ("near_miss: False", "near_miss", "False"),
    ("causes: 无告警、无巡检", "causes", [{"text": "无告警、无巡检"}]),
    (
        "causes: [无告警, {text: 无巡检, role: root}]",
        "causes",
        [{"text": "无告警"}, {"text": "无巡检", "role": "root"}],
    ),
    ("causes: {text: 无告警}", "causes", [{"text": "无告警"}]),
    (
        "checkpoints: {network: ok, server: {result: FAULT}}",
        "checkpoints",
        {"network": {"result": "ok"}, "server": {"result": "fault"}},
    ),
    ("data_loss: 两张单", "data_loss", {"actual": "两张单"}),
    ("error_codes: [ORA-01653, '0012']", "error_codes", [{"code": "ORA-01653"}, {"code": "0012"}]),
    ("summary:", "summary", None),
    ("tags: [a, 14:35, 0123, no, 1.10]", "tags", ["a", "14:35", "0123", "no", "1.10"]),
    ("Summary: 文字", "summary", "文字"),
    ("概述: 文字", "summary", "文字"),
    ("x-shift: 夜班\nx-list: [1, {a: 0123}]", "x_fields", {"x-shift": "夜班", "x-list": ["1", {"a": "0123"}]}),
    (
        "timeline: [{at: 2026-05-11, kind: Did, text: 重启}]",
        "timeline",
        [{"at": "2026-05-11", "kind": "act", "text": "重启"}],
    ),
]


@pytest.mark.parametrize(("more", "field", "value"), ACCEPTED)
def test_what_is_meant_is_understood(more: str, field: str, value: Any) -> None:
    """Shorthand, other spellings and single entries come out as the model wants them, texts as they were."""
    read = library({PM: f"{POSTMORTEM}{more}\n"})
    node = read.graph.records["PM-2026-0001"].node.get(field)

    assert [shown(found) for found in read.report] == []
    assert (plain(node) if node is not None else None) == value


# More lines of a post-mortem and what is said of them; places count from the file's first line, so the first is 6.
TOLD = [
    ("summary:\n  ERP: 无法登录", ["6:1 text-expected summary"]),
    ("tags: ERP、WMS, 甲", ["6:7 list-written-as-text tags"]),
    ("causes:\n  -日志备份失败\n  -无告警", ["7:3 dash-without-space causes"]),
    ("backup: [昨晚]", ["6:9 group-expected backup"]),
    ("backup: 昨晚两点", ["6:9 group-expected backup"]),
    ("tags:\n  - a\n  -", ["8:4 empty-list-entry tags[1]"]),
    ("tags: [{a: b}]", ["6:8 text-expected tags[0]"]),
    ("tags: {a: b}", ["6:7 text-expected tags"]),
    ("causes:\n  - {role: 根因, text: a}", ["7:12 unknown-value causes[0].role"]),
    ("causes:\n  - {rol: root, text: a}", ["7:6 unknown-field causes[0].rol"]),
    ("mood: 紧张", ["6:1 unknown-field-here mood"]),
    ("sumary: 文字", ["6:1 unknown-field sumary"]),
    ("x_fields: {a: b}", ["6:1 unknown-field-here x_fields"]),
    ("processes: [采购, 画画]", ["6:17 unknown-value processes[1]"]),
    ("status: NO", ["6:9 unknown-value status"]),
    ("detected_at: 14:35", ["6:14 bad-date-time detected_at"]),
    ("detected_at: 2026-05-11T24:10", ["6:14 no-such-date detected_at"]),
    ("actions: [{text: a, due: 下周五}]", ["6:26 bad-date actions[0].due"]),
    ("actions: [{text: a, due: 2026-11-31}]", ["6:26 no-such-date actions[0].due"]),
    ("actions: [{text: a, owner: b, due: 2026/12/1}]", ["6:36 date-not-iso actions[0].due"]),
    ("manual_operations: [{process: 采购, count: 约十二张}]", ["6:42 bad-number manual_operations[0].count"]),
    ("near_miss: 可能", ["6:12 bad-true-false near_miss"]),
    ("actions: [{owner: 主管}]", ["6:11 missing-field actions[0].text"]),
    ("summary: TODO 以后写", ["6:10 placeholder-left summary"]),
    ("summary: '  '", ["6:10 missing-field summary"]),
    ("impact: {orders_waiting: 1.5}", ["6:26 bad-number impact.orders_waiting"]),
    ("approvals: [{meaning: 批准人}]", ["6:23 unknown-value approvals[0].meaning"]),
]


@pytest.mark.parametrize(("more", "expected"), TOLD)
def test_what_cannot_be_placed_is_told_at_its_place(more: str, expected: list[str]) -> None:
    """Each mistake gives one diagnostic: line, column, rule and the dotted path of the field."""
    read = library({PM: f"{POSTMORTEM}{more}\n"})

    assert [f"{one.span.line}:{one.span.column} {one.rule.name} {one.field}" for one in read.report] == expected


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [("serverity", "severity"), ("严重程渡", "严重程度 (severity)"), ("开始时问", "开始时间 (started_at)")],
)
def test_a_misspelt_field_is_told_in_the_language_it_was_written_in(field: str, suggestion: str) -> None:
    """Whoever writes Chinese names need not learn the English ones for a slip."""
    (found,) = library({PM: f"{POSTMORTEM}{field}: x\n"}).report

    assert found.values["suggestion"] == suggestion


def test_every_line_of_a_bad_record_is_told_at_once() -> None:
    """Nothing stops at the first mistake."""
    text = "id: PM-0007\ntitle:\nseverity: 非常严重\nsystems: ERP,WMS\nstarted_at: 昨晚\nserverity: S1\n"

    assert [f"{one.span.line}:{one.span.column} {one.rule.code}" for one in library({PM: text}).report] == [
        "1:5 F015",
        "2:1 F020",
        "3:11 F012",
        "4:10 F004",
        "5:13 F008",
        "6:1 F002",
    ]


@pytest.mark.parametrize(
    ("number", "error"),
    [("1", False), ("5", False), ("0", True), ("6", True), ("三", True), ("1.5", True), ("-1", True)],
)
def test_numbers_have_bounds(number: str, error: bool) -> None:
    """A likelihood is a whole number from 1 to 5."""
    read = library({"postmortems/capa/CAPA-2026-0001.yml": f"{CAPA}risk: {{likelihood: {number}}}\n"})

    assert [found.rule.name for found in read.report] == (["bad-number"] if error else [])


def test_a_long_title_is_told() -> None:
    """Titles stand in lists, so a CAPA's has a limit."""
    read = library({"postmortems/capa/CAPA-2026-0001.yml": CAPA.replace("磁盘告警", "长" * 81)})

    assert [(found.rule.name, found.values["limit"]) for found in read.report] == [("too-long", "80")]


def test_a_normalized_day_is_the_day() -> None:
    """A hand-written date is not lost: it is read, and the warning shows how to write it."""
    read = library({"postmortems/capa/CAPA-2026-0001.yml": CAPA.replace("2026-05-12", "２０２６年5月12日")})

    assert [(found.rule.code, found.values["fixed"]) for found in read.report] == [("F011", "2026-05-12")]
    assert read.graph.records["CAPA-2026-0001"].opened_on == date(2026, 5, 12)  # type: ignore[attr-defined]


@pytest.mark.parametrize("scope", ["scope: 全厂", "scope: {in: 全厂}"])
def test_a_shorthand_works_for_a_field_with_an_alias(scope: str) -> None:
    """The text goes to the field by its name in YAML, not by its name in Python."""
    read = library({"sop/SOP-IT-001.yml": f"id: SOP-IT-001\ntitle: 规程\napplies: {{systems: [ERP]}}\n{scope}\n"})

    assert list(read.report) == []
    assert read.graph.records["SOP-IT-001"].scope.inside == "全厂"  # type: ignore[attr-defined]
