"""The answer to a search as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.search.text.excerpt import END, START
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.building.index import SearchDesk

MOST_FACETS = 5
MOST_VALUES = 4
MOST_OTHER_WORDS = 6
_LISTED = ", "


def lines_of(result: Mapping[str, Any], session: Session) -> Iterator[str]:
    """Yield the results: what they are, where they match, what fixed it, what to try first; then how to narrow down."""
    yield _(N_("{count} results, {took} ms"), count=result["total"], took=result["took_ms"])
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
        yield session.style(_one_line(_(N_("Narrow down: {choices}"), choices=choices)), dim=True)


def _facet(facet: str, options: list[dict[str, Any]]) -> str:
    """Return a facet's most frequent values as one types them."""
    values = (f"'{one['value']}'" if " " in one["value"] else one["value"] for one in options[:MOST_VALUES])
    counted = (f"{value}({one['count']})" for value, one in zip(values, options, strict=False))
    return f"--{facet.replace('_', '-')} " + " ".join(counted)


def lines_without_hits(result: Mapping[str, Any], desk: SearchDesk) -> Iterator[str]:
    """Yield what helps who finds nothing: near words, the buttons of the home page, the number to call."""
    session = desk.session
    yield _(N_("Nothing found for “{query}”"), query=_one_line(result["query"]))
    if result["expansions"]:
        yield _(N_("also looked for: {words}"), words=_other_words(result["expansions"]))
    if result["nearest"]:
        yield _(N_("Near it: {words}"), words=_one_line(_LISTED.join(result["nearest"])))
    else:
        yield _(N_("Use fewer or shorter words, or copy the error code exactly as it stands on the screen."))
    if desk.help_buttons:
        yield ""
        yield _(N_("What can you not do?"))
        for cannot, document in desk.help_buttons:
            yield "  " + session.style(_one_line(document), fg="cyan", bold=True) + "  " + _one_line(cannot)
    if session.settings.phone_number:
        yield ""
        label = session.settings.phone_label or _(N_("IT on call"))
        yield _(N_("{who}: {number}"), who=_one_line(label), number=_one_line(session.settings.phone_number))


def _hit(hit: Mapping[str, Any], session: Session) -> Iterator[str]:
    title = session.style(_one_line(hit["title"]), bold=True)
    yield session.style(_one_line(hit["id"]), fg="cyan", bold=True) + "  " + title
    facts = [hit["kind_label"], hit["severity_label"], hit["status_label"], _LISTED.join(hit["systems"]), hit["date"]]
    if hit["obsolete"]:
        facts.append(_(N_("no longer in force")))
    yield "  " + session.style(_one_line(" · ".join(fact for fact in (*facts, hit["why"]) if fact)), dim=True)
    if hit["excerpt"]:
        yield "  " + _marked(hit["excerpt"], session)
    card = hit["card"]
    if card.get("when"):
        yield f"  {_(N_('Use it when'))}: {_one_line(card['when'])}"
    if card.get("fix"):
        yield f"  {_(N_('What fixed it'))}: {_one_line(card['fix'])}"
    if card.get("step"):
        of = f" ({_one_line(card['step_of'])})" if card.get("step_of") and card["step_of"] != hit["id"] else ""
        yield f"  {_(N_('Try first'))}: {_one_line(card['step'])}{of}"
    if card.get("manual"):
        yield f"  {_(N_('Manual procedure'))}: {_one_line(card['manual'])}"


def _other_words(expansions: list[dict[str, Any]]) -> str:
    """Return in one line what stood for what, and why."""
    groups = []
    for one in expansions:
        more = " …" if len(one["instead"]) > MOST_OTHER_WORDS else ""
        words = _LISTED.join(one["instead"][:MOST_OTHER_WORDS])
        groups.append(f"{one['typed']} → {words}{more} ({one['reason']})")
    return _one_line("; ".join(groups))


def _marked(excerpt: str, session: Session) -> str:
    """Return an excerpt with its matches in colour; where there is no colour the marks are dropped."""
    pieces = excerpt.split(START)
    shown = _one_line(pieces[0])
    for piece in pieces[1:]:
        match, _end, rest = piece.partition(END)
        shown += session.style(_one_line(match), fg="yellow", bold=True) + _one_line(rest)
    return shown


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
