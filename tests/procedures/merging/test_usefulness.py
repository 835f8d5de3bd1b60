"""How often each check of a runbook found the cause."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import DiagnosisCheck, Runbook
from generator.procedures.merging.usefulness import (
    Usefulness,
    by_usefulness,
    found_cause,
    incidents_for,
    known_on,
    usefulness,
)
from tests.libraries import graph, postmortem

NETWORK = DiagnosisCheck.model_validate({"key": "check-network", "layer": "checkpoint", "what": "Open a web page"})
ENTRY = DiagnosisCheck.model_validate({"key": "data_entry", "what": "Ask who imported"})
LOG = DiagnosisCheck.model_validate({"key": "alert-log", "layer": "ears", "what": "Read the log"})
NAMELESS = DiagnosisCheck.model_validate({"what": "Look around"})
VERDICTS = [
    (NETWORK, "checkpoints: {network: fault}", True),
    (NETWORK, "checkpoints: {network: ok}", False),
    (NETWORK, "checkpoints: {network: unknown}", False),
    (NETWORK, "checkpoints: {server: fault}", None),
    (ENTRY, "checkpoints: {data_entry: fault}", True),
    (LOG, "checkpoints: {network: fault}", None),
    (LOG, "triage: {ears: [{text: a, check: alert-log, useful: true}]}", True),
    (LOG, "triage: {ears: [{text: a, check: alert-log, useful: false}]}", False),
    (LOG, "triage: {ears: [{text: a, check: alert-log}], feet: [{text: b, check: alert-log, useful: true}]}", True),
    (LOG, "triage: {ears: [{text: a, useful: true}]}", None),
    (LOG, "steps: [{key: alert-log, outcome: worked}]", True),
    (LOG, "steps: [{key: alert-log, outcome: harmful}]", False),
    (LOG, "steps: [{key: alert-log, outcome: not_used}]", None),
    (LOG, "steps: [{key: alert-log}]", None),
    # What the check showed outweighs whether the step could be carried out.
    (NETWORK, "checkpoints: {network: ok}\nsteps: [{key: check-network, outcome: worked}]", False),
    (NAMELESS, "triage: {ears: [{text: a, useful: true}]}", None),
]


@pytest.mark.parametrize(("check", "more", "verdict"), VERDICTS)
def test_an_incident_says_whether_a_check_found_the_cause(
    check: DiagnosisCheck, more: str, verdict: bool | None
) -> None:
    """By the checkpoint's result, by a finding that names the check, else by the outcome of the step."""
    assert found_cause(check, postmortem(more)) is verdict


def incident(number: int, more: str, status: str = "approved", mode: str = "db-full") -> str:
    """Return an incident of the kind."""
    return (
        f"id: PM-2026-{number:04}\ntitle: Full {number}\nseverity: S1\nstatus: {status}\nsystems: [ERP]\n"
        f"failure_mode: {mode}\nstarted_at: 2026-0{number}-11T14:35+08:00\n{more}\n"
    )


RUNBOOK = "id: RB-ERP-DB\ntitle: Database\nsystem: ERP\nfailure_mode: database\nexclude: [{record: PM-2026-0004, reason: x}]\n"


def test_only_approved_incidents_of_the_kind_count() -> None:
    """The failure mode includes those below it; drafts, excluded records and other modes are left out."""
    whole = graph(
        runbook=RUNBOOK,
        one=incident(1, ""),
        two=incident(2, "", status="draft"),
        three=incident(3, "", status="closed", mode="database"),
        four=incident(4, ""),
        five=incident(5, "", mode="network"),
    )
    (runbook,) = whole.of(Runbook)

    assert [one.id for one in incidents_for(runbook, whole)] == ["PM-2026-0001", "PM-2026-0003"]
    assert [one.id for one in incidents_for(runbook, whole, date(2026, 2, 1))] == ["PM-2026-0001"]


def test_an_incident_is_known_from_its_approval() -> None:
    """Else from its review, else from its beginning."""
    approved = "reviewed_at: 2026-05-20\napprovals: [{meaning: approved, date: 2026-06-02}, {meaning: prepared, date: 2026-06-09}]"

    assert known_on(postmortem()) == date(2026, 5, 11)
    assert known_on(postmortem("reviewed_at: 2026-05-20")) == date(2026, 5, 20)
    assert known_on(postmortem(approved)) == date(2026, 6, 2)


def test_checks_stand_in_the_order_of_what_they_found() -> None:
    """Most found first, then fewer trials; those never made come last in the author's order."""
    keys = ("never-b", "in-vain", "once-of-two", "twice", "once", "never-a")
    checks = [DiagnosisCheck.model_validate({"key": key, "what": key}) for key in keys]
    rows = {
        1: ["twice", "once", "once-of-two"],
        2: ["twice"],
    }
    texts = [
        incident(
            number, "triage: {eyes: [" + ", ".join(f"{{text: a, check: {key}, useful: true}}" for key in found) + "]}"
        )
        for number, found in rows.items()
    ]
    texts.append(incident(3, "triage: {eyes: [{text: a, check: once-of-two}, {text: b, check: in-vain}]}"))
    incidents = graph(**{f"pm{place}": text for place, text in enumerate(texts)}).of(Postmortem)
    figures = usefulness([*checks, NAMELESS], incidents)

    assert [one.key for one in by_usefulness([*checks, NAMELESS], figures)] == [
        "twice",
        "once",
        "once-of-two",
        "in-vain",
        "never-b",
        "never-a",
        None,
    ]
    assert figures["twice"] == Usefulness(2, ("PM-2026-0001", "PM-2026-0002"))
    assert (figures["once-of-two"].found, figures["once-of-two"].tried) == (1, 2)
    assert figures["never-a"] == Usefulness()
