"""Keep one client from taking the service away from the others: so many requests a second, with a reserve for bursts.

A search page asks at every key, so the limits are generous. What is counted lives in memory, in a table that never
grows beyond a few thousand addresses, and is forgotten with the process.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

REQUESTS_A_SECOND = 20.0
BURST = 60
MOST_CLIENTS = 10_000
# A longer address is no question; the longest text that may be compared fits three times.
LONGEST_QUERY_STRING = 40_000
# A home or an office gets a whole network of addresses of version 6.
_NETWORK_BITS = 64

Refuse = Callable[[int, dict[str, str]], Response]


class Buckets:
    """A reserve of requests for each client, refilled at a steady rate. Used from the one thread of the event loop."""

    def __init__(
        self,
        rate: float = REQUESTS_A_SECOND,
        burst: int = BURST,
        most: int = MOST_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._most = most
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, client: str) -> float:
        """Take one request from the client's reserve and return 0, or return after how many seconds to ask again."""
        now = self._clock()
        left, before = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - before) * self._rate)
        is_allowed = left >= 1
        self._left[client] = (left - is_allowed, now)
        while len(self._left) > self._most:
            self._left.popitem(last=False)  # who asked longest ago has the fullest reserve
        return 0.0 if is_allowed else (1 - left) / self._rate


class RateLimit:
    """Refuses requests to the service that are too many or too long; the files of the site are not limited."""

    def __init__(self, app: ASGIApp, refuse: Refuse, buckets: Buckets) -> None:
        self._app = app
        self._refuse = refuse
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            refused = self._refused(scope)
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        seconds = self._buckets.wait(network_of(scope.get("client")))
        if seconds:
            return self._refuse(429, {"Retry-After": str(math.ceil(seconds))})
        return self._refuse(414, {}) if len(scope["query_string"]) > LONGEST_QUERY_STRING else None


def network_of(client: tuple[str, int] | None) -> str:
    """Return whose request it is: an address, or the network of an address of version 6."""
    if client is None:
        return ""
    try:
        address = ip_address(client[0])
    except ValueError:
        return client[0]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> _NETWORK_BITS << _NETWORK_BITS))
    return client[0]
