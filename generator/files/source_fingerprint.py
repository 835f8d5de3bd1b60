"""Tell whether sources have changed since something was made from them: by content, never by time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.files.tree import RawFile


def fingerprint(files: Iterable[RawFile], *circumstances: str) -> str:
    """Return a hash of the paths and bytes of `files`, and of whatever else the result depends on."""
    whole = hashlib.sha256()
    for text in circumstances:
        whole.update(hashlib.sha256(text.encode("utf-8")).digest())
    for file in sorted(files, key=lambda file: file.path):
        whole.update(hashlib.sha256(file.path.encode("utf-8", "surrogateescape")).digest())
        whole.update(hashlib.sha256(file.data).digest())
    return whole.hexdigest()
