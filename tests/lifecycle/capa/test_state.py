"""The state of a CAPA is what its log says."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.base import ActionStatus
from generator.kinds.capa import CapaState
from generator.lifecycle.capa.state import (
    ENDED,
    STATE_ORDER,
    action_status,
    age_in_days,
    has_reached,
    stage_entered_on,
    state_of,
)
from tests.libraries import capa
from tests.lifecycle.capas import organization, the_capa


def _log(*states: str) -> str:
    rows = "".join(f"  - {{at: 2026-05-{12 + day}, to: {state}}}\n" for day, state in enumerate(states))
    return f"log:\n{rows}" if states else ""


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), CapaState.DRAFT),
        (("open",), CapaState.OPEN),
        (("open", "investigating", "planned", "investigating"), CapaState.INVESTIGATING),
        (("open", "closed", "investigating"), CapaState.INVESTIGATING),
        (("cancelled",), CapaState.CANCELLED),
    ],
)
def test_the_last_entry_of_the_log_is_the_state(states: tuple[str, ...], expected: CapaState) -> None:
    """Without a log it is a draft; going back counts as well."""
    assert state_of(capa(_log(*states))) is expected


@pytest.mark.parametrize("state", CapaState)
def test_every_state_has_a_place(state: CapaState) -> None:
    """A state is on the way to closed, or the end of the way."""
    assert (state in STATE_ORDER) or (state in ENDED)


REACHED = [
    ("verifying", CapaState.VERIFYING, True),
    ("closed", CapaState.VERIFYING, True),
    ("implementing", CapaState.VERIFYING, False),
    ("cancelled", CapaState.DRAFT, False),
]


@pytest.mark.parametrize(("state", "wanted", "expected"), REACHED)
def test_a_later_state_has_reached_the_earlier(state: str, wanted: CapaState, expected: bool) -> None:
    """A cancelled CAPA has reached nothing."""
    assert has_reached(capa(_log(state)), wanted) is expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("", ActionStatus.OPEN),
        (", started_on: 2026-05-13", ActionStatus.IN_PROGRESS),
        (", started_on: 2026-05-13, done_on: 2026-05-14", ActionStatus.DONE),
        (", done_on: 2026-05-14, verified: {by: 质量工程师}", ActionStatus.VERIFIED),
    ],
)
def test_the_status_of_an_action_follows_from_its_dates(dates: str, expected: ActionStatus) -> None:
    """Nobody types it."""
    assert action_status(capa(f"actions: [{{id: A1, text: 告警{dates}}}]\n").actions[0]) is expected


def test_the_stage_began_with_the_last_entry() -> None:
    """Without a log it began on the day of the opening."""
    assert stage_entered_on(the_capa(organization())) == date(2026, 10, 8)
    assert stage_entered_on(capa()) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("states", "expected"), [((), 20), (("open",), 20), (("open", "closed"), 1), (("cancelled",), 0)]
)
def test_the_age_of_one_that_has_ended_stands_still(states: tuple[str, ...], expected: int) -> None:
    """Days since the opening until the end, or today."""
    assert age_in_days(capa(_log(*states)), date(2026, 6, 1)) == expected
