"""What is wrong with released revisions: locks and texts edited by hand, broken chains, approvals that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from generator.diagnostics import Diagnostic, Span
from generator.graph import Graph
from generator.kinds.base import ApprovalMethod
from generator.kinds.revision import Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.lifecycle.documents.approvals import CHAIN, ApprovalChain, matches
from generator.lifecycle.documents.standing import chain_of, document_policy, revisions_of, standing_of
from generator.lifecycle.documents.trained import trained_percent
from generator.model.source import Source
from generator.procedures.releasing import rejection_rules as rejections
from generator.procedures.releasing import released_rules as rules
from generator.procedures.releasing.approved_fingerprint import fingerprint_of_revision
from generator.procedures.releasing.revision_numbers import file_part, revision_id
from generator.procedures.releasing.sealing import has_notes, markdown_checksum, notes_seal_of, seal_of
from generator.wording import N_, Wording

FOLDER = "sop/released"
LOCK_SUFFIX = ".lock.yml"
# From this level of documents on (1 is the highest) a review in a repository is not enough.
LOWEST_SIGNED_LEVEL = 2


def released_problems(graph: Graph, sources: Mapping[str, Source], today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with all revisions; `sources` hold the frozen texts, `today` decides what is late."""
    revisions = graph.of(Revision)
    for revision in revisions:
        yield from _of_files(revision, sources)
        yield from approval_problems(revision)
        if revision.rejection is not None:
            yield from rejection_problems(revision, chain_of(revision, graph, revision.rejection.date), today)
    yield from _texts_without_lock(revisions, sources)
    for document in (*graph.of(Sop), *graph.of(Runbook)):
        yield from chain_problems(revisions_of(document.id, graph))
        yield from _of_withdrawals(document)
        yield from _of_standing(document, graph, today)


def lock_path(doc: str, number: str) -> str:
    """Return where the lock of a revision belongs."""
    return f"{FOLDER}/{doc}/{file_part(number)}{LOCK_SUFFIX}"


def text_path(revision: Revision) -> str:
    """Return where the frozen text of a revision lies."""
    return f"{revision.source_path.rpartition('/')[0]}/{revision.markdown.file}"


