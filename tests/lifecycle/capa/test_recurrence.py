"""The watch for recurrence: which days count, and whom it marks."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks import capa_recurrence
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.recurrence import (
    breaks_capas,
    failed_by,
    failed_on,
    judged_failed,
    latest_check,
    recurrences_of,
    watch_of,
)
from generator.lifecycle.due.items import due_items
from generator.lifecycle.due.pending import DueKind
from generator.lifecycle.facts import Facts
from tests.lifecycle.capas import FILES, TODAY, changed, log_until, organization, the_capa

OTHER = "postmortems/2026/PM-2026-0009.yml"
RECURRED = changed(FILES["postmortems/2026/PM-2026-0007.yml"], ("0007", "0009"), ("2026-05-11", "2026-08-01"))
NO_CHECK = (
    '  checks: [{round: 1, date: 2026-09-25, by: 财务主管, results: [{metric: 次数, value: "0", pass: true}], evidence: [ATT-1], conclusion: effective}]\n',
    "",
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([log_until("verifying"), NO_CHECK], None),
        ([log_until("monitoring"), NO_CHECK], (date(2026, 6, 24), TODAY)),
        ([log_until("closing")], (date(2026, 6, 24), date(2026, 9, 25))),
        ([], (date(2026, 6, 24), date(2026, 9, 25))),
        ([("window_days: 90", "window_days: 120")], (date(2026, 6, 24), date(2026, 10, 22))),
        ([("window_days: 90", "window_days: 3650")], (date(2026, 6, 24), TODAY)),
        ([("done_on: 2026-06-24, evidence", "done_on: 2026-06-24, waived: {reason: 停用}, evidence")], None),
    ],
)
def test_the_watch_lasts_from_the_last_action_to_the_check(changes: list[tuple[str, str]], expected: object) -> None:
    """Until there is a check it goes on; of a closed CAPA the planned window counts whole."""
    assert watch_of(the_capa(organization(*changes)), TODAY) == expected


@pytest.mark.parametrize(
    ("incident", "found"),
    [
        (RECURRED, True),
        (RECURRED.replace("2026-08-01", "2026-06-24"), False),
        (RECURRED.replace("2026-08-01", "2026-09-25"), True),
        (RECURRED.replace("2026-08-01", "2026-09-26"), False),
        (RECURRED.replace("[ERP]", "[WMS, ERP]"), True),
        (RECURRED.replace("[ERP]", "[WMS]"), False),
        (RECURRED.replace("db-full", "database"), False),
        (RECURRED + "status: void\n", False),
    ],
)
def test_both_sides_see_the_same_recurrence(incident: str, found: bool) -> None:
    """The CAPA knows its post-mortem, and the post-mortem the CAPA that it shows to have failed."""
    graph = organization(files={OTHER: incident})
    postmortem = graph.records["PM-2026-0009"]
    assert isinstance(postmortem, Postmortem)

    assert [row.postmortem.id for row in recurrences_of(the_capa(graph), graph, TODAY)] == ["PM-2026-0009"][
        : int(found)
    ]
    assert [one.id for one in failed_by(the_capa(graph), graph, TODAY)] == ["PM-2026-0009"][: int(found)]
    assert [one.id for one in breaks_capas(postmortem, graph, TODAY)] == ["CAPA-2026-0001"][: int(found)]


def test_the_check_tells_both_and_names_what_follows() -> None:
    """A CAPA that is watched is blocked, a closed one has failed; the place is the failure mode of either record."""
    watched = organization(log_until("monitoring"), NO_CHECK, files={OTHER: RECURRED})
    closed = organization(files={OTHER: RECURRED})

    assert [one.rule.name for one in capa_recurrence.find(watched, TODAY)] == ["capa-recurrence"] * 2
    found = [*capa_recurrence.find(closed, TODAY)]
    assert [one.rule.name for one in found] == ["capa-effectiveness-failed"] * 2
    assert [one.span.path for one in found] == ["postmortems/capa/CAPA-2026-0001.yml", OTHER]


def test_a_justified_recurrence_marks_nobody() -> None:
    """It stays to be seen, and breaks nothing."""
    change = ("conclusion: effective", 'recurrences: ["PM-2026-0009：另一台机器"], conclusion: effective')
    graph = organization(change, files={OTHER: RECURRED})

    assert [row.justified for row in recurrences_of(the_capa(graph), graph, TODAY)] == [True]
    assert failed_by(the_capa(graph), graph, TODAY) == ()
    assert [*capa_recurrence.find(graph, TODAY)] == []


SECOND_CHECK = (
    "conclusion: effective}]",
    'conclusion: effective}, {round: 2, date: %s, by: 财务主管, results: [{metric: 次数, value: "3", pass: false}], evidence: [ATT-1], conclusion: ineffective}]',
)


@pytest.mark.parametrize(("day", "expected"), [("2026-09-24", 1), ("2026-09-25", 2), ("2026-09-26", 2)])
def test_of_two_checks_on_one_day_the_last_row_counts(day: str, expected: int) -> None:
    """Rows are added at the end; an earlier day stays earlier wherever it stands."""
    found = latest_check(the_capa(organization((SECOND_CHECK[0], SECOND_CHECK[1] % day))), TODAY)

    assert found is not None
    assert found.round == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-08-01", []), ("2026-08-20", []), ("2026-08-21", ["PM-2026-0009"]), ("2026-09-25", ["PM-2026-0009"])],
)
def test_what_led_to_a_reopening_is_no_failure_once_more(day: str, expected: list[str]) -> None:
    """The watch of a later round begins with the round, where its actions were done before."""
    entries = log_until("closed")
    again = [
        "  - {at: 2026-08-20, by: 质量负责人, from: closed, to: investigating}",
        "  - {at: 2026-08-21, by: 质量负责人, from: investigating, to: planned}",
        "  - {at: 2026-08-21, by: IT 主管, from: planned, to: implementing}",
        "  - {at: 2026-08-22, by: IT 主管, from: implementing, to: verifying}",
        "  - {at: 2026-08-22, by: IT 主管, from: verifying, to: monitoring}",
        "  - {at: 2026-09-26, by: IT 主管, from: monitoring, to: closing}",
        "  - {at: 2026-09-26, by: 质量负责人, from: closing, to: closed}",
    ]
    change = (entries[0], entries[1] + "\n".join(again) + "\n")
    graph = organization(change, files={OTHER: RECURRED.replace("2026-08-01", day)})

    assert [one.id for one in failed_by(the_capa(graph), graph, TODAY)] == expected


@pytest.mark.parametrize(
    ("day", "conclusion", "expected"),
    [
        ("2026-11-02", "ineffective", [date(2026, 11, 2)]),
        ("2026-11-02", "partial", [date(2026, 11, 2)]),
        ("2026-11-02", "inconclusive", []),
        ("2026-11-02", "effective", []),
        ("2026-12-02", "ineffective", []),
        ("2026-09-24", "ineffective", []),
    ],
)
def test_a_check_after_closing_that_says_ineffective_is_told(day: str, conclusion: str, expected: list[date]) -> None:
    """The CAPA counts as failed from then on: in the check, on its page, and at the highest level of what is due."""
    change = SECOND_CHECK[0], (SECOND_CHECK[1] % day).replace("ineffective", conclusion)
    graph = organization(change)
    capa = the_capa(graph)
    due = [one for one in due_items(Facts(graph, TODAY)) if one.kind is DueKind.RECURRENCE]
    found = [*capa_recurrence.find(graph, TODAY)]

    assert list(failed_on(capa, graph, TODAY)) == expected
    assert (judged_failed(capa, TODAY) is not None) is bool(expected)
    assert [(one.due, one.level) for one in due] == [(day, "E4") for day in expected]
    assert [(one.rule.code, one.field) for one in found] == [
        ("C096", "effectiveness.checks[1].conclusion") for _ in expected
    ]


def test_while_it_is_open_a_check_that_says_ineffective_is_the_usual_way() -> None:
    """It goes back to the investigation, and nothing has failed after closing."""
    graph = organization(log_until("monitoring"), ("conclusion: effective", "conclusion: ineffective"))

    assert judged_failed(the_capa(graph), TODAY) is None
    assert [*capa_recurrence.find(graph, TODAY)] == []
