"""What is due of which record: `tests/cases/deadlines/due_items.yml`, and how the list is made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from generator.diagnostics import Severity
from generator.graph import Graph
from generator.kinds.base import MOST_DAYS, MOST_MONTHS
from generator.kinds.capa import Capa
from generator.lifecycle.due.ageing import age_of, ageing
from generator.lifecycle.due.items import DueItem, due_items, due_list
from generator.lifecycle.due.rules import DeadlineRules
from generator.lifecycle.facts import Facts
from generator.model.kind import Layout
from generator.registry import KINDS
from tests.libraries import CAPA, POSTMORTEM, TODAY, graph, library
from tests.lifecycle.deadline_cases import table

_CASES: list[dict[str, Any]] = table("due_items.yml")


def _graph(records: list[str]) -> Graph:
    """Return the graph of records, each one line of YAML, laid where their ids say."""
    files: dict[str, str] = {}
    registers: dict[str, list[Any]] = {}
    for text in records:
        identifier = yaml.load(text, Loader=yaml.BaseLoader)["id"]
        prefixed = (kind.name for kind in KINDS.values() if kind.prefix and identifier.startswith(kind.prefix))
        runbook = "runbook" if identifier.startswith("RB-") else "system"
        kind = KINDS[identifier if identifier in ("policy", "calendar") else next(prefixed, runbook)]
        if kind.layout is Layout.REGISTER:
            registers.setdefault(f"{kind.folder}/{kind.file}", []).append((kind.plural, text))
        else:
            files[f"{kind.folder}/{kind.file or identifier + '.yml'}"] = f"{text}\n"
    for path, rows in registers.items():
        files[path] = f"{rows[0][0]}:\n" + "".join(f"  - {text}\n" for _, text in rows)
    read = library(files)
    assert [f"{one.span} {one.rule.code}" for one in read.report if one.severity is not Severity.NOTE] == []
    return read.graph


def _shown(item: DueItem) -> str:
    first = f"first {item.original_due}" if item.original_due != item.due else ""
    earliest = f"not before {item.not_before}" if item.not_before else ""
    words = (str(item.kind), item.part, str(item.due), first, earliest, str(item.days_overdue), item.level)
    return " ".join(word for word in (*words, "wd" if item.working_days else "", item.owner) if word)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["name"])
def test_what_is_due(case: dict[str, Any]) -> None:
    """Each thing once, with its deadline, its first deadline, how late it is, who is told and whose it is."""
    assert {*case} <= {"name", "records", "today", "expected"}
    today = date.fromisoformat(case.get("today", TODAY.isoformat()))
    items = due_items(Facts(_graph(case["records"]), today))

    assert sorted(map(_shown, items)) == sorted(case["expected"])


def test_the_worst_comes_first() -> None:
    """The highest level, then the latest, then the next deadline."""
    texts = [
        f"{{id: DUTY-{name}, title: 体检, next_due_on: {day}}}"
        for name, day in (
            ("A", "2027-01-01"),
            ("B", "2026-11-19"),
            ("C", "2026-11-25"),
            ("D", "2026-08-01"),
            ("E", "2026-11-18"),
        )
    ]
    items = due_items(Facts(_graph(texts), TODAY))

    assert [item.record for item in items] == ["DUTY-D", "DUTY-E", "DUTY-B", "DUTY-C", "DUTY-A"]
    assert [item.is_overdue for item in items] == [True, True, True, False, False]


def test_extensions_keep_their_reasons() -> None:
    """The list of deadlines goes with the item, the first is the original one."""
    records = next(case["records"] for case in _CASES if "told in all" in case["name"])
    item = next(item for item in due_items(Facts(_graph(records), TODAY)) if item.part == "A1")

    assert (item.extensions, item.days_overdue, item.days_overdue_original) == (2, 0, 20)
    assert [row.reason for row in item.history] == [None, "缺货", "缺货"]
    assert item.what == "Action"


def test_who_asks_may_say_what_came_back() -> None:
    """A watch of another kind may give the closed CAPAs that failed; an open one is not told twice."""
    closed = "{id: CAPA-2026-0001, title: 甲, opened_on: 2026-01-01, log: [{at: 2026-11-01, to: closed}]}"
    facts = Facts(
        _graph(
            [closed, "{id: CAPA-2026-0002, title: 乙, opened_on: 2026-01-01, log: [{at: 2026-11-01, to: closing}]}"]
        ),
        TODAY,
    )
    items = due_items(facts, {"CAPA-2026-0001": TODAY, "CAPA-2026-0002": TODAY})

    assert [(item.record, str(item.kind), item.level) for item in items] == [
        ("CAPA-2026-0001", "recurrence", "E4"),
        ("CAPA-2026-0002", "closing", "E0"),
    ]
    assert [str(item.kind) for item in due_items(facts, {})] == ["closing"]


AGES = [
    ("", ("draft", 10, 10, "0–30")),
    ("log: [{at: 2026-11-15, to: open}]", ("open", 5, 10, "0–30")),
    ("log: [{at: 2026-11-15, to: closed}]", ("closed", 0, 5, "")),
]


@pytest.mark.parametrize(("more", "expected"), AGES)
def test_the_age_of_a_capa(more: str, expected: tuple[str, int, int, str]) -> None:
    """In its stage and in all; that of an ended one stands still."""
    log = f", {more}" if more else ""
    graph = _graph([f"{{id: CAPA-2026-0001, title: 甲, opened_on: 2026-11-10{log}}}"])
    age = age_of(graph.of(Capa)[0], DeadlineRules(), TODAY)

    assert (str(age.state), age.stage_days, age.days, age.bucket) == expected


def test_every_group_of_ages_is_counted() -> None:
    """Empty groups are shown too; what has ended does not count."""
    days = ("2026-11-10", "2026-10-21", "2026-10-20", "2026-01-01")
    texts = [f"{{id: CAPA-2026-000{place}, title: 甲, opened_on: {day}}}" for place, day in enumerate(days)]
    ended = "{id: CAPA-2026-0009, title: 甲, opened_on: 2026-11-10, log: [{at: 2026-11-11, to: cancelled}]}"
    capas = _graph([*texts, ended]).of(Capa)

    assert ageing(capas, DeadlineRules(), TODAY) == {"0–30": 2, "31–60": 1, "61–90": 0, ">90": 1}


MOST = str(MOST_DAYS)
HOSTILE = [
    ["{id: CAPA-2026-0001, title: 甲, opened_on: 9999-12-31}"],
    ["{id: CAPA-2026-0001, title: 甲, opened_on: 0001-01-01, log: [{at: 9999-12-31, to: closing}]}"],
    [
        f"{{id: policy, title: 甲, deadlines: [{{item: triage, severity: major, days: {MOST}, working_days: true}}], review_cycles: [{{name: A, months: {MOST_MONTHS}}}], reminders: [{MOST}]}}",
        "{id: CAPA-2026-0001, title: 甲, opened_on: 2026-11-13}",
        "{id: DUTY-A, title: 体检, cycle: A, last_on: 2026-11-13}",
    ],
    [
        f"{{id: CAPA-2026-0001, title: 甲, opened_on: 2026-01-01, log: [{{at: 2026-06-01, to: monitoring}}], effectiveness: {{plan: {{window_days: {MOST}}}}}}}"
    ],
    [
        f"{{id: CAPA-2026-0001, title: 甲, opened_on: 2026-01-01, log: [{{at: 2026-06-01, to: monitoring}}], actions: [{{id: A1, text: 甲, done_on: 9999-12-30}}], effectiveness: {{plan: {{window_days: {MOST}}}}}}}"
    ],
]


@pytest.mark.parametrize("records", HOSTILE)
@pytest.mark.parametrize("today", [date.min, TODAY, date.max])
def test_slips_in_dates_and_numbers_do_not_break_the_list(records: list[str], today: date) -> None:
    """Something that cannot be true is shown as it stands; nothing overflows and nothing takes for ever."""
    assert due_items(Facts(_graph(records), today))


def test_lists_ask_one_reckoning() -> None:
    """What is late comes before what is due sooner; a record of which nothing waits is not late."""
    text = CAPA + (
        "owner: 李工\nlog: [{at: 2026-05-13, to: open}, {at: 2026-05-14, to: investigating}, {at: 2026-05-20, to: planned},"
        " {at: 2026-05-21, to: implementing}]\n"
        "actions: [{id: A1, text: 告警, owner: 李工, due: [2026-11-10]}, {id: A2, text: 扩容, owner: 王工, due: [2026-12-01]}]\n"
    )
    due = due_list(Facts(graph(pm=POSTMORTEM, capa=text), TODAY))
    following = due.next_of("CAPA-2026-0001")

    assert following is not None
    assert following.is_overdue
    assert due.days_overdue("CAPA-2026-0001") >= 10
    assert (due.next_of("ERP"), due.days_overdue("ERP"), due.of("ERP")) == (None, 0, ())


HUGE = "9" * 12
TOO_MUCH = [
    ("kb/organization/policy.yml", "deadlines: [{item: triage, severity: major, days: %s}]", "deadlines[0].days"),
    ("kb/organization/policy.yml", "review_cycles: [{name: A, months: %s}]", "review_cycles[0].months"),
    ("kb/organization/policy.yml", "reminders: [3, %s]", "reminders[1]"),
    ("kb/organization/policy.yml", "ageing: [%s]", "ageing[0]"),
    ("kb/organization/policy.yml", "reopen_days: %s", "reopen_days"),
    ("kb/organization/policy.yml", "documents: {retro_approval_days: %s}", "documents.retro_approval_days"),
    ("kb/organization/policy.yml", "escalation: [{level: E2, overdue_days: %s}]", "escalation[0].overdue_days"),
    (
        "postmortems/capa/CAPA-2026-0001.yml",
        "opened_on: 2026-01-01\neffectiveness: {plan: {window_days: %s}}",
        "effectiveness.plan.window_days",
    ),
]


@pytest.mark.parametrize(("path", "text", "field"), TOO_MUCH)
@pytest.mark.parametrize(("number", "found"), [(HUGE, True), ("3651", True), ("600", False)])
def test_more_than_anyone_means_is_told_at_its_field(
    path: str, text: str, field: str, number: str, found: bool
) -> None:
    """Days beyond ten years and months beyond fifty are slips; nothing is reckoned with them."""
    identifier = path.rpartition("/")[2].removesuffix(".yml")
    report = library({path: f"id: {identifier}\ntitle: 甲\n{text % number}\n"}).report

    assert [(one.rule.code, one.field) for one in report] == [("F013", field)] * found


@pytest.mark.parametrize(("back", "expected"), [("", date(2026, 7, 10)), ("2026-08-01", date(2026, 8, 31))])
def test_the_watch_of_a_later_round_is_reckoned_from_its_beginning(back: str, expected: date) -> None:
    """As the guard reckons it: from the last action, or from the way back where the actions were done before."""
    states = ["open", "investigating", "planned", "implementing", "verifying", "monitoring"]
    log = [f"{{at: 2026-06-10, to: {state}}}" for state in states]
    log += [f"{{at: {back}, to: {state}}}" for state in states[1:]] if back else []
    text = (
        "{id: CAPA-2026-0001, title: 甲, opened_on: 2026-06-01, actions: [{id: A1, text: 甲, done_on: 2026-06-10}],"
        f" effectiveness: {{plan: {{window_days: 30}}}}, log: [{', '.join(log)}]}}"
    )
    (found,) = [one for one in due_items(Facts(_graph([text]), TODAY)) if one.kind == "effectiveness"]

    assert found.not_before == expected


def test_vendors_and_reports_are_called_by_their_names() -> None:
    """The id of a vendor and the field of a duty to report say nothing to a reader."""
    records = [
        "{id: maker, title: The maker}",
        "{id: CAPA-2026-0001, title: 甲, opened_on: 2026-06-01, reportability: {customer: {decision: pending}},"
        " supplier_action: {vendor: maker, scar_no: S-1, response_due: 2026-11-18}}",
    ]
    files = {
        "kb/vendors/maker.yml": f"{records[0]}\n",
        "postmortems/capa/CAPA-2026-0001.yml": f"{records[1]}\n",
    }
    items = {str(one.kind): one for one in due_items(Facts(library(files).graph, TODAY))}

    assert (items["supplier_answer"].subject, items["supplier_answer"].part_name) == ("The maker", "S-1")
    assert (items["reportability"].part, items["reportability"].part_name) == ("customer", "Customer")
