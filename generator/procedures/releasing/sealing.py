"""The seal of a lock: a checksum of everything in it to the letter, which makes an edit by hand noticed.

It proves nothing against somebody who reckons it anew; the archive with the approved sheet does (audit.md 7.2).
"""

from __future__ import annotations

import hashlib

from generator.kinds.revision import Revision
from generator.procedures.releasing.approved_fingerprint import canonical

# Approvals, editorial fixes and a rejection are noted after the release, under a seal of their own.
_NOTES = {"approvals", "amendments", "rejection"}
_NOT_SEALED = {*_NOTES, "notes_seal", "seal"}


def seal_of(revision: Revision) -> str:
    """Return SHA-256 over what stands in the lock, without what may be added later.

    Only fields that were written count, so that a later version of the tool with more fields reckons the same.
    """
    written = revision.model_dump(
        mode="json", by_alias=True, exclude=_NOT_SEALED, exclude_unset=True, exclude_none=True
    )
    return hashlib.sha256(canonical(written)).hexdigest()


def notes_seal_of(revision: Revision) -> str:
    """Return SHA-256 over what was noted after the release, joined to the seal of what it was noted for."""
    noted = revision.model_dump(mode="json", by_alias=True, include=_NOTES, exclude_unset=True, exclude_none=True)
    return hashlib.sha256(canonical({**noted, "seal": revision.seal})).hexdigest()


def has_notes(revision: Revision) -> bool:
    """Whether anything was noted after the release."""
    return bool(revision.approvals or revision.amendments or revision.rejection)


def markdown_checksum(text: str) -> str:
    """Return SHA-256 of a frozen text; line ends are those of Unix, whatever a checkout made of them."""
    return hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")).hexdigest()
