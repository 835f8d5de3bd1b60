"""Lengths of fields as one byte, to the same lengths as Whoosh stores: ranking depends on them.

The lengths grow by a thirtieth from byte to byte; a length between two of them counts as the longer one.
"""

from __future__ import annotations

from bisect import bisect_left

_GROWTH, _SCALE = 1.033, 27
STORED_LENGTHS = tuple(round((_GROWTH**byte - 1) * _SCALE) for byte in range(256))


def length_byte(length: int) -> int:
    """Return the byte that stands for a length."""
    return min(bisect_left(STORED_LENGTHS, length), 255)
