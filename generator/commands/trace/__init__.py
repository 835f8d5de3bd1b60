"""`fupan trace`: what is joined to what, from the incident to the proof, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.exporters.tables import Table
    from generator.pages.base import Site
    from generator.tracing.nodes import TraceNode

CONFIRM = "confirm"
SHOWN_BY = N_("Shown by")


@click.command(
    help=_(
        N_(
            "Show what is joined to what and what is missing; `confirm RECORD TARGET --by ROLE` notes that both were"
            " read again together."
        )
    )
)
@click.argument("confirm", nargs=-1, metavar="[confirm RECORD TARGET]")
@click.option("--gaps", is_flag=True, help=_(N_("Only what is missing, the oldest first.")))
@click.option("--lot", help=_(N_("What touched this lot or serial number.")))
@click.option("--ticket", help=_(N_("What belongs to this vendor ticket.")))
@click.option("--clause", help=_(N_("What cites this clause: 8.5.2, or as documents write it.")))
@click.option(
    "--step",
    metavar="DOC#KEY",
    help=_(N_("What speaks of this step: SOP-IT-001#check-disk; of all steps: SOP-IT-001.")),
)
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), metavar="FILE", help=_(N_("Write a CSV file.")))
@click.option("--by", metavar="ROLE", help=_(N_("With confirm: which role read both again.")))
@common_options
def command(
    session: Session,
    confirm: tuple[str, ...],
    gaps: bool,
    lot: str | None,
    ticket: str | None,
    clause: str | None,
    step: str | None,
    csv_file: Path | None,
    by: str | None,
) -> int:
    """Exit 4 when nothing is found."""
    if confirm:
        return _confirm(session, confirm, by)
    if by:
        raise click.UsageError(_(N_("Write: fupan trace confirm RECORD TARGET --by ROLE")))
    views = {"--gaps": gaps, "--lot": lot, "--ticket": ticket, "--clause": clause, "--step": step}
    asked = [name for name, value in views.items() if value]
    if len(asked) > 1 or (csv_file is not None and asked not in ([], ["--gaps"])):
        refused = [*asked, "--csv"] if csv_file is not None else asked
        raise click.UsageError(_(N_("{options} cannot be asked for together."), options=", ".join(refused)))
    from generator.build import site_of

    site = site_of(session.library(), session.settings, current(), session.today)
    wanted = _wanted(site, lot, ticket, clause, step)
    if wanted is not None:
        return _around(session, site, wanted)
    table = _table(site, gaps=gaps)
    if csv_file is not None:
        from generator.exporters.csv_text import csv_bytes
        from generator.files.writing import write_file

        write_file(session.folder / csv_file, csv_bytes(table, current().text))
        session.say(_(N_("{number} rows in {path}."), number=len(table.rows), path=str(csv_file)))
    elif session.as_json:
        session.answer({"ok": True, **_payload(site, gaps=gaps)})
    else:
        _print(session, table)
    if not table.rows:
        session.say(_(N_("Nothing to list.")))
    return 0 if table.rows else NOTHING_FOUND


def _confirm(session: Session, words: tuple[str, ...], by: str | None) -> int:
    from generator.commands.trace.confirm import confirm

    if len(words) != 3 or words[0] != CONFIRM or not by:
        raise click.UsageError(_(N_("Write: fupan trace confirm RECORD TARGET --by ROLE")))
    path, digest = confirm(session, words[1], words[2], by)
    session.say(_(N_("{path}: {target} noted as read on {day}."), path=path, target=words[2], day=str(session.today)))
    if session.as_json:
        session.answer({"ok": True, "file": path, "target": words[2], "digest": digest})
    return 0


def _wanted(
    site: Site, lot: str | None, ticket: str | None, clause: str | None, step: str | None
) -> list[TraceNode] | None:
    """Return the nodes that were asked for, None where none were."""
    from generator.model.vocabulary import spelling
    from generator.tracing.clause_sets import citations
    from generator.tracing.nodes import NodeKind

    trace = site.trace
    if step:
        nodes = trace.of(NodeKind.STEP)
        document, sign, key = step.partition("#")
        if not sign:
            return [node for node in nodes if node.id.startswith((f"{document}#", f"{document}@"))]
        wanted = {f"{document}#{key}"} | {
            node.id for node in nodes if node.id.startswith(f"{document}@") and node.id.endswith(f"#{key}")
        }
        return [node for node in nodes if node.id in wanted]
    if clause:
        ids = {citation.id for citation in citations(clause, site.clause_sets)}
        number = clause.strip()
        return [
            node
            for node in trace.of(NodeKind.CLAUSE)
            if node.id in ids or node.text == number or node.text.startswith(f"{number}(")
        ]
    for text, kinds in ((lot, (NodeKind.LOT, NodeKind.SERIAL)), (ticket, (NodeKind.TICKET,))):
        if text:
            return [node for node in trace.of(*kinds) if spelling(node.text) == spelling(text)]
    return None


def _around(session: Session, site: Site, nodes: list[TraceNode]) -> int:
    from generator.commands.terminal.table import table
    from generator.tracing.coverage import coverage
    from generator.tracing.nodes import BACKWARD, NodeKind

    trace = site.trace
    rows = []
    for node in nodes:
        if node.kind is NodeKind.CLAUSE:
            found = coverage(trace, site.gathering, site.clause_sets)
            shown = {row.node.id: row.shown_by for one in found for row in one.rows}
            rows += [(node, SHOWN_BY, trace.nodes[one]) for one in shown.get(node.id, ()) if one in trace.nodes]
        rows += [(node, link.name.label, trace.nodes[link.target]) for link in trace.links_from(node.id)]
        rows += [(node, BACKWARD[link.name], trace.nodes[link.source]) for link in trace.links_to(node.id)]
    if session.as_json:
        items = [
            {"node": node.id, "link": words, "id": other.id, "kind": other.kind.value, "title": other.title}
            for node, words, other in rows
        ]
        session.answer({"ok": True, "nodes": [node.id for node in nodes], "items": items})
    else:
        head = (_(N_("Begins at")), _(N_("Link")), _(N_("Joined to")), _(N_("Status")), _(N_("Date")), _(N_("Title")))
        cells = [
            (node.text, _(words), other.id, _(other.label) if other.label else "", str(other.day or ""), other.title)
            for node, words, other in rows
        ]
        for line in table(head, cells):
            session.say(line)
    if not nodes:
        session.say(_(N_("Nothing to list.")))
    return 0 if nodes else NOTHING_FOUND


def _table(site: Site, *, gaps: bool) -> Table:
    from generator.exporters.trace_rows import gaps_table, matrix_table
    from generator.tracing.matrix import matrix

    if gaps:
        return gaps_table(site.trace.gaps, site.today, current().text, site.trace.nodes, site.graph.name_of)
    return matrix_table(matrix(site.trace, site.gathering), current().text, site.trace.nodes)


def _payload(site: Site, *, gaps: bool) -> dict[str, Any]:
    from generator.exporters.trace_rows import trace_payload

    payload = trace_payload(site.trace, site.today, site.version)
    return {key: payload[key] for key in ("as_of", "gaps")} if gaps else payload


# What fits on a terminal; the CSV file has all columns.
_ON_TERMINAL = ("incident", "capa", "action", "action_state", "changes", "steps", "gaps")


def _print(session: Session, table: Table) -> None:
    from generator.commands.terminal.table import table as lines_of
    from generator.exporters.tables import text_of

    columns = [
        place for place, column in enumerate(table.columns) if column.key in _ON_TERMINAL or table.name == "gaps"
    ]
    head = [_(table.columns[place].heading) for place in columns]
    rows = [[text_of(row[place]) for place in columns] for row in table.rows]
    if rows:
        for line in lines_of(head, rows, most=40):
            session.say(line)
