"""How much one client may ask."""

from __future__ import annotations

import pytest

from generator.server.rate import Buckets, network_of


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_a_reserve_is_used_up_and_refilled() -> None:
    """After a burst one waits; the reserve never exceeds the burst."""
    clock = Clock()
    buckets = Buckets(rate=2, burst=3, clock=clock)

    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now = 0.5
    assert [buckets.wait("a") for _ in range(2)] == [0, 0.5]
    clock.now = 1000
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("b") == 0


def test_the_table_has_an_end() -> None:
    """Who asked longest ago is forgotten first."""
    buckets = Buckets(rate=1, burst=1, most=2, clock=Clock())
    for client in ("a", "b", "c"):
        assert buckets.wait(client) == 0

    assert len(buckets) == 2
    assert buckets.wait("c") == 1
    assert buckets.wait("a") == 0


@pytest.mark.parametrize(
    ("client", "network"),
    [
        (("10.0.0.7", 1), "10.0.0.7"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::"),
        (("::ffff:10.0.0.7", 1), "::ffff:10.0.0.7"),
        (("testclient", 1), "testclient"),
        (None, ""),
    ],
)
def test_a_client_is_an_address_or_a_network(client: tuple[str, int] | None, network: str) -> None:
    """An office with addresses of version 6 has one reserve."""
    assert network_of(client) == network
