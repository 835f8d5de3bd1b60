"""`fupan search`: the same search as on the site, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.exit_codes import NOTHING_FOUND
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, close_to, common_options
from generator.errors import UserError
from generator.search.asking.query import FARTHEST_OFFSET, MOST_HITS, SORTS
from generator.search.asking.query_filters import day_of
from generator.search.documents.facet_table import FACET_NAMES, FACETS
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.search.desk import SearchDesk

# Values of a facet that are named when somebody asks for another one.
_MOST_VALUES = 12


def _facet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each facet, in the order of the table."""
    for facet in reversed(FACETS):
        name = facet.name.replace("_", "-")
        text = _(N_("Only with this value, as records write it or as people call it: {facet}."), facet=_(facet.label))
        command = click.option(f"--{name}", facet.name, multiple=True, help=text)(command)
    return command


class _WithExclusions(click.Command):
    """A command to which `-测试` is a word that must not occur, and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such words behind all options, where nothing is taken for one."""
        if "--" not in args:
            words = [arg for arg in args if len(arg) > 1 and arg[0] == "-" and not arg[1].isascii()]
            args = [arg for arg in args if arg not in words] + (["--", *words] if words else [])
        return super().parse_args(ctx, args)


@click.command(
    cls=_WithExclusions,
    # Two paragraphs: of the first one is made the line in the list of verbs.
    help="\n\n".join(
        (
            _(N_("Search all records, in your own words or by a code.")),
            _(N_('Also "exact words", +must, -without, kind:sop, date:2026-01..2026-06, sev>=S2.')),
        )
    ),
)
@click.argument("query", nargs=-1)
@_facet_options
@click.option("--since", metavar="DAY", default="", help=_(N_("Not before this day, month or year.")))
@click.option("--until", metavar="DAY", default="", help=_(N_("Not after this day, month or year.")))
@click.option("--sort", type=click.Choice(SORTS), default=SORTS[0], help=_(N_("The order of the results.")))
@click.option(
    "--limit", type=click.IntRange(1, MOST_HITS), default=10, show_default=True, help=_(N_("How many results."))
)
@click.option(
    "--offset", type=click.IntRange(0, FARTHEST_OFFSET), default=0, help=_(N_("How many to leave out first."))
)
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    help=_(N_("Read a query a line from this file, or - for the input; answer with a JSON object a line.")),
)
@click.option(
    "--gaps", is_flag=True, help=_(N_("Show the searches that found nothing, with lines to add to kb/synonyms.yml."))
)
@common_options
def command(
    session: Session,
    query: tuple[str, ...],
    since: str,
    until: str,
    sort: str,
    limit: int,
    offset: int,
    file: Path | None,
    gaps: bool,
    **chosen: tuple[str, ...],
) -> int:
    """Exit 4 when no query has a result."""
    from generator.commands.search.desk import open_desk

    days = {"since": _day("since", since), "until": _day("until", until)}
    filters = {facet: values for facet, values in chosen.items() if values}
    text = " ".join(query)
    if [bool(text.strip()), file is not None, gaps].count(True) > 1:
        raise click.UsageError(_(N_("Give a query, --from or --gaps, but only one of them.")))
    if days["since"] and days["until"] and days["since"] > days["until"]:
        raise click.UsageError(_(N_("The period ends before it begins: {since} to {until}."), **days))
    if gaps:
        return _show_gaps(session)
    if file is None and not (text.strip() or filters or since or until):
        raise click.UsageError(_(N_("Give something to search for, such as: fupan search ORA-00257")))
    desk = open_desk(session)
    if filters:
        _refuse_unknown(filters, desk)
    session.as_json = session.as_json or file is not None
    found = 0
    for line in _queries(file) if file is not None else [text]:
        result = _answer(desk, line, filters=filters, sort=sort, limit=limit, offset=offset, **days)
        found += result["total"]
        if session.as_json:
            session.answer(result)
        else:
            _show(result, desk, line)
    return 0 if found else NOTHING_FOUND


