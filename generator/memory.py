"""Let Python's cycle collector rest while many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Switch the cycle collector off inside the block.

    Reading records makes some hundred thousand small objects, and writing an index millions, none of them garbage;
    looking through them again and again takes nearly half of the time of a check of 2,000 records.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
