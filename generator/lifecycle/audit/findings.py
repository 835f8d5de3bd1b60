"""What the history of the records gives to complain of; pure, so that it is tested without git."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.diagnostics import Diagnostic, Span
from generator.files.git_history import HistoryState
from generator.files.manifest import Manifest
from generator.graph import Graph
from generator.kinds.capa import CapaState
from generator.kinds.postmortem import PostmortemStatus
from generator.lifecycle.audit import rules
from generator.lifecycle.audit.change_audit import Act, ChangeAudit, RecordChange
from generator.lifecycle.audit.field_changes import FieldChange
from generator.model.values import Choice
from generator.wording import N_, Wording

# Records whose numbers must stay explicable; terms, roles and articles may go.
LASTING = ("postmortem", "capa", "sop", "runbook", "revision", "drill", "training", "change")
NOT_WHOLE: Mapping[HistoryState, str] = {
    HistoryState.NOT_READ: N_("the history was not read."),
    HistoryState.NO_GIT: N_("git is not installed."),
    HistoryState.NO_REPOSITORY: N_("the folder is in no git repository."),
    HistoryState.NOT_TRACKED: N_("no record has been committed."),
    HistoryState.SHALLOW: N_("the repository holds the last commits only."),
    HistoryState.REFUSED: N_("git could not read the whole history."),
}
# State by kind, and the fields that may still be filled in it; `+` marks those where only what is added may be.
_NOTES = ("approvals", "corrections")
_FILLED_LATER: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("postmortem", PostmortemStatus.APPROVED): (
        *_NOTES,
        *("status", "closed_at", "actions", "+lessons", "+capa", "+no_capa_reason", "+attachments", "+related"),
    ),
    ("postmortem", PostmortemStatus.CLOSED): (*_NOTES, "status"),
    ("capa", CapaState.CLOSED): (*_NOTES, "log", "closure", "reopen", "effectiveness.checks"),
    ("capa", CapaState.CANCELLED): (*_NOTES, "log", "cancellation", "reopen"),
    ("revision", "released"): ("+approvals", "+amendments", "+rejection", "notes_seal"),
}
_ENTRY = re.compile(r"(?:corrections|amendments)\[(\d+)\]\.?(\w*)")
_MOST_FIELDS = 3


def audit_findings(
    audit: ChangeAudit, graph: Graph, since: date | None, today: date, published: Manifest | None = None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the history: what is missing of it, ended records that changed, ids that vanished.

    Only commits from the day `since` count where one is given, and before it nothing counts against the organization; `published` is the manifest of the last published site.
    """
    taken = set()
    if audit.is_whole:
        for found in (*_taken_away(audit, graph, since, today), *_changed_after_end(audit, graph, since, today)):
            taken.add(found.values["id"])
            yield found
    begun = since is None or today >= since
    yield from _about_history(audit, published if begun else None, watched=begun)
    if published is None or not begun:
        return
    for identifier, kind in published.records.items():
        if kind in LASTING and not graph.knows(identifier) and identifier not in taken:
            yield rules.PUBLISHED_RECORD_VANISHED.at(Span("mkdocs.yml"), id=identifier, day=published.day)


def _about_history(audit: ChangeAudit, published: Manifest | None, *, watched: bool) -> Iterator[Diagnostic]:
    place = Span("mkdocs.yml")
    if audit.state is HistoryState.SHALLOW and watched:
        yield rules.SHALLOW_HISTORY.at(place)
    elif not audit.is_whole:
        reason = Wording(NOT_WHOLE[audit.state])
        if audit.detail:
            reason = Wording(N_("{reason} ({detail})"), reason=reason, detail=audit.detail.strip())
        yield rules.NO_HISTORY.at(place, reason=reason)
    elif audit.published and published is not None:
        yield rules.HISTORY_REWRITTEN.at(place, day=published.day, commit=audit.published[:12])


def _in_time(audit: ChangeAudit, since: date | None, today: date) -> Iterator[tuple[str, date, RecordChange]]:
    """Yield commit, day and change from the oldest to the newest; what is not committed yet comes last, as of today.

    From the first commit that bears a day from `since` on all count: a later one that claims an earlier day does not escape.
    """
    begun = since is None
    for one in reversed(audit.commits):
        begun = begun or (since is not None and one.day >= since)
        if begun:
            yield from ((one.commit.hash, one.day, change) for change in one.changes)
    if begun or (since is not None and today >= since):
        yield from (("", today, change) for change in audit.pending)