def _answer(desk: SearchDesk, text: str, **options: Any) -> dict[str, Any]:
    from generator.search.answer import answer_to
    from generator.search.asking.query import parse_query

    query = parse_query(text, facets=FACET_NAMES, labels=desk.labels, **options)
    result = desk.ask(lambda engine: answer_to(engine, query, labels=desk.labels, say=current().text))
    if not result["total"]:
        from generator.search.asking.zero_hit_log import note_gap
        from generator.search.asking.zero_hits import tells_of_a_gap

        if tells_of_a_gap(query) and desk.session.settings.search_log:
            note_gap(desk.session.root, query.text, desk.session.today)
    return result


def _show(result: Mapping[str, Any], desk: SearchDesk, typed: str) -> None:
    from generator.commands.search.lines import lines_of, lines_without_hits
    from generator.commands.terminal.table import printable
    from generator.search.asking.query import LONGEST_QUERY

    lines = []
    if len(typed) > LONGEST_QUERY:
        lines.append(_(N_("Only the first {count} characters were searched for."), count=LONGEST_QUERY))
        result = {**result, "truncated": False}
    if result["unread"]:
        words = ", ".join(map(printable, result["unread"]))
        lines.append(_(N_("{words} is no filter that exists here: it was searched for as words."), words=words))
    lines += lines_of(result, desk.session) if result["total"] else lines_without_hits(result, desk)
    # All at once: each time, click asks the terminal anew what it can show.
    desk.session.say("\n".join(lines))


def _show_gaps(session: Session) -> int:
    from generator.commands.search.desk import open_desk
    from generator.commands.search.gaps import lines_of, payload_of, proposals_of

    found = open_desk(session).ask(lambda engine: proposals_of(session, engine))
    if session.as_json:
        session.answer(payload_of(found))
    else:
        for line in lines_of(found, session):
            session.say(line)
    return 0


def _day(name: str, text: str) -> str:
    day = day_of(text, last=name == "until")
    if text and not day:
        raise click.UsageError(_(N_("{name} must be a day such as 2024-05-31, a month or a year."), name=f"--{name}"))
    return day


def _queries(file: Path) -> Iterator[str]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(N_("{path} is not UTF-8; save it again as UTF-8."), path=str(file)) from error
    except FileNotFoundError as error:
        raise UserError(N_("There is no file or folder {path}."), path=str(file)) from error
    except OSError as error:
        raise UserError(N_("{path} cannot be read as a file."), path=str(file)) from error
    return (line for line in text.splitlines() if line.strip())


def _refuse_unknown(filters: Mapping[str, tuple[str, ...]], desk: SearchDesk) -> None:
    """Raise UsageError for a value that no record has and no label says, with the nearest that there is."""
    from generator.search.asking.query import Query, parse_query
    from generator.search.text.folding import fold

    for facet, texts in filters.items():
        labels = desk.labels.get(facet, {})
        known = {fold(value) for value in labels}
        for text in texts:
            (value,) = parse_query("", filters={facet: [text]}, labels=desk.labels).filters[facet]
            if value in known:
                continue
            asked = Query(text="", filters={facet: frozenset({value})}, limit=1)
            page = desk.ask(lambda engine, asked=asked: engine.search(asked))  # type: ignore[misc]
            if page.total:
                continue
            # The counts of a facet disregard the filter on it, so these are all values that records have.
            values = [one.value for one in page.facets.get(facet, ())]
            message = _(N_("No record has {value} as {facet}."), value=text, facet=f"--{facet.replace('_', '-')}")
            nearest = close_to(text, [*labels, *labels.values(), *values])
            some = _(N_("Records have: {values}"), values=", ".join(values[:_MOST_VALUES])) if values else ""
            raise click.UsageError(f"{message} {nearest or some}".strip())
