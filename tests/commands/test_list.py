"""`fupan list`."""

from __future__ import annotations

import pytest

from tests.organizations import Terminal


def test_overdue_is_reckoned_from_the_day_of_the_run(terminal: Terminal) -> None:
    """The same record is late on one day and in time on another; its investigation had 30 days."""
    assert terminal("list", "capa", "--overdue", "--json", day="2026-07-10") == 0
    assert [(row["id"], row["days_overdue"]) for row in terminal.answer["items"]] == [("CAPA-2026-0003", 29)]
    assert terminal("list", "capa", "--overdue", "--json", day="2026-06-11") == 4


@pytest.mark.parametrize(
    "filters",
    [("--system", "老erp"), ("--severity", "critical"), ("--status", "Draft"), ("--status", "draft")],
)
def test_filters_understand_names_and_aliases(terminal: Terminal, filters: tuple[str, str]) -> None:
    """A filter finds a record by id, label or alias in any case."""
    assert terminal("list", "postmortem", *filters) == 0
    assert "PM-2026-0007" in terminal.out


@pytest.mark.parametrize("filters", [("--severity", "S2"), ("--owner", "nobody")])
def test_nothing_left_is_exit_4(terminal: Terminal, filters: tuple[str, str]) -> None:
    """Nothing to list is said, with an exit code of its own."""
    assert terminal("list", "postmortem", *filters) == 4
    assert terminal.out == "Nothing to list.\n"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (("--system", "EPR"), "There is no system EPR. Did you mean ERP?"),
        (("--severity", "S9"), "No record has S9 as --severity."),
        (("--status", "drft"), "No record has drft as --status. Did you mean draft?"),
    ],
)
def test_what_no_record_can_have_is_a_slip(terminal: Terminal, filters: tuple[str, str], said: str) -> None:
    """An empty list would be taken for a system that never fails."""
    assert terminal("list", "postmortem", *filters) == 2
    assert said in terminal.err


def test_owners_of_actions_count(terminal: Terminal) -> None:
    """A CAPA is found by the owner of an open action too."""
    assert terminal("list", "capas", "--owner", "王五") == 0


def test_an_unknown_kind_gets_the_nearest(terminal: Terminal) -> None:
    """A typo is exit 2 with a suggestion."""
    assert terminal("list", "postmortms") == 2
    assert "Did you mean postmortem?" in terminal.err


def test_the_severity_of_a_capa_is_shown_in_words(terminal: Terminal) -> None:
    """The column has the label, JSON has the value and the label, and the filter takes either."""
    path = terminal.root / "postmortems/capa/CAPA-2026-0003.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("risk: {severity: minor", "risk: {severity: major"), encoding="utf-8")

    assert terminal("list", "capa", "--severity", "major") == 0
    assert " Major " in terminal.out
    assert terminal("list", "capa", "--severity", "Major", "--json") == 0
    (row,) = terminal.answer["items"]
    assert (row["severity"], row["severity_label"]) == ("major", "Major")
    assert terminal("list", "postmortem", "--json") == 0
    assert terminal.answer["items"][0]["severity_label"] == "S1"
