"""`manifest.json` of a published site: from what it was made, and a checksum of everything that it shows.

The same files, day and commit give the same bytes; no clock is asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORM = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a published site was made from.

    `records` gives the kind of each record by its id, `sources` and `pages` the SHA-256 of each file by its path;
    `uncommitted` are sources that differed from `commit`, which is empty without git.
    """

    version: str
    day: str
    commit: str = ""
    uncommitted: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


def checksum(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()


def page_checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each page below `folder` by its path."""
    pages = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*.html"))
    return {name: checksum(path.read_bytes()) for name, path in pages}


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the file that is published beside the pages."""
    held = {
        "form": FORM,
        "generator": f"fupan {manifest.version}",
        "built_for": manifest.day,
        "commit": manifest.commit,
        "uncommitted": sorted(manifest.uncommitted),
        "records": dict(sorted(manifest.records.items())),
        "sources": dict(sorted(manifest.sources.items())),
        "pages": dict(sorted(manifest.pages.items())),
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of the site in `folder`, or None where there is none that can be read."""
    try:
        held: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if not isinstance(held, dict) or held.get("form") != FORM:
            return None
        return Manifest(
            version=str(held["generator"]).removeprefix("fupan "),
            day=str(held["built_for"]),
            commit=str(held["commit"]),
            uncommitted=tuple(map(str, held["uncommitted"])),
            records=_texts(held["records"]),
            sources=_texts(held["sources"]),
            pages=_texts(held["pages"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _texts(held: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in held.items()}
