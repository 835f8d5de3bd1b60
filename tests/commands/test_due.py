"""`fupan due`, and `fupan check --fail-on` for a scheduler."""

from __future__ import annotations

import pytest

from tests.organizations import Terminal

ROLES = "roles: [{id: it-lead, title: Head of IT, aliases: [Chief]}]\n"
DUTIES = "duties: [{id: DUTY-A, title: Restore, kind: restore_test, owner: Chief, next_due_on: 2026-07-09}]\n"
DAY = "2026-07-08"


@pytest.fixture
def due(terminal: Terminal) -> Terminal:
    """Return an organization with an action 8 days late, a duty due tomorrow and an incident to be approved."""
    (terminal.root / "kb/organization/roles.yml").write_text(ROLES, encoding="utf-8")
    (terminal.root / "kb/organization/duties.yml").write_text(DUTIES, encoding="utf-8")
    return terminal


def _found(terminal: Terminal, *options: str) -> list[str]:
    """Return what is listed, as `record kind level`."""
    assert terminal("due", "--json", *options, day=DAY) == 0
    return [f"{one['record']} {one['kind']} {one['level']}".strip() for one in terminal.answer["items"]]


def test_the_worst_comes_first(due: Terminal) -> None:
    """By level; a table for people, with the days late."""
    assert _found(due) == [
        "PM-2026-0007 hot_review E4",
        "PM-2026-0007 postmortem E4",
        "CAPA-2026-0003 investigation E2",
        "CAPA-2026-0003 action E2",
        "DUTY-A restore_test E0",
    ]
    assert due("due", day=DAY) == 0
    assert "CAPA-2026-0003#A1" in due.out
    assert due.out.splitlines()[-1] == "5 due, 4 of them late, as of 2026-07-08."


FILTERS = [
    (("--owner", "王五"), ["CAPA-2026-0003 action E2"]),
    (("--owner", "it-lead"), ["DUTY-A restore_test E0"]),
    (("--owner", "head of it"), ["DUTY-A restore_test E0"]),
    (("--kind", "duty"), ["DUTY-A restore_test E0"]),
    (("--kind", "restore-test"), ["DUTY-A restore_test E0"]),
    (("--kind", "capa", "--overdue"), ["CAPA-2026-0003 investigation E2", "CAPA-2026-0003 action E2"]),
    (("--level", "e3"), ["PM-2026-0007 hot_review E4", "PM-2026-0007 postmortem E4"]),
    (("--within", "1d", "--kind", "Recurring duty"), ["DUTY-A restore_test E0"]),
    (("--within", "2w", "--kind", "restore_test"), ["DUTY-A restore_test E0"]),
]


@pytest.mark.parametrize(("options", "expected"), FILTERS)
def test_filters(due: Terminal, options: tuple[str, ...], expected: list[str]) -> None:
    """Owners by any name of their role, kinds of what is due or of the record, levels and all above."""
    assert _found(due, *options) == expected


@pytest.mark.parametrize("options", [("--within", "0", "--kind", "duty"), ("--owner", "nobody"), ("--kind", "drill")])
def test_nothing_due_is_exit_4(due: Terminal, options: tuple[str, ...]) -> None:
    """Said, with an exit code of its own, also in JSON."""
    assert due("due", *options, day=DAY) == 4
    assert due.out == "Nothing is due.\n"
    assert due("due", "--json", *options, day=DAY) == 4
    assert due.answer["items"] == []


WRONG = [
    (("due", "--kind", "dutty"), "Did you mean duty?"),
    (("due", "--level", "E8"), "E0, E1, E2, E3, E4"),
    (("due", "--within", "soon"), "7d, 2w or 1m"),
    (("check", "--fail-on", "overdu"), "Did you mean overdue?"),
    (("check", "--fail-on", "overdue:majr"), "Did you mean overdue:major?"),
    (("check", "--fail-on", "E8"), "E0, E1, E2, E3, E4"),
]


@pytest.mark.parametrize(("arguments", "hint"), WRONG)
def test_a_slip_gets_what_would_be_right(due: Terminal, arguments: tuple[str, ...], hint: str) -> None:
    """Exit 2, with the nearest word or all that are known."""
    assert due(*arguments, day=DAY) == 2
    assert hint in due.err


CONDITIONS = [
    (("overdue",), 1),
    (("overdue:critical",), 1),
    (("overdue:major",), 0),
    (("overdue:Minor",), 1),
    (("E4",), 1),
    (("e4", "overdue:major"), 1),
    (("overdue:major", "error"), 0),
    (("error",), 0),
]


@pytest.mark.parametrize(("words", "code"), CONDITIONS)
def test_a_scheduler_learns_what_is_late(due: Terminal, words: tuple[str, ...], code: int) -> None:
    """Exit 1 when something is as late as asked; several words add up."""
    options = [part for word in words for part in ("--fail-on", word)]

    assert due("check", *options, day=DAY) == code
    assert ("PM-2026-0007" in due.out) == (code == 1 and words != ("overdue:Minor",))


def test_what_fails_the_check_stands_in_the_json(due: Terminal) -> None:
    """The same items as `fupan due` gives; none, and no key, where nobody asked."""
    assert due("check", "--json", "--fail-on", "overdue:minor", day=DAY) == 1
    assert due.answer["ok"] is False
    assert [one["part"] for one in due.answer["failing"]] == ["", "A1"]
    assert due("check", "--json", day=DAY) == 0
    assert "failing" not in due.answer


def test_a_part_of_the_organization_can_be_watched(due: Terminal) -> None:
    """Only what was written below the given folder counts."""
    arguments = ("check", "--fail-on", "overdue")

    assert due(*arguments, str(due.root / "postmortems/capa"), day=DAY) == 1
    assert "PM-2026-0007" not in due.out
    assert due(*arguments, str(due.root / "kb"), day=DAY) == 0


def test_warnings_can_fail_the_check(due: Terminal) -> None:
    """As with --strict."""
    (due.root / "kb/organization/duties.yml").write_text("duties: [{id: DUTY-A, title: Restore}]\n", encoding="utf-8")

    assert due("check", day=DAY) == 0
    assert due("check", "--fail-on", "warning", day=DAY) == 1


def test_other_formats_stay_what_they_are(due: Terminal) -> None:
    """A line for people in the middle of SARIF would break whoever reads it."""
    assert due("check", "--format", "sarif", "--fail-on", "overdue", day=DAY) == 1
    assert due.answer["version"]
    assert "PM-2026-0007" in due.err


def test_duties_are_listed_with_their_next_day(due: Terminal) -> None:
    """As CAPAs and incidents are, so that `--overdue` works for them too."""
    assert due("list", "duty", "--overdue", "--json", day="2026-07-10") == 0
    assert [(row["id"], row["due"], row["days_overdue"]) for row in due.answer["items"]] == [
        ("DUTY-A", "2026-07-09", 1)
    ]
    assert due("list", "duties", "--overdue", day="2026-07-09") == 4
