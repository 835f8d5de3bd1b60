"""A client of the web application that warns of nothing."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # Starlette 1.10 asks for the successor of httpx, which not every index has yet.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
