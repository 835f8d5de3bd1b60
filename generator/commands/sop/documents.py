"""What the verbs of `fupan sop` share: the document that a word means, its candidate, and how problems are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, close_to
from generator.wording import N_

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic, Report
    from generator.graph import Graph
    from generator.kinds.revision import Revision
    from generator.kinds.sop import Document
    from generator.library import Library
    from generator.procedures.merging.merge import Procedure


@dataclass(frozen=True)
class Shelf:
    """The organization's library and the candidates of all documents on the day of the run."""

    library: Library
    candidates: dict[str, Procedure]

    @property
    def graph(self) -> Graph:
        """All records."""
        return self.library.graph


def shelf_of(session: Session) -> Shelf:
    """Read the organization and merge its documents."""
    from generator.procedures.merging.all_documents import merge_all

    library = session.library()
    candidates, _found = merge_all(library.graph, session.today)
    return Shelf(library, dict(candidates))


def document_named(text: str, graph: Graph) -> Document:
    """Return the SOP or runbook that a word means; raises UsageError with the nearest for any other."""
    from generator.model.vocabulary import spelling
    from generator.procedures.merging.all_documents import documents_of

    known = {spelling(one.id): one for one in documents_of(graph)}
    found = known.get(spelling(text))
    if found is None:
        nearest = close_to(text, [one.id for one in known.values()])
        message = _(N_("There is no document {name}."), name=text)
        raise click.UsageError(f"{message} {nearest}".strip())
    return found


def revision_named(number: str, document: Document, graph: Graph) -> Revision:
    """Return the revision of a document with this number, also as written in file names; raises UsageError."""
    from generator.lifecycle.documents.standing import revisions_of
    from generator.procedures.releasing.revision_numbers import file_part

    revisions = revisions_of(document.id, graph)
    wanted = file_part(number.strip().upper())
    found = next((one for one in revisions if file_part(one.revision) == wanted), None)
    if found is None:
        known = ", ".join(one.revision for one in revisions) or "–"
        message = _(
            N_("{document} has no revision {number}; it has {known}."), document=document.id, number=number, known=known
        )
        raise click.UsageError(message)
    return found


def refuse(session: Session, problems: Sequence[Diagnostic], library: Library) -> int:
    """Tell all problems for which nothing was written, and return the exit code."""
    from generator.commands.terminal import diagnosing
    from generator.diagnostics import Report

    report = Report(problems)
    if session.as_json:
        session.answer(diagnosing.payload(report, len(library.sources), strict=False))
    diagnosing.show(report, library.sources, session)
    session.complain(_(N_("Refused; nothing was written.")))
    return 1


def damages_of_lock(revision: Revision, report: Report) -> list[Diagnostic]:
    """Return the errors of a lock and its text that forbid to add to it: nobody should decide on what was edited.

    That an emergency change waits too long for its approvals is no such error: the note that comes now settles it.
    """
    from generator.diagnostics import Severity
    from generator.procedures.releasing.released_problems import text_path
    from generator.procedures.releasing.released_rules import APPROVAL_AFTERWARDS_LATE

    paths = {revision.source_path, text_path(revision)}
    found = (one for one in report if one.span.path in paths and one.severity is Severity.ERROR)
    return [one for one in found if one.rule is not APPROVAL_AFTERWARDS_LATE]


def tell_damages(session: Session, library: Library, documents: Iterable[Document]) -> bool:
    """Tell where locks and texts of documents are not as they were released, and return whether any is not.

    What such a lock says of its approvals is not to be trusted: they were given for other words.
    """
    from generator.commands.terminal import diagnosing
    from generator.diagnostics import Report
    from generator.procedures.releasing.released_problems import FOLDER
    from generator.procedures.releasing.released_rules import DAMAGES

    held = library.report.under(f"{FOLDER}/{one.id}" for one in documents)
    damages = Report(found for found in held if found.rule in DAMAGES)
    diagnosing.show(damages, library.sources, session)
    return len(damages) > 0


def colored(session: Session) -> bool:
    """Whether this run may use colours."""
    import sys

    return session.color is not False and not session.as_json and sys.stdout.isatty()
