"""Map the files of an index into memory: opening costs no reading, and the system keeps only what searches touch.

A mapping outlives the name of its file, so an old generation may be pruned while it is read. Windows refuses to delete
a mapped file: pruning passes over it, and the next update tries again.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path

Buffer = mmap.mmap | bytes


def mapped(path: Path | str) -> Buffer:
    """Return the content of a file without reading it. Raises FileNotFoundError."""
    with open(path, "rb") as file:
        # An empty file cannot be mapped.
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""
