"""Every rule of the trace: what is missing is a row, and a whole chain has none."""

from __future__ import annotations

from datetime import date

import pytest

from generator.tracing.rules import GAP_RULES
from tests.tracing.traces import CAPA, CHANGE, DRILL, INCIDENT, RUNBOOK, gaps, organization

CAPA_ID, ACTION = "CAPA-2026-0001", "CAPA-2026-0001#A1"
INCIDENT_ID = "PM-2026-0001"
STEP = "RB-ERP-DISK#check-disk"
SOP = "id: SOP-IT-001\ntitle: Plan\napplies: {failure_modes: [down]}\nstatic_steps: [{key: call, text: Call, basis: law}]\n"
LINES = CAPA.splitlines(keepends=True)


def capa(*without: str, state: str = "closed", more: str = "") -> str:
    """Return the CAPA without the lines that hold one of the words."""
    text = "".join(line for line in LINES if not any(word in line for word in without))
    return text.replace("to: closed", f"to: {state}") + more


LONELY = INCIDENT.replace("PM-2026-0001", "PM-2026-0002").replace("disk-full", "down")
NO_CAUSES = "".join(line for line in LONELY.splitlines(keepends=True) if "causes" not in line)
CASES: dict[str, tuple[str, tuple[str, ...], set[tuple[str, str]]]] = {
    "an incident of a low severity without a decision": (
        "",
        (LONELY.replace("S2", "S3"),),
        {("T01", "PM-2026-0002")},
    ),
    "a grave incident without a decision": ("", (LONELY,), {("T02", "PM-2026-0002")}),
    "an incident with a reason": ("", (LONELY + "no_capa_reason: Seen once\n",), set()),
    "an incident with actions of its own": ("", (LONELY + "actions: [{text: Watch}]\n",), set()),
    "a void incident": ("", (LONELY.replace("approved", "void"),), set()),
    "an incident without a cause": (
        "",
        (NO_CAUSES + "no_capa_reason: Seen once\n",),
        {("T03", "PM-2026-0002")},
    ),
    "a CAPA without causes": ("", (capa("causes:", "addresses"),), {("T04", CAPA_ID)}),
    "a root cause that nothing addresses": ("", (capa("addresses"),), {("T05", f"{CAPA_ID}#RC1")}),
    "an action without a change": ("", (capa("change_refs"),), {("T07", ACTION)}),
    "an action for which `na` is said": ("", (CAPA.replace("[CHG-2026-01]", "[na]"),), set()),
    "a change that is not on record": ("changes", (), {("T08", "CHG-2026-01")}),
    "a document that must change and does not": (
        "",
        (SOP, capa(more="doc_impact: [{doc: SOP-IT-001, needed: true}]\n")),
        {("T09", CAPA_ID), ("T10", CAPA_ID)},
    ),
    "a step that comes from nowhere": (
        "",
        (RUNBOOK.replace("}]", "}, {key: shout, text: Shout}]"),),
        {("T11", "RB-ERP-DISK")},
    ),
    "an action that nobody has verified": ("", (capa("verified", state="implementing"),), {("T12", ACTION)}),
    "a closed CAPA without an effectiveness check": ("", (capa("checks:"),), {("T13", CAPA_ID)}),
    "a CAPA whose check is past due": ("", (capa("checks:", state="monitoring"),), {("T13", CAPA_ID)}),
    "a high-risk step without a drill": (
        "drills",
        (RUNBOOK.replace("text: Look", "risk: high, text: Look"),),
        {("T14", STEP), ("T15", CAPA_ID)},
    ),
    "a CAPA without a drill": ("drills", (), {("T15", CAPA_ID)}),
    "a drill before the change": ("", (DRILL.replace("2026-10-01", "2026-05-01"),), {("T15", CAPA_ID)}),
    "a training that was not held": ("", (capa(more="training_impact: {needed: true}\n"),), {("T17", CAPA_ID)}),
    "a call without a ticket number": (
        "",
        (INCIDENT + "vendor_tickets: [{vendor: maker}]\n",),
        {("T19", "maker")},
    ),
    "lots about which nobody has decided": (
        "",
        (INCIDENT + 'quality_impact: {lots: ["0123"]}\n',),
        {("T20", INCIDENT_ID)},
    ),
    "an incident of the same kind in the window": (
        "",
        (INCIDENT.replace("0001", "0002").replace("05-11", "06-20") + "no_capa_reason: Known\n",),
        {("T21", CAPA_ID)},
    ),
    "a CAPA of which only a correction was decided": (
        "",
        (capa("causes:", "addresses", "verified", more="decision: {need: correction_only}\n"),),
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_missing_link_is_a_gap(name: str) -> None:
    """Each breach gives its own code at its own node, and nothing else."""
    without, changed, expected = CASES[name]

    assert set(gaps(organization(*changed, without=without))) == expected


def test_a_whole_chain_has_no_gap() -> None:
    """Otherwise a reader learns to pass gaps over."""
    assert gaps(organization()) == []


def test_a_capa_begins_to_owe_with_its_state() -> None:
    """What is not yet due is not missing: a CAPA under investigation needs no action."""
    assert gaps(organization(capa("causes:", "addresses", "checks:", state="investigating"), without="drills")) == []


def test_every_rule_is_tested() -> None:
    """A code without a case here has one in the tests of clauses, trainings and reviewed links."""
    elsewhere = {"T06", "T16", "T18", "T22"}

    assert {code for _, _, expected in CASES.values() for code, _ in expected} | elsewhere == set(GAP_RULES)


def test_a_capa_without_actions_is_one_gap() -> None:
    """Actions, and nothing that would follow from them."""
    text = CAPA[: CAPA.index("actions:")] + CAPA[CAPA.index("effectiveness:") :]

    assert gaps(organization(text)) == [("T05", f"{CAPA_ID}#RC1"), ("T06", CAPA_ID)]


def test_a_gap_says_since_when_and_whose_it_is() -> None:
    """The age is reckoned from the day on which the link could have been there."""
    (gap,) = organization(capa("verified", state="implementing")).trace.gaps

    assert (gap.since, gap.who, gap.record, gap.action) == (date(2026, 5, 28), "Administrator", CAPA_ID, ACTION)
    assert gap.age(date(2026, 6, 7)) == 10


def test_gaps_come_the_oldest_first() -> None:
    """The list begins with what has waited longest; what has no day stands at the end."""
    site = organization(LONELY, RUNBOOK.replace("}]", "}, {key: shout, text: Shout}]"), CHANGE, without="drills")

    assert [gap.code for gap in site.trace.gaps] == ["T02", "T15", "T11"]
