"""The audit pack: what happened to records in a period, as one ZIP that can be made again byte for byte."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.exporters.csv_text import csv_bytes
from generator.exporters.registers import REGISTERS
from generator.exporters.tables import Cell, Column, Say, Table
from generator.files.manifest import checksum
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.kinds.sop import Document
from generator.lifecycle.audit.change_audit import ChangeAudit
from generator.lifecycle.facts import Facts, systems_of
from generator.model.record import Record
from generator.wording import N_

# Records of these kinds are evidence; the rest of the graph only explains them.
EVIDENCE = ("postmortem", "capa", "sop", "runbook", "revision", "drill", "training", "change")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can hold
_RIGHTS = 0o100644 << 16
_README = (
    N_(
        "This pack was made by a tool from the records of {organization}: everything that happened from {since} to {until}, and the records that belong to it."
    ),
    N_("Records for a narrower audience than that of the site are left out."),
    N_("pages/: each record as a page that opens in any browser, made from its file."),
    N_("sources/: the files themselves, as they lie in the repository. They are the record; the pages only show them."),
    N_("registers/: the lists as CSV, which WPS and Excel open."),
    N_(
        "change-audit.csv: who changed which field of these records, from git. The names and times are those that the person's computer gave; see the page on the change audit of the site."
    ),
    N_("SHA256SUMS and manifest.json: a checksum of every file, and the commit. To compare: sha256sum -c SHA256SUMS"),
    N_("The same commit, day and period give the same bytes again."),
    N_("PDF files are left out: print a page from the browser where one is asked for."),
    N_(
        "The pack is no controlled, approved document and replaces none. The tool itself must be validated by the organization that uses it."
    ),
)
_CHANGES = (
    Column("at", N_("Time"), 20),
    Column("author", N_("Name on the commit"), 16),
    Column("committer", N_("Committer"), 16),
    Column("commit", N_("Commit"), 42),
    Column("record", N_("Record"), 16),
    Column("act", N_("What was done"), 12),
    Column("field", N_("Field"), 30),
    Column("old", N_("Old"), 40),
    Column("new", N_("New"), 40),
    Column("subject", N_("Subject of the commit"), 40),
)


@dataclass(frozen=True, slots=True)
class Period:
    """From which to which day, both included, and of which system, by id; an empty system means all."""

    since: date
    until: date
    system: str = ""

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.since <= day <= self.until


def chosen(facts: Facts, period: Period) -> frozenset[str]:
    """Return the ids of what belongs into the pack: what happened in the period, and what it cites or is cited by."""
    graph = facts.graph
    core = {
        record.id
        for record in graph.records.values()
        if record.kind in EVIDENCE
        and any(period.holds(day) for day in _days(record, facts))
        and (not period.system or period.system in _systems(record, graph))
    }
    near = set(core)
    for identifier in core:
        near |= {link.target for link in graph.links_from(identifier)}
        near |= {link.source for link in graph.links_to(identifier)}
    near = {identifier for identifier in near if graph.records[identifier].kind in EVIDENCE}
    # A document without one of its revisions would stand as something that it is not.
    near |= {one.doc for one in graph.of(Revision) if one.id in near}
    return frozenset(near | {one.id for one in graph.of(Revision) if one.doc in near})


def _systems(record: Record, graph: Graph) -> tuple[str, ...]:
    if isinstance(record, Revision):
        document = graph.get(record.doc)
        return systems_of(document) if document is not None else ()
    return systems_of(record)


def _days(record: Record, facts: Facts) -> Iterator[date | None]:
    if isinstance(record, Revision):
        yield from (record.released_on, record.effective_on)
    elif not isinstance(record, Document):
        yield facts.day_of(record)
    if isinstance(record, Capa):
        yield from (entry.at.day for entry in record.log)
        yield from (check.date for check in (record.effectiveness.checks if record.effectiveness else ()))
    if isinstance(record, Postmortem) and record.closed_at is not None:
        yield record.closed_at.day
    yield from (row.date for row in getattr(record, "corrections", ()))


def register_files(facts: Facts, ids: frozenset[str], say: Say) -> dict[str, bytes]:
    """Return every register as CSV, with the records `ids` only."""
    graph = facts.graph
    others = {one.id for one in graph.records.values() if one.kind in EVIDENCE and one.id not in ids}
    kept = Facts(graph.without(others), facts.today)
    tables = (table for tables_of in REGISTERS.values() for table in tables_of(kept, say))
    found: dict[str, bytes] = {}
    for table in tables:
        name = f"registers/{table.name}.csv"
        # Two registers may each have a table of all fields.
        number = sum(known.startswith(f"registers/{table.name}") for known in found)
        found[name if name not in found else f"registers/{table.name}-{number + 1}.csv"] = csv_bytes(table, say)
    return found


def change_file(history: ChangeAudit, ids: frozenset[str], say: Say) -> bytes:
    """Return the committed changes of the records `ids` as CSV, a row a field, the newest first."""
    rows: list[tuple[Cell, ...]] = []
    for one in history.commits:
        commit = one.commit
        for change in one.changes:
            if change.id not in ids:
                continue
            head = (commit.committed, commit.author, commit.committer, commit.hash, change.id, change.act.value)
            rows.extend((*head, row.field or "file", row.old, row.new, commit.subject) for row in change.fields)
            if not change.fields:
                rows.append((*head, "", None, None, commit.subject))
    return csv_bytes(Table("change-audit", N_("Change audit"), _CHANGES, tuple(rows)), say)


def readme(says: Iterable[Say], values: Mapping[str, str]) -> bytes:
    """Return what the pack is, in each language of `says`; `values` fill the places of the texts."""
    parts = []
    for say in says:
        lines = [say(text).format_map(dict(values)) for text in _README]
        title = say(N_("Audit pack"))
        parts.append("\n".join((f"# {title} · {values['organization']}", "", *(f"- {line}" for line in lines), "")))
    return "\n".join(parts).encode("utf-8")


def packed(files: Mapping[str, bytes], facts: Mapping[str, object]) -> bytes:
    """Return the ZIP with `files`, their checksums and a manifest that begins with `facts`.

    Names are sorted, times and rights fixed, and nothing is compressed, as compressors differ from machine to machine.
    """
    sums = {name: checksum(data) for name, data in sorted(files.items())}
    manifest = json.dumps({**facts, "files": sums}, ensure_ascii=False, indent=1) + "\n"
    listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    whole = {**files, "manifest.json": manifest.encode("utf-8"), "SHA256SUMS": listed.encode("utf-8")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(whole):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = 3  # as on Unix, whatever made it
            entry.external_attr = _RIGHTS
            archive.writestr(entry, whole[name])
    return out.getvalue()
