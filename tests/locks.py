"""Locks of released revisions as texts, for tests that need a document in force and nothing more of it."""

from __future__ import annotations

FINGERPRINT = "4281a4988c23" + "0" * 52


def lock(doc: str, revision: str, effective_on: str, more: str = "", *, approved: bool = True) -> str:
    """Return the lock of a revision, approved by three persons a day before it holds unless told otherwise."""
    rows = "".join(
        f"\n  - {{meaning: {meaning}, name: {name}, date: {effective_on}, fingerprint: {FINGERPRINT[:12]}}}"
        for meaning, name in (("prepared", "Li"), ("reviewed", "Wang"), ("approved", "Zhao"))
    )
    slug = revision.replace("/", "-")
    return (
        f"id: {doc}@{slug}\ndoc: {doc}\nrevision: {revision}\nchange_class: minor\nreleased_on: {effective_on}\n"
        f"effective_on: {effective_on}\nfingerprint: {FINGERPRINT}\nmarkdown: {{file: {slug}.md, sha256: '0'}}\nseal: '0'\n"
        f"{f'approvals:{rows}' if approved else ''}\n{more}"
    )


def lock_path(doc: str, revision: str) -> str:
    """Return where the lock of a revision lies."""
    return f"sop/released/{doc}/{revision.replace('/', '-')}.lock.yml"
