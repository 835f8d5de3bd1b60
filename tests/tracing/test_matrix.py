"""The main matrix: one row an action, nothing left out."""

from __future__ import annotations

from generator.tracing.matrix import MatrixRow, matrix
from tests.tracing.traces import CAPA, INCIDENT, organization

SECOND = INCIDENT.replace("0001", "0002").replace("05-11", "03-11")


def rows(*changed: str, without: str = "") -> tuple[MatrixRow, ...]:
    """Return the matrix of an organization."""
    site = organization(*changed, without=without)
    return matrix(site.trace, site.gathering)


def test_a_row_holds_the_whole_chain() -> None:
    """From the incident to the drill in one line."""
    (row,) = rows()
    found = [
        [node.id for node in nodes]
        for nodes in (row.causes, row.changes, row.steps, row.verifications, row.drills, row.checks, row.trainings)
    ]

    assert (row.incident and row.incident.id, row.capa and row.capa.id) == ("PM-2026-0001", "CAPA-2026-0001")
    assert row.action
    assert row.action.id == "CAPA-2026-0001#A1"
    assert found == [
        ["CAPA-2026-0001#RC1"],
        ["CHG-2026-01"],
        ["RB-ERP-DISK#check-disk"],
        ["CAPA-2026-0001#A1#verified"],
        ["DR-2026-01"],
        ["CAPA-2026-0001#check-1"],
        [],
    ]
    assert row.gaps == ()


def test_a_capa_without_a_drill_has_its_gap_in_its_row() -> None:
    """Acceptance case 15."""
    (row,) = rows(without="drills")

    assert [gap.code for gap in row.gaps] == ["T15"]


def test_an_incident_without_a_capa_shows_its_reason_or_its_gap() -> None:
    """Both are rows; the newest incident comes first."""
    with_reason = [row for row in rows(SECOND + "no_capa_reason: Seen once\n") if row.capa is None]
    without = [row for row in rows(SECOND) if row.capa is None]

    assert [(row.reason, row.gaps) for row in with_reason] == [("Seen once", ())]
    assert [[gap.code for gap in row.gaps] for row in without] == [["T02"]]
    assert [row.incident and row.incident.id for row in rows(SECOND)] == ["PM-2026-0001", "PM-2026-0002"]


def test_a_capa_without_an_incident_has_a_row() -> None:
    """An audit's finding has no incident, and is not forgotten."""
    text = CAPA.replace("{type: incident, ref: PM-2026-0001}", "{type: internal_audit}")
    (row,) = [row for row in rows(text) if row.incident is None]

    assert (row.capa and row.capa.id, row.sources) == ("CAPA-2026-0001", ("Internal audit",))


def test_each_action_has_a_row_and_gaps_are_not_doubled() -> None:
    """Gaps of the whole CAPA stand in its first row, those of an action in the action's own."""
    second = "  - {id: A2, text: Train, owner: Administrator, done_on: 2026-05-30, change_refs: [na]}\n"
    found = rows(CAPA.replace("effectiveness:", f"{second}effectiveness:"), without="drills")

    assert [(row.action and row.action.text, [gap.code for gap in row.gaps]) for row in found] == [
        ("A1", ["T15"]),
        ("A2", ["T12"]),
    ]


def test_a_void_incident_is_none() -> None:
    """What was recorded by mistake is not traced."""
    assert [row.incident for row in rows(SECOND.replace("approved", "void")) if row.capa is None] == []
