"""How a step fared in incidents and drills."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.base import StepOperation, StepOutcome
from generator.kinds.sop import Sop
from generator.procedures.merging.evidence import Evidence, Use, evidence_of
from generator.procedures.merging.merge import TRIED, MergedStep, merge
from tests.contributions import says
from tests.libraries import graph

SOP = graph(sop="id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP]}\n").of(Sop)[0]
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
WORKED, FAILED, HARMFUL, NOT_USED = StepOutcome
CASES = [
    ([], Evidence(), 0, True),
    ([Use(WORKED, MAY, False), Use(WORKED, JUNE, False)], Evidence(worked=2, last_used_on=JUNE), 2, False),
    ([Use(WORKED, JUNE, False), Use(HARMFUL, MAY, False)], Evidence(worked=1, harmful=1, last_used_on=JUNE), 2, False),
    ([Use(FAILED, MAY, True)], Evidence(failed=1, last_drilled_on=MAY), 1, False),
    ([Use(None, MAY, True)], Evidence(last_drilled_on=MAY), 0, False),
    ([Use(NOT_USED, MAY, True), Use(NOT_USED, MAY, False)], Evidence(not_used=2), 0, True),
    ([Use(None, MAY, False)], Evidence(), 0, True),
    ([Use(WORKED, None, False)], Evidence(worked=1), 1, False),
]


@pytest.mark.parametrize(("uses", "evidence", "used", "never"), CASES)
def test_uses_are_counted(uses: list[Use], evidence: Evidence, used: int, never: bool) -> None:
    """What was used with which outcome, when last, when last tried in a drill, and what nobody ever tried."""
    assert (evidence_of(uses), evidence.used, evidence.never_verified) == (evidence, used, never)


def only(*rows: dict[str, object]) -> MergedStep:
    """Return the one step that records make."""
    return merge(SOP, [says("a", day, text="x", **facts) for day, facts in enumerate(rows)]).steps[0]


def test_confirming_counts_as_use() -> None:
    """A record that changes no word of a step still says how it fared; the day is that of the incident."""
    step = only({}, {"op": StepOperation.CONFIRM, "outcome": WORKED, "used_on": MAY})

    assert (step.evidence, step.is_proven) == (Evidence(worked=1, last_used_on=MAY), True)


def test_a_drill_verifies() -> None:
    """A drill that left a step as it was is shown as having tried it; one that changed it as what it did."""
    step = only({}, {"drilled": True, "used_on": JUNE, "source": "DR-2026-01"})
    changed = merge(SOP, [says("a", 0, text="x"), says("a", 1, text="y", drilled=True, used_on=JUNE)]).steps[0]

    assert (step.provenance[-1].label, step.evidence.last_drilled_on, step.is_proven) == (TRIED, JUNE, True)
    assert changed.provenance[-1].label == StepOperation.REVISE.label
