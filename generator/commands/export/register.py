"""`fupan export capa|postmortems|documents|trace`: a register as workbook, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.commands.export.left_out import left_out, tell_left_out
from generator.commands.export.wanted import Wanted
from generator.commands.terminal.choices import system_named
from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.errors import EnvironmentFault, UserError
from generator.lifecycle.facts import systems_of
from generator.wording import N_

if TYPE_CHECKING:
    from generator.exporters.tables import Say, Table
    from generator.pages.base import Site


def export_register(session: Session, wanted: Wanted, name: str) -> int:
    """Write a register in the wanted form and return the exit code: 4 when it has no row."""
    from generator.build import site_of
    from generator.files.writing import write_file
    from generator.i18n.catalogue import catalogue
    from generator.memory import collector_resting

    with collector_resting():
        library = session.library()
        site = site_of(library, session.settings, catalogue(session.settings.language), session.today)
        hidden = left_out(library.graph, site)
        tables = _tables(name, site)
    tables = _narrowed(tables, name, wanted, site)
    if not tables[0].rows:
        session.say(_(N_("Nothing to export.")))
        tell_left_out(session, hidden)
        return NOTHING_FOUND
    suffix, make = _FORMS[wanted.form]
    ending = wanted.out.suffix.lower() if wanted.out else suffix
    if ending != suffix and ending in {other for other, _make in _FORMS.values()}:
        raise UserError(
            N_("{path} ends in {ending}, but --format {form} is asked for."),
            path=str(wanted.out),
            ending=ending,
            form=wanted.form,
        )
    path = (session.folder / wanted.out) if wanted.out else session.root / "build" / "exports" / f"{name}{suffix}"
    if path.is_dir():
        raise UserError(N_("{path} is a folder; --out takes the name of a file."), path=str(path))
    data = make(tables, site.catalogue.text, session)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
    except PermissionError as error:
        raise EnvironmentFault(
            N_("{path} cannot be written; if it is open in a spreadsheet, close it there."), path=str(path)
        ) from error
    rows = len(tables[0].rows)
    if session.as_json:
        names = [table.name for table in tables]
        session.answer({"ok": True, "file": str(path), "rows": rows, "tables": names, "left_out": hidden})
    session.say(_(N_("{rows} rows in {path}."), rows=rows, path=str(path)))
    tell_left_out(session, hidden)
    return 0


def _narrowed(tables: tuple[Table, ...], name: str, wanted: Wanted, site: Site) -> tuple[Table, ...]:
    """Return the tables with the rows of records of the wanted days and system; the first column names the record."""
    if wanted.since is None and wanted.until is None and not wanted.system:
        return tables
    if name not in ("capa", "postmortems"):
        raise UserError(N_("--since, --until and --system narrow down only capa, postmortems and audit."))
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UserError(
            N_("The period ends before it begins: {since} to {until}."), since=wanted.since, until=wanted.until
        )
    graph = site.graph
    system = system_named(wanted.system, graph) if wanted.system else ""
    kept = {
        record.id
        for record in graph.records.values()
        if (not system or system in systems_of(record))
        and (day := site.facts.day_of(record)) is not None
        and (wanted.since or day) <= day <= (wanted.until or day)
    }
    return tuple(replace(table, rows=tuple(row for row in table.rows if row[0] in kept)) for table in tables)


def _tables(name: str, site: Site) -> tuple[Table, ...]:
    from generator.exporters.registers import REGISTERS
    from generator.exporters.trace_rows import gaps_table, matrix_table
    from generator.tracing.matrix import matrix

    say = site.catalogue.text
    if name == "trace":
        nodes = site.trace.nodes
        gaps = gaps_table(site.trace.gaps, site.today, say, nodes, site.graph.name_of)
        return matrix_table(matrix(site.trace, site.gathering), say, nodes), gaps
    return REGISTERS[name](site.facts, site.catalogue.text)


def _workbook(tables: tuple[Table, ...], say: Say, session: Session) -> bytes:
    from generator.exporters.workbook import workbook_bytes

    return workbook_bytes(tables, say, session.today, f"{session.settings.organization} {say(tables[0].title)}")


def _csv(tables: tuple[Table, ...], say: Say, _session: Session) -> bytes:
    from generator.exporters.csv_text import csv_bytes

    return csv_bytes(tables[0], say)


def _json(tables: tuple[Table, ...], _say: Say, session: Session) -> bytes:
    payload = {
        "generated_on": session.today.isoformat(),
        "tables": {table.name: [_plain(row) for row in table.records()] for table in tables},
    }
    return (json.dumps(payload, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    from generator.exporters.tables import text_of

    kept = (str, int, float, bool, type(None))
    return {key: value if isinstance(value, kept) else text_of(value) for key, value in row.items()}  # type: ignore[arg-type]


# How a register can be written: the ending of its file, and what makes it.
_FORMS: Mapping[str, tuple[str, Callable[[tuple[Table, ...], Say, Session], bytes]]] = {
    "xlsx": (".xlsx", _workbook),
    "csv": (".csv", _csv),
    "json": (".json", _json),
}