def _when(commit: str, day: date) -> str:
    return f"{commit[:12]}, {day}" if commit else str(day)


def _taken_away(audit: ChangeAudit, graph: Graph, since: date | None, today: date) -> Iterator[Diagnostic]:
    last: dict[str, tuple[str, date, RecordChange]] = {}
    for commit, day, change in _in_time(audit, since, today):
        if change.kind in LASTING:
            last[change.id] = commit, day, change
    for identifier, (commit, day, change) in sorted(last.items()):
        if change.act is Act.REMOVED and not graph.knows(identifier):
            when = _when(commit, day) if commit else "git status"
            yield rules.RECORD_TAKEN_AWAY.at(Span(change.path), id=identifier, when=when)


def _changed_after_end(audit: ChangeAudit, graph: Graph, since: date | None, today: date) -> Iterator[Diagnostic]:
    rows: dict[str, list[tuple[str, date, RecordChange]]] = {}
    for commit, day, change in _in_time(audit, since, today):
        if (change.kind, change.before.state) in _FILLED_LATER or any(_ENTRY.match(row.field) for row in change.fields):
            rows.setdefault(change.id, []).append((commit, day, change))
    for identifier in sorted(rows):
        record = graph.get(identifier)
        for number, (commit, day, change) in enumerate(rows[identifier]):
            if record is None or change.act is not Act.CHANGED or not _had_ended(change, day):
                continue
            later = [entry for _, _, other in rows[identifier][number:] for entry in _entries(other)]
            whole = any("path" not in entry for entry in _entries(change))
            open_fields = [row for row in _not_allowed(change) if not (whole or _is_covered(row, later))]
            if open_fields:
                names = list(dict.fromkeys(row.field or "path" for row in open_fields))
                shown = ", ".join(names[:_MOST_FIELDS]) + (" …" if len(names) > _MOST_FIELDS else "")
                top = re.split(r"[.\[]", names[0])[0]
                yield rules.ENDED_RECORD_CHANGED.at(
                    record.span(top),
                    field=names[0],
                    id=identifier,
                    state=_named(change),
                    fields=shown,
                    when=_when(commit, day),
                )


def _named(change: RecordChange) -> Wording | str:
    """Return what people call the state in which a record was before a change."""
    states: Mapping[str, Iterable[Choice]] = {"postmortem": PostmortemStatus, "capa": CapaState}
    found = (one.label for one in states.get(change.kind, ()) if one.value == change.before.state)
    released = N_("Released as a revision") if change.kind == "revision" else None
    label = next(found, released)
    return Wording(label) if label is not None else change.before.state


def _had_ended(change: RecordChange, day: date) -> bool:
    """Whether the record had reached its end before the change, by its own dates, and had not left it by the change."""
    if (change.kind, change.before.state) not in _FILLED_LATER:
        return False
    since = change.before.since
    if len(since) == len("2026-12-01") and since > day.isoformat():
        return False
    return (change.kind, change.after.state) in _FILLED_LATER or change.after.state == PostmortemStatus.VOID


def _not_allowed(change: RecordChange) -> Iterator[FieldChange]:
    later = _FILLED_LATER[change.kind, change.before.state]
    for row in change.fields:
        if not row.field:
            continue  # the file moved, the record stayed
        free = any(_lies_in(row.field, name) for name in later if not name.startswith("+"))
        added = row.old is None and any(_lies_in(row.field, name[1:]) for name in later if name.startswith("+"))
        if not free and not added:
            yield row


def _lies_in(field: str, name: str) -> bool:
    return field == name or field.startswith((f"{name}.", f"{name}["))


def _entries(change: RecordChange) -> list[dict[str, str]]:
    """Return the entries that a change added under corrections."""
    found: dict[str, dict[str, str]] = {}
    for row in change.fields:
        match = _ENTRY.match(row.field)
        if match and row.old is None and row.new is not None:
            found.setdefault(match[1], {})[match[2]] = row.new
    return [entry for entry in found.values() if "date" in entry]


def _is_covered(row: FieldChange, entries: list[dict[str, str]]) -> bool:
    steps = _steps(row.field)
    for entry in entries:
        wanted = _steps(entry.get("path", ""))
        # Who writes the entry may count the items of a list where we name them.
        if wanted and all(ours == theirs or theirs.isdigit() for ours, theirs in zip(steps, wanted, strict=False)):
            return len(wanted) <= len(steps)
    return False


def _steps(path: str) -> list[str]:
    return [step for step in re.split(r"[.\[\]]+", path.replace(" ", "")) if step]
