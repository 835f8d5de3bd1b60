"""Numbers of revisions: A/0, A/1, B/0 or 1.0, 1.1, 2.0, proposed from how much changes."""

from __future__ import annotations

import re

from generator.kinds.revision import ChangeClass
from generator.kinds.sop import Document

LETTERS, DIGITS = "A/0", "1.0"
_FORMS = {
    LETTERS: re.compile(r"(?P<issue>[A-Z]+)/(?P<amendment>0|[1-9]\d*)"),
    DIGITS: re.compile(r"(?P<issue>[1-9]\d*)\.(?P<amendment>0|[1-9]\d*)"),
}


def scheme_of(document: Document, latest: str | None = None) -> str:
    """Return how a document's revisions are numbered: as it says, else as its latest revision is, else A/0."""
    if document.scheme in _FORMS:
        return str(document.scheme)
    return DIGITS if latest is not None and is_of_scheme(latest, DIGITS) else LETTERS


def is_of_scheme(number: str, scheme: str) -> bool:
    """Whether a revision's number is written in a scheme."""
    return _FORMS[scheme].fullmatch(number) is not None


def next_number(latest: str | None, change_class: ChangeClass, scheme: str) -> str:
    """Return the number after `latest` for a change of this class; an editorial fix keeps it, None gives the first.

    Where `latest` is numbered in another scheme, the first number of the scheme comes back.
    """
    found = _FORMS[scheme].fullmatch(latest) if latest is not None else None
    if latest is None or found is None:
        return scheme
    if change_class is ChangeClass.EDITORIAL:
        return latest
    parting = "/" if scheme == LETTERS else "."
    if change_class is ChangeClass.MINOR:
        return f"{found['issue']}{parting}{int(found['amendment']) + 1}"
    issue = _next_letters(found["issue"]) if scheme == LETTERS else str(int(found["issue"]) + 1)
    return f"{issue}{parting}0"


def file_part(number: str) -> str:
    """Return a revision's number as it stands in names of files and in its id: A/1 gives A-1."""
    return number.replace("/", "-")


def revision_id(doc: str, number: str) -> str:
    """Return the id of a revision, such as SOP-IT-001@A-1."""
    return f"{doc}@{file_part(number)}"


def _next_letters(issue: str) -> str:
    head, last = issue[:-1], issue[-1]
    if last != "Z":
        return head + chr(ord(last) + 1)
    return (_next_letters(head) if head else "A") + "A"
