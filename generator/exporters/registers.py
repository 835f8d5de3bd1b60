"""The registers that people take away: post-mortems, CAPAs with their actions, controlled documents.

Each function returns the tables of one workbook: the register first, then what has its own rows, then all fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from generator.exporters.field_rows import fields_table
from generator.exporters.tables import Cell, Column, Say, Table, cell_of
from generator.kinds.capa import Capa, CapaAction
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.lifecycle.capa.actions import NO_CHANGE, extensions, names_change
from generator.lifecycle.capa.state import action_status, age_in_days, state_of
from generator.lifecycle.due.items import DueList, due_list
from generator.lifecycle.durations import durations
from generator.lifecycle.facts import Facts, systems_of
from generator.procedures.releasing.shown import place_in_words, texts_of
from generator.wording import N_

Tables = tuple[Table, ...]

_POSTMORTEMS = (
    Column("id", N_("No."), 15),
    Column("title", N_("Title"), 44),
    Column("status", N_("Status"), 10),
    Column("severity", N_("Severity"), 9),
    Column("started_at", N_("Began"), 17),
    Column("restored_at", N_("Restored"), 17),
    Column("minutes_to_detect", N_("Minutes to detect"), 10),
    Column("minutes_to_restore", N_("Minutes to restore"), 10),
    Column("hours_of_data_loss", N_("Hours of data loss"), 10),
    Column("systems", N_("Systems"), 14),
    Column("failure_mode", N_("Failure mode"), 20),
    Column("processes", N_("Business processes"), 20),
    Column("error_codes", N_("Error codes"), 20),
    Column("tickets", N_("Ticket numbers"), 20),
    Column("lots", N_("Lots"), 16),
    Column("causes", N_("Causes"), 50),
    Column("capa", N_("CAPA"), 18),
    Column("no_capa_reason", N_("Why no CAPA"), 30),
    Column("file", N_("File"), 34),
)
_CAPAS = (
    Column("id", N_("No."), 16),
    Column("title", N_("Title"), 44),
    Column("kind", N_("Kind"), 12),
    Column("state", N_("State"), 14),
    Column("severity", N_("Severity"), 10),
    Column("opened_on", N_("Opened on"), 12),
    Column("age_days", N_("Age in days"), 8),
    Column("owner", N_("Owner"), 14),
    Column("dept", N_("Department"), 12),
    Column("systems", N_("Systems"), 14),
    Column("failure_mode", N_("Failure mode"), 20),
    Column("sources", N_("Sources"), 26),
    Column("problem", N_("Problem"), 44),
    Column("root_causes", N_("Root causes"), 44),
    Column("next_due", N_("Next due"), 12),
    Column("days_overdue", N_("Days overdue"), 9),
    Column("extensions", N_("Extensions"), 9),
    Column("criteria_set_on", N_("Criteria set on"), 12),
    Column("first_done_on", N_("First action done"), 12),
    Column("effectiveness", N_("Effectiveness"), 14),
    Column("effectiveness_by", N_("Judged by"), 14),
    Column("effectiveness_on", N_("Judged on"), 12),
    Column("closed_on", N_("Closed on"), 12),
    Column("approved_by", N_("Approved by"), 14),
    Column("file", N_("File"), 34),
)
_ACTIONS = (
    Column("capa", N_("CAPA"), 16),
    Column("id", N_("Action no."), 9),
    Column("text", N_("Action"), 50),
    Column("type", N_("Type"), 14),
    Column("strength", N_("Strength"), 12),
    Column("addresses", N_("Addresses"), 12),
    Column("owner", N_("Owner"), 14),
    Column("original_due", N_("Originally due"), 12),
    Column("due", N_("Due"), 12),
    Column("extensions", N_("Extensions"), 9),
    Column("extension_reasons", N_("Reasons of the extensions"), 36),
    Column("status", N_("Status"), 12),
    Column("done_on", N_("Done on"), 12),
    Column("verified_by", N_("Verified by"), 14),
    Column("verified_on", N_("Verified on"), 12),
    Column("changes", N_("Changes"), 16),
    Column("steps", N_("Steps changed"), 30),
    Column("evidence", N_("Evidence"), 24),
)
_DOCUMENTS = (
    Column("id", N_("Document no."), 16),
    Column("title", N_("Title"), 40),
    Column("type", N_("Type"), 14),
    Column("level", N_("Level"), 7),
    Column("control", N_("Control"), 12),
    Column("status", N_("Status"), 14),
    Column("revision", N_("Revision"), 9),
    Column("effective_on", N_("Effective on"), 12),
    Column("upcoming", N_("Waiting revisions"), 24),
    Column("owner_dept", N_("Owner department"), 14),
    Column("process_owner", N_("Process owner"), 14),
    Column("review_due_on", N_("Review due"), 12),
    Column("distribution", N_("Distribution"), 30),
    Column("fingerprint", N_("Fingerprint"), 16),
    Column("file", N_("File"), 34),
)
_REVISIONS = (
    Column("doc", N_("Document no."), 16),
    Column("revision", N_("Revision"), 9),
    Column("status", N_("Status"), 14),
    Column("released_on", N_("Released on"), 12),
    Column("effective_on", N_("Effective on"), 12),
    Column("change_class", N_("Kind of change"), 14),
    Column("change_order", N_("Change request"), 16),
    Column("changes", N_("Changes of the text"), 60),
    Column("reasons", N_("Caused by"), 30),
    Column("approvals", N_("Approvals"), 50),
    Column("fingerprint", N_("Fingerprint"), 66),
)


def postmortem_tables(facts: Facts, say: Say) -> Tables:
    """Return the register of post-mortems, and all their fields."""
    records = facts.graph.of(Postmortem)
    rows = tuple(_postmortem(record, facts, say) for record in records)
    return Table("postmortems", N_("Post-mortems"), _POSTMORTEMS, rows), fields_table(records, say)


def capa_tables(facts: Facts, say: Say) -> Tables:
    """Return the register of CAPAs, their actions, and all their fields."""
    records, due = facts.graph.of(Capa), due_list(facts)
    actions = tuple(_action(capa, action, say) for capa in records for action in capa.actions)
    return (
        Table("capa", N_("CAPA register"), _CAPAS, tuple(_capa(record, facts, due, say) for record in records)),
        Table("actions", N_("Actions"), _ACTIONS, actions),
        fields_table(records, say),
    )


def document_tables(facts: Facts, say: Say) -> Tables:
    """Return the list of controlled documents, and all their revisions with the changes of each."""
    documents: tuple[Document, ...] = (*facts.graph.of(Sop), *facts.graph.of(Runbook))
    revisions = tuple(
        _revision(revision, status, say)
        for document in documents
        for revision, status in facts.standing(document).history
    )
    return (
        Table(
            "documents", N_("Controlled documents"), _DOCUMENTS, tuple(_document(one, facts, say) for one in documents)
        ),
        Table("revisions", N_("Revisions"), _REVISIONS, revisions),
    )


# The registers by the word that `fupan export` takes.
REGISTERS: Mapping[str, Callable[[Facts, Say], Tables]] = {
    "postmortems": postmortem_tables,
    "capa": capa_tables,
    "documents": document_tables,
}


def _named(identifiers: Iterable[str | None], facts: Facts) -> str:
    records = ((identifier, facts.graph.get(identifier)) for identifier in identifiers if identifier)
    return "; ".join(record.name if record is not None else identifier for identifier, record in records)


def _minutes(length: timedelta | None) -> int | None:
    return round(length.total_seconds() / 60) if length is not None else None


def _postmortem(record: Postmortem, facts: Facts, say: Say) -> tuple[Cell, ...]:
    times = durations(record)
    loss = times.data_loss_window
    processes = [say(facts.graph.label("process", code)) for code in record.processes]
    return (
        record.id,
        record.title,
        cell_of(record.status, say),
        record.severity,
        cell_of(record.started_at, say),
        cell_of(record.restored_at, say),
        _minutes(times.time_to_detect),
        _minutes(times.time_to_restore),
        round(loss.total_seconds() / 3600, 2) if loss is not None else None,
        "; ".join(record.systems),
        _named([record.failure_mode], facts),
        "; ".join(processes),
        "; ".join(row.code for row in record.error_codes),
        "; ".join(row.ticket_no for row in record.vendor_tickets if row.ticket_no),
        "; ".join(record.quality_impact.lots) if record.quality_impact else "",
        "; ".join(cause.text for cause in record.causes),
        "; ".join(record.capa),
        record.no_capa_reason,
        record.source_path,
    )


def _capa(record: Capa, facts: Facts, due: DueList, say: Say) -> tuple[Cell, ...]:
    checks = record.effectiveness.checks if record.effectiveness else ()
    plan = record.effectiveness.plan if record.effectiveness else None
    last = checks[-1] if checks else None
    following = due.next_of(record.id)
    done = [action.done_on for action in record.actions if action.done_on]
    return (
        record.id,
        record.title,
        cell_of(record.kind_, say),
        cell_of(state_of(record), say),
        cell_of(record.risk.severity if record.risk else None, say),
        record.opened_on,
        age_in_days(record, facts.today),
        record.owner,
        record.dept,
        "; ".join(systems_of(record)),
        _named([record.failure_mode], facts),
        "; ".join(row.ref or say(row.type.label) for row in record.sources),
        record.problem.what if record.problem else None,
        "; ".join(cause.text for cause in record.causes if cause.role is not None and cause.role.value == "root"),
        following.due if following is not None else None,
        due.days_overdue(record.id),
        extensions(record),
        plan.set_on if plan else None,
        min(done, default=None),
        cell_of(last.conclusion if last else None, say),
        last.by if last else None,
        last.date if last else None,
        record.closure.approved_on if record.closure else None,
        record.closure.approved_by if record.closure else None,
        record.source_path,
    )


def _action(capa: Capa, action: CapaAction, say: Say) -> tuple[Cell, ...]:
    return (
        capa.id,
        action.id,
        action.text,
        cell_of(action.type, say),
        cell_of(action.strength, say),
        "; ".join(action.addresses),
        action.owner,
        action.due[0].due if action.due else None,
        action.due[-1].due if action.due else None,
        max(len(action.due) - 1, 0),
        "; ".join(row.reason for row in action.due[1:] if row.reason),
        cell_of(action_status(action), say),
        action.done_on,
        action.verified.by if action.verified else None,
        action.verified.date if action.verified else None,
        "; ".join(one if names_change(one) else say(NO_CHANGE) for one in action.change_refs),
        "; ".join(f"{row.doc}#{row.step_key}" for row in action.sop_targets),
        "; ".join(action.evidence),
    )


def _document(document: Document, facts: Facts, say: Say) -> tuple[Cell, ...]:
    standing = facts.standing(document)
    effective = standing.effective
    kind = say(document.type.label) if isinstance(document, Sop) and document.type else say(N_("Runbook"))
    waiting = (f"{one.revision} ({one.effective_on})" for one in standing.waiting)
    return (
        document.id,
        document.title,
        kind,
        document.level,
        cell_of(document.control, say),
        cell_of(standing.status, say),
        effective.revision if effective else None,
        effective.effective_on if effective else None,
        "; ".join(waiting),
        document.owner_dept,
        _named([document.process_owner], facts),
        document.review_due_on,
        "; ".join(row.dept for row in document.distribution),
        effective.fingerprint[:12] if effective else None,
        document.source_path,
    )


def _revision(revision: Revision, status: DocumentStatus, say: Say) -> tuple[Cell, ...]:
    texts = texts_of(revision)
    places = (
        (row, place_in_words(row.step, row.field, texts, say) if row.step else row.section) for row in revision.changes
    )
    changes = (f"{say(row.op.label)} {place}: {row.old or ''} → {row.new or ''}" for row, place in places)
    approvals = [
        f"{say(row.meaning.label)} {row.name or ''} {row.role or ''} {row.date or ''} {row.ref or ''}".strip()
        for row in revision.approvals
    ]
    if revision.rejection is not None:
        back = revision.rejection
        approvals.append(f"{say(DocumentStatus.REJECTED.label)} {back.by} {back.date} {back.reason}")
    return (
        revision.doc,
        revision.revision,
        cell_of(status, say),
        revision.released_on,
        revision.effective_on,
        cell_of(revision.change_class, say),
        revision.change_order,
        "; ".join(changes),
        "; ".join(dict.fromkeys(source for row in revision.changes for source in row.reasons)),
        "; ".join(approvals),
        revision.fingerprint,
    )
