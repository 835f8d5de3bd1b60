"""The state of a CAPA is what its log says."""

from __future__ import annotations

import pytest

from generator.kinds.base import ActionStatus
from generator.kinds.capa import CapaState
from generator.lifecycle.capa.state import ENDED, STATE_ORDER, action_status, has_reached, state_of
from tests.libraries import capa


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