def _of_files(revision: Revision, sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    names = {"revision": revision.id}
    document = revision.document
    place = lock_path(revision.doc, revision.revision)
    expected = revision_id(revision.doc, revision.revision)
    if revision.source_path != place or revision.id != expected or document is None or document.id != revision.doc:
        yield rules.WRONG_PLACE.at(revision.span("id"), field="id", path=place, **names)
    if seal_of(revision) != revision.seal:
        yield rules.LOCK_EDITED.at(revision.span("seal"), field="seal", **names)
    if has_notes(revision) and notes_seal_of(revision) != revision.notes_seal:
        yield rules.NOTES_EDITED.at(revision.span("approvals"), field="approvals", **names)
    found = fingerprint_of_revision(revision)
    if found != revision.fingerprint:
        short = {"found": found[:12], "value": revision.fingerprint[:12]}
        yield rules.TEXT_EDITED.at(revision.span("fingerprint"), field="fingerprint", **short, **names)
    path = text_path(revision)
    if path not in sources:
        where = revision.span("markdown", "file")
        yield rules.FROZEN_TEXT_MISSING.at(where, field="markdown.file", file=revision.markdown.file, **names)
    elif markdown_checksum(sources[path].text) != revision.markdown.sha256:
        yield rules.FROZEN_TEXT_EDITED.at(Span(path), field="markdown.sha256", **names)


def _texts_without_lock(revisions: Iterable[Revision], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    known = {text_path(revision) for revision in revisions}
    for path in sources:
        # A lock that cannot be read says so itself.
        if path.startswith(f"{FOLDER}/") and path.endswith(".md") and path not in known:
            stem = path.removesuffix(".md").partition(".fix-")[0]
            if f"{stem}{LOCK_SUFFIX}" not in sources or ".fix-" in path:
                yield rules.TEXT_WITHOUT_LOCK.at(Span(path))


def approval_problems(revision: Revision) -> Iterator[Diagnostic]:
    """Yield what is wrong with the notes of approval of one revision."""
    rank = {meaning: place for place, meaning in enumerate(CHAIN)}
    for number, row in enumerate(revision.approvals):
        if not matches(row, revision):
            values = {"value": row.fingerprint or "–", "fingerprint": revision.fingerprint[:12]}
            span = revision.span("approvals", number, "fingerprint")
            yield rules.FOREIGN_APPROVAL.at(span, field="approvals", revision=revision.id, **values)
        if row.date is None:
            continue
        bounds = [revision.released_on]
        if revision.expedited is None:
            # An emergency change is approved first and reviewed afterwards.
            bounds += [
                other.date
                for other in revision.approvals
                if other.date is not None and rank.get(other.meaning, 9) < rank.get(row.meaning, 0)
            ]
        if row.date < max(bounds):
            span = revision.span("approvals", number, "date")
            yield rules.APPROVAL_OUT_OF_ORDER.at(span, field="approvals", value=row.date, before=max(bounds))


def rejection_problems(revision: Revision, chain: ApprovalChain, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rejection of a revision, `chain` being its approvals on the day of the rejection."""
    row = revision.rejection
    if row is None:
        return
    if not revision.released_on <= row.date <= today:
        span = revision.span("rejection")
        values = {"value": row.date, "before": revision.released_on, "day": today}
        yield rejections.REJECTION_DAY.at(span, field="rejection", **values)
    if chain.complete:
        span = revision.span("approvals")
        day = max((one.date for one in chain.counting if one.date is not None), default=row.date)
        yield rejections.REJECTED_THOUGH_APPROVED.at(span, field="rejection", revision=revision.id, day=day)
    for number, one in enumerate(revision.approvals):
        if one.date is not None and one.date > row.date:
            yield told_rejected(revision, revision.span("approvals", number, "date"))


def told_rejected(revision: Revision, span: Span) -> Diagnostic:
    """Return the finding that a revision was rejected already, at a place; it must have been."""
    row = revision.rejection
    assert row is not None
    values = {"revision": revision.id, "day": row.date, "reason": row.reason}
    return rejections.ALREADY_REJECTED.at(span, field="rejection", **values)


def chain_problems(revisions: tuple[Revision, ...]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the order of a document's revisions, which come sorted by number."""
    known = {one.revision: one for one in revisions}
    for place, one in enumerate(revisions):
        names = {"revision": one.id}
        base = known.get(one.base or "")
        # A revision that was sent back is no base.
        wanted = next((row for row in reversed(revisions[:place]) if not row.is_rejected(one.released_on)), None)
        if base is None and (one.base or wanted is not None):
            missing = one.base or (wanted.revision if wanted is not None else "–")
            yield rules.BASE_MISSING.at(one.span("base"), field="base", base=missing, **names)
        elif base is not None and (base.seal != one.base_seal or base is not wanted):
            yield rules.CHAIN_BROKEN.at(one.span("base_seal"), field="base_seal", base=base.revision, **names)
    # The day that was planned for a text that was sent back binds nobody.
    taken = [one for one in revisions if one.rejection is None]
    told = set()
    for field, rows in (("released_on", revisions), ("effective_on", taken)):
        for earlier, later in pairwise(rows):
            day, before = getattr(later, field), getattr(earlier, field)
            if day < before and later.id not in told:
                told.add(later.id)
                values = {"revision": later.id, "other": earlier.revision, "day": day, "before": before}
                yield rules.NUMBER_GOES_BACK.at(later.span(field), field=field, **values)


def _of_withdrawals(document: Document) -> Iterator[Diagnostic]:
    for place, row in enumerate(document.withdrawal):
        later = [other.date for other in document.withdrawal[place + 1 :]]
        late = any(day <= row.date or row.lifted_on is None or day < row.lifted_on for day in later)
        if late or (row.lifted_on is not None and row.lifted_on <= row.date):
            values = {"document": document.id, "day": row.date, "value": row.lifted_on or "–"}
            yield rules.LIFTED_TOO_EARLY.at(document.span("withdrawal", place), field="withdrawal", **values)


def _of_standing(document: Document, graph: Graph, today: date) -> Iterator[Diagnostic]:
    revisions = revisions_of(document.id, graph)
    chains = {one.id: chain_of(one, graph, today) for one in revisions}
    approved = [one for one in revisions if chains[one.id].complete and not one.is_rejected(today)]
    for one in approved:
        days = [row.date for row in chains[one.id].counting if row.date is not None and row.meaning in CHAIN]
        if one.expedited is None and max(days) > one.effective_on:
            values = {"revision": one.id, "before": one.effective_on, "day": max(days)}
            yield rules.APPROVED_TOO_LATE.at(one.span("effective_on"), field="effective_on", **values)
    for number, one in enumerate(approved):
        for other in approved[:number]:
            if other.effective_on == one.effective_on:
                values = {"revision": one.revision, "other": other.revision, "day": one.effective_on}
                span = one.span("effective_on")
                yield rules.TWO_EFFECTIVE.at(span, field="effective_on", document=document.id, **values)
    standing = standing_of(document, graph, today)
    effective = (standing.effective,) if standing.effective is not None else ()
    for current in (*effective, *standing.waiting):
        yield from _of_approval(current, graph, today)
    if document.review_due_on is not None and document.review_due_on < today and standing.is_in_force:
        span = document.span("review_due_on")
        yield rules.REVIEW_LATE.at(span, field="review_due_on", document=document.id, day=document.review_due_on)
    if standing.effective is not None:
        wanted = document_policy(graph).training_percent
        percent = trained_percent(standing.effective, graph, today)
        if percent is not None and percent < wanted:
            span = standing.effective.span("effective_on")
            values = {"revision": standing.effective.id, "percent": percent, "value": wanted}
            yield rules.UNTRAINED.at(span, field="training", **values)


_SHORT = {
    "distinct_persons": N_("too few different persons"),
    "quality_roles": N_("nobody from quality"),
    "approvers": N_("a role that may not approve this level"),
}


def joined(labels: Sequence[str]) -> Wording | str:
    """Return labels in one text that is put into the reader's language with the message around it."""
    if not labels:
        return "–"
    first = Wording(labels[0])
    return Wording(N_("{first}, {rest}"), first=first, rest=joined(labels[1:])) if labels[1:] else first


def _of_approval(one: Revision, graph: Graph, today: date) -> Iterator[Diagnostic]:
    chain = chain_of(one, graph, today)
    short = {
        "distinct_persons": chain.too_few_persons,
        "quality_roles": chain.without_quality,
        "approvers": chain.wrong_approver,
    }
    lacking = joined([one.label for one in chain.missing] or [_SHORT[name] for name, lacks in short.items() if lacks])
    if one.expedited is not None and (chain.retro_open or not chain.complete):
        due = one.expedited.retro_due_on
        rule = rules.APPROVAL_AFTERWARDS_LATE if due < today else rules.APPROVAL_AFTERWARDS_OPEN
        yield rule.at(one.span("expedited"), field="expedited", revision=one.id, day=due, missing=lacking)
    elif not chain.missing and not chain.complete and any(short.values()):
        yield rules.APPROVALS_NOT_ENOUGH.at(one.span("approvals"), field="approvals", revision=one.id, reasons=lacking)
    level = one.document.level if one.document is not None else None
    methods = {row.method for row in chain.counting}
    if chain.complete and methods == {ApprovalMethod.VCS_REVIEW} and level is not None and level <= LOWEST_SIGNED_LEVEL:
        yield rules.ONLY_REPOSITORY_REVIEW.at(one.span("approvals"), field="approvals", revision=one.id)
