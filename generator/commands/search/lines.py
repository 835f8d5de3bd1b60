"""The answer to a search as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.commands.terminal.table import printable
from generator.search.text.excerpt import END, START
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.search.desk import SearchDesk

MOST_FACETS = 5
MOST_VALUES = 4
MOST_OTHER_WORDS = 6
_LISTED = ", "


def lines_of(result: Mapping[str, Any], session: Session) -> Iterator[str]:
    """Yield the results: what they are, where they match, what fixed it, what to try first; then how to narrow down."""
    yield _(N_("{count} results, {took} ms"), count=result["total"], took=result["took_ms"])
    if not result["hits"]:
        yield _(N_("All of them stand before these; ask with a smaller --offset."))
    if result["truncated"]:
        yield _(N_("That was too much to look at all of it; there may be more."))
    if result["expansions"]:
        yield session.style(_(N_("also looked for: {words}"), words=_other_words(result["expansions"])), dim=True)
    for hit in result["hits"]:
        yield ""
        yield from _hit(hit, session)
    yield ""
    groups = [_facet(facet, options) for facet, options in result["facets"].items() if len(options) > 1]
    if groups:
        choices = "  ".join(groups[:MOST_FACETS])
        yield session.style(printable(_(N_("Narrow down: {choices}"), choices=choices)), dim=True)


def _facet(facet: str, options: list[dict[str, Any]]) -> str:
    """Return a facet's most frequent values as one types them."""
    values = (f"'{one['value']}'" if " " in one["value"] else one["value"] for one in options[:MOST_VALUES])
    counted = (f"{value}({one['count']})" for value, one in zip(values, options, strict=False))
    return f"--{facet.replace('_', '-')} " + " ".join(counted)


def lines_without_hits(result: Mapping[str, Any], desk: SearchDesk) -> Iterator[str]:
    """Yield what helps who finds nothing: near words, the buttons of the home page, the number to call."""
    session = desk.session
    yield _(N_("Nothing found for “{query}”"), query=printable(result["query"]))
    if result["expansions"]:
        yield _(N_("also looked for: {words}"), words=_other_words(result["expansions"]))
    if result["nearest"]:
        yield _(N_("Near it: {words}"), words=printable(_LISTED.join(result["nearest"])))
    else:
        yield _(N_("Use fewer or shorter words, or copy the error code exactly as it stands on the screen."))
    if desk.help_buttons:
        yield ""
        yield _(N_("What can you not do?"))
        for cannot, document in desk.help_buttons:
            yield "  " + session.style(printable(document), fg="cyan", bold=True) + "  " + printable(cannot)
    if session.settings.phone_number:
        yield ""
        label = session.settings.phone_label or _(N_("IT on call"))
        yield _(N_("{who}: {number}"), who=printable(label), number=printable(session.settings.phone_number))


def _hit(hit: Mapping[str, Any], session: Session) -> Iterator[str]:
    title = session.style(printable(hit["title"]), bold=True)
    yield session.style(printable(hit["id"]), fg="cyan", bold=True) + "  " + title
    facts = [hit["kind_label"], hit["severity_label"], hit["status_label"], _LISTED.join(hit["systems"]), hit["date"]]
    if hit["obsolete"]:
        facts.append(_(N_("no longer in force")))
    yield "  " + session.style(printable(" · ".join(fact for fact in (*facts, hit["why"]) if fact)), dim=True)
    if hit["excerpt"]:
        yield "  " + _marked(hit["excerpt"], session)
    card = hit["card"]
    if card.get("when"):
        yield f"  {_(N_('Use it when'))}: {printable(card['when'])}"
    if card.get("fix"):
        yield f"  {_(N_('What fixed it'))}: {printable(card['fix'])}"
    if card.get("step"):
        of = f" ({printable(card['step_of'])})" if card.get("step_of") and card["step_of"] != hit["id"] else ""
        yield f"  {_(N_('Try first'))}: {printable(card['step'])}{of}"
    if card.get("manual"):
        yield f"  {_(N_('Manual procedure'))}: {printable(card['manual'])}"


def _other_words(expansions: list[dict[str, Any]]) -> str:
    """Return in one line what stood for what, and why."""
    groups = []
    for one in expansions:
        more = " …" if len(one["instead"]) > MOST_OTHER_WORDS else ""
        words = _LISTED.join(one["instead"][:MOST_OTHER_WORDS])
        groups.append(f"{one['typed']} → {words}{more} ({one['reason']})")
    return printable("; ".join(groups))


def _marked(excerpt: str, session: Session) -> str:
    """Return an excerpt with its matches in colour; where there is no colour the marks are dropped."""
    pieces = excerpt.split(START)
    shown = printable(pieces[0])
    for piece in pieces[1:]:
        match, _end, rest = piece.partition(END)
        shown += session.style(printable(match), fg="yellow", bold=True) + printable(rest)
    return shown
