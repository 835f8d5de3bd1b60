"""What `fupan search --gaps` makes of the queries without a hit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session
from generator.commands.terminal.table import printable
from generator.wording import N_

if TYPE_CHECKING:
    from generator.search.asking.zero_hits import Proposal
    from generator.search.engine import SearchEngine

# Longer names are sentences, and nobody means a sentence by a word.
_LONGEST_NAME = 12
# A line of synonyms with one of these stands for several texts.
_GAP_SIGNS = {"…", "/"}


def proposals_of(session: Session, engine: SearchEngine) -> tuple[Proposal, ...]:
    """Return what was not found, most frequent first, with the nearest words that the records have."""
    from generator.search.asking.zero_hit_log import noted_gaps
    from generator.search.asking.zero_hits import KnownWords, proposals
    from generator.search.words.pronouncing import syllables_of

    gaps = noted_gaps(session.root)
    return proposals(gaps, KnownWords(_known_words(session, engine), syllables_of)) if gaps else ()


def _known_words(session: Session, engine: SearchEngine) -> Iterator[str]:
    """Yield every word of synonyms and every short name that the index has; what no record says cannot be meant."""
    from generator.kinds.synonym import SynonymGroup, read_line
    from generator.reading.word_lists import built_in_lines
    from generator.search.text.analysis import terms

    graph = session.library().graph
    lines = [*built_in_lines(), *(line for group in graph.of(SynonymGroup) for line in group.words)]
    words = [word for line in map(read_line, lines) for word in (*line.said, *line.written)]
    names = (name for one in graph.records.values() for name in (one.name, *getattr(one, "aliases", ())))
    words += (name for name in names if len(name) <= _LONGEST_NAME)
    lexicon = engine.lexicon()
    for word in dict.fromkeys(words):
        found = terms(word)
        if found and not _GAP_SIGNS & set(word) and all(map(lexicon.frequency, found)):
            yield word


def payload_of(found: tuple[Proposal, ...]) -> dict[str, Any]:
    """Return the collected queries as the JSON object holds them."""
    gaps = [
        {
            "query": one.gap.query,
            "count": one.gap.count,
            "last": one.gap.last,
            "words": list(one.words),
            "line": one.line,
        }
        for one in found
    ]
    return {"ok": True, "total": len(gaps), "gaps": gaps}


def lines_of(found: tuple[Proposal, ...], session: Session) -> Iterator[str]:
    """Yield the collected queries for people: how often, when last, and a line to put into `kb/synonyms.yml`."""
    if not found:
        yield _(N_("No search has been without a result so far."))
        return
    yield _(
        N_("Searches without a result, the most frequent first. Judge the lines and put them into kb/synonyms.yml:")
    )
    for one in found:
        yield ""
        times = _(N_("{count} times, last on {day}"), count=one.gap.count, day=one.gap.last)
        yield session.style(printable(one.gap.query), bold=True) + "  " + session.style(times, dim=True)
        if one.words:
            yield f"      - {printable(one.line)}"
        else:
            advice = _(N_("nothing near is known: write what records call it"))
            yield f"      # - {printable(one.line)}    {advice}"
