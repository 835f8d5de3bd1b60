"""`fupan search`: the same search as on the site, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.language import _, current
from generator.commands.session import Session, common_options
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.indexing import SearchDesk

NOTHING_FOUND = 4


@click.command(help=_(N_('Search all records: words, codes, "exact words", -without, kind:sop.')))
@click.argument("query", nargs=-1)
@click.option("--kind", multiple=True, help=_(N_("Only this kind, such as postmortem, sop, runbook.")))
@click.option("--system", multiple=True, help=_(N_("Only this system.")))
@click.option("--severity", multiple=True, help=_(N_("Only this severity.")))
@click.option("--year", multiple=True, help=_(N_("Only this year.")))
@click.option("--status", multiple=True, help=_(N_("Only this status.")))
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True, help=_(N_("How many results.")))
@click.option("--offset", type=click.IntRange(0, 1000), default=0, help=_(N_("How many to leave out first.")))
@click.option("--from", "file", type=click.Path(path_type=Path, allow_dash=True), help=_(N_("Read a query a line.")))
@common_options
def command(
    session: Session,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    file: Path | None,
    **chosen: tuple[str, ...],
) -> int:
    """Exit 4 when no query has a result."""
    from generator.commands.indexing import open_desk
    from generator.search.answer import answer

    filters = {facet: values for facet, values in chosen.items() if values}
    text = " ".join(query)
    if file is None and not text.strip() and not filters:
        raise click.UsageError(_(N_("Give something to search for, such as: fupan search ORA-00257")))
    desk = open_desk(session)
    found = 0
    for line in _queries(file) if file is not None else [text]:
        filters_of_line = _as_values(filters, desk)
        result = answer(
            desk.engine,
            line,
            labels=desk.labels,
            say=current().text,
            filters=filters_of_line,
            limit=limit,
            offset=offset,
        )
        found += len(result["hits"])
        if session.as_json:
            session.answer(result)
        else:
            for row in _lines(result, session):
                session.say(row)
    return 0 if found else NOTHING_FOUND


def _queries(file: Path) -> Iterator[str]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(N_("{path} is not UTF-8; save it again as UTF-8."), path=str(file)) from error
    except FileNotFoundError as error:
        raise UserError(N_("There is no file or folder {path}."), path=str(file)) from error
    return (line for line in text.splitlines() if line.strip())


def _as_values(filters: dict[str, tuple[str, ...]], desk: SearchDesk) -> dict[str, list[str]]:
    """Return the filters with labels that people read replaced by the values of the index."""
    from generator.model.vocabulary import spelling

    def value_of(facet: str, text: str) -> str:
        labels = desk.labels.get(facet, {})
        return next((value for value, label in labels.items() if spelling(text) == spelling(label)), text)

    return {facet: [value_of(facet, text) for text in texts] for facet, texts in filters.items()}


def _lines(result: dict[str, Any], session: Session) -> Iterator[str]:
    if not result["hits"]:
        yield _(N_("Nothing found for “{query}”"), query=result["query"])
        yield _(N_("Use fewer or shorter words, or copy the error code exactly as it stands on the screen."))
        return
    yield _(N_("{count} results, {took} ms"), count=result["total"], took=result["took_ms"])
    if result["expanded"]:
        yield _(N_("also searched for: {words}"), words=", ".join(result["expanded"]))
    for hit in result["hits"]:
        yield ""
        yield (
            session.style(_one_line(hit["id"]), fg="cyan", bold=True)
            + "  "
            + session.style(_one_line(hit["title"]), bold=True)
        )
        facts = (hit["kind_label"], hit["severity_label"], hit["status_label"], ", ".join(hit["systems"]), hit["date"])
        yield "  " + session.style(" · ".join(fact for fact in (*facts, hit["why"]) if fact), dim=True)
        if hit["excerpt"]:
            yield "  " + _marked(hit["excerpt"], session)
    yield ""
    yield from _facet_line(result, session)


def _facet_line(result: dict[str, Any], session: Session) -> Iterator[str]:
    groups = []
    for facet, options in result["facets"].items():
        if len(options) > 1:
            groups.append(f"--{facet} " + " ".join(f"{one['value']}({one['count']})" for one in options[:6]))
    if groups:
        yield session.style(_(N_("Narrow down: {choices}"), choices="  ".join(groups)), dim=True)


def _marked(excerpt: str, session: Session) -> str:
    """Return an excerpt with its matches in colour; where there is no colour the marks are dropped."""
    from generator.search.excerpt import END, START

    pieces = excerpt.split(START)
    shown = _one_line(pieces[0])
    for piece in pieces[1:]:
        match, _end, rest = piece.partition(END)
        shown += session.style(_one_line(match), fg="yellow", bold=True) + _one_line(rest)
    return shown


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
