"""The fingerprint that approvals are bound to: it changes with a word, not with spacing or width."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from generator.kinds.revision import Revision
from generator.kinds.sop import Document
from generator.procedures.merging.merge import Procedure
from generator.procedures.releasing.content import Content, StepContent, content_of, content_of_revision
from generator.procedures.releasing.folding import folded_deep


def fingerprint_of(document: Document, procedure: Procedure) -> str:
    """Return the fingerprint of a document with these steps."""
    return fingerprint(content_of(document, procedure))


def fingerprint_of_revision(revision: Revision) -> str:
    """Return the fingerprint that a lock's own text has, whatever the lock says that it is."""
    return fingerprint(content_of_revision(revision))


def fingerprint(content: Content) -> str:
    """Return SHA-256 over the sections, the live steps in order and the retired ones, with spacing and width folded."""
    whole = {
        "document": content.doc,
        "sections": content.sections,
        "steps": [_step(step) for step in content.steps],
        "retired": [_step(content.retired[key]) for key in sorted(content.retired)],
    }
    return hashlib.sha256(canonical(folded_deep(whole))).hexdigest()


def canonical(data: Any) -> bytes:
    """Return plain data as JSON that is always the same for the same data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _step(step: StepContent) -> dict[str, Any]:
    if step.retired_why is None:
        return {"key": step.key, **step.values}
    # Readers see of a retired step what it was and why it must no longer be done.
    return {"key": step.key, "text": step.text, "retired_why": step.retired_why}
