"""Nodes and links of the trace, both ways."""

from __future__ import annotations

from generator.tracing.nodes import BACKWARD, LinkName, NodeKind
from tests.pages.sites import site_of
from tests.tracing.traces import CAPA, FILES, INCIDENT, gaps, organization

SOP = """\
id: SOP-IT-001
title: Plan
level: 2
applies: {systems: [ERP]}
training: {audience: [it-lead]}
static_steps: [{key: check-disk, text: Look at the disk, basis: experience}]
"""
LOCK = """\
id: SOP-IT-001@A-1
doc: SOP-IT-001
revision: A/1
change_class: major
released_on: 2026-06-01
effective_on: 2026-06-05
changes: [{section: diagnose, step: check-disk, op: revise, reasons: [CAPA-2026-0001]}]
sop:
  id: SOP-IT-001
  title: Plan
  level: 2
  applies: {systems: [ERP]}
  training: {audience: [it-lead]}
steps:
  - key: check-disk
    text: Read the disk's free space
    origins: [{source: SOP-IT-001, op: add}, {source: CAPA-2026-0001, date: 2026-05-29, op: revise}]
fingerprint: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
markdown: {file: A-1.md, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
seal: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
approvals:
  - {meaning: prepared, name: A, role: it-lead, date: 2026-06-02, fingerprint: 0123456789ab}
  - {meaning: reviewed, name: B, role: it-lead, date: 2026-06-03, fingerprint: 0123456789ab}
  - {meaning: approved, name: C, role: it-lead, date: 2026-06-04, fingerprint: 0123456789ab}
"""
TRAINING = """\
id: TR-2026-01
title: The new plan
documents: [{doc: SOP-IT-001, revision: A/1}]
held_on: 2026-06-04
attendance: [{role: it-lead, planned: 2, trained: 2}]
capa: [CAPA-2026-0001]
"""


def released(training: str = TRAINING) -> dict[str, str]:
    """Return the files of the chain in which the CAPA changes a controlled document."""
    return {
        **FILES,
        "postmortems/capa/CAPA-2026-0001.yml": CAPA.replace("RB-ERP-DISK", "SOP-IT-001"),
        "kb/drills/DR-2026-01.yml": FILES["kb/drills/DR-2026-01.yml"].replace("RB-ERP-DISK", "SOP-IT-001"),
        "sop/SOP-IT-001.yml": SOP,
        "sop/released/SOP-IT-001/A-1.lock.yml": LOCK,
        "kb/training/TR-2026-01.yml": training,
    }


def test_the_chain_leads_from_the_incident_to_the_proof() -> None:
    """One link after the other, forward."""
    trace = organization().trace
    chain = [
        ("PM-2026-0001", LinkName.RAISES, "CAPA-2026-0001"),
        ("CAPA-2026-0001", LinkName.HAS_CAUSE, "CAPA-2026-0001#RC1"),
        ("CAPA-2026-0001#RC1", LinkName.ADDRESSED_BY, "CAPA-2026-0001#A1"),
        ("CAPA-2026-0001#A1", LinkName.IMPLEMENTED_BY, "CHG-2026-01"),
        ("CAPA-2026-0001#A1", LinkName.CHANGES_STEP, "RB-ERP-DISK#check-disk"),
        ("RB-ERP-DISK#check-disk", LinkName.DERIVED_FROM, "CAPA-2026-0001"),
        ("CAPA-2026-0001#A1", LinkName.VERIFIED_BY, "CAPA-2026-0001#A1#verified"),
        ("CAPA-2026-0001", LinkName.EFFECTIVE_BY, "CAPA-2026-0001#check-1"),
        ("RB-ERP-DISK#check-disk", LinkName.EXERCISED_BY, "DR-2026-01"),
    ]

    for source, name, target in chain:
        assert target in [node.id for node in trace.after(source, name)]
        assert source in [node.id for node in trace.before(target, name)]


def test_a_changed_step_is_the_one_at_the_revision_that_froze_it() -> None:
    """An auditor asks which revision holds the change, and who was trained on it."""
    trace = site_of(released()).trace
    step = "SOP-IT-001@A-1#check-disk"

    assert [node.id for node in trace.after("CAPA-2026-0001#A1", LinkName.CHANGES_STEP)] == [step]
    assert trace.nodes[step].label == "Effective"
    assert [node.id for node in trace.before(step, LinkName.RELEASED_IN)] == ["SOP-IT-001#check-disk"]
    assert [node.id for node in trace.after("SOP-IT-001@A-1", LinkName.TRAINED_BY)] == ["TR-2026-01"]
    assert [node.id for node in trace.after("CAPA-2026-0001", LinkName.TRAINED_BY)] == ["TR-2026-01"]
    assert trace.gaps == ()


def test_too_few_trained_is_a_gap() -> None:
    """The policy asks for 90 percent of the audience of the revision in force."""
    site = site_of(released(TRAINING.replace("trained: 2", "trained: 1")))
    (gap,) = site.trace.gaps

    assert (gap.code, gap.node, dict(gap.values)) == ("T16", "SOP-IT-001@A-1", {"done": "50", "least": "90"})


def test_numbers_keep_their_zeros() -> None:
    """Lots, serial numbers and tickets are found as they were written."""
    text = (
        INCIDENT
        + 'quality_impact: {lots: ["0123"], serials: ["0007"], decision: Held}\n'
        + 'vendor_tickets: [{vendor: maker, ticket_no: "0012345"}]\nhot_review: {fragile_interfaces: [IF-01]}\n'
    )
    trace = organization(text).trace

    assert {node.id for node in trace.after("PM-2026-0001", LinkName.AFFECTS)} == {
        "lot:0123",
        "serial:0007",
        "ticket:0012345",
        "interface:IF-01",
    }
    assert [node.id for node in trace.after("ticket:0012345", LinkName.OPENED_WITH)] == ["maker"]


def test_products_of_a_capa_are_touched_too() -> None:
    """A recall begins from the lot, whichever record names it."""
    text = CAPA + 'affected: {products: [{name: Set, lots: ["0123"], serials: [S-1]}]}\n'

    assert [node.id for node in organization(text).trace.before("lot:0123")] == ["CAPA-2026-0001"]


def test_every_link_has_words_for_both_directions() -> None:
    """Back-links are shown as well as links."""
    assert set(BACKWARD) == set(LinkName)
    assert len(set(BACKWARD.values())) == len(BACKWARD)


def test_links_end_at_nodes() -> None:
    """A record that only an unread or withheld one cites leaves no loose end."""
    trace = organization().trace

    assert all(link.source in trace.nodes and link.target in trace.nodes for link in trace.links)
    assert {node.kind for node in trace.nodes.values()} >= {NodeKind.POSTMORTEM, NodeKind.STEP, NodeKind.CLAUSE}


def test_the_trace_does_not_depend_on_the_order_of_files() -> None:
    """The same records give the same trace."""
    turned = dict(reversed(released().items()))

    assert site_of(turned).trace.links == site_of(released()).trace.links


def test_a_changed_target_is_to_be_reviewed_again() -> None:
    """A reviewed link holds the digest of its day; another one is a gap at the record that cites."""
    text = CAPA + "reviewed_links: [{target: RB-ERP-DISK, digest: 000000000000, date: 2026-06-01, by: QA}]\n"

    assert gaps(organization(text)) == [("T22", "CAPA-2026-0001")]
