"""How complete a CAPA is for the state that it is in."""

from __future__ import annotations

import pytest

from generator.kinds.capa import CapaState
from generator.lifecycle.capa.completeness import completeness_of
from tests.lifecycle.capas import log_until, organization, the_capa


@pytest.mark.parametrize("state", CapaState)
def test_a_whole_record_is_complete_in_every_state(state: CapaState) -> None:
    """What a later state asks for is not asked of an earlier one; only a cancellation is not among it."""
    found = completeness_of(the_capa(organization()), state)

    expected = 4 if state is CapaState.CANCELLED else 0
    assert len(found.missing) == expected
    assert (found.percent == 100) is (expected == 0)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ((", requirement: 可用", ""), "problem.requirement"),
        (("occurred_at: 2026-05-11T14:35+08:00\n", ""), "occurred_at"),
        ((", change_refs: [CHG-2026-031]", ""), "actions[0].change_refs"),
        (("retention: {rule: 五年}\n", ""), "retention"),
    ],
)
def test_a_missing_field_is_named(change: tuple[str, str], missing: str) -> None:
    """The percentage falls below 100 and the path tells why."""
    found = completeness_of(the_capa(organization(change)))

    assert found.missing == (missing,)
    assert 90 < found.percent < 100


def test_what_is_not_due_yet_is_not_missed() -> None:
    """A CAPA that is watched needs no closure."""
    watched = the_capa(organization(log_until("monitoring"), ("retention: {rule: 五年}\n", "")))

    assert completeness_of(watched).missing == ()
    assert completeness_of(watched, CapaState.CLOSED).missing == ("retention",)
